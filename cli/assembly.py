"""Assembly: a Day's figures read from the ledger, where no daemon holds them in memory."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from unscroll.budget import Reading
from unscroll.daemon.figures import LEAD_MS, DayLines, DayNotes, day_inputs
from unscroll.day import Zones
from unscroll.journal import Change, ChangeKind, InForce, meanings
from unscroll.kinds import Kind
from unscroll.ledger import Reader
from unscroll.line import Facts
from unscroll.meaning import MEANING_VERSION, Meaning
from unscroll.reports.summary import DaySummary, summarise
from unscroll.settings import Settings
from unscroll.span import Span
from unscroll.timeline import timeline


@dataclass(frozen=True, slots=True)
class Given:
    """What does not change from Day to Day: `changes` hold what the settings and rules of now say."""

    changes: tuple[Change, ...]
    shipped: Mapping[str, Kind]
    zones: Zones
    settings: Settings

    @property
    def meaning(self) -> Meaning:
        """The meaning in force now."""
        last = max((c.at_ms for c in self.changes), default=0)
        return meanings(self.changes, last, self.shipped)[-1].meaning


def with_now(changes: Iterable[Change], settings: Change, shipped: Mapping[str, Kind]) -> tuple[Change, ...]:
    """The journal, completed by what holds now where the daemon has not written that down yet. `settings` stands at
    the instant that config.toml was changed, yet not before what is journalled of it."""
    told = tuple(changes)
    latest = {change.what: change for change in told}
    last_ms = max((change.at_ms for change in told), default=0)
    known = latest.get(ChangeKind.SETTINGS)
    now = (
        replace(settings, at_ms=max(settings.at_ms, known.at_ms + 1 if known else 0)),
        Change(last_ms, ChangeKind.KINDS, {name: str(kind) for name, kind in sorted(shipped.items())}),
        Change(last_ms, ChangeKind.VERSION, {"version": MEANING_VERSION}),
    )
    new = (c for c in now if c.what not in latest or latest[c.what].body != c.body)
    return tuple(sorted((*told, *new), key=lambda change: change.at_ms))


def day_summary(reader: Reader | None, day: date, given: Given, now_ms: int) -> DaySummary:
    """The figures of a Day as of `now_ms`, or of its end where that is earlier; "no data" without a ledger."""
    zones = given.zones
    span = zones.span_of(day)
    window = Span(span.start_ms, max(span.start_ms, min(span.end_ms, now_ms)))
    before = Span(window.start_ms - LEAD_MS, window.start_ms)
    facts = reader.facts(window) if reader else Facts()
    held = in_force(given, window)
    readings = tuple(
        Reading(h.from_ms, timeline(facts, h.meaning, window, zones), h.meaning.contexts.counts) for h in held
    )
    lead = timeline(reader.facts(before), held[-1].meaning, before, zones).pieces if reader else ()
    notes = replace(DayNotes.read(reader, day, span) if reader else DayNotes(), journal=given.changes)
    return summarise(day_inputs(day, DayLines(readings, lead), facts, notes, zones, given.settings, now_ms))


def in_force(given: Given, window: Span) -> tuple[InForce, ...]:
    """The meanings that held within the window, which bound the ratchet, and the one that holds now, last."""
    held = meanings(given.changes, window.start_ms, given.shipped)
    return (*(h for h in held[:-1] if h.from_ms < window.end_ms), held[-1])
