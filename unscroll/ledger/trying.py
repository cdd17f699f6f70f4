"""Trying: what cards would do, without anything being written."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from unscroll.commands import AddCards
from unscroll.ledger.batch import CommandResult
from unscroll.ledger.card_doing import CardDoer
from unscroll.ledger.faults import told
from unscroll.ledger.own_ids import LEDGER
from unscroll.ledger.people_doing import PeopleDoer
from unscroll.ledger.reading import connect
from unscroll.ledger.schema import SCHEMA
from unscroll.places import Places

_TABLES = ("person_change", "person", "person_fact", "card")


@contextmanager
def open_trial(places: Places) -> Iterator[Callable[[AddCards], CommandResult]]:
    """Does cards on a copy, in memory, of what is known of people: the same code as in earnest, so that it counts the
    same. UnscrollError (74) where the ledger cannot be read."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(SCHEMA)
        if places.ledger.exists():
            try:
                with closing(connect(places)) as kept:
                    for table in _TABLES:
                        rows = kept.execute(f"SELECT * FROM {table}")
                        db.executemany(f"INSERT INTO {table} VALUES({','.join('?' * len(rows.description))})", rows)
                    mark = kept.execute("SELECT * FROM mark WHERE name = ?", (LEDGER,))
                    db.executemany("INSERT INTO mark VALUES(?, ?)", mark)
            except sqlite3.Error as error:
                raise told(error, places.ledger) from error
        doer = CardDoer(db, PeopleDoer(db))
        yield lambda command: doer.add(command, now_ms=0)
