"""`python -m bench.cost`: measures what unscroll costs, prints each figure beside its limit; 1 if a limit is missed."""

import argparse
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.cost import answering, people, standing, year
from bench.cost.table import Figure, table

_ALONE = "UNSCROLL_BENCH_ALONE"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "figures.md"
HEAD = """# What unscroll costs

Measured {day} on a {machine}, load {load:.1f} at the start, by `{command}`. Medians; the range in brackets.
ActivityWatch's figures were measured on a machine of the same kind (Python server 0.14.0, watchers 0.2.0).

"""


def _of_year(told: argparse.Namespace) -> Iterator[Figure]:
    with year.year_home(told.year_home) as home:
        yield from year.figures(home)


def _of_answers(told: argparse.Namespace) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="unscroll-cost-") as home:
        yield from answering.figures(Path(home))


def _of_people(told: argparse.Namespace) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="unscroll-cost-") as home:
        yield from people.figures(Path(home))


def _of_standing(told: argparse.Namespace) -> Iterator[Figure]:
    with TemporaryDirectory(prefix="unscroll-cost-") as home:
        yield from standing.figures(Path(home), told.warm * 60, told.minutes)


PARTS: Mapping[str, Callable[[argparse.Namespace], Iterator[Figure]]] = {
    "standing": _of_standing,
    "answers": _of_answers,
    "year": _of_year,
    "people": _of_people,
}


def _alone(arguments: list[str]) -> None:
    """Starts this bench anew with X sockets of its own where that is allowed: the daemon watches their folder, and a
    screen that somebody else starts or ends would wake it."""
    enter = ["unshare", "-m", "--propagation", "private"]
    if os.environ.get(_ALONE) or os.geteuid() or not shutil.which(enter[0]):
        return
    if subprocess.run([*enter, "true"], capture_output=True, check=False).returncode:
        return
    hide = 'mkdir -p /tmp/.X11-unix && mount -t tmpfs -o mode=1777 tmpfs /tmp/.X11-unix && exec "$@"'
    again = [*enter, "sh", "-c", hide, "sh", sys.executable, "-m", "bench.cost", *arguments]
    os.execvpe(again[0], again, {**os.environ, _ALONE: "1"})


def machine() -> str:
    """The machine in neutral words."""
    release = platform.freedesktop_os_release()
    system = f"{release['NAME'].removesuffix(' GNU/Linux')} {release.get('VERSION_ID', '')}".strip()
    return f"{os.cpu_count()} vCPU virtual machine, {system}, Python {platform.python_version()}"


def main(arguments: list[str]) -> int:
    """The command line of the bench."""
    parser = argparse.ArgumentParser(prog="python -m bench.cost", description=__doc__)
    parser.add_argument("--only", action="append", choices=tuple(PARTS), help="just this part; may come twice")
    parser.add_argument("--year-home", type=Path, help="keeps the synthetic year here and takes it from here")
    parser.add_argument("--warm", type=float, default=5, help="minutes before the daemon's idle minutes are measured")
    parser.add_argument("--minutes", type=int, default=5, help="how many idle and locked minutes are measured")
    parser.add_argument("--write", action="store_true", help="writes docs/figures.md too")
    told = parser.parse_args(arguments)
    _alone(arguments)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    load = os.getloadavg()[0]
    figures = []
    for name in told.only or PARTS:
        print(f"measuring: {name} ...", file=sys.stderr)
        for figure in PARTS[name](told):
            print("  " + ": ".join(figure.cells[:2]), file=sys.stderr, flush=True)
            figures.append(figure)
    page = HEAD.format(
        day=datetime.now(UTC).date().isoformat(), machine=machine(), load=load, command="python -m bench.cost"
    )
    print(page + table(figures))
    if told.write:
        PAGE.write_text(page + table(figures) + "\n", encoding="utf-8")
    missed = [figure.what for figure in figures if figure.missed]
    for what in missed:
        print(f"missed: {what}", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
