"""Figures: the inputs of a Day's summary, put together from its lines and what else the ledger holds of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from unscroll.budget import UNCAPPED, Budget, CapInForce, PlatformCap, Reading, budget, cap_in_force, platform_caps
from unscroll.day import Zones
from unscroll.forgotten import forgetting_bends, forgotten_of
from unscroll.journal import Change, meanings
from unscroll.kinds import Context, Evidence, Kind
from unscroll.ledger import Reader
from unscroll.line import Facts, Line, Piece
from unscroll.people.touchpoint import Touchpoint
from unscroll.reached import reach_outs, reached
from unscroll.reports.browsed import Browsed, browsed
from unscroll.reports.contacts import Beside
from unscroll.reports.distance import scroll_m
from unscroll.reports.inputs import BudgetFigures, DayInputs
from unscroll.reports.phone import PhoneDay
from unscroll.reports.phone import TypedPhone as PhoneRow
from unscroll.resolve import resolve
from unscroll.settings import PhoneSetting, Settings
from unscroll.sittings import drift, runs
from unscroll.span import Span
from unscroll.timeline import timeline
from unscroll.typed_phone import TypedPhone
from unscroll.united import Called, united, united_touchpoints

EARLIER_MS = 90 * 86_400_000
"""How far back touchpoints are looked at to tell a first word from an answer."""

LEAD_MS = 1_800_000
"""The pieces of so long before a Day tell whether a sitting goes on across its turn."""


@dataclass(frozen=True, slots=True)
class DayNotes:
    """What the ledger holds of a Day beside its facts; `journal` is the whole of it."""

    touchpoints: tuple[Touchpoint, ...] = ()
    earlier: tuple[Touchpoint, ...] = ()
    """With those whom the Day has touchpoints with: nobody else's say anything of its first words."""
    phone: tuple[TypedPhone, ...] = ()
    called: Called = field(default_factory=Called)
    """Touchpoints bear the numbers of now."""
    journal: tuple[Change, ...] = ()

    @classmethod
    def read(cls, reader: Reader, day: date, span: Span) -> "DayNotes":
        called, before = reader.called(), Span(max(0, span.start_ms - EARLIER_MS), max(0, span.start_ms))
        touchpoints = united_touchpoints(reader.touchpoints(span), called.moved)
        met = {t.person_id for t in touchpoints}
        numbers = met | {number for number, root in called.moved.items() if root in met}
        earlier = united_touchpoints(reader.touchpoints(before, numbers) if numbers else (), called.moved)
        return cls(
            touchpoints,
            earlier,
            reader.phone(day),
            called,
            reader.changes(),
        )


@dataclass(frozen=True, slots=True)
class DayLines:
    """The Day's line under each meaning in force since it began, the last one in force, and the pieces before it."""

    readings: tuple[Reading, ...]
    lead: tuple[Piece, ...] = ()

    @property
    def line(self) -> Line:
        return self.readings[-1].line


@dataclass(frozen=True, slots=True)
class Given:
    """What a Day is read under: settings, zones, the kinds of the rules, the usual kind of a platform."""

    settings: Settings
    zones: Zones
    shipped: Mapping[str, Kind]
    usual_kind: Callable[[str], Kind]


def day_inputs(day: date, lines: DayLines, facts: Facts, notes: DayNotes, given: Given, now_ms: int) -> DayInputs:
    """Everything that the summary of a Day is made from. `now_ms` may be past its end.

    Once a Day is over there is nothing left to free: what is decided afterwards re-reads the whole of it, spent
    included (METRICS 2.6, row 60).
    """
    line, settings = united(lines.line, notes.called.moved), given.settings
    at_ms = min(now_ms, line.window.end_ms)
    typed = tuple(PhoneRow(t.platform, t.length_ms, given.usual_kind(t.platform)) for t in notes.phone)
    span = given.zones.span_of(day)
    decided_after = now_ms >= span.end_ms and len(lines.readings) > 1 and lines.readings[-1].from_ms >= span.end_ms
    held = lines.readings[-1:] if decided_after else lines.readings
    spent, cap = budget_of(day, held, notes.journal, given.zones, at_ms)
    capped = _with_typed(typed, platform_caps(held, notes.journal, day, given.zones, at_ms))
    forgetting = forgetting_bends(notes.journal, span, given.zones)
    return DayInputs(
        date=day,
        line=line,
        as_of_ms=at_ms,
        budget=BudgetFigures(
            cap.cap_ms,
            spent.spent_ms,
            settings.notify.at,
            tuple(c for c in capped if c.cap_ms != UNCAPPED),
            settings.work.counts,
        ),
        phone=PhoneDay(settings.phone is not PhoneSetting.NONE, typed, bool(facts.phone)),
        session=facts.session,
        names=notes.called.names,
        beside=tuple(_beside(t) for t in notes.touchpoints if t.start_ms == t.end_ms and _stands(t)),
        runs=runs(line, lines.lead),
        drift=drift(line, lines.lead),
        reach_outs=reach_outs(line, notes.touchpoints, notes.earlier),
        people_reached=len(reached(line, notes.touchpoints)),
        scroll_m=scroll_m(facts.page, line),
        browsed=_browsed(facts, line, notes.journal, span, given),
        bends=tuple(sorted((*spent.bends, *(b for c in capped for b in c.bends), *forgetting), key=lambda b: b.at_ms)),
        span=span,
        forgotten=forgotten_of(notes.journal, span, given.zones),
        revised=decided_after and _told(lines.readings[-2].line) != _told(line),
    )


