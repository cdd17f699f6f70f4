"""Coverage: how much of the time awake was watched (METRICS 2.3, *coverage*)."""

from collections.abc import Iterable
from dataclasses import dataclass

from unscroll.forgotten import Forgotten
from unscroll.line import Line
from unscroll.sighting import Session, SessionState, Stretch
from unscroll.span import Span
from unscroll.surface import BROWSER

LEAST_EXPECTED_MS = 1_800_000
LEAST_SHARE = (4, 5)
"""Watched of expected, and browser seen of browser: 80 %."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """`expected`: awake between the first and last presence, daemon-off gaps within one boot included."""

    expected_ms: int = 0
    watched_ms: int = 0
    browser_ms: int = 0
    browser_seen_ms: int = 0
    watched: tuple[Span, ...] = ()
    missing: tuple[Span, ...] = ()
    """Expected and not watched: what happened then is unknown."""
    forgotten: tuple[Forgotten, ...] = ()
    """Watched or not, something of it was deleted since."""
    filled: bool = False
    """Whether a browser's history tells of what was not watched: it fills no gap, so it makes no Day whole."""

    @property
    def valid(self) -> bool:
        """Whether the Day may enter trends."""
        num, den = LEAST_SHARE
        return (
            not self.forgotten
            and not self.filled
            and self.expected_ms >= LEAST_EXPECTED_MS
            and self.watched_ms * den >= self.expected_ms * num
            and self.browser_seen_ms * den >= self.browser_ms * num
        )


def coverage(session: Iterable[Stretch], line: Line, forgotten: tuple[Forgotten, ...] = ()) -> Coverage:
    """The coverage of the line's window from its session stretches.

    Paused time is expected, not watched; a guest's time is neither; sleep is neither. Locked time counts as watched:
    nothing could have been missed.
    """
    spans = _by_state(session, line.window)
    gone = unite([*spans[SessionState.GUEST], *spans[SessionState.ASLEEP]])
    expected = without(unite(_boots(session, line.window)), gone)
    present = unite([*spans[SessionState.WATCHING], *spans[SessionState.LOCKED]])
    watched = overlap(without(without(present, spans[SessionState.PAUSED]), gone), expected)
    browser = sum(p.length_ms for p in line.pieces if p.attended and (p.tab or p.surface.platform == BROWSER))
    unseen = sum(
        p.length_ms for p in line.pieces if p.attended and p.surface.platform == BROWSER and p.surface.view == "unseen"
    )
    missing = without(expected, watched)
    return Coverage(
        total_ms(expected), total_ms(watched), browser, max(0, browser - unseen), watched, missing, forgotten
    )


def unite(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans joined: ordered, disjoint, none empty."""
    joined: list[Span] = []
    for span in sorted(s for s in spans if s.length_ms):
        if joined and span.start_ms <= joined[-1].end_ms:
            joined[-1] = Span(joined[-1].start_ms, max(joined[-1].end_ms, span.end_ms))
        else:
            joined.append(span)
    return tuple(joined)


def without(spans: Iterable[Span], holes: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of the spans outside the holes."""
    left = list(unite(spans))
    for hole in holes:
        cut: list[Span] = []
        for span in left:
            if span.clip(hole) is None:
                cut.append(span)
                continue
            if span.start_ms < hole.start_ms:
                cut.append(Span(span.start_ms, hole.start_ms))
            if hole.end_ms < span.end_ms:
                cut.append(Span(hole.end_ms, span.end_ms))
        left = cut
    return tuple(left)


def overlap(some: Iterable[Span], others: Iterable[Span]) -> tuple[Span, ...]:
    """What both cover."""
    shared = (a.clip(b) for b in unite(others) for a in unite(some))
    return unite(s for s in shared if s)


def total_ms(spans: Iterable[Span]) -> int:
    return sum(s.length_ms for s in spans)


def _by_state(session: Iterable[Stretch], window: Span) -> dict[SessionState, tuple[Span, ...]]:
    found: dict[SessionState, list[Span]] = {state: [] for state in SessionState}
    for stretch in session:
        span = stretch.span.clip(window)
        if span and isinstance(stretch.fact, Session):
            found[stretch.fact.state].append(span)
    return {state: unite(spans) for state, spans in found.items()}


def _boots(session: Iterable[Stretch], window: Span) -> tuple[Span, ...]:
    """First to last presence of each boot within the window."""
    boots: dict[str, Span] = {}
    for stretch in session:
        span = stretch.span.clip(window)
        if span is None or not isinstance(stretch.fact, Session) or stretch.fact.state is not SessionState.WATCHING:
            continue
        known = boots.get(stretch.fact.subject, span)
        boots[stretch.fact.subject] = Span(min(known.start_ms, span.start_ms), max(known.end_ms, span.end_ms))
    return tuple(boots.values())
