"""Records of people: dates with them, the history of what is known of them."""

import sqlite3
from dataclasses import dataclass

from unscroll.ledger.schema import DATED


@dataclass(frozen=True, slots=True)
class Plan:
    """A date with somebody; `state` is open, happened or fell_through."""

    id: int
    made_ms: int
    person_id: int
    channel: str
    start_ms: int
    end_ms: int
    state: str


@dataclass(frozen=True, slots=True)
class PersonChange:
    """An entry of the history of people: `person_ids` are whom it is about, `made` the names of those it made, also
    where that was taken back."""

    id: int
    at_ms: int
    what: str
    source: str
    undone_ms: int | None
    person_ids: tuple[int, ...]
    made: tuple[tuple[int, str], ...] = ()


def open_plans(db: sqlite3.Connection) -> tuple[Plan, ...]:
    """Dates that were neither confirmed nor given up, by start."""
    rows = db.execute(
        "SELECT id, made_ms, person, channel, start_ms, end_ms, state FROM plan WHERE state = 'open'"
        f" AND {DATED} ORDER BY start_ms, id"
    )
    return tuple(Plan(*row) for row in rows)


def changes(db: sqlite3.Connection, most: int) -> tuple[PersonChange, ...]:
    """The latest changes of people, newest first, those taken back too."""
    found = []
    rows = db.execute("SELECT id, at_ms, what, source, undone_ms FROM person_change ORDER BY id DESC LIMIT ?", (most,))
    for number, at_ms, what, source, undone_ms in rows.fetchall():
        ids = db.execute(
            "SELECT DISTINCT person FROM person_fact WHERE change = ? UNION SELECT id FROM person WHERE change = ?",
            (number, number),
        )
        who = tuple(person for (person,) in ids.fetchall())
        made = db.execute("SELECT id, name FROM person WHERE change = ?", (number,)).fetchall()
        found.append(PersonChange(number, at_ms, what, source, undone_ms, who, tuple(made)))
    return tuple(found)
