"""Residue: the spans in the journal of which something was forgotten; never what, of whom, or how much.

A Day that is over keeps none where nothing is left of it, since it says "no data"; nor where a platform, a person, a
history was forgotten of all of it: the Days that lost something would tell when there was something. Today always keeps
one.
"""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from unscroll.commands import Forget
from unscroll.day import Zones
from unscroll.journal import ChangeKind
from unscroll.ledger.codec import FORMS, key_of
from unscroll.ledger.rows import canonical
from unscroll.sighting import Track
from unscroll.span import Span

_OPEN = -1
_WHAT = str(ChangeKind.FORGOTTEN)
_BESIDE = {
    "act": "id >= :first AND id < :last",
    "touchpoint": "start_ms < :end AND (start_ms >= :start OR end_ms > :start)",
    "typed_phone": "day = :day",
    "change": "what = 'correction' AND json_extract(body, '$.start_ms') < :end"
    " AND json_extract(body, '$.end_ms') > :start",
}


@dataclass(frozen=True, slots=True)
class Stands:
    """What would be kept of each Day that a forgetting may leave in part, and how much there was of it before."""

    now_ms: int
    zones: Zones
    kept: Mapping[date, Span]
    before: Mapping[date, int]

    @classmethod
    def of(cls, db: sqlite3.Connection, command: Forget, zones: Zones, now_ms: int) -> "Stands":
        kept = _kept(command, zones, now_ms)
        return cls(now_ms, zones, kept, {day: _rows(db, command, day, zones) for day in kept})

    def settle(self, db: sqlite3.Connection, command: Forget) -> int:
        """Keeps what was forgotten in part of each Day that lost something, drops what nothing hangs on any more;
        returns how many rows of former forgettings went for good."""
        today = self.zones.day_of(self.now_ms)
        for day, span in self.kept.items():
            left = _rows(db, command, day, self.zones)
            if left < self.before[day] and (left or day == today):
                _keep(db, span, self.zones.span_of(day), self.now_ms, day == today)
        residues = {number: self.zones.day_of(span.start_ms) for number, _, span in _residues(db)}
        past = {number: day for number, day in residues.items() if day != today}
        gone = [number for number, day in past.items() if self._nothing_hangs_on_it(db, command, day)]
        db.executemany("DELETE FROM change WHERE id = ?", [(number,) for number in gone])
        return len(gone)

    def _nothing_hangs_on_it(self, db: sqlite3.Connection, command: Forget, day: date) -> bool:
        if not command.picks and _covers(command, self.zones.span_of(day)):
            return True
        return day in self.kept and _rows(db, command, day, self.zones) == 0


def _kept(command: Forget, zones: Zones, now_ms: int) -> dict[date, Span]:
    today = zones.day_of(now_ms)
    so_far = Span(zones.start_ms(today), max(now_ms, zones.start_ms(today) + 1))
    # Of a stretch that reaches into today all goes: where the span ends before it, the whole of today may have lost.
    kept = {today: _asked(command, so_far) or so_far}
    edges = [
        edge
        for edge, told in ((command.start_ms, command.start_ms), (command.end_ms - 1, command.end_ms))
        if told != _OPEN
    ]
    for day in {zones.day_of(edge) for edge in edges} - {today}:
        whole = zones.span_of(day)
        if not _covers(command, whole) and (part := _asked(command, whole)):
            kept[day] = part
    return kept


def _asked(command: Forget, within: Span) -> Span | None:
    start = within.start_ms if command.start_ms == _OPEN else command.start_ms
    end = within.end_ms if command.end_ms == _OPEN else command.end_ms
    return Span(start, end).clip(within) if start < end else None


def _covers(command: Forget, day: Span) -> bool:
    return command.start_ms <= day.start_ms and (command.end_ms == _OPEN or day.end_ms <= command.end_ms)


def _rows(db: sqlite3.Connection, command: Forget, day: date, zones: Zones) -> int:
    """How much there is of a Day. Presence is left out where the span does not reach it: a computer that runs over
    night is present in both Days at once, and no minute hangs on it."""
    span = zones.span_of(day)
    first, last = key_of(span.start_ms), key_of(span.end_ms)
    asked = _asked(command, span) is not None
    values = {"first": first, "last": last, "start": span.start_ms, "end": span.end_ms, "day": day.isoformat()}
    told = [
        f"SELECT count(*) FROM {form.table} WHERE id < :last AND (id >= :first OR id + dur_ms * 4096 > :first + 4095)"
        for track, form in FORMS.items()
        if asked or track is not Track.SESSION
    ]
    told += [f"SELECT count(*) FROM {table} WHERE {when}" for table, when in _BESIDE.items()]
    return sum(int(db.execute(sql, values).fetchone()[0]) for sql in told)


def _residues(db: sqlite3.Connection) -> list[tuple[int, int, Span]]:
    of = "SELECT id, at_ms, json_extract(body, '$.start_ms'), json_extract(body, '$.end_ms') FROM change WHERE what = ?"
    return [(number, at_ms, Span(start, end)) for number, at_ms, start, end in db.execute(of, (_WHAT,)).fetchall()]


def _keep(db: sqlite3.Connection, span: Span, day: Span, now_ms: int, today: bool) -> None:
    """One row with those of the Day that it meets. Of a Day that is over, the instant stays that of the first: it is
    a bend of that Day."""
    at_ms = now_ms
    for number, decided_ms, known in _residues(db):
        inside = day.start_ms <= known.start_ms and known.end_ms <= day.end_ms
        if inside and known.start_ms <= span.end_ms and span.start_ms <= known.end_ms:
            db.execute("DELETE FROM change WHERE id = ?", (number,))
            span = Span(min(span.start_ms, known.start_ms), max(span.end_ms, known.end_ms))
            at_ms = at_ms if today else min(at_ms, decided_ms)
    body = canonical({"start_ms": span.start_ms, "end_ms": span.end_ms})
    db.execute("INSERT OR IGNORE INTO change(at_ms, what, body) VALUES(?, ?, ?)", (at_ms, _WHAT, body))
