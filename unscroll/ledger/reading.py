"""Reading: a ledger opened beside its writer."""

import sqlite3
from typing import TYPE_CHECKING

from unscroll.errors import Exit, UnscrollError
from unscroll.ledger.connect import connect_reader, refuse_foreign, version_of
from unscroll.ledger.faults import NoLedger, told
from unscroll.ledger.people_reading import PeopleReader
from unscroll.ledger.schema import VERSION
from unscroll.places import Places

if TYPE_CHECKING:
    from unscroll.ledger.reader import Reader


def open_people(places: Places) -> PeopleReader:
    """As `open_reader`, for what concerns people alone: it imports a fraction."""
    return PeopleReader(connect(places))


def open_reader(places: Places) -> "Reader":
    """A reader of the ledger beside its writer. NoLedger where there is none, UnscrollError (74) where it cannot be
    read."""
    from unscroll.ledger.reader import Reader

    return Reader(connect(places))


def connect(places: Places) -> sqlite3.Connection:
    """A read-only connection to a ledger of this version. UnscrollError (74) where there is none."""
    path = places.ledger
    if not path.exists():
        raise NoLedger
    try:
        db = connect_reader(path)
        try:
            refuse_foreign(db, path)
            if version_of(db) == 0:
                raise _empty(places)
            if version_of(db) != VERSION:
                raise UnscrollError(
                    f"{path} is of an older version and not brought up to date yet", "start the service", Exit.IO
                )
        except BaseException:
            db.close()
            raise
    except sqlite3.Error as error:
        raise told(error, path) from error
    return db


def _empty(places: Places) -> UnscrollError:
    """A file without tables is that of a first start, unless there was a ledger before: then it was cut off."""
    if not any(places.backups.glob("ledger-*.db")):
        return NoLedger()
    return UnscrollError(f"{places.ledger} is empty", "Restart the service: it restores the latest snapshot", Exit.IO)
