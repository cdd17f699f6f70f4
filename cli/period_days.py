"""The Days of a period: kept figures where they hold, the others counted from facts, newest first."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date

from unscroll.cli.asking import places
from unscroll.cli.client import Client
from unscroll.cli.reading import Reading
from unscroll.clock import SystemClock
from unscroll.daemon.kept_days import KeptDays, figures_of
from unscroll.errors import UnscrollError
from unscroll.ledger import CachedDay, Writer, open_writer
from unscroll.ledger.forgets import FORGETS
from unscroll.reports.period import Period, PeriodSummary, day_figures, summarise_period

AT_ONCE = 31
"""A page waits for no more Days than these where the daemon counts the others in the background."""


def read_period(reading: Reading, period: Period, whole: bool = True) -> PeriodSummary:
    """The Days that have begun. Unless `whole` is asked for, a page may leave older ones to the daemon."""
    today = reading.desk.today
    days = [d for d in period.dates if d <= today]
    if reading.reader is None or not days:
        return summarise_period(period, (day_figures(reading.day(d)) for d in days), today)
    kept = KeptDays(reading.reader, reading.given, reading.changes)
    past = [d for d in days if kept.over(d, reading.now_ms)]
    found = kept.kept(days[0], days[-1])
    found = {day: found[day] for day in past if day in found}
    open_days = [d for d in days if d not in past]
    found |= {day: day_figures(reading.day(day)) for day in open_days}
    found |= {day: None for day in past if day not in found and kept.empty(day)}
    missing = [d for d in reversed(past) if d not in found]
    if not whole and len(missing) > AT_ONCE and _daemon_runs():
        missing = missing[:AT_ONCE]
    for row in _count(reading, kept, missing):
        found[row.day] = figures_of(row)
    return summarise_period(period, found.values(), today, len(days) - len(found))


def _count(reading: Reading, kept: KeptDays, days: Sequence[date]) -> Sequence[CachedDay]:
    """The Days counted from facts, and kept where nobody else is the writer."""
    if not days:
        return ()
    with _sole_writer() as writer:
        if writer is not None:
            writer.begin_caching()
        rows = [kept.count(day, reading.now_ms) for day in days]
        # Somebody forgotten since the journal was read would come back into the ledger with these.
        if writer is not None and writer.reader.mark(FORGETS) == reading.forgets:
            writer.cache_days(rows)
    return rows


@contextmanager
def _sole_writer() -> Iterator[Writer | None]:
    """The writer; None where a daemon is it, or nothing can be written: then it is counted again the next time."""
    try:
        writer = open_writer(places(), SystemClock())
    except UnscrollError:
        yield None
        return
    with closing(writer):
        yield writer


def _daemon_runs() -> bool:
    try:
        with Client(places().socket):
            return True
    except UnscrollError:
        return False
