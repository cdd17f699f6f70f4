"""Minutes: a summary's groups of pieces as whole minutes that add up wherever they are printed together."""

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from unscroll.kinds import Context, Evidence, Kind
from unscroll.line import Piece
from unscroll.reports.day_minutes import DayMinutes, fitted
from unscroll.reports.rounding import apportion, to_minutes
from unscroll.reports.summary import DaySummary

Key = TypeVar("Key", bound=Hashable)


def day_minutes(summary: DaySummary) -> DayMinutes:
    """The minutes of a summary."""
    return fitted(
        {str(kind): length for kind, length in summary.kinds.items()},
        work_ms=summary.work_scroll_ms,
        held_ms=summary.held_ms,
        typed_ms=summary.unplaced_scroll_ms,
        cap_ms=summary.budget.cap_ms,
        reached=summary.reached,
        estimated_ms=summary.estimated_ms,
        work_counts=summary.budget.work_counts,
    )


def shared_out(total_min: int, pieces: Iterable[Piece], key: Callable[[Piece], Key]) -> dict[Key, tuple[int, int]]:
    """(milliseconds, minutes) of each group of pieces, longest first; the minutes sum to `total_min`."""
    sums: dict[Key, int] = {}
    for piece in pieces:
        sums[key(piece)] = sums.get(key(piece), 0) + piece.length_ms
    ranked = sorted(sums.items(), key=lambda item: -item[1])
    minutes = apportion(total_min, [length for _, length in ranked])
    return {name: (length, shown) for (name, length), shown in zip(ranked, minutes, strict=True)}


def scroll_pieces(summary: DaySummary, context: Context) -> list[Piece]:
    return [p for p in summary.line.pieces if p.verdict.kind is Kind.SCROLL and p.context is context]


def contact_minutes(summary: DaySummary, minutes: DayMinutes) -> tuple[int, ...]:
    """One number for each of `summary.contacts`: those on the line as one_to_one sum to that kind's minutes."""
    shown = [to_minutes(c.shown_ms) for c in summary.contacts]
    placed = [
        i
        for i, c in enumerate(summary.contacts)
        if c.kind is Kind.ONE_TO_ONE and c.evidence is not Evidence.ESTIMATED and c.on_line
    ]
    fitted = apportion(minutes.kinds[Kind.ONE_TO_ONE], [summary.contacts[i].shown_ms for i in placed])
    for i, value in zip(placed, fitted, strict=True):
        shown[i] = value
    return tuple(shown)
