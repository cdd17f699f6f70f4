"""ToSettle: the threads that would settle most of what is unresolved in a period."""

from collections.abc import Iterator

from unscroll.links import LabelLink
from unscroll.reports.period import PeriodSummary
from unscroll.reports.sections import SIZES, Task
from unscroll.reports.words import duration, platform

_MOST = 5
_SHARE = 5
"""Above a fifth of contact unresolved they are named; below it they are left in peace."""


def to_settle(s: PeriodSummary) -> tuple[Task, ...]:
    """At most five, the longest first; none where little is unresolved."""
    one, private = (sum(getattr(d, name) for d in s.days) for name in ("one_to_one_min", "unresolved_min"))
    return tuple(_tasks(s)) if private * _SHARE > one + private else ()


def _tasks(s: PeriodSummary) -> Iterator[Task]:
    sums: dict[tuple[str, str], int] = {}
    for thread, where, minutes in (row for day in s.days for row in day.unresolved):
        sums[thread, where] = sums.get((thread, where), 0) + minutes
    for (thread, where), minutes in sorted(sums.items(), key=lambda row: -row[1])[:_MOST]:
        links = tuple((words, str(LabelLink(thread, size))) for size, words in SIZES.items())
        text = f"{platform(where)} thread {thread}, {duration(minutes, True)}: one person, or a group?"
        yield Task(text, f"unscroll label {thread} one NAME", links)
