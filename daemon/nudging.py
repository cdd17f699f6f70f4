"""Nudging: carries out what `nudges` decides."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date

from unscroll.daemon.notifications import Notifications
from unscroll.daemon.nudges import Moment, decide, words
from unscroll.errors import Unavailable
from unscroll.reports.summary import DaySummary

Record = Callable[[date, tuple[int, ...]], Awaitable[None]]


@dataclass(slots=True)
class Nudging:
    """`record` keeps crossings in the ledger, before anything is said: a crash must not say it twice."""

    notifications: Notifications
    record: Record
    day: date = date.min
    crossed: set[int] = field(default_factory=set)
    trouble: str = ""

    def begin(self, day: date, crossed: set[int]) -> None:
        """A Day begins, or the daemon: `crossed` are its thresholds in the ledger."""
        self.day, self.crossed = day, crossed

    async def consider(self, summary: DaySummary, moment: Moment) -> None:
        """Records and says what is due."""
        spent_ms, cap_ms, at = summary.spent_ms, summary.budget.cap_ms, summary.budget.warn_at
        wish = decide(spent_ms, cap_ms, at, self.crossed, moment)
        if wish.say is not None and await self._inhibited():
            return
        if wish.record:
            await self.record(self.day, wish.record)
            self.crossed.update(wish.record)
        if wish.say is not None:
            await self.say(words(wish.say, spent_ms, cap_ms, summary.at_least))

    async def say(self, line: str) -> None:
        """One line; where nobody shows it, `trouble` says so in status."""
        try:
            await self.notifications.say(line)
        except Unavailable as gone:
            self.trouble = str(gone)
        else:
            self.trouble = ""

    async def _inhibited(self) -> bool:
        try:
            return await self.notifications.inhibited()
        except Unavailable:
            return False
