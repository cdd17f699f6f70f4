"""Intercepts: what came of the pages that stood before a feed (METRICS 2.3)."""

from bisect import bisect_right
from dataclasses import dataclass

from unscroll.acts import ActKind
from unscroll.kinds import Evidence, Kind
from unscroll.line import Line
from unscroll.people.touchpoint import CALL_MS

BACK_MS = 60_000
"""Somebody who scrolls again within this did not leave."""
SWAP_MS = 600_000


@dataclass(frozen=True, slots=True)
class Intercepts:
    """Counts. `swapped`: followed within ten minutes by an outgoing act to any person."""

    shown: int = 0
    left: int = 0
    went_on: int = 0
    timed_out: int = 0
    swapped: int = 0


def intercepts(line: Line) -> Intercepts:
    """The intercepts of a line: *left* needs a minute without scrolling on any of the person's devices, else it is
    *went on*; opening somebody's link is no swap; sending, calling and meeting somebody is."""
    at = {what: sorted(a.at_ms for a in line.acts if a.what is what) for what in ActKind}
    outgoing, shown = _outgoing(line), at[ActKind.SHOWN]
    left = [t for t in at[ActKind.LEFT] if not _scrolls_within(line, t)]
    swapped = sum(1 for t in shown if (i := bisect_right(outgoing, t)) < len(outgoing) and outgoing[i] - t <= SWAP_MS)
    went_on = len(at[ActKind.WENT_ON]) + len(at[ActKind.LEFT]) - len(left)
    return Intercepts(len(shown), len(left), went_on, len(at[ActKind.TIMED_OUT]), swapped)


def _outgoing(line: Line) -> list[int]:
    """The instants of outgoing acts to one person: a message, a call of a minute, the start of a logged meeting."""
    calls = [c.start_ms for c in line.calls if c.verdict.kind is Kind.ONE_TO_ONE and c.end_ms - c.start_ms >= CALL_MS]
    met = [p.start_ms for p in line.pieces if p.evidence is Evidence.LOGGED and p.verdict.kind is Kind.ONE_TO_ONE]
    return sorted([*(m.at_ms for m in line.messages), *calls, *met])


def _scrolls_within(line: Line, at_ms: int) -> bool:
    return any(p.verdict.kind is Kind.SCROLL and at_ms < p.end_ms and p.start_ms < at_ms + BACK_MS for p in line.pieces)
