"""Faults: what SQLite's errors mean for a person."""

import sqlite3
from pathlib import Path

from unscroll.errors import Exit, Unavailable, UnscrollError


class LedgerFull(Unavailable):
    """No room for the batch: nothing of it was written, the caller keeps it for the next time."""


class LedgerReadOnly(Unavailable):
    """The ledger or its folder may not be written; the caller keeps its batch for the next time."""


class LedgerBusy(Unavailable):
    """Another connection held the ledger for too long; the caller keeps its batch for the next time."""


class LedgerDamaged(UnscrollError):
    """The file itself is wrong: nothing of the batch was written, `Writer.mend` puts another ledger in its place."""


class NoLedger(UnscrollError):
    """There is none, or it is only being made: a file without tables is that of a first start."""

    def __init__(self) -> None:
        super().__init__("nothing is recorded yet", "start the service: unscroll run", Exit.IO)


class LedgerGone(LedgerDamaged):
    """The file was removed or replaced while it was open: nothing of the batch was written, `Writer.mend` writes what
    the open one holds into a new file."""


_FULL = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE})
_LOCKED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the file itself is wrong, so that trying again does not help."""
    return _primary(error) in _DAMAGED


def is_full(error: sqlite3.Error) -> bool:
    return _code(error) in _FULL or _primary(error) in _FULL


def told(error: sqlite3.Error, ledger: Path | str) -> UnscrollError:
    """The error for a person; what is unknown keeps SQLite's own words."""
    if is_full(error):
        return LedgerFull(
            f"no room left for {ledger}",
            "Free some disk space: until then the service keeps what it sees in memory",
            Exit.IO,
        )
    if _primary(error) == sqlite3.SQLITE_READONLY or _primary(error) == sqlite3.SQLITE_CANTOPEN:
        return LedgerReadOnly(f"cannot write {ledger}", "make its folder writable, or set UNSCROLL_HOME", Exit.IO)
    if _primary(error) in _LOCKED:
        return LedgerBusy(f"{ledger} is locked by another program", "close what else has it open", Exit.IO)
    if is_damage(error):
        return LedgerDamaged(
            f"{ledger} is damaged", "Restart the service: it restores the latest snapshot and what still reads", Exit.IO
        )
    return UnscrollError(f"{ledger}: {error}", "Run unscroll check", Exit.IO)


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0) or 0)


def _primary(error: sqlite3.Error) -> int:
    return _code(error) & 0xFF
