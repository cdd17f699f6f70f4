"""KeptDays: which kept figures of a Day still hold, by a hash of everything but facts that they hang on."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from unscroll.daemon.figures import Given, read_day_facts
from unscroll.forgotten import forgotten_of
from unscroll.journal import Change, ChangeKind, contexts_body, meanings
from unscroll.ledger import CachedDay, Reader
from unscroll.ledger.rows import canonical
from unscroll.line import Facts
from unscroll.meaning import MEANING_VERSION
from unscroll.people.touchpoint import Touchpoint
from unscroll.reports.period import DayFigures, day_figures
from unscroll.reports.summary import DaySummary, summarise
from unscroll.span import Span
from unscroll.typed_phone import TypedPhone

KEY = "figures"
FORM = 5
"""Raised when the form of what is kept changes."""


@dataclass(frozen=True, slots=True)
class Hangs:
    """What of the world the figures of a Day hang on: the threads seen in it, the people met."""

    threads: tuple[str, ...] = ()
    people: tuple[int, ...] = ()

    @classmethod
    def of(cls, facts: Facts, summary: DaySummary) -> "Hangs":
        tracks = (facts.focus, facts.page, facts.call, facts.phone, facts.history)
        surfaces = {s.fact.surface for track in tracks for s in track if hasattr(s.fact, "surface")}
        threads = {surface.thread.digest.hex() for surface in surfaces if surface.thread is not None}
        people = {p.person_id for p in summary.line.pieces if p.person_id is not None}
        return cls(tuple(sorted(threads)), tuple(sorted(people)))


class KeptDays:
    """Asked for many Days of one reading of ledger and settings; `journal` is completed by what holds now."""

    def __init__(self, reader: Reader, given: Given, journal: Sequence[Change]) -> None:
        self._reader, self._given, self._journal = reader, given, journal
        self.first_ms = reader.first_row_ms()
        self._forgotten = [change for change in journal if change.what is ChangeKind.FORGOTTEN]
        self._instants = [change.at_ms for change in journal]
        self._prefixes = list(_prefixes(journal))
        last_ms = max(self._instants, default=0)
        meaning = meanings(journal, last_ms, given.shipped)[-1].meaning
        self._labels = {key.digest.hex(): (str(label.size), label.person_id) for key, label in meaning.labels.items()}
        self._corrections = sorted(meaning.corrections, key=lambda c: (c.at_ms, c.id))
        self._called = reader.called()
        self._phone: dict[date, list[TypedPhone]] = {}
        for typed in reader.typed_phone():
            self._phone.setdefault(typed.day, []).append(typed)
        limits = meaning.limits
        self._base = [
            FORM,
            {name: str(kind) for name, kind in meaning.kinds.shipped.items()},
            [asdict(rule) for rule in meaning.kinds.user],
            contexts_body(meaning.contexts),
            [limits.input_ms, limits.playing_ms, limits.full_screen_ms, meaning.version],
            [str(given.settings.phone), given.settings.work.counts],
        ]
        self._base_digest = _digest(self._base)

    def over(self, day: date, now_ms: int) -> bool:
        """Whether the Day has ended: only then its figures are kept."""
        return self._given.zones.span_of(day).end_ms <= now_ms

    def empty(self, day: date) -> bool:
        """Whether the Day ended before anything was recorded, with nothing typed in for it: it has no data."""
        span = self._given.zones.span_of(day)
        before = self.first_ms is None or span.end_ms <= self.first_ms
        return before and day not in self._phone and not self._touched(span)

    def kept(self, first: date, last: date) -> dict[date, DayFigures | None]:
        """The figures that hold, by Day; None where a Day has no data."""
        rows = self._reader.cached_days(first, last, KEY, MEANING_VERSION)
        return {day: figures_of(row) for day, row in rows.items() if self._holds(row)}

    def count(self, day: date, now_ms: int) -> CachedDay:
        """Counts a Day from its facts."""
        inputs, facts = read_day_facts(self._reader, day, self._given, now_ms, self._journal)
        summary = summarise(inputs)
        figures, hangs = day_figures(summary), Hangs.of(facts, summary)
        body = {"figures": _body(figures), "threads": hangs.threads, "people": hangs.people}
        return CachedDay(day, self._given.zones.span_of(day), KEY, self._hash(day, hangs), MEANING_VERSION, body)

    def _holds(self, row: CachedDay) -> bool:
        span = self._given.zones.span_of(row.day)
        hangs = Hangs(tuple(row.body["threads"]), tuple(row.body["people"]))
        return row.span == span and row.meaning_hash == self._hash(row.day, hangs)

    def _hash(self, day: date, hangs: Hangs) -> str:
        given = self._given
        span, zones = given.zones.span_of(day), given.zones
        touched = self._touched(span)
        labelled = {label[1] for thread in hangs.threads if (label := self._labels.get(thread)) and label[1]}
        people = sorted({*hangs.people, *(t.person_id for t in touched), *labelled})
        told: list[Any] = [
            self._base_digest,
            [span.start_ms, span.end_ms, zones.zone_at(span.start_ms).key],
            [at for at in zones.history if span.holds(at[0])],
            self._prefixes[bisect_right(self._instants, span.end_ms)],
            [(thread, self._labels.get(thread)) for thread in hangs.threads],
            [_plain(c) for c in self._corrections if c.span.clip(span)],
            [_plain(t) for t in touched],
            [[f.span.start_ms, f.span.end_ms] for f in forgotten_of(self._forgotten, span, zones)],
            [(t.platform, t.length_ms, str(given.usual_kind(t.platform))) for t in self._phone.get(day, ())],
            [(number, self._called.now(number), self._called.names.get(number)) for number in people],
        ]
        return _digest(told)

    def _touched(self, span: Span) -> tuple[Touchpoint, ...]:
        return self._reader.touchpoints(span)


def _prefixes(journal: Iterable[Change]) -> Iterable[str]:
    """The digest of the journal's first n changes, n from 0: what was decided until a Day's end bounds its ratchet."""
    running = hashlib.blake2b(digest_size=16)
    yield running.hexdigest()
    for change in journal:
        running.update(canonical([change.at_ms, str(change.what), change.body]).encode())
        yield running.hexdigest()


def _digest(told: Any) -> str:
    return hashlib.blake2b(canonical(told).encode(), digest_size=16).hexdigest()


def _plain(value: Any) -> dict[str, Any]:
    return {name: part if part is None else str(part) for name, part in asdict(value).items()}


def _body(figures: DayFigures | None) -> dict[str, Any] | None:
    return None if figures is None else {**asdict(figures), "date": figures.date.isoformat()}


def figures_of(row: CachedDay) -> DayFigures | None:
    """The figures that a row holds; None where the Day has no data."""
    body = row.body["figures"]
    if body is None:
        return None
    pairs = {
        name: tuple(tuple(row) for row in body[name])
        for name in ("platforms", "people", "phone", "evidence", "unresolved")
    }
    return DayFigures(**{**body, **pairs, "date": date.fromisoformat(body["date"])})