def _told(line: Line) -> dict[tuple[Kind, Context, int | None], int]:
    """What a line says in all: milliseconds by kind, context, person."""
    sums: dict[tuple[Kind, Context, int | None], int] = {}
    for p in line.pieces:
        key = (p.verdict.kind, p.context, p.person_id)
        sums[key] = sums.get(key, 0) + p.length_ms
    return sums


def _with_typed(typed: Sequence[PhoneRow], capped: Sequence[PlatformCap]) -> list[PlatformCap]:
    """With what was typed in for those platforms, where they are feeds."""
    more = {t.platform: t.length_ms for t in typed if t.kind is Kind.SCROLL}
    return [replace(own, spent_ms=own.spent_ms + more.get(own.platform, 0)) for own in capped]


def _stands(t: Touchpoint) -> bool:
    """Mail that went to many is no contact with anybody (METRICS 3)."""
    return t.genuine or t.evidence is Evidence.LOGGED


def _beside(t: Touchpoint) -> Beside:
    """A contact without a length, logged or of an export: a fact of its own, of no known minutes."""
    return Beside(t.person_id, t.channel, "", 0, 0, 0, evidence=t.evidence)


def budget_of(
    day: date, readings: Sequence[Reading], journal: Sequence[Change], zones: Zones, at_ms: int
) -> tuple[Budget, CapInForce]:
    """The ratchet of the line, without what was typed in, and the cap that holds it."""
    cap = cap_in_force(journal, day, zones, at_ms)
    return budget(readings, cap), cap


def read_day(
    reader: Reader, day: date, given: Given, now_ms: int, journal: Sequence[Change] | None = None
) -> DayInputs:
    """The inputs of a Day from the ledger alone: past Days, and today where no daemon holds it in memory. `journal`
    is the ledger's own unless what holds now has not been written down yet."""
    return read_day_facts(reader, day, given, now_ms, journal)[0]


def read_day_facts(
    reader: Reader, day: date, given: Given, now_ms: int, journal: Sequence[Change] | None = None
) -> tuple[DayInputs, Facts]:
    """As `read_day`, with the facts that they were made from."""
    zones = given.zones
    span = zones.span_of(day)
    # Where the clock was set back, facts of the run before lie after now; they count all the same.
    end_ms = max(span.start_ms, min(span.end_ms, max(now_ms, reader.last_fact_ms() or 0)))
    window, before = Span(span.start_ms, end_ms), Span(max(0, span.start_ms - LEAD_MS), max(0, span.start_ms))
    facts, notes = reader.facts(window), DayNotes.read(reader, day, span)
    if journal is not None:
        notes = replace(notes, journal=tuple(journal))
    found = meanings(notes.journal, span.start_ms, given.shipped, span.end_ms)
    readings = tuple(
        Reading(held.from_ms, timeline(facts, held.meaning, window, zones), held.meaning.contexts.counts)
        for held in found
    )
    lead = timeline(reader.facts(before), found[-1].meaning, before, zones).pieces
    return day_inputs(day, DayLines(readings, lead), facts, notes, given, now_ms), facts


def _browsed(facts: Facts, line: Line, journal: Sequence[Change], span: Span, given: Given) -> Browsed:
    """What histories say of the Day, under the meaning that the last of its readings has."""
    if not facts.history:
        return Browsed()
    meaning = meanings(journal, span.start_ms, given.shipped, span.end_ms)[-1].meaning
    return browsed(facts, line, lambda surface: resolve(meaning, surface, None).verdict.kind)
