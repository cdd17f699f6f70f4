"""Sweeping: overwrites what was deleted, in the file, in the log, in the snapshots of before."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from unscroll.errors import UnscrollError
from unscroll.ledger.faults import told
from unscroll.ledger.snapshots import snapshots

_UNSWEPT = "unswept"
"""The mark that stands from the deletion, in its transaction, until the file was written anew without it."""


def owe_sweep(db: sqlite3.Connection) -> None:
    """Notes that there is something to overwrite."""
    db.execute("INSERT OR REPLACE INTO mark VALUES(?, '')", (_UNSWEPT,))


def sweep_owed(db: sqlite3.Connection) -> bool:
    """Whether what was deleted may still be read from the file, because a disk had no room for more."""
    return db.execute("SELECT 1 FROM mark WHERE name=?", (_UNSWEPT,)).fetchone() is not None


def sweep(db: sqlite3.Connection, backups: Path, snapshot: Callable[[], Path]) -> str:
    """Snapshots of before hold what was deleted, so they go whatever comes of the rest; a new one follows.

    The rows are gone already: what cannot be done is no error, but words to be said behind the result.
    """
    had = snapshots(backups)
    try:
        for old in had:
            old.unlink(missing_ok=True)
    except OSError as error:
        return f"; delete {old} by hand ({error.strerror}): it still holds it"
    try:
        db.execute("VACUUM")
        db.execute("DELETE FROM mark WHERE name=?", (_UNSWEPT,))
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.OperationalError as error:
        why = told(error, backups.parent).message
        lost = " and there is no snapshot" if had else ""
        return f"; but {why}: what was deleted is not overwritten yet{lost}. Make room, then forget it once more"
    try:
        if had:
            snapshot()
    except UnscrollError as error:
        return f"; but {error.message}: there is no snapshot of the ledger. Make room, then run unscroll backup"
    return ""
