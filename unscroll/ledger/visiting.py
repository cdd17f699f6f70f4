"""Visiting: what the visits of a browser's history write."""

import sqlite3
from collections import Counter

from unscroll.bounds import FIRST_MS
from unscroll.commands import AddVisits
from unscroll.errors import Exit, UnscrollError
from unscroll.kinds import Evidence
from unscroll.ledger.batch import CommandResult
from unscroll.ledger.codec import key_of, start_of
from unscroll.ledger.rows import RowWriter
from unscroll.sighting import Sighting, Stretch, Visited
from unscroll.visits import HISTORIES, visit_from_json

_DAY_MS = 86_400_000
_OF = """SELECT h.id, h.dur_ms FROM history h JOIN history_what w ON w.id = h.what JOIN origin o ON o.id = w.origin
 JOIN word s ON s.id = o.source JOIN word e ON e.id = w.evidence WHERE s.text = ? AND e.text = ?"""


def add_visits(db: sqlite3.Connection, rows: RowWriter, command: AddVisits, now_ms: int) -> CommandResult:
    """How many visits were `new`, had `grown` since they were read before, or were there `already`.

    A record bears one key in every copy of its history. On a day (of UTC) of which a source has measured visits, its
    estimated ones add nothing, whichever came first: browsers drop what they measured before the bare visits. A visit
    that lies ahead is of a clock that was wrong, and `ahead`.
    """
    if command.source not in HISTORIES:
        raise UnscrollError("visits need the name of their history", ", ".join(HISTORIES), Exit.USAGE)
    try:
        visits = [visit_from_json(told, command.source) for told in command.visits]
    except (KeyError, TypeError, ValueError) as wrong:
        raise UnscrollError("malformed visits", str(wrong), Exit.USAGE) from wrong
    came, new_ms, adding = Counter[str](), 0, _Adding(db, rows, command.source)
    for visit in sorted(visits, key=_guessed):
        word = "ahead"
        if visit.span.start_ms >= FIRST_MS and visit.span.end_ms <= now_ms:
            word = adding.add(visit)
        came[word] += 1
        new_ms += visit.span.length_ms if word == "new" else 0
    data = {word: came[word] for word in ("new", "grown", "already", "ahead")}
    return CommandResult(True, f"{came['new']} new", data=data | {"new_ms": new_ms})


def _guessed(visit: Sighting) -> bool:
    return isinstance(visit.fact, Visited) and visit.fact.evidence is Evidence.ESTIMATED


class _Adding:
    """Visits of one command, the measured ones first."""

    def __init__(self, db: sqlite3.Connection, rows: RowWriter, source: str) -> None:
        self._db, self._rows, self._source = db, rows, source
        self._measured: dict[int, bool] = {}
        """By day, as far as it was looked up."""

    def add(self, visit: Sighting) -> str:
        """What became of a visit: `new`, `grown` or `already`."""
        day_ms = visit.span.start_ms // _DAY_MS * _DAY_MS
        fact = visit.fact
        assert isinstance(fact, Visited)
        if _guessed(visit):
            if day_ms not in self._measured:
                self._measured[day_ms] = bool(self._of_day(Evidence.MEASURED, day_ms))
            if self._measured[day_ms]:
                return "already"
        elif not self._measured.get(day_ms):
            self._measured[day_ms] = True
            for guess in self._of_day(Evidence.ESTIMATED, day_ms):
                self._drop(*guess)
        known = self._db.execute(f"{_OF} AND h.key = ?", (self._source, str(fact.evidence), fact.key)).fetchone()
        if known is not None:
            if visit.span.length_ms <= known[1]:  # an older copy takes nothing back
                return "already"
            self._drop(*known)
        start_ms, end_ms = visit.span.start_ms, visit.span.end_ms
        self._rows.stretch(Stretch(start_ms, end_ms, fact, self._source, visit.device, visit.count, visit.px))
        return "new" if known is None else "grown"

    def _of_day(self, evidence: Evidence, day_ms: int) -> list[tuple[int, int]]:
        bounds = (key_of(day_ms), key_of(day_ms + _DAY_MS))
        found = self._db.execute(f"{_OF} AND h.id >= ? AND h.id < ?", (self._source, str(evidence), *bounds))
        return found.fetchall()

    def _drop(self, row: int, dur_ms: int) -> None:
        self._db.execute("DELETE FROM history WHERE id = ?", (row,))
        self._rows.news.append((start_of(row), start_of(row) + dur_ms))
