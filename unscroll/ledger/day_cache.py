"""DayCache: what was computed from a Day's facts, kept until they change; deleting it changes no figure."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from unscroll.ledger.rows import canonical
from unscroll.span import Span

REACH_MS = 1_800_000
"""A fact changes the line until so long after its end: the longest limit of METRICS 2.2."""

_NEVER = 1 << 62
_OVERLAPS = "json_extract(body, '$.span[0]') < ? AND json_extract(body, '$.span[1]') > ?"
_LATEST = "SELECT max(json_extract(body, '$.span[1]')) FROM day_cache"


@dataclass(frozen=True, slots=True)
class CachedDay:
    """JSON computed from the facts of a Day, whose span they fill; `meaning_hash` is of all else that it hangs on."""

    day: date
    span: Span
    key: str
    meaning_hash: str
    version: int
    body: Any

    def to_json(self) -> dict[str, Any]:
        """As it travels from the process that counts to the one that writes."""
        told = {"day": self.day.isoformat(), "span": [self.span.start_ms, self.span.end_ms], "key": self.key}
        return told | {"meaning_hash": self.meaning_hash, "version": self.version, "body": self.body}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> Self:
        """The inverse of `to_json`; KeyError, TypeError or ValueError for anything else."""
        day, span = date.fromisoformat(told["day"]), Span(*told["span"])
        return cls(day, span, told["key"], told["meaning_hash"], told["version"], told["body"])


class DayCache:
    """The writer's side; it runs within the transactions of its caller."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._until_ms: int | None = None
        """The latest end of a kept Day, or later: facts from then on spoil nothing."""
        self._changed = (_NEVER, -_NEVER)
        self.fell = False

    def begin(self) -> None:
        self._changed, self.fell = (_NEVER, -_NEVER), False

    def learn(self, news: Sequence[tuple[int, int]]) -> None:
        """Facts are new or grew within these spans: the Days that they reach fall away."""
        if not news:
            return
        if self._until_ms is None:
            self._until_ms = int(self._db.execute(_LATEST).fetchone()[0] or 0)
        low, high = self._changed
        self._changed = (min(low, *(start for start, _ in news)), max(high, *(end for _, end in news)))
        for start_ms, end_ms in news:
            if start_ms < self._until_ms:
                gone = self._db.execute(f"DELETE FROM day_cache WHERE {_OVERLAPS}", (end_ms + REACH_MS, start_ms))
                self.fell = self.fell or gone.rowcount > 0

    def keep(self, days: Iterable[CachedDay]) -> None:
        """Those whose facts did not change since `begin`."""
        for kept in days:
            span, (low, high) = kept.span, self._changed
            if low < span.end_ms and high + REACH_MS > span.start_ms:
                self.fell = True
                continue
            body = canonical({"span": [span.start_ms, span.end_ms], "of": kept.body})
            row = (kept.day.isoformat(), kept.key, kept.meaning_hash, kept.version, body)
            self._db.execute("INSERT OR REPLACE INTO day_cache VALUES(?, ?, ?, ?, ?)", row)
            self._until_ms = max(self._until_ms or 0, span.end_ms) if self._until_ms is not None else None

    def drop(self) -> None:
        """All of it; what is counted at this moment is refused too: facts may be gone."""
        self._db.execute("DELETE FROM day_cache")
        self._changed, self.fell = (-_NEVER, _NEVER), True


def cached_days(db: sqlite3.Connection, first: date, last: date, key: str, version: int) -> dict[date, CachedDay]:
    """The Days kept under `key` by this version of meaning."""
    rows = db.execute(
        "SELECT day, meaning_hash, body FROM day_cache WHERE day BETWEEN ? AND ? AND key=? AND version=?",
        (first.isoformat(), last.isoformat(), key, version),
    ).fetchall()
    found: dict[date, CachedDay] = {}
    for told, meaning_hash, text in rows:
        day, body = date.fromisoformat(told), json.loads(text)
        found[day] = CachedDay(day, Span(*body["span"]), key, meaning_hash, version, body["of"])
    return found
