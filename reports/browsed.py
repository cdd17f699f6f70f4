"""Browsed: what browsers' own histories say of a Day that was not watched, beside the line (METRICS 3)."""

from collections.abc import Callable
from dataclasses import dataclass

from unscroll.history import DEVICE, counted
from unscroll.kinds import Evidence, Kind
from unscroll.line import Facts, Line
from unscroll.reports.phone import Unplaced
from unscroll.span import Span
from unscroll.surface import Surface

KindOf = Callable[[Surface], Kind]


@dataclass(frozen=True, slots=True)
class Browsed:
    """`measured_ms` lies on the line, with `typing_ms` and `scrolling_ms` of it; `estimated` is unplaced, in no sum."""

    measured_ms: int = 0
    typing_ms: int = 0
    scrolling_ms: int = 0
    estimated: tuple[Unplaced, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.measured_ms or self.estimated)

    @property
    def estimated_ms(self) -> int:
        return sum(u.shown_ms for u in self.estimated)

    @property
    def estimated_scroll_ms(self) -> int:
        return sum(u.shown_ms for u in self.estimated if u.kind is Kind.SCROLL)


def browsed(facts: Facts, line: Line, kind_of: KindOf) -> Browsed:
    """What histories say within the line's window."""
    if not facts.history:
        return Browsed()
    typing_ms = scrolling_ms = 0
    sums: dict[tuple[str, str, Kind], list[int]] = {}
    for part in counted(facts):
        span, fact = Span(part.start_ms, part.end_ms).clip(line.window), part.fact
        if span is None:
            continue
        whole_ms = part.visit.end_ms - part.visit.start_ms
        if fact.evidence is Evidence.MEASURED:
            typing_ms += fact.typing_ms * span.length_ms // whole_ms
            scrolling_ms += fact.scrolling_ms * span.length_ms // whole_ms
            continue
        sum_ = sums.setdefault((part.visit.source, fact.surface.platform, kind_of(fact.surface)), [0, 0])
        sum_[0] += span.length_ms
        sum_[1] += max(span.length_ms, fact.most_ms if span.length_ms == whole_ms else 0)
    return Browsed(
        sum(p.length_ms for p in line.pieces if p.device == DEVICE),
        typing_ms,
        scrolling_ms,
        tuple(
            Unplaced(source, DEVICE, platform, kind, Evidence.ESTIMATED, 0, shown, high)
            for (source, platform, kind), (shown, high) in sorted(sums.items(), key=lambda item: -item[1][0])
        ),
    )
