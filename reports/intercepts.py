"""Intercepts: what stood before a feed and what came of it (METRICS 2.3, rows 52-55 of 2.6)."""

from dataclasses import dataclass

from unscroll.acts import Act, ActKind
from unscroll.kinds import Kind
from unscroll.line import Line

BACK_MS = 60_000
"""`left` needs this long without the same platform's feed coming back."""
SWAP_MS = 600_000


@dataclass(frozen=True, slots=True)
class Intercepts:
    """Counts of the Day; `swapped` are the ones followed within 10 min by an outgoing act to a person."""

    shown: int = 0
    left: int = 0
    went_on: int = 0
    timed_out: int = 0
    swapped: int = 0
    over_stay_ms: int | None = None
    """Scroll beyond the minutes chosen at intercepts; None where none were chosen."""


def intercepts(line: Line, over_stay_ms: int | None = None) -> Intercepts:
    """The intercepts among the line's acts."""
    shown = [a for a in line.acts if a.what is ActKind.SHOWN]
    left = [a for a in line.acts if a.what is ActKind.LEFT]
    back = sum(1 for a in left if _came_back(line, a))
    outgoing = [a.at_ms for a in line.acts if a.what is ActKind.SENT and _to_a_person(line, a)]
    outgoing += [c.start_ms for c in line.calls if c.verdict.kind is Kind.ONE_TO_ONE]
    return Intercepts(
        shown=len(shown),
        left=len(left) - back,
        went_on=_count(line, ActKind.WENT_ON) + back,
        timed_out=_count(line, ActKind.TIMED_OUT),
        swapped=sum(1 for s in shown if any(s.at_ms <= at <= s.at_ms + SWAP_MS for at in outgoing)),
        over_stay_ms=over_stay_ms,
    )


def _count(line: Line, what: ActKind) -> int:
    return sum(1 for a in line.acts if a.what is what)


def _came_back(line: Line, left: Act) -> bool:
    return left.surface is not None and any(
        p.verdict.kind is Kind.SCROLL
        and p.surface.platform == left.surface.platform
        and left.at_ms <= p.start_ms < left.at_ms + BACK_MS
        for p in line.pieces
    )


def _to_a_person(line: Line, act: Act) -> bool:
    """Whether a message went to one person: named, or its thread is one_to_one on the line."""
    if act.person_id is not None:
        return True
    thread = act.surface.thread if act.surface else None
    return thread is not None and any(
        p.surface.thread == thread and p.verdict.kind is Kind.ONE_TO_ONE for p in line.pieces
    )
