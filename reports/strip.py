"""Strip: the Day's line of attention, minute by minute, as the page draws it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unscroll.day import Zones
from unscroll.kinds import Kind
from unscroll.line import OverlayKind
from unscroll.reports.summary import DaySummary
from unscroll.reports.words import clock
from unscroll.span import Span

MINUTE_MS = 60_000
AWAY = "away"
"""Watched, and nobody there or nothing that counts."""
UNKNOWN = "unknown"
"""Awake and not watched."""
_KINDS = frozenset(str(kind) for kind in Kind)


@dataclass(frozen=True, slots=True)
class Segment:
    """Minutes `[start_min, end_min)` of the Day with one label: a kind, `away` or `unknown`."""

    label: str
    start_min: int
    end_min: int


@dataclass(frozen=True, slots=True)
class Tick:
    """An hour mark; `strong` ones stay where there is little room."""

    at_min: int
    text: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Strip:
    """`length_min` is 1440 but on days with a clock change; `calls` and `split` are drawn beside the segments."""

    length_min: int
    segments: tuple[Segment, ...]
    calls: tuple[Segment, ...]
    split: tuple[Segment, ...]
    ticks: tuple[Tick, ...]
    now_min: int | None

    def at(self, minute: int) -> float:
        """The place of a minute in percent of the strip's width."""
        return round(100 * minute / self.length_min, 3)

    def width(self, segment: Segment) -> float:
        """In percent of the strip's width."""
        return round(100 * (segment.end_min - segment.start_min) / self.length_min, 3)


def strip(summary: DaySummary, zones: Zones) -> Strip:
    """Each minute has the label that most of it had, and none where nothing is known and nothing was expected."""
    span = summary.span
    length = max(1, -(-span.length_ms // MINUTE_MS))
    calls = [Span(c.start_ms, c.end_ms) for c in summary.line.calls]
    split = [Span(o.start_ms, o.end_ms) for o in summary.line.overlays if o.kind is OverlayKind.SPLIT_ATTENTION]
    running = span.start_ms <= summary.as_of_ms < span.end_ms
    return Strip(
        length,
        _joined(_labels(summary, length)),
        _marks(calls, "call", span),
        _marks(split, "split", span),
        _ticks(span, zones, length),
        (summary.as_of_ms - span.start_ms) // MINUTE_MS if running else None,
    )


def _labels(summary: DaySummary, length: int) -> list[str]:
    """One label for each minute; "" for none."""
    sums: list[dict[str, int]] = [{} for _ in range(length)]
    watched = [(s.start_ms, s.end_ms, AWAY) for s in summary.coverage.watched]
    missing = [(s.start_ms, s.end_ms, UNKNOWN) for s in summary.coverage.missing]
    pieces = [(p.start_ms, p.end_ms, str(p.verdict.kind)) for p in summary.line.pieces]
    for start_ms, end_ms, label in (*watched, *missing, *pieces):
        for minute, shared in _minutes(start_ms, end_ms, summary.span):
            sums[minute][label] = sums[minute].get(label, 0) + shared
    return [_most(of_minute) for of_minute in sums]


def _minutes(start_ms: int, end_ms: int, window: Span) -> Iterable[tuple[int, int]]:
    """The minutes of the window that a stretch touches, each with the milliseconds shared."""
    start, end = max(start_ms, window.start_ms) - window.start_ms, min(end_ms, window.end_ms) - window.start_ms
    for minute in range(start // MINUTE_MS, -(-end // MINUTE_MS)):
        yield minute, min(end, (minute + 1) * MINUTE_MS) - max(start, minute * MINUTE_MS)


def _most(sums: dict[str, int]) -> str:
    attended = {label: ms for label, ms in sums.items() if label in _KINDS}
    away = sums.get(AWAY, 0) - sum(attended.values())
    ranked = {**attended, UNKNOWN: sums.get(UNKNOWN, 0), AWAY: away}
    label = max(ranked, key=lambda name: ranked[name])
    return label if ranked[label] >= MINUTE_MS // 4 else ""


def _joined(labels: Sequence[str]) -> tuple[Segment, ...]:
    found: list[Segment] = []
    for minute, label in enumerate(labels):
        if found and found[-1].label == label and found[-1].end_min == minute:
            found[-1] = Segment(label, found[-1].start_min, minute + 1)
        elif label:
            found.append(Segment(label, minute, minute + 1))
    return tuple(found)


def _marks(spans: Iterable[Span], label: str, window: Span) -> tuple[Segment, ...]:
    inside = (s.clip(window) for s in spans)
    edges = ((s.start_ms - window.start_ms, s.end_ms - window.start_ms) for s in inside if s)
    return tuple(Segment(label, start // MINUTE_MS, -(-end // MINUTE_MS)) for start, end in edges)


def _ticks(span: Span, zones: Zones, length: int) -> tuple[Tick, ...]:
    """Local hours that divide by three; by six the strong ones."""
    found: list[Tick] = []
    for minute in range(0, length, 5):
        local = zones.local(span.start_ms + minute * MINUTE_MS)
        if local.minute == 0 and local.hour % 3 == 0 and 30 <= minute <= length - 30:
            found.append(Tick(minute, clock(local), local.hour % 6 == 0))
    return tuple(found)
