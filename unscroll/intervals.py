"""Intervals: small questions about ordered spans of milliseconds."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from unscroll.span import Span


class Bounded(Protocol):
    """Anything with a start and an end."""

    @property
    def start_ms(self) -> int: ...
    @property
    def end_ms(self) -> int: ...


T = TypeVar("T", bound=Bounded)
_start_ms = attrgetter("start_ms")


class Cursor(Generic[T]):
    """The item that covers an instant; instants only go forward."""

    def __init__(self, items: Sequence[T]) -> None:
        self.items = items
        self.i = 0

    def at(self, at_ms: int) -> T | None:
        items, i = self.items, self.i
        while i < len(items) and items[i].end_ms <= at_ms:
            i += 1
        self.i = i
        return items[i] if i < len(items) and items[i].start_ms <= at_ms else None


def merged(runs: Iterable[Bounded], tail_ms: int = 0) -> list[tuple[int, int]]:
    """The union of spans, each made longer by `tail_ms`, as ordered disjoint pairs."""
    found: list[tuple[int, int]] = []
    for s in sorted(runs, key=_start_ms):
        if found and s.start_ms <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], s.end_ms + tail_ms))
        else:
            found.append((s.start_ms, s.end_ms + tail_ms))
    return found


def covered_ms(pairs: list[tuple[int, int]]) -> int:
    """How long pairs of start and end are together: as `merged` has it, of thousands of lists without a span."""
    if len(pairs) == 1:
        return pairs[0][1] - pairs[0][0]
    total = last_ms = 0
    for start_ms, end_ms in sorted(pairs):
        if end_ms > last_ms:
            total += end_ms - max(start_ms, last_ms)
            last_ms = end_ms
    return total


def covers(spans: Sequence[tuple[int, int]], at_ms: int) -> bool:
    """Whether an instant lies in one of ordered disjoint pairs."""
    i = bisect_right(spans, (at_ms, 1 << 62)) - 1
    return i >= 0 and at_ms < spans[i][1]


def last_instant(spans: Sequence[tuple[int, int]], at_ms: int) -> int:
    """The last instant at or before `at_ms` in ordered disjoint half-open pairs; -1 where there is none."""
    i = bisect_right(spans, (at_ms, 1 << 62)) - 1
    return min(spans[i][1] - 1, at_ms) if i >= 0 else -1


def meets(item: Bounded, window: Span) -> bool:
    """Whether a part of the item lies inside the window."""
    return item.start_ms < window.end_ms and item.end_ms > window.start_ms
