"""Migrations: what brings an older ledger to this version.

Runs in a process of its own (`upgrade`): sqlite-utils costs 80 ms and 24 MB, which the daemon should not carry.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from unscroll.errors import Exit, UnscrollError
from unscroll.ledger.schema import CACHES, SCHEMA

_OF_PEOPLE = ("person", "person_change", "person_fact", "card", "touchpoint", "plan", "followers", "digest")
"""What version 3 brought or made anew."""
_OF_HISTORY = ("history_what", "history")


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
        if _has(db, 2):
            return
        db.execute("DROP TABLE IF EXISTS day_cache")
        for statement in CACHES.split(";\n"):
            db.execute(statement)
        db.execute("PRAGMA user_version=2")

    @steps(name="0003 people")  # type: ignore[untyped-decorator,unused-ignore]
    def people(db: Database) -> None:
        """Names are no longer unique, and tables that refer to people are made anew around what they hold."""
        if _has(db, 3):
            return
        db.execute("PRAGMA legacy_alter_table=ON")
        for table in ("person", "touchpoint"):
            db.execute(f"ALTER TABLE {table} RENAME TO former_{table}")
        db.execute("DROP INDEX touchpoint_start")
        for statement in SCHEMA.split(";\n"):
            if any(f" {name}(" in statement or f" ON {name}(" in statement for name in _OF_PEOPLE):
                db.execute(statement)
        db.execute("INSERT INTO person(id, name) SELECT id, name FROM former_person")
        kept = "id, start_ms, end_ms, person, channel, direction, evidence, note"
        db.execute(f"INSERT INTO touchpoint({kept}) SELECT {kept} FROM former_touchpoint")
        for table in ("touchpoint", "person"):
            db.execute(
                "INSERT OR REPLACE INTO sqlite_sequence(name, seq) SELECT ?, seq FROM sqlite_sequence WHERE name=?",
                (table, f"former_{table}"),
            )
            db.execute(f"DROP TABLE former_{table}")
        db.execute("DELETE FROM day_cache")
        db.execute("PRAGMA user_version=3")

    @steps(name="0004 history")  # type: ignore[untyped-decorator,unused-ignore]
    def history(db: Database) -> None:
        if _has(db, 4):
            return
        for statement in SCHEMA.split(";\n"):
            if any(f" {name}(" in statement for name in _OF_HISTORY):
                db.execute(statement)
        db.execute("PRAGMA user_version=4")

    db = Database(str(path))
    db.execute("PRAGMA foreign_keys=OFF")
    steps.apply(db)
    db.close()


def _has(db: Any, version: int) -> bool:
    """Whether a ledger was made by this version or a later one: such a one notes no steps."""
    return bool(db.execute("PRAGMA user_version").fetchone()[0] >= version)


if __name__ == "__main__":
    _run(Path(sys.argv[1]))
