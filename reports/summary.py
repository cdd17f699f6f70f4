"""Summary: a Day as it comes out, every figure as METRICS.md 2.3 defines it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from unscroll.acts import ActKind
from unscroll.budget import crossed
from unscroll.intercepts import Intercepts, intercepts
from unscroll.kinds import Context, Evidence, Kind
from unscroll.line import Line, OverlayKind
from unscroll.reports.browsed import Browsed
from unscroll.reports.contacts import Contact, Unresolved, contacts, unresolved
from unscroll.reports.coverage import Coverage, coverage, total_ms, unite
from unscroll.reports.inputs import Bend, BudgetFigures, DayInputs, Drift, ReachOuts, Runs
from unscroll.reports.phone import Unplaced
from unscroll.span import Span

UNSEEN_LIMIT_MS = 600_000
"""Above this much time in browsers not seen, figures say "at least" (METRICS 2.5.0 iv)."""
RATIO_FLOOR_MS = 300_000
_OF_THE_CLOCK = frozenset({ActKind.ZONE, ActKind.TURN, ActKind.CLOCK_STEP})


class BudgetState(StrEnum):
    OK = "ok"
    WARNED = "warned"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class SurfaceTime:
    platform: str
    view: str
    kind: Kind
    length_ms: int


@dataclass(frozen=True, slots=True)
class Ratio:
    """Contact ratio: low = measured + logged, high adds unresolved and estimated; both 0 to 1."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ActCounts:
    sent: int = 0
    posts: int = 0
    comments: int = 0
    clicks: int = 0


@dataclass(frozen=True, slots=True)
class DaySummary:
    """The Day's figures; lengths are milliseconds and `kinds` sum to `accounted_ms` exactly."""

    date: date
    span: Span
    as_of_ms: int
    line: Line
    names: Mapping[int, str]
    budget: BudgetFigures
    kinds: Mapping[Kind, int]
    attended_ms: int
    personal_scroll_ms: int
    overlays: Mapping[OverlayKind, int]
    surfaces: tuple[SurfaceTime, ...]
    contacts: tuple[Contact, ...]
    unresolved: tuple[Unresolved, ...]
    unplaced: tuple[Unplaced, ...]
    browsed: Browsed
    phone_known: bool
    unseen_ms: int
    coverage: Coverage
    runs: Runs
    drift: Drift
    reach_outs: ReachOuts
    people_reached: int
    scroll_m: float | None
    acts: ActCounts
    intercepts: Intercepts
    over_stay_ms: int | None
    bends: tuple[Bend, ...]
    revised: bool
    """Whether the figures differ from what the Day ended with."""

    @property
    def has_data(self) -> bool:
        """Whether anything at all is known of the Day; where not, a report says "no data", never 0.

        What the daemon notes of its clock is nothing that happened in a Day.
        """
        acts = any(act.what not in _OF_THE_CLOCK for act in self.line.acts)
        return bool(self.seen or self.unplaced or self.browsed or self.contacts or acts)

    @property
    def seen(self) -> bool:
        """Whether this computer was watched at all, or its use imported; where not, its figures are missing, not 0."""
        return bool(self.line.pieces or self.coverage.expected_ms)

    @property
    def ended(self) -> bool:
        return self.as_of_ms >= self.span.end_ms

    @property
    def accounted_ms(self) -> int:
        return self.line.accounted_ms

    @property
    def unplaced_scroll_ms(self) -> int:
        return sum(u.shown_ms for u in self.unplaced if u.kind is Kind.SCROLL)

    @property
    def work_scroll_ms(self) -> int:
        return self.kinds[Kind.SCROLL] - self.personal_scroll_ms

    @property
    def counted_ms(self) -> int:
        """The line's scroll that counts against the cap as it reads now."""
        return self.kinds[Kind.SCROLL] if self.budget.work_counts else self.personal_scroll_ms

    @property
    def held_ms(self) -> int:
        """What the ratchet holds beyond that: spent under a meaning that was changed since."""
        return max(0, self.budget.spent_ms - self.counted_ms)

    @property
    def spent_ms(self) -> int:
        return self.counted_ms + self.held_ms + self.unplaced_scroll_ms

    @property
    def left_ms(self) -> int:
        return max(0, self.budget.cap_ms - self.spent_ms)

    @property
    def state(self) -> BudgetState:
        spent_ms, cap_ms = self.spent_ms, self.budget.cap_ms
        if crossed(spent_ms, cap_ms, (100,)):
            return BudgetState.OVER
        return BudgetState.WARNED if crossed(spent_ms, cap_ms, self.budget.warn_at) else BudgetState.OK

    @property
    def reached(self) -> bool:
        """Whether the cap is used up, which a cap of nothing is by anything, not by nothing: what every report says."""
        return self.state is BudgetState.OVER

    @property
    def browsers_unseen(self) -> bool:
        return self.unseen_ms > UNSEEN_LIMIT_MS

    @property
    def at_least(self) -> bool:
        """Whether something known to exist is not in the figures: the phone, browsers unseen, feeds guessed at, or what
        was forgotten."""
        lacks = self.browsers_unseen or self.browsed.estimated_scroll_ms > UNSEEN_LIMIT_MS
        return not self.phone_known or lacks or bool(self.coverage.forgotten)

    @property
    def contact_ratio(self) -> Ratio | None:
        """None below 300 s of scroll and one_to_one together."""
        one, scroll = self.kinds[Kind.ONE_TO_ONE], self.kinds[Kind.SCROLL]
        if one + scroll < RATIO_FLOOR_MS:
            return None
        high = one + self.kinds[Kind.PRIVATE] + self.estimated_ms
        return Ratio(one / (one + scroll), high / (high + scroll))

    @property
    def estimated_ms(self) -> int:
        """One-to-one contact known by timestamps only, as shown; never on the line."""
        rows = (c for c in self.contacts if c.evidence is Evidence.ESTIMATED and c.kind is Kind.ONE_TO_ONE)
        return sum(c.shown_ms for c in rows)


