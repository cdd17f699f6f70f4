"""Reader: what the ledger holds, as values; it never writes."""

import json
import sqlite3
from collections.abc import Iterator
from datetime import date
from typing import Any

from unscroll.acts import Act, ActKind
from unscroll.bounds import FIRST_MS, LAST_MS
from unscroll.journal import Change, ChangeKind
from unscroll.ledger.batch import Crossing
from unscroll.ledger.codec import FORMS, key_of, start_of
from unscroll.ledger.day_cache import CachedDay, cached_days
from unscroll.ledger.names import Reader as Names
from unscroll.ledger.people_reading import PeopleReader
from unscroll.ledger.schema import ON_A_DAY, TICK
from unscroll.line import Facts
from unscroll.people.touchpoint import Touchpoint
from unscroll.sighting import Fact, Stretch, Track
from unscroll.span import Span
from unscroll.typed_phone import TypedPhone

LEAD_IN_MS = 1_800_000
"""Facts reach this far further back than their window: the longest limit of METRICS 2.2."""
_FACTS_KEPT = 20_000
_Told = tuple[Fact, str, str, int]
"""A fact, its source, its device, its clock run."""

Row = Stretch | Act | Touchpoint


class Reader(PeopleReader):
    """Reads over one connection. Use it from one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._names = Names(connection)
        self._whats: dict[Track, dict[int, tuple[Any, ...]]] = {t: {} for t in FORMS}
        self._facts: dict[Track, dict[Any, _Told]] = {t: {} for t in FORMS}
        self._act_whats: dict[int, tuple[Any, ...]] = {}

    def facts(self, window: Span) -> Facts:
        """Everything that overlaps the window or the 30 min before it, each track ordered by start."""
        reach = Span(window.start_ms - LEAD_IN_MS, window.end_ms)
        tracks = {str(track): tuple(self.stretches(track, reach)) for track in FORMS}
        return Facts(**tracks, acts=tuple(self.acts(reach)))

    def stretches(self, track: Track, span: Span) -> Iterator[Stretch]:
        """The stretches of a track that overlap the span, ordered by start."""
        form = FORMS[track]
        known = self._facts[track]
        row = "".join(f", {c}" for c in form.row)
        longest = int(self.mark(f"longest.{track}") or 0)
        found = self._db.execute(
            f"SELECT id, dur_ms, what, count, px{row} FROM {form.table}"
            f" WHERE id >= ? AND id < ? AND (id >= ? OR id + dur_ms * 4096 > ?) AND dur_ms < {LAST_MS} ORDER BY id",
            (
                key_of(max(0, span.start_ms - longest)),
                key_of(span.end_ms),
                key_of(span.start_ms),
                key_of(span.start_ms) + 4095,
            ),
        ).fetchall()
        for key, dur_ms, what, count, px, *rest in found:
            told = known.get((what, *rest) if rest else what)
            if told is None:
                told = self._fact(track, what, rest)
            fact, source, device, run = told
            start_ms = key // TICK
            yield Stretch(start_ms, start_ms + dur_ms, fact, source, device, count, px, run)

    def _fact(self, track: Track, what: int, rest: list[Any]) -> _Told:
        """The fact of a row with its origin, kept for the next row that says the same."""
        form, known, whats = FORMS[track], self._facts[track], self._whats[track]
        found = whats.get(what)
        if found is None:
            found = whats[what] = self._what(track, what)
        source, device, run, *values = found
        if len(known) > _FACTS_KEPT:
            known.clear()
        fact = form.join(tuple(values), self._names.real(form.row, rest))
        told = known[(what, *rest) if rest else what] = (fact, source, device, run)
        return told

    def _what(self, track: Track, what: int) -> tuple[Any, ...]:
        """One by one: of the thousands of a year, a Day names a few."""
        form = FORMS[track]
        origin, *values = self._db.execute(
            f"SELECT origin, {', '.join(form.what)} FROM {form.table}_what WHERE id = ?", (what,)
        ).fetchone()
        return (*self._names.origin(origin), *self._names.real(form.what, values))

    def acts(self, span: Span) -> Iterator[Act]:
        """The acts within the span, ordered by instant."""
        rows = self._db.execute(
            "SELECT id, what, value, person FROM act WHERE id >= ? AND id < ? ORDER BY id",
            (key_of(span.start_ms), key_of(span.end_ms)),
        ).fetchall()
        return (self._act(*row) for row in rows)

    def _act(self, key: int, what: int, value: str, person: int | None) -> Act:
        if what not in self._act_whats:
            after = max(self._act_whats, default=0)
            rows = self._db.execute("SELECT id, origin, kind, surface FROM act_what WHERE id > ?", (after,)).fetchall()
            for number, origin, kind, surface in rows:
                place = self._names.surface(surface) if surface else None
                self._act_whats[number] = (ActKind(self._names.word(kind)), place, *self._names.origin(origin))
        kind, place, source, device, run = self._act_whats[what]
        return Act(start_of(key), kind, source, place, value, person, device, run)

    def changes(self) -> tuple[Change, ...]:
        """The whole journal, oldest first."""
        rows = self._db.execute("SELECT id, at_ms, what, body FROM change ORDER BY at_ms, id").fetchall()
        return tuple(Change(at, ChangeKind(what), json.loads(body), i) for i, at, what, body in rows)

    def rows(self, window: Span) -> Iterator[Row]:
        """Everything stored about the window, one by one, ordered by start; the journal is `changes`."""
        tracks = [self.stretches(track, window) for track in FORMS]
        starts: list[tuple[int, Row]] = [(s.start_ms, s) for stretches in tracks for s in stretches]
        starts += [(a.at_ms, a) for a in self.acts(window)]
        starts += [(t.start_ms, t) for t in self.touchpoints(window)]
        starts.sort(key=lambda pair: pair[0])
        return (row for _, row in starts)

    def typed_phone(self) -> tuple[TypedPhone, ...]:
        """All phone use ever typed in, by Day."""
        rows = self._db.execute(
            f"SELECT day, platform, length_ms, at_ms FROM typed_phone WHERE {ON_A_DAY} ORDER BY day, platform"
        ).fetchall()
        return tuple(TypedPhone(date.fromisoformat(day), *rest) for day, *rest in rows)

    def phone(self, day: date) -> tuple[TypedPhone, ...]:
        """Phone use typed in for a Day, the total (empty platform) first."""
        rows = self._db.execute(
            "SELECT platform, length_ms, at_ms FROM typed_phone WHERE day=? ORDER BY platform", (day.isoformat(),)
        ).fetchall()
        return tuple(TypedPhone(day, platform, length, at) for platform, length, at in rows)

    def first_sighting_ms(self) -> int | None:
        """The start of the oldest fact that this machine saw for itself; None in an empty ledger."""
        starts = [self._db.execute(f"SELECT min(id) FROM {t}").fetchone()[0] for t in ("focus", "page", "session")]
        return min((start_of(s) for s in starts if s is not None), default=None)

    def first_row_ms(self) -> int | None:
        """The start of the oldest fact or act, whoever told it; None in an empty ledger."""
        tables = (*(form.table for form in FORMS.values()), "act")
        first = f"SELECT min(id) FROM {{}} WHERE id >= {key_of(FIRST_MS)}"
        starts = [self._db.execute(first.format(table)).fetchone()[0] for table in tables]
        return min((start_of(s) for s in starts if s is not None), default=None)

    def last_fact_ms(self) -> int | None:
        """The latest end of any fact that was seen live, whatever is typed in ahead or read in; None: none was."""
        ends: list[int] = []
        for form in (f for f in FORMS.values() if f.track not in (Track.LOG, Track.HISTORY)):
            row = self._db.execute(f"SELECT id, dur_ms FROM {form.table} ORDER BY id DESC LIMIT 1").fetchone()
            if row is not None:
                ends.append(start_of(row[0]) + row[1])
        return max(ends, default=None)

    def acks(self) -> dict[str, int]:
        """The highest delta written of each browser run."""
        return dict(self._db.execute("SELECT run, seq FROM ack").fetchall())

    def crossings(self, day: date) -> tuple[Crossing, ...]:
        """The thresholds crossed on a Day, as they were recorded."""
        rows = self._db.execute(
            "SELECT percent, cap, at_ms FROM crossing WHERE day=? ORDER BY at_ms, percent", (day.isoformat(),)
        ).fetchall()
        return tuple(Crossing(percent, cap, at) for percent, cap, at in rows)

    def mark(self, name: str) -> str | None:
        """A note of the machinery's own (`writer.set_mark`), e.g. the latest Day that was begun."""
        row = self._db.execute("SELECT value FROM mark WHERE name=?", (name,)).fetchone()
        return row[0] if row else None

    def cached_days(self, first: date, last: date, key: str, version: int) -> dict[date, CachedDay]:
        """What is kept of the Days from `first` to `last` under `key` by this version of meaning; the caller compares
        the hashes."""
        return cached_days(self._db, first, last, key, version)
