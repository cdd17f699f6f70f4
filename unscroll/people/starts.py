"""Starts: who of the two begins (METRICS 4; FORMATS 1.5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from unscroll.people.touch import Moved
from unscroll.people.touchpoint import Direction

ENOUGH_STARTS = 8
"""Below it there are too few to tell (FORMATS 1.5)."""
ONE_SIDED_STARTS = 5
ONE_SIDED_SHARE = 0.2
"""More than 5 starts of mine with replies to less than 20 %: one may let it rest (FORMATS 1.5)."""
WAIT_MS = 259_200_000
"""72 h: how long an answer may take before its lack is looked at (METRICS 2.3, *answered*)."""


@dataclass(frozen=True, slots=True)
class Starts:
    """Counts of starts. `answered` are those of mine that they took up before my next one, however late: a slow answer
    is one. `waiting` (0 or 1) is my last one while it is unanswered for less than 72 h."""

    mine: int = 0
    theirs: int = 0
    answered: int = 0
    waiting: int = 0

    @property
    def count(self) -> int:
        return self.mine + self.theirs

    @property
    def my_share(self) -> float | None:
        """0 to 1; None: too few to tell."""
        return self.mine / self.count if self.count >= ENOUGH_STARTS else None

    @property
    def one_sided(self) -> bool:
        """A reason to let it rest; nothing to hold against anybody."""
        judged = self.mine - self.waiting
        return judged > ONE_SIDED_STARTS and self.answered < ONE_SIDED_SHARE * judged


def starts_of(touched: Sequence[Moved], days: Sequence[int], gap_days: float | None, now_ms: int) -> Starts:
    """Of the genuine touchpoints of one person, in order, that began at the latest now; `days` are the numbers of their
    Days, `gap_days` the median gap between these, None where there is only one.

    A start is the first written touchpoint ever, one at least a median gap after the touchpoint before it, or a
    connected call by who placed it. Where nobody knows who began (direction both), nobody is credited.
    """
    counts = {Direction.OUT: 0, Direction.IN: 0}
    answered, open_ms, latest = 0, None, None
    for (start_ms, _, sort), day in zip(touched, days, strict=True):
        rested = latest is None or (gap_days is not None and day - latest >= gap_days)
        begins = sort.direction is not Direction.BOTH and (sort.spoken or (sort.written and rested))
        if begins:
            counts[sort.direction] += 1
        if begins and sort.direction is Direction.OUT:
            open_ms = start_ms
            if sort.both:
                answered, open_ms = answered + 1, None
        elif open_ms is not None and sort.theirs:
            answered, open_ms = answered + 1, None
        latest = day
    waiting = int(open_ms is not None and now_ms - open_ms < WAIT_MS)
    return Starts(counts[Direction.OUT], counts[Direction.IN], answered, waiting)