def summarise(inputs: DayInputs) -> DaySummary:
    """The figures of one Day, from values only."""
    line = inputs.line
    span = inputs.span or line.window
    return DaySummary(
        date=inputs.date,
        span=span,
        as_of_ms=min(inputs.as_of_ms, span.end_ms),
        line=line,
        names=inputs.names,
        budget=inputs.budget,
        kinds=_kinds(line),
        attended_ms=sum(p.length_ms for p in line.pieces if p.attended),
        personal_scroll_ms=_personal_scroll_ms(line),
        overlays=_overlays(line),
        surfaces=_surfaces(line),
        contacts=contacts(line, inputs.beside, inputs.names),
        unresolved=unresolved(line),
        unplaced=inputs.phone.unplaced,
        browsed=inputs.browsed,
        phone_known=inputs.phone.known,
        unseen_ms=total_ms(unite(Span(u.start_ms, u.end_ms) for u in line.unseen)),
        coverage=replace(coverage(inputs.session, line, inputs.forgotten), filled=bool(inputs.browsed)),
        runs=inputs.runs,
        drift=inputs.drift,
        reach_outs=inputs.reach_outs,
        people_reached=inputs.people_reached,
        scroll_m=inputs.scroll_m,
        acts=_act_counts(line),
        intercepts=intercepts(line),
        over_stay_ms=inputs.over_stay_ms,
        bends=_bends(line, inputs.bends),
        revised=inputs.revised,
    )


def _kinds(line: Line) -> dict[Kind, int]:
    sums = dict.fromkeys(Kind, 0)
    for piece in line.pieces:
        sums[piece.verdict.kind] += piece.length_ms
    return sums


def _personal_scroll_ms(line: Line) -> int:
    return sum(p.length_ms for p in line.pieces if p.verdict.kind is Kind.SCROLL and p.context is not Context.WORK)


def _overlays(line: Line) -> dict[OverlayKind, int]:
    return {
        kind: total_ms(unite(Span(o.start_ms, o.end_ms) for o in line.overlays if o.kind is kind))
        for kind in OverlayKind
    }


def _surfaces(line: Line) -> tuple[SurfaceTime, ...]:
    sums: dict[tuple[str, str, Kind], int] = {}
    for p in line.pieces:
        key = (p.surface.platform, p.surface.view, p.verdict.kind)
        sums[key] = sums.get(key, 0) + p.length_ms
    rows = (SurfaceTime(*key, length) for key, length in sums.items())
    return tuple(sorted(rows, key=lambda r: (-r.length_ms, r.platform, r.view, r.kind)))


def _act_counts(line: Line) -> ActCounts:
    def count(what: ActKind) -> int:
        return sum(1 for act in line.acts if act.what is what)

    return ActCounts(count(ActKind.SENT), count(ActKind.POST), count(ActKind.COMMENT), count(ActKind.CLICK))


def _bends(line: Line, more: Iterable[Bend]) -> tuple[Bend, ...]:
    found = [Bend(a.at_ms, a.value) for a in line.acts if a.what is ActKind.BEND]
    return tuple(sorted([*found, *more], key=lambda b: b.at_ms))
