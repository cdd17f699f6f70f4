"""History: which visits of browsers' own histories count, beside what was watched live (METRICS 3)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise

from unscroll.intervals import merged
from unscroll.kinds import Evidence
from unscroll.line import Facts
from unscroll.sighting import HERE, Stretch, Visited

DEVICE = "history"
"""The device of what a browser's history says: it was this computer, but nobody watched."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of a visit that nothing better covers."""

    start_ms: int
    end_ms: int
    visit: Stretch
    fact: Visited


def unwatched(facts: Facts) -> Facts:
    """The facts with only those visits that count, as `counted` cuts them."""
    if not facts.history:
        return facts
    parts = (replace(part.visit, start_ms=part.start_ms, end_ms=part.end_ms) for part in counted(facts))
    return replace(facts, history=tuple(parts))


def counted(facts: Facts) -> list[Placed]:
    """The visits cut to where nothing was watched live: disjoint, ordered by start.

    Watched is whatever this computer's own tracks speak of, a pause or a guest included: what was asked not to be
    seen must not come in by another door.
    """
    live = merged(s for track in (facts.session, facts.focus, facts.page) for s in track if s.device == HERE)
    return placed(facts.history, live)


def placed(visits: Iterable[Stretch], live: Sequence[tuple[int, int]] = ()) -> list[Placed]:
    """One visit at each instant outside of `live`, whatever histories overlap: a measured one before an estimated one,
    then the one that began last."""
    found: list[Placed] = []
    for start_ms, end_ms, visit in _won(sorted(visits, key=lambda s: s.start_ms)):
        fact = visit.fact
        if not isinstance(fact, Visited):
            continue
        for low_ms, high_ms in _outside(start_ms, end_ms, live):
            last = found[-1] if found else None
            if last is not None and last.visit is visit and last.end_ms == low_ms:
                found[-1] = replace(last, end_ms=high_ms)
            else:
                found.append(Placed(low_ms, high_ms, visit, fact))
    return found


def _won(visits: Sequence[Stretch]) -> Iterator[tuple[int, int, Stretch]]:
    """Sweeps the visits, ordered by start; each elementary interval goes to the best that is open then."""
    edges = sorted({at for s in visits for at in (s.start_ms, s.end_ms)})
    open_: list[tuple[tuple[bool, int], int, Stretch]] = []
    i = 0
    for start_ms, end_ms in pairwise(edges):
        while i < len(visits) and visits[i].start_ms <= start_ms:
            heappush(open_, (_rank(visits[i]), i, visits[i]))
            i += 1
        while open_ and open_[0][2].end_ms <= start_ms:
            heappop(open_)
        if open_:
            yield start_ms, end_ms, open_[0][2]


def _rank(visit: Stretch) -> tuple[bool, int]:
    estimated = isinstance(visit.fact, Visited) and visit.fact.evidence is Evidence.ESTIMATED
    return estimated, -visit.start_ms


def _outside(start_ms: int, end_ms: int, live: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for low_ms, high_ms in live:
        if high_ms <= start_ms:
            continue
        if low_ms >= end_ms:
            break
        if start_ms < low_ms:
            yield start_ms, low_ms
        start_ms = max(start_ms, high_ms)
    if start_ms < end_ms:
        yield start_ms, end_ms
