"""Holes: spans of which nothing may be kept (a pause, a guest, a locked screen)."""

from unscroll.span import Span

_KEPT = 64


def outside(span: Span, holes: tuple[Span, ...]) -> tuple[Span, ...]:
    """The parts of `span` that no hole covers, ordered; an empty span is kept whole unless a hole holds it."""
    if span.start_ms == span.end_ms:
        return () if any(h.holds(span.start_ms) for h in holes) else (span,)
    parts, start = [], span.start_ms
    for hole in sorted(holes):
        if hole.start_ms >= span.end_ms:
            break
        if hole.start_ms > start:
            parts.append(Span(start, hole.start_ms))
        start = max(start, hole.end_ms)
    if start < span.end_ms:
        parts.append(Span(start, span.end_ms))
    return tuple(parts)


class Holes:
    """The latest holes; ones that touch or overlap are joined."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    @property
    def spans(self) -> tuple[Span, ...]:
        return tuple(self._spans)

    def add(self, span: Span) -> None:
        touching = [s for s in self._spans if s.start_ms <= span.end_ms and span.start_ms <= s.end_ms]
        joined = [*touching, span]
        whole = Span(min(s.start_ms for s in joined), max(s.end_ms for s in joined))
        self._spans = [*(s for s in self._spans if s not in touching), whole][-_KEPT:]
