"""`python -m bench.truth`: scripted against measured seconds per kind; 1 if a kind is off by more than is allowed."""

import argparse
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.truth.compare import table
from bench.truth.trial import trial

_MINUTES = 5.0


def one(seed: int, minutes: float, keep: Path | None) -> int:
    """One seed in this process; its exit status."""
    with tempfile.TemporaryDirectory(prefix="unscroll-truth-") as temporary:
        home = keep / str(seed) if keep else Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        rows, faults = trial(home, seed, minutes * 60, lambda line: print(f"  {line}", file=sys.stderr, flush=True))
    print(f"seed {seed}, {minutes:g} min\n{table(rows)}")
    for fault in faults:
        print(f"WRONG: {fault}")
    return 1 if faults or any(row.wrong for row in rows) else 0


def many(seeds: list[int], minutes: float, at_once: int, keep: Path | None) -> int:
    """Each seed in a process of its own, some at once."""
    kept = ["--keep", str(keep)] if keep else []

    def run(seed: int) -> subprocess.CompletedProcess[str]:
        argv = [sys.executable, "-m", "bench.truth", "--seed", str(seed), "--minutes", str(minutes), *kept]
        return subprocess.run(argv, capture_output=True, text=True, check=False)

    with ThreadPoolExecutor(at_once) as pool:
        status = 0
        for done in pool.map(run, seeds):
            print(done.stdout or done.stderr, flush=True)
            status = max(status, done.returncode)
    return status


def main(arguments: list[str]) -> int:
    """The command line of the bench."""
    parser = argparse.ArgumentParser(prog="python -m bench.truth", description=__doc__)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--seed", type=int)
    which.add_argument("--seeds", type=lambda text: [int(part) for part in text.split(",")], metavar="1,2,3")
    parser.add_argument("--minutes", type=float, default=_MINUTES)
    parser.add_argument("--at-once", type=int, default=2, help="how many seeds run at the same time")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="keeps each seed's home in DIR")
    told = parser.parse_args(arguments)
    if told.seeds:
        return many(told.seeds, told.minutes, told.at_once, told.keep)
    return one(told.seed, told.minutes, told.keep)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
