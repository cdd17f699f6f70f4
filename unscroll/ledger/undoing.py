"""Undoing: takes contacts back that were typed in by a slip.

A touchpoint says when it was, not when it was typed in: the latest ones are noted beside.
"""

import json
import sqlite3
from typing import NamedTuple

from unscroll.errors import Exit, UnscrollError
from unscroll.kinds import Evidence
from unscroll.ledger.batch import CommandResult
from unscroll.ledger.codec import key_of
from unscroll.ledger.rows import RowWriter
from unscroll.ledger.schema import TICK
from unscroll.sighting import Logged, Stretch

SOURCE = "log"
"""The source of what the user typed in."""
WITHIN_MS = 86_400_000
_MARK = "typed_in"
_FACT = """SELECT w.id FROM log_what w JOIN word c ON c.id = w.channel JOIN origin o ON o.id = w.origin
 JOIN word s ON s.id = o.source WHERE w.person = :person AND c.text = :channel AND s.text = :source"""
_BEARS = """SELECT EXISTS(SELECT 1 FROM touchpoint WHERE person = :id OR via = :id)
 OR EXISTS(SELECT 1 FROM plan WHERE person = :id) OR EXISTS(SELECT 1 FROM card WHERE person = :id)
 OR EXISTS(SELECT 1 FROM person_fact WHERE person = :id OR (trait IN ('joined', 'apart') AND value = :text))
 OR EXISTS(SELECT 1 FROM act WHERE person = :id)
 OR EXISTS(SELECT 1 FROM change WHERE what = 'label' AND json_extract(body, '$.person_id') = :id)"""


class Typed(NamedTuple):
    """A touchpoint that was typed in at `at_ms`; `made` are people who were new by it, `plan` what it settled."""

    touchpoint: int
    at_ms: int
    made: list[int]
    plan: int = 0


def note_typed(db: sqlite3.Connection, typed: Typed) -> None:
    """Remembers it for a day."""
    _keep(db, [*(t for t in _typed(db) if typed.at_ms - t.at_ms < WITHIN_MS), typed])


def undo_log(db: sqlite3.Connection, rows: RowWriter, now_ms: int) -> CommandResult:
    """Takes back the latest contact that was typed in within a day, with the people who were made for it alone; a plan
    that it settled is open again. UnscrollError (1) where there is none."""
    left = [typed for typed in _typed(db) if now_ms - typed.at_ms < WITHIN_MS]
    row = None
    while row is None:
        if not left:
            raise UnscrollError("no contact was typed in within a day", "unscroll people show lists contacts", Exit.NO)
        typed = left.pop()
        row = db.execute(
            "SELECT start_ms, end_ms, person, channel FROM touchpoint WHERE id = ?", (typed.touchpoint,)
        ).fetchone()
    _keep(db, left)
    start_ms, end_ms, person, channel = row
    (name,) = db.execute("SELECT name FROM person WHERE id = ?", (person,)).fetchone()
    db.execute("DELETE FROM touchpoint WHERE id = ?", (typed.touchpoint,))
    _drop_fact(db, rows, start_ms, person, channel)
    rows.news.append((start_ms, end_ms))
    db.execute("UPDATE plan SET state = 'open' WHERE id = ? AND state = 'happened'", (typed.plan,))
    gone = [number for number in typed.made if _unmake(db, number)]
    data = {"person_id": person, "person": name, "channel": channel, "start_ms": start_ms, "end_ms": end_ms}
    return CommandResult(True, f"took back: {channel} with {name}", data={**data, "unmade": gone})


def _drop_fact(db: sqlite3.Connection, rows: RowWriter, start_ms: int, person: int, channel: str) -> None:
    """The log's fact of it; where another touchpoint says the same of that instant, its own comes back."""
    first = key_of(start_ms)
    of = {"first": first, "last": first + TICK - 1, "person": person, "channel": channel, "source": SOURCE}
    db.execute(f"DELETE FROM log WHERE id BETWEEN :first AND :last AND what IN ({_FACT})", of)
    others = db.execute(
        "SELECT end_ms FROM touchpoint WHERE start_ms = ? AND person = ? AND channel = ? AND evidence = ?"
        " AND source = '' AND genuine = 1 AND end_ms > start_ms",
        (start_ms, person, channel, str(Evidence.LOGGED)),
    )
    for (end_ms,) in others.fetchall():
        rows.stretch(Stretch(start_ms, end_ms, Logged(person, channel), SOURCE))


def _unmake(db: sqlite3.Connection, number: int) -> bool:
    """Somebody of whom nothing else is known by now."""
    if db.execute(_BEARS, {"id": number, "text": str(number)}).fetchone()[0]:
        return False
    db.execute("DELETE FROM log_what WHERE person = ? AND id NOT IN (SELECT what FROM log)", (number,))
    (change,) = db.execute("SELECT change FROM person WHERE id = ?", (number,)).fetchone()
    db.execute("DELETE FROM person WHERE id = ?", (number,))
    db.execute("DELETE FROM person_change WHERE id = ?", (change,))
    return True


def _typed(db: sqlite3.Connection) -> list[Typed]:
    row = db.execute("SELECT value FROM mark WHERE name = ?", (_MARK,)).fetchone()
    return [Typed(*told) for told in json.loads(row[0])] if row else []


def _keep(db: sqlite3.Connection, typed: list[Typed]) -> None:
    db.execute("INSERT OR REPLACE INTO mark VALUES(?, ?)", (_MARK, json.dumps(typed)))
