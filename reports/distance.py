"""Distance: how far feeds were scrolled, in nominal metres (METRICS 2.3, *scroll distance*)."""

from collections.abc import Iterable

from unscroll.kinds import Kind
from unscroll.line import Line
from unscroll.sighting import Page, Stretch

NOMINAL_MM_PER_PX = 0.264583


def scroll_m(page: Iterable[Stretch], line: Line, mm_per_px: float = NOMINAL_MM_PER_PX) -> float | None:
    """Metres scrolled on what the line calls scroll, to a tenth; None where no page was seen at all.

    A page stretch that is scroll in part gives that part of its px.
    """
    feeds: dict[str, list[tuple[int, int]]] = {}
    for piece in line.pieces:
        if piece.verdict.kind is Kind.SCROLL and piece.tab:
            feeds.setdefault(piece.tab, []).append((piece.start_ms, piece.end_ms))
    seen, px = False, 0.0
    for stretch in page:
        if not isinstance(stretch.fact, Page):
            continue
        seen = True
        length = stretch.end_ms - stretch.start_ms
        if not stretch.px or not length:
            continue
        inside = sum(
            max(0, min(end, stretch.end_ms) - max(start, stretch.start_ms))
            for start, end in feeds.get(stretch.fact.tab, ())
        )
        px += stretch.px * min(1.0, inside / length)
    return round(px * mm_per_px / 1000, 1) if seen else None
