"""Opening: from a path to a ledger that is whole, of this version, and ours alone to write."""

import os
import sqlite3

from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import ballast
from unscroll.ledger.connect import connect_reader, connect_writer, refuse_foreign, version_of
from unscroll.ledger.faults import told
from unscroll.ledger.lock import Lock
from unscroll.ledger.reader import Reader
from unscroll.ledger.schema import APPLICATION_ID, SCHEMA, VERSION
from unscroll.ledger.writer import WallClock, Writer
from unscroll.places import Places, make_folder


def open_writer(places: Places, clock: WallClock) -> Writer:
    """The one writer of the ledger, made where there is none.

    UnscrollError 75 where another process writes (names its pid), 74 where the ledger is from a newer version or
    cannot be written.
    """
    make_folder(places.data)
    try:
        lock = Lock(places.lock)
    except OSError as error:
        raise UnscrollError(
            f"cannot write {places.data}: {error.strerror}", "make it writable, or set UNSCROLL_HOME", Exit.IO
        ) from error
    try:
        db, notices = _open(places)
    except BaseException:
        lock.close()
        raise
    ballast.lay(places.ballast)
    return Writer(db, places, clock, lock, notices)


def _open(places: Places) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    path = places.ledger
    try:
        if not path.exists():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600))
        db = connect_writer(path)
        refuse_foreign(db, path)
        if version_of(db) == 0:
            build(db)
    except sqlite3.Error as error:
        raise told(error, path) from error
    return db, ()


def build(db: sqlite3.Connection) -> None:
    """Makes the tables of an empty ledger."""
    db.execute("BEGIN IMMEDIATE")
    for statement in SCHEMA.split(";\n"):
        db.execute(statement)
    db.execute(f"PRAGMA application_id={APPLICATION_ID}")
    db.execute(f"PRAGMA user_version={VERSION}")
    db.execute("COMMIT")


def open_reader(places: Places) -> Reader:
    """A reader of the ledger beside its writer. UnscrollError (74) where there is none, or where it cannot be read."""
    path = places.ledger
    if not path.exists():
        raise UnscrollError("nothing is recorded yet", "start the service: unscroll run", Exit.IO)
    try:
        db = connect_reader(path)
        try:
            refuse_foreign(db, path)
            if version_of(db) != VERSION:
                raise UnscrollError(
                    f"{path} is of an older version and not brought up to date yet", "start the service", Exit.IO
                )
        except BaseException:
            db.close()
            raise
    except sqlite3.Error as error:
        raise told(error, path) from error
    return Reader(db)
