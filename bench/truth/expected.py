"""Expected: seconds per kind that METRICS gives a recorded script; none of the product's code decides them."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from bench.truth.fronts import BURSTS, Front, Record, Typed
from unscroll.kinds import Kind

BURST_TAIL_MS = 10_000
"""A burst of typing counts until so long after its last key (METRICS 2.2)."""

Interval = tuple[int, int]


def expected(record: Record) -> dict[Kind, int]:
    """Milliseconds per kind between the record's start and end; kinds that did not occur are 0."""
    sums = dict.fromkeys(Kind, 0)
    for front, span in stays(record):
        attended = _clipped(_reach(record.inputs, front.limit_ms), span)
        for kind, part_ms in _labelled(front, attended, [t for t in record.typed if span[0] <= t < span[1]]):
            sums[kind] += part_ms
    return sums


def listening(record: Record) -> int:
    """Milliseconds attended while a tab behind sounded (METRICS 2.5.5)."""
    attended = [part for front, span in stays(record) for part in _clipped(_reach(record.inputs, front.limit_ms), span)]
    return sum(end - start for sound in record.sounds for start, end in _clipped(attended, sound))


def stays(record: Record) -> Iterator[tuple[Front, Interval]]:
    """Each stay in front of something, within the record's start and end."""
    edges = [*record.fronts, (record.end_ms, record.fronts[-1][1])]
    for (start, front), (end, _) in pairwise(edges):
        span = (max(start, record.start_ms), min(end, record.end_ms))
        if span[0] < span[1]:
            yield front, span


def _labelled(front: Front, attended: list[Interval], typed: list[int]) -> Iterator[tuple[Kind, int]]:
    """Typing into a box on a scroll surface is its own kind; everywhere else the surface says it all."""
    whole = _length(attended)
    if front.kind is not Kind.SCROLL or front.box is Typed.NOTHING:
        yield front.kind, whole
        return
    bursts = _reach(typed, BURST_TAIL_MS)
    typing = sum(_length(_clipped(bursts, part)) for part in attended)
    yield BURSTS[front.box], typing
    yield front.kind, whole - typing


def _reach(instants: Iterable[int], tail_ms: int) -> list[Interval]:
    """The union of the spans that begin with an instant and last `tail_ms`."""
    found: list[Interval] = []
    for at in sorted(instants):
        if found and at <= found[-1][1]:
            found[-1] = (found[-1][0], at + tail_ms)
        else:
            found.append((at, at + tail_ms))
    return found


def _clipped(spans: Iterable[Interval], to: Interval) -> list[Interval]:
    cut = ((max(start, to[0]), min(end, to[1])) for start, end in spans)
    return [(start, end) for start, end in cut if start < end]


def _length(spans: Iterable[Interval]) -> int:
    return sum(end - start for start, end in spans)
