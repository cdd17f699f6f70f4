"""Assembly: a Day's figures, from what the ledger, the settings and the rules say."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from unscroll.budget import Reading, budget, cap_in_force
from unscroll.day import Zones
from unscroll.journal import Change, ChangeKind, InForce, meanings
from unscroll.kinds import Kind
from unscroll.line import Facts, Line, Piece
from unscroll.meaning import MEANING_VERSION, Meaning
from unscroll.people import Person, Touchpoint, TypedPhone, reach_outs, reached
from unscroll.reports.contacts import Beside
from unscroll.reports.distance import scroll_m
from unscroll.reports.inputs import Bend, BudgetFigures, DayInputs, Drift, ReachOuts, Runs
from unscroll.reports.phone import PhoneDay
from unscroll.reports.phone import TypedPhone as PhonePart
from unscroll.reports.summary import DaySummary, summarise
from unscroll.sittings import drift, runs
from unscroll.span import Span
from unscroll.timeline import timeline

LEAD_MS = 1_800_000
"""The line is read this far before the Day, so that a sitting across its turn is counted where it began."""


@dataclass(frozen=True, slots=True)
class Given:
    """What does not change from Day to Day: `changes` hold what the settings and rules of now say."""

    changes: tuple[Change, ...]
    shipped: Mapping[str, Kind]
    platform_kinds: Mapping[str, Kind]
    """The default kind of each platform, for phone use that was typed in."""
    zones: Zones
    people: tuple[Person, ...] = ()
    warn_at: tuple[int, ...] = (50, 80, 100)
    phone_owned: bool = True

    @property
    def meaning(self) -> Meaning:
        """The meaning in force now."""
        last = max((c.at_ms for c in self.changes), default=0)
        return meanings(self.changes, last, self.shipped)[-1].meaning


@dataclass(frozen=True, slots=True)
class DayFacts:
    """What the ledger holds of one Day; `before` are touchpoints of earlier Days."""

    facts: Facts
    touchpoints: tuple[Touchpoint, ...] = ()
    before: tuple[Touchpoint, ...] = ()
    phone: tuple[TypedPhone, ...] = ()


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


def day_summary(day: date, found: DayFacts, given: Given, now_ms: int) -> DaySummary:
    """The figures of a Day as of `now_ms`, or of its end where that is earlier."""
    span = given.zones.span_of(day)
    window = Span(span.start_ms, max(span.start_ms, min(span.end_ms, now_ms)))
    held = in_force(given, window)
    readings = [
        Reading(h.from_ms, timeline(found.facts, h.meaning, window, given.zones), h.meaning.contexts.counts)
        for h in held
    ]
    line, meaning = readings[-1].line, held[-1].meaning
    lead = timeline(found.facts, meaning, Span(window.start_ms - LEAD_MS, window.start_ms), given.zones).pieces
    spent = budget(readings, cap_in_force(given.changes, day, given.zones, window.end_ms))
    return summarise(
        DayInputs(
            date=day,
            line=line,
            as_of_ms=now_ms,
            budget=BudgetFigures(spent.cap_ms, spent.spent_ms, given.warn_at, meaning.contexts.counts),
            phone=_phone(found, given),
            session=found.facts.session,
            names={p.id: p.name for p in given.people},
            beside=tuple(_beside(t) for t in found.touchpoints if t.start_ms == t.end_ms),
            runs=_runs(line, lead),
            drift=_drift(line, lead),
            reach_outs=_reach_outs(line, found),
            people_reached=len(reached(line, found.touchpoints)),
            scroll_m=scroll_m(found.facts.page, line),
            bends=tuple(Bend(b.at_ms, b.what) for b in spent.bends if b.at_ms < span.end_ms),
        )
    )


def in_force(given: Given, window: Span) -> tuple[InForce, ...]:
    """The meanings that held within the window, which bound the ratchet, and the one that holds now, last."""
    held = meanings(given.changes, window.start_ms, given.shipped)
    return (*(h for h in held[:-1] if h.from_ms < window.end_ms), held[-1])


def _phone(found: DayFacts, given: Given) -> PhoneDay:
    typed = tuple(
        PhonePart(t.platform, t.length_ms, given.platform_kinds.get(t.platform, Kind.SCROLL)) for t in found.phone
    )
    return PhoneDay(given.phone_owned, typed, imported=bool(found.facts.phone))


def _beside(t: Touchpoint) -> Beside:
    """A contact that was typed in without a length: somebody met, no minutes."""
    return Beside(t.person_id, t.channel, "", 0, 0, 0, Kind.ONE_TO_ONE, t.evidence)


def _runs(line: Line, lead: tuple[Piece, ...]) -> Runs:
    r = runs(line, lead)
    return Runs(r.longest_ms, r.first_ms, r.last_ms, r.sittings, r.launches)


def _drift(line: Line, lead: tuple[Piece, ...]) -> Drift:
    d = drift(line, lead)
    return Drift(d.aimed, d.drifted, d.length_ms)


def _reach_outs(line: Line, found: DayFacts) -> ReachOuts:
    r = reach_outs(line, found.touchpoints, found.before)
    return ReachOuts(r.started, r.replied, r.answered)
