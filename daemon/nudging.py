"""Nudging: carries out what `nudges` decides."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field
from datetime import date

from unscroll.daemon.notifications import Notifications
from unscroll.daemon.nudges import Moment, decide, platform_words, words
from unscroll.errors import Unavailable, UnscrollError
from unscroll.reports.minutes import day_minutes
from unscroll.reports.summary import DaySummary

Record = Callable[[date, tuple[int, ...], str], Awaitable[None]]
"""Keeps percents of the Day's cap, or of a platform's, as crossed."""


@dataclass(slots=True)
class Nudging:
    """`record` keeps crossings in the ledger, before anything is said: a crash must not say it twice. A ledger that
    takes nothing is no reason to be silent."""

    notifications: Notifications
    record: Record
    day: date = date.min
    crossed: set[tuple[str, int]] = field(default_factory=set)
    """Platform (empty: the Day's cap) and percent."""
    trouble: str = ""
    refused: str = ""
    """Why crossings are not in the ledger yet."""
    _unkept: list[tuple[date, tuple[int, ...], str]] = field(default_factory=list)

    def begin(self, day: date, crossed: set[tuple[str, int]]) -> None:
        """A Day begins, or the daemon: `crossed` are its thresholds in the ledger."""
        unkept = {(platform, percent) for of, percents, platform in self._unkept if of == day for percent in percents}
        self.day, self.crossed = day, crossed | unkept

    async def consider(self, summary: DaySummary, moment: Moment) -> None:
        """Records and says what is due: of the Day's cap, then of each platform that has one, at its end only."""
        budget = summary.budget
        await self._keep()
        least = summary.at_least
        for percent in await self._due("", summary.spent_ms, budget.cap_ms, budget.warn_at, moment):
            await self.say(words(percent, day_minutes(summary), least))
        for own in budget.platforms:
            for _ in await self._due(own.platform, own.spent_ms, own.cap_ms, (100,), moment):
                await self.say(platform_words(own, least))

    async def _due(
        self, platform: str, spent_ms: int, cap_ms: int, at: Collection[int], moment: Moment
    ) -> tuple[int, ...]:
        """Records what is crossed; the percent to speak of, or none."""
        wish = decide(spent_ms, cap_ms, at, {percent for of, percent in self.crossed if of == platform}, moment)
        if wish.say is not None and await self._inhibited():
            return ()
        if wish.record:
            self.crossed.update((platform, percent) for percent in wish.record)
            self._unkept.append((self.day, wish.record, platform))
            await self._keep()
        return () if wish.say is None else (wish.say,)

    async def _keep(self) -> None:
        """Where the ledger takes nothing, crossings wait in memory for the next checkpoint."""
        self.refused = ""
        while self._unkept:
            try:
                await self.record(*self._unkept[0])
            except (UnscrollError, OSError) as refused:
                self.refused = f"a crossed threshold could not be kept: {refused}"
                return
            del self._unkept[0]

    async def say(self, line: str, body: str = "") -> None:
        """One line; where nobody shows it, `trouble` says so in status."""
        try:
            await self.notifications.say(line, body)
        except Unavailable as gone:
            self.trouble = str(gone)
        else:
            self.trouble = ""

    async def welcome(self) -> bool:
        """Whether a line would be shown now: for what is not to be lost. `trouble` as `say` has it."""
        try:
            shown = await self.notifications.welcome()
        except Unavailable as gone:
            self.trouble = str(gone)
            return False
        self.trouble = ""
        return shown

    async def _inhibited(self) -> bool:
        try:
            return await self.notifications.inhibited()
        except Unavailable:
            return False
