"""Snapshots: whole copies of the ledger, each verified before it counts."""

import contextlib
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from unscroll.files import make_folder
from unscroll.ledger.schema import APPLICATION_ID, VERSION
from unscroll.ledger.shape import misshapen
from unscroll.span import from_ms

KEPT = 7
_NAME = "ledger-%Y%m%dT%H%M%S%fZ.db"
_PAGES = 2_000
"""Copied at a time: the writer goes on between."""


def snapshot(source: sqlite3.Connection, folder: Path, at_ms: int, kept: int = KEPT) -> Path:
    """Copies the ledger to a file named after the instant, then drops all but the latest `kept`.

    sqlite3.Error or OSError where it cannot be written, or where the copy does not pass quick_check: then nothing is
    left behind, the older snapshots stay.
    """
    make_folder(folder)
    target = folder / from_ms(at_ms).strftime(_NAME)
    copy(source, target)
    for old in ranked(folder, at_ms)[kept:]:
        old.unlink()
    return target


def copy(source: sqlite3.Connection, target: Path) -> None:
    """Copies a ledger whole: temporary file, quick_check, fsync, rename; 0600."""
    fresh = target.with_name(f".{target.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        with contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as db:
            source.backup(db, pages=_PAGES, sleep=0.001)
            db.execute("PRAGMA journal_mode=DELETE").fetchall()
            if problems := damage_of(db):
                broken = sqlite3.DatabaseError(f"the copy is damaged: {problems[0]}")
                broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
                raise broken
        sync(fresh)
        fresh.replace(target)
        sync(target.parent)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def snapshots(folder: Path) -> tuple[Path, ...]:
    """The snapshots of a folder, latest first."""
    return tuple(sorted(folder.glob("ledger-*Z.db"), reverse=True))


def ranked(folder: Path, now_ms: int) -> tuple[Path, ...]:
    """As `snapshots`, but those named after an instant to come are last: a clock that was ahead made them, so they are
    the first to go, the last to be restored."""
    now = from_ms(now_ms).strftime(_NAME)
    return tuple(sorted(snapshots(folder), key=lambda file: file.name > now))


def taken_at(path: Path) -> datetime:
    """The instant that a snapshot was taken at."""
    return datetime.strptime(path.name, _NAME).replace(tzinfo=UTC)


def damage_of(db: sqlite3.Connection) -> tuple[str, ...]:
    """What quick_check finds, and what the tables lack; nothing where the file is whole."""
    try:
        found = [str(row[0]) for row in db.execute("PRAGMA quick_check(20)").fetchall()]
        return misshapen(db) if found == ["ok"] else tuple(found)
    except sqlite3.DatabaseError as error:
        return (str(error),)


def is_good(path: Path) -> bool:
    """Whether a file is a whole ledger of this version or an older one."""
    if not path.is_file():
        return False
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as db:
            db.execute("PRAGMA trusted_schema=OFF")
            owner = db.execute("PRAGMA application_id").fetchone()[0]
            version = db.execute("PRAGMA user_version").fetchone()[0]
            return owner == APPLICATION_ID and 0 < version <= VERSION and not damage_of(db)
    except sqlite3.Error:
        return False


def sync(path: Path) -> None:
    """fsync of a file or a folder."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
