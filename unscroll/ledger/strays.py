"""Strays: rows that no reading takes, since they lie outside the years that can be told or say nothing.

Nothing writes them any more; a ledger from before may hold some.
"""

import json
import sqlite3
from collections.abc import Iterator

from unscroll.bounds import FIRST_MS, LAST_MS
from unscroll.journal import Change, ChangeKind, is_sound
from unscroll.ledger.codec import key_of
from unscroll.ledger.schema import DATED, ON_A_DAY

_SOUND = {
    "log": f"id >= {key_of(FIRST_MS)} AND dur_ms < {LAST_MS}",
    "history": f"id >= {key_of(FIRST_MS)} AND dur_ms < {LAST_MS}",
    "touchpoint": DATED,
    "plan": DATED,
    "typed_phone": ON_A_DAY,
    "followers": ON_A_DAY,
}


def strays(db: sqlite3.Connection) -> dict[str, int]:
    """How many there are in each table that has any."""
    found = {table: db.execute(f"SELECT count(*) FROM {table} WHERE NOT ({sound})") for table, sound in _SOUND.items()}
    counted = {table: int(rows.fetchone()[0]) for table, rows in found.items()}
    counted["change"] = sum(1 for _ in _of_the_journal(db))
    return {table: count for table, count in counted.items() if count}


def drop_strays(db: sqlite3.Connection) -> int:
    """Deletes them; how many there were."""
    gone = sum(db.execute(f"DELETE FROM {table} WHERE NOT ({sound})").rowcount for table, sound in _SOUND.items())
    for number in tuple(_of_the_journal(db)):
        gone += db.execute("DELETE FROM change WHERE id = ?", (number,)).rowcount
    return gone


def _of_the_journal(db: sqlite3.Connection) -> Iterator[int]:
    said = tuple(str(kind) for kind in (ChangeKind.LABEL, ChangeKind.CORRECTION, ChangeKind.FORGOTTEN))
    rows = db.execute("SELECT id, at_ms, what, body FROM change WHERE what IN (?, ?, ?)", said).fetchall()
    for number, at_ms, what, body in rows:
        if not is_sound(Change(at_ms, ChangeKind(what), json.loads(body), number)):
            yield number
