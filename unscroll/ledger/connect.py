"""Connections: how the ledger's file is opened."""

import os
import shlex
import sqlite3
import stat
from pathlib import Path
from urllib.parse import quote

from unscroll.errors import Exit, UnscrollError
from unscroll.ledger.schema import APPLICATION_ID, VERSION

BESIDE = ("", "-wal", "-shm")
"""Endings of the files that are the ledger, the file itself first."""

_FOREIGN = ("belongs to another user", "Give it back: sudo chown $USER")
_UNREADABLE = ("may not be read", "Let it be read: chmod u+rw")
_LARGEST = 64 << 30


def refuse_odd(path: Path, access: int = os.R_OK) -> None:
    """UnscrollError (74) where a file of the ledger is none: SQLite would wait for a pipe for ever; where it belongs
    to somebody else, whom SQLite calls no reason. A ledger that is not there passes."""
    for end in BESIDE:
        part = path.with_name(path.name + end)
        try:
            found = part.stat()
        except FileNotFoundError:
            continue
        except OSError as error:
            raise UnscrollError(f"{part}: {error.strerror}", "run unscroll doctor", Exit.IO) from error
        if not stat.S_ISREG(found.st_mode):
            raise UnscrollError(f"{part} is no regular file", "move it away", Exit.IO)
        if found.st_size > _LARGEST:
            raise UnscrollError(f"{part} is larger than 64 GiB", "move it away", Exit.IO)
    if closed := closed_parts(path, access):
        names = " ".join(shlex.quote(str(part)) for part, _, _ in closed)
        part, why, mend = closed[0]
        raise UnscrollError(f"{part} {why}", f"{mend} {names}", Exit.IO)


def closed_parts(path: Path, access: int = os.R_OK) -> tuple[tuple[Path, str, str], ...]:
    """The files of the ledger that this user may not read (or write: `access`), why, and the mend. That its own may
    not be written is left to SQLite: a disk may be mounted so."""
    closed = []
    for end in BESIDE:
        part = path.with_name(path.name + end)
        if part.exists():
            foreign = part.stat().st_uid != os.geteuid()
            if not os.access(part, access if foreign else os.R_OK, effective_ids=True):
                closed.append((part, *(_FOREIGN if foreign else _UNREADABLE)))
    return tuple(closed)


def connect_writer(path: Path) -> sqlite3.Connection:
    """A read-write connection in autocommit: transactions are begun by hand. WAL, synced at each commit."""
    refuse_odd(path, os.R_OK | os.W_OK)
    db = sqlite3.connect(path, timeout=5, isolation_level=None, check_same_thread=False)
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "wal_autocheckpoint=200",
        "journal_size_limit=4194304",
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cache_size=-2048",
    ):
        db.execute(f"PRAGMA {pragma}").fetchall()
    return db


def connect_reader(path: Path) -> sqlite3.Connection:
    """A read-only connection; `immutable` only where that is safe: no WAL, and none can be made."""
    refuse_odd(path)
    where = f"file:{quote(os.fsencode(path))}?mode=ro"
    try:
        return _open_reader(where)
    except sqlite3.OperationalError:
        if path.with_name(path.name + "-wal").exists() or not path.exists():
            raise
        return _open_reader(where + "&immutable=1")


def _open_reader(where: str) -> sqlite3.Connection:
    db = sqlite3.connect(where, uri=True, timeout=5, isolation_level=None, check_same_thread=False)
    try:
        db.execute("PRAGMA trusted_schema=OFF")
        db.execute("PRAGMA user_version").fetchone()
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error:
        db.close()
        raise
    return db


def version_of(db: sqlite3.Connection) -> int:
    """`user_version`; 0 is a file without tables."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def refuse_foreign(db: sqlite3.Connection, path: Path) -> None:
    """UnscrollError (74) where the file is another program's, or from a newer unscroll."""
    version = version_of(db)
    if version > VERSION:
        raise UnscrollError(
            f"{path} is from a newer unscroll (ledger version {version}, this one knows {VERSION})",
            "update unscroll, or set UNSCROLL_HOME to another folder",
            Exit.IO,
        )
    owner = int(db.execute("PRAGMA application_id").fetchone()[0])
    tables = int(db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    if tables and owner != APPLICATION_ID:
        raise UnscrollError(f"{path} is no ledger of unscroll", "move it away", Exit.IO)
