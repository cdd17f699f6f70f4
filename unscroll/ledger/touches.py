"""Touches: the touchpoints of one person in short, however many there are."""

import sqlite3
from collections.abc import Collection

from unscroll.ledger.schema import DATED
from unscroll.people.touch import CHANNELS, DIRECTIONS, Touch

_WAYS = " ".join(f"WHEN '{way}' THEN {n}" for n, way in enumerate(DIRECTIONS))
_BY = " ".join(f"WHEN '{channel}' THEN {n << 2}" for n, some in enumerate(CHANNELS) for channel in some)
_TOUCHES = f"""SELECT start_ms, end_ms, id, ask <> '' OR gave <> '' OR got <> '' OR via IS NOT NULL,
 CASE direction {_WAYS} END + CASE channel {_BY} ELSE 0 END
 + 16 * (evidence = 'estimated') + 32 * (genuine <> 0) + 64 * (sent > 0) + 128 * (received > 0)
 FROM touchpoint %s WHERE person IN (%s) AND start_ms <= ? AND {DATED}"""
_COUNT = "SELECT count(*) FROM touchpoint WHERE person IN (%s)"
_MANY = 20_000
"""From so many rows of one person on, reading all rows one after the other is faster than looking each up."""


def touches_of(db: sqlite3.Connection, ids: Collection[int], now_ms: int) -> list[Touch]:
    """Those with these numbers that began by now, ordered by start, end and id."""
    some = ",".join("?" * len(ids))
    (count,) = db.execute(_COUNT % some, tuple(ids)).fetchone()
    rows = db.execute(_TOUCHES % ("NOT INDEXED" if count > _MANY else "", some), (*ids, now_ms)).fetchall()
    rows.sort()
    return rows
