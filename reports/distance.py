"""Distance: how far feeds were scrolled, in nominal metres (METRICS 2.3, *scroll distance*)."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from unscroll.kinds import Kind
from unscroll.line import Line
from unscroll.sighting import Page, Stretch

NOMINAL_MM_PER_PX = 0.264583


def scroll_m(page: Iterable[Stretch], line: Line, mm_per_px: float = NOMINAL_MM_PER_PX) -> float | None:
    """Metres scrolled on what the line calls scroll, to a tenth; None where no page was seen at all.

    A page stretch that is scroll in part gives that part of its px.
    """
    feeds: dict[str, list[tuple[int, int]]] = {}
    longest_ms = 0
    for piece in line.pieces:
        if piece.verdict.kind is Kind.SCROLL and piece.tab:
            feeds.setdefault(piece.tab, []).append((piece.start_ms, piece.end_ms))
            longest_ms = max(longest_ms, piece.end_ms - piece.start_ms)
    seen, px = False, 0.0
    for stretch in page:
        if not isinstance(stretch.fact, Page):
            continue
        seen = True
        length = stretch.end_ms - stretch.start_ms
        if not stretch.px or not length:
            continue
        inside = _inside(stretch, feeds.get(stretch.fact.tab, ()), longest_ms)
        px += stretch.px * min(1.0, inside / length)
    return round(px * mm_per_px / 1000, 1) if seen else None


def _inside(stretch: Stretch, feeds: Sequence[tuple[int, int]], longest_ms: int) -> int:
    """How much of a stretch lies in spans that are ordered by start, none longer than `longest_ms`."""
    inside = 0
    for i in range(bisect_left(feeds, (stretch.start_ms - longest_ms, 0)), len(feeds)):
        start, end = feeds[i]
        if start >= stretch.end_ms:
            break
        inside += max(0, min(end, stretch.end_ms) - max(start, stretch.start_ms))
    return inside
