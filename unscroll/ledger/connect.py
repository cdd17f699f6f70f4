"""Connections: how the ledger's file is opened."""

import sqlite3
from pathlib import Path
from urllib.parse import quote

from unscroll.errors import Exit, UnscrollError
from unscroll.ledger.schema import APPLICATION_ID, VERSION


def connect_writer(path: Path) -> sqlite3.Connection:
    """A read-write connection in autocommit: transactions are begun by hand. WAL, synced at each commit."""
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
    where = f"file:{quote(str(path))}?mode=ro"
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
