"""WasWork: whether the longest run of feeds was work too, on a Day that knows work."""

from unscroll.day import Zones
from unscroll.kinds import Context, Kind
from unscroll.links import CorrectLink
from unscroll.minutes import MINUTE_MS
from unscroll.reports.day_minutes import DayMinutes
from unscroll.reports.sections import Task
from unscroll.reports.summary import DaySummary
from unscroll.reports.words import clock
from unscroll.sittings import RUN_GAP_MS
from unscroll.span import Span

_LEAST_MS = 15 * MINUTE_MS


def was_work(s: DaySummary, m: DayMinutes, zones: Zones) -> tuple[Task, ...]:
    """The question; none where nothing of the Day is work, since then nobody said that feeds may be."""
    run = _longest(s)
    if not m.work or run is None or run.length_ms < _LEAST_MS:
        return ()
    start, end = zones.local(run.start_ms), zones.local(run.end_ms)
    link = CorrectLink(run, Context.WORK)
    text = f"Feeds from {clock(start)} to {clock(end)}: was that work too?"
    command = f'unscroll correct "{start:%Y-%m-%d} {clock(start)}-{clock(end)}" work'
    return (Task(text, command, (("It was work", str(link)),)),)


def _longest(s: DaySummary) -> Span | None:
    """The longest run of personal scroll, in whole minutes around it."""
    runs: list[Span] = []
    for p in s.line.pieces:
        if p.verdict.kind is not Kind.SCROLL or p.context is not Context.PERSONAL:
            continue
        joins = runs and 0 <= p.start_ms - runs[-1].end_ms < RUN_GAP_MS
        span = Span(runs.pop().start_ms if joins else p.start_ms, p.end_ms)
        runs.append(span)
    longest = max(runs, key=lambda run: run.length_ms, default=None)
    if longest is None:
        return None
    end_ms = -(-longest.end_ms // MINUTE_MS) * MINUTE_MS
    return Span(longest.start_ms // MINUTE_MS * MINUTE_MS, min(end_ms, s.as_of_ms // MINUTE_MS * MINUTE_MS))
