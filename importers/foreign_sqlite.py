"""Foreign SQLite: another program's database, copied and read beside the program that writes it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from unscroll.errors import Exit, UnscrollError

_HEADER = b"SQLite format 3\0"
_BESIDE = ("-wal", "-journal")
_TRIES = 3
"""A browser may write while its files are copied: the copy is made anew, and after so many is read as it is."""

DAMAGE = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file raises; SQLite's words on it may be no text either, or be of the file, and go nowhere."""

Tables = dict[str, frozenset[str]]
"""The columns of each table."""


def database_in(path: Path, name: str) -> Path | None:
    """The file of a database: the path itself, or the file of that name in the folder that it is. UnscrollError (74)
    where it cannot be read."""
    file = path / name if path.is_dir() else path
    if not file.is_file():
        return None
    try:
        with file.open("rb") as opened:
            return file if opened.read(len(_HEADER)) == _HEADER else None
    except OSError as error:
        raise _unreadable(file, error) from error


def tables_of(file: Path) -> Tables:
    """The tables of a database as its own file has them, read without a lock or a trace; none of a damaged one."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro&immutable=1", uri=True)) as db:
            db.text_factory = _text
            found = _tables(db)
        if found or not file.with_name(f"{file.name}-wal").exists():
            return found
        with open_copy(file) as copy:  # so young that all of it lies in the log
            return _tables(copy)
    except DAMAGE:
        return {}


@contextmanager
def open_copy(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a private copy of a database with its log, which answers questions alone; gone afterwards.
    UnscrollError (74) where it cannot be copied, one of DAMAGE where it is damaged."""
    with tempfile.TemporaryDirectory(prefix="unscroll-") as folder:
        copy = Path(folder) / "copy"
        try:
            _copy(file, copy)
        except OSError as error:
            raise _unreadable(file, error) from error
        with closing(sqlite3.connect(copy, isolation_level=None)) as db:
            db.text_factory = _text
            db.execute("PRAGMA query_only=1")
            db.execute("PRAGMA trusted_schema=0")
            yield db


def table_columns(db: sqlite3.Connection, table: str) -> frozenset[str]:
    return frozenset(row[1] for row in db.execute("SELECT * FROM pragma_table_info(?)", (table,)))


def _tables(db: sqlite3.Connection) -> Tables:
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
    return {str(name): table_columns(db, name) for name in names}


def _text(told: bytes) -> str:
    """Also of damaged bytes."""
    return told.decode("utf-8", "replace")


def _copy(file: Path, copy: Path) -> None:
    parts = [file, *(file.with_name(file.name + end) for end in _BESIDE)]
    for _ in range(_TRIES):
        before = _state(parts)
        for part, end in zip(parts, ("", *_BESIDE), strict=True):
            into = copy.with_name(copy.name + end)
            into.unlink(missing_ok=True)
            if part == file or part.exists():
                shutil.copyfile(part, into)
        if _state(parts) == before:
            return


def _state(parts: list[Path]) -> list[tuple[int, int]]:
    there = (part.stat() if part.exists() else None for part in parts)
    return [(s.st_mtime_ns, s.st_size) if s else (0, 0) for s in there]


def _unreadable(file: Path, error: OSError) -> UnscrollError:
    return UnscrollError(
        f"{file} cannot be copied: {error.strerror}", "Is there room in the temporary folder?", Exit.IO
    )
