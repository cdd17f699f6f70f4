"""Migrations: what brings an older ledger to this version.

Runs in a process of its own (`upgrade`): sqlite-utils costs 80 ms and 24 MB, which the daemon should not carry.
"""

import subprocess
import sys
from pathlib import Path

from unscroll.errors import Exit, UnscrollError
from unscroll.ledger.schema import CACHES


def upgrade(path: Path) -> None:
    """Brings the ledger to this version; the caller holds the lock and took a snapshot. UnscrollError (74) where it
    cannot be done: the ledger is as it was before the step that failed."""
    done = subprocess.run(
        [sys.executable, "-m", "unscroll.ledger.migrations", str(path)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        told = done.stderr.strip().splitlines() or ["no word"]
        raise UnscrollError(
            f"could not bring {path} to this version: {told[-1]}", "the snapshot of before lies in backups", Exit.IO
        )


def _run(path: Path) -> None:
    from sqlite_utils import Database, Migrations

    steps = Migrations("unscroll")

    @steps(name="0002 caches")  # type: ignore[untyped-decorator,unused-ignore]
    def caches(db: Database) -> None:
        db.execute("DROP TABLE IF EXISTS day_cache")
        for statement in CACHES.split(";\n"):
            db.execute(statement)
        db.execute("PRAGMA user_version=2")

    db = Database(str(path))
    steps.apply(db)
    db.close()


if __name__ == "__main__":
    _run(Path(sys.argv[1]))
