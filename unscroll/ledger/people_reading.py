"""Reading of people: who there is, and what we had to do with each."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from unscroll.everybody import People
from unscroll.kinds import Evidence
from unscroll.person import PersonFact
from unscroll.touchpoint import Direction, Touchpoint

_HOLDS = "LEFT JOIN person_change c ON c.id = p.change WHERE c.undone_ms IS NULL"
_FACTS = """SELECT f.person, f.trait, f.value, f.holds, c.source, c.at_ms, f.id
 FROM person_fact f JOIN person_change c ON c.id = f.change WHERE c.undone_ms IS NULL ORDER BY f.id"""
_COLUMNS = (
    "id, start_ms, end_ms, person, channel, direction, evidence, note, genuine, ask, gave, got, via, sent, received,"
    " source, key"
)
_LATEST = """SELECT person, direction, channel, evidence, max(end_ms), count(*) FROM touchpoint
 WHERE genuine = 1 GROUP BY person, direction, channel, evidence"""


def read_people(db: sqlite3.Connection) -> People:
    """Everybody whose making was not taken back."""
    first = dict(db.execute(f"SELECT p.id, p.name FROM person p {_HOLDS}").fetchall())
    return People(first, map(PersonFact._make, db.execute(_FACTS)))


def read_names(db: sqlite3.Connection) -> People:
    """Everybody, by nothing but their names and who is one: a fraction of the cost of all that is known."""
    first = dict(db.execute(f"SELECT p.id, p.name FROM person p {_HOLDS}").fetchall())
    named = _FACTS.replace("WHERE", "WHERE f.trait IN ('name', 'joined') AND")
    return People(first, map(PersonFact._make, db.execute(named)))


def read_touchpoints(db: sqlite3.Connection, where: str, values: tuple[int, ...]) -> tuple[Touchpoint, ...]:
    """Touchpoints that a condition holds of, ordered by start; `person_id` is as it was written."""
    rows = db.execute(f"SELECT {_COLUMNS} FROM touchpoint WHERE {where} ORDER BY start_ms, id", values)
    return tuple(
        Touchpoint(
            *(number, start, end, person, channel, Direction(direction), Evidence(evidence), note, bool(genuine)),
            *(ask, _words(gave), _words(got), *rest),
        )
        for number, start, end, person, channel, direction, evidence, note, genuine, ask, gave, got, *rest in rows
    )


def touchpoints_of(db: sqlite3.Connection, ids: Collection[int]) -> tuple[Touchpoint, ...]:
    """All touchpoints of the numbers of one person, ordered by start."""
    marks = ",".join("?" * len(ids))
    return read_touchpoints(db, f"person IN ({marks})", tuple(ids))


def _words(told: str) -> tuple[str, ...]:
    return tuple(told.split(",")) if told else ()


@dataclass(frozen=True, slots=True)
class LatestTouch:
    """The end of the latest genuine touchpoints of a number that are alike, and how many they are."""

    person: int
    direction: str
    channel: str
    evidence: str
    end_ms: int
    count: int


def latest_touches(db: sqlite3.Connection) -> Iterator[LatestTouch]:
    """Of everybody, in one pass over an index: 200,000 touchpoints are some tens of milliseconds."""
    return (LatestTouch(*row) for row in db.execute(_LATEST))


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


def open_plans(db: sqlite3.Connection) -> tuple[Plan, ...]:
    """What was neither confirmed nor given up, by start."""
    rows = db.execute(
        "SELECT id, made_ms, person, channel, start_ms, end_ms, state FROM plan WHERE state = 'open'"
        " ORDER BY start_ms, id"
    )
    return tuple(Plan(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class PersonChange:
    """An entry of the history of people: `person_ids` are whom it is about."""

    id: int
    at_ms: int
    what: str
    source: str
    undone_ms: int | None
    person_ids: tuple[int, ...]


def people_history(db: sqlite3.Connection, most: int) -> tuple[PersonChange, ...]:
    """The latest changes of people, newest first, those taken back too."""
    found = []
    rows = db.execute("SELECT id, at_ms, what, source, undone_ms FROM person_change ORDER BY id DESC LIMIT ?", (most,))
    for number, *rest in rows.fetchall():
        ids = db.execute(
            "SELECT DISTINCT person FROM person_fact WHERE change = ? UNION SELECT id FROM person WHERE change = ?",
            (number, number),
        )
        at_ms, what, source, undone_ms = rest
        who = tuple(person for (person,) in ids.fetchall())
        found.append(PersonChange(number, at_ms, what, source, undone_ms, who))
    return tuple(found)


def follower_counts(db: sqlite3.Connection) -> Mapping[str, tuple[tuple[date, int], ...]]:
    """By platform, the counts that were typed in or imported, oldest first."""
    found: dict[str, list[tuple[date, int]]] = {}
    for platform, day, count in db.execute("SELECT platform, day, count FROM followers ORDER BY platform, day"):
        found.setdefault(platform, []).append((date.fromisoformat(day), count))
    return {platform: tuple(counts) for platform, counts in found.items()}


@dataclass(frozen=True, slots=True)
class Digest:
    """A digest that was shown, and whom it named."""

    at_ms: int
    person_ids: tuple[int, ...]


def digests(db: sqlite3.Connection) -> tuple[Digest, ...]:
    """All of them, oldest first."""
    rows = db.execute("SELECT at_ms, people FROM digest ORDER BY at_ms")
    return tuple(Digest(at_ms, tuple(json.loads(ids))) for at_ms, ids in rows)
