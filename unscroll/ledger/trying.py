"""Trying: what an import would do, without anything being written."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from unscroll.commands import AddCards, AddTouchpoints, AddVisits
from unscroll.ledger.batch import CommandResult
from unscroll.ledger.card_doing import CardDoer
from unscroll.ledger.faults import told
from unscroll.ledger.own_ids import LEDGER
from unscroll.ledger.people_doing import PeopleDoer
from unscroll.ledger.reading import connect
from unscroll.ledger.rows import RowWriter
from unscroll.ledger.schema import SCHEMA
from unscroll.ledger.touch_adding import TouchAdder
from unscroll.ledger.visiting import add_visits
from unscroll.places import Places

_TABLES = (
    "person_change",
    "person",
    "person_fact",
    "card",
    "word",
    "surface",
    "origin",
    "history_what",
    "history",
    "touchpoint",
)


@contextmanager
def open_trial(
    places: Places, now_ms: int
) -> Iterator[Callable[[AddCards | AddTouchpoints | AddVisits], CommandResult]]:
    """Does it on a copy, in memory, of what is known: the same code as in earnest, so that it counts the same;
    what lies ahead of `now_ms` too.
    UnscrollError (74) where the ledger cannot be read."""
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
        people, visits = PeopleDoer(db), RowWriter(db)
        cards = CardDoer(db, people)
        touchpoints = TouchAdder(db, people, cards)

        def do(command: AddCards | AddTouchpoints | AddVisits) -> CommandResult:
            if isinstance(command, AddVisits):
                return add_visits(db, visits, command, now_ms)
            if isinstance(command, AddTouchpoints):
                return touchpoints.add(command, now_ms)
            return cards.add(command, now_ms)

        yield do
