"""What a year of history costs: recount, reports, bytes on disk; a heavy user's ledger of 3,000 stretches a day."""

import json
import os
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.cost.table import Figure, number
from bench.ledger import LAST_DAY, ZONE, make_year
from unscroll.clock import FakeClock, SystemClock
from unscroll.day import Zones
from unscroll.ledger import ensure_key, open_writer
from unscroll.places import Places

RUNS = 5
DAYS = 365
NARROW = ("focus", "input")


@contextmanager
def year_home(kept: Path | None) -> Iterator[Path]:
    """A home with a year's ledger: `kept` where it has one, made there else; a temporary one without `kept`."""
    if kept is None:
        with TemporaryDirectory(prefix="unscroll-year-") as folder:
            _make(Path(folder))
            yield Path(folder)
        return
    places = Places.of({"UNSCROLL_HOME": str(kept)})
    if not places.ledger.exists():
        _make(kept)
    with open_writer(places, SystemClock()):
        """Brings a ledger of an older version up to date."""
    yield kept


def _make(home: Path) -> None:
    places = Places.of({"UNSCROLL_HOME": str(home)})
    places.make()
    ensure_key(places.thread_key)
    print("making a synthetic year ...", file=sys.stderr)
    clock = FakeClock.at(Zones.only(ZONE).span_of(LAST_DAY).end_ms)
    with open_writer(places, clock) as writer:
        make_year(writer)


def figures(home: Path) -> list[Figure]:
    """Everything that needs only the ledger of a year."""
    return [_recount(home), *_reports(home), *_bytes(home)]


def _recount(home: Path) -> Figure:
    told = json.loads(run(home, sys.executable, "-m", "bench.cost.recount", str(home)))
    return Figure(
        "recounting a year from facts",
        [told["took_s"]],
        "s",
        20,
        "142 s (one query of 365 days)",
        f"{told['days']} days, {told['pieces']} pieces, newest first, {number(told['cpu_s'])} s of CPU",
    )


def _reports(home: Path) -> list[Figure]:
    day = ("-m", "unscroll", "report", LAST_DAY.isoformat(), "-o", str(home / "day.html"))
    year = ("-m", "unscroll", "report", LAST_DAY.isoformat(), "--year", "-o", str(home / "year.html"))
    return [
        _timed(home, "day report, a year of history", 0.5, "0.31 s (query alone)", day),
        _timed(home, "year report, warm cache", 1, "142 s (query alone)", year),
    ]


def _timed(home: Path, what: str, limit_s: float, peer: str, command: tuple[str, ...]) -> Figure:
    """A command in fresh processes, the first of them not counted."""
    run(home, sys.executable, *command)
    taken, before = [], _children_cpu_s()
    for _ in range(RUNS):
        began = time.perf_counter()
        run(home, sys.executable, *command)
        taken.append(time.perf_counter() - began)
    cpu_s = (_children_cpu_s() - before) / RUNS
    return Figure(what, taken, "s", limit_s, peer, f"fresh process, {number(cpu_s)} s of CPU")


def _children_cpu_s() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def run(home: Path, *command: str) -> str:
    """What a command says with this home; its failure is raised with what it said."""
    env = {**os.environ, "UNSCROLL_HOME": str(home), "TZ": ZONE}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


def _bytes(home: Path) -> list[Figure]:
    path = Places.of({"UNSCROLL_HOME": str(home)}).ledger
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        narrow = _bytes_a_row(db, NARROW)
        page = _bytes_a_row(db, ("page",))
    return [
        Figure("bytes of a focus or input row", [narrow], "B", 25, "146 B an event", "dbstat, with their *_what"),
        Figure("bytes of a page row", [page], "B", 50, "146 B an event", "dbstat, with page_what"),
        Figure("ledger of a heavy year", [path.stat().st_size / 1e6], "MB", 100, "225 MB", f"{DAYS} days"),
    ]


def _bytes_a_row(db: sqlite3.Connection, tracks: tuple[str, ...]) -> float:
    """The pages of the tables of some tracks, and of what they intern, over their rows."""
    held = rows = 0
    for track in tracks:
        held += db.execute(
            "SELECT sum(pgsize) FROM dbstat WHERE name IN (?1, ?1 || '_what', 'sqlite_autoindex_' || ?1 || '_what_1')",
            (track,),
        ).fetchone()[0]
        rows += db.execute(f"SELECT count(*) FROM {track}").fetchone()[0]
    return held / rows
