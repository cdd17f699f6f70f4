"""Doubt: figures of a Day that look wrong by themselves (METRICS 2.4, *doubt*).

METRICS has a third doubt, two sources that differ by more than a quarter. It needs two sources of one figure: imported
phone time replaces what was typed in (`PhoneDay.unplaced`), so a Day never holds both.
"""

from dataclasses import replace

from unscroll.line import Piece
from unscroll.reports.rounding import to_minutes
from unscroll.reports.summary import DaySummary
from unscroll.reports.words import duration, platform

LONG_DAY_MS = 12 * 3_600_000
UNCHANGED_MS = 3 * 3_600_000
GAP_MS = 60_000
_NOT_SOCIAL = frozenset({"none", "website", "browser", "meeting"})


def doubts(summary: DaySummary) -> tuple[str, ...]:
    """What a reader should look at twice: more than 12 h attended, one social surface unchanged for 3 h."""
    found = []
    if summary.attended_ms > LONG_DAY_MS:
        found.append(f"{duration(to_minutes(summary.attended_ms))} at the desk in one day.")
    for name, length_ms in _unchanged(summary):
        found.append(f"{duration(to_minutes(length_ms))} on one page of {platform(name)} without a change.")
    return tuple(found)


def _unchanged(summary: DaySummary) -> list[tuple[str, int]]:
    """Platform and length of each attended stretch on one surface that lasted too long to be likely."""
    places: list[Piece] = []
    for p in summary.line.pieces:
        if not p.attended or p.surface.platform in _NOT_SOCIAL:
            continue
        last = places[-1] if places else None
        if last is not None and _same(last, p) and p.start_ms - last.end_ms < GAP_MS:
            places[-1] = replace(last, end_ms=p.end_ms)
        else:
            places.append(p)
    return [(p.surface.platform, p.length_ms) for p in places if p.length_ms >= UNCHANGED_MS]


def _same(one: Piece, other: Piece) -> bool:
    return (one.surface, one.tab, one.item, one.device) == (other.surface, other.tab, other.item, other.device)
