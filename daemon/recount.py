"""Recount: past Days are counted anew in the background where their kept figures no longer hold."""

import json
from collections.abc import Awaitable, Callable
from datetime import date

from unscroll.daemon.children import Outcome
from unscroll.daemon.writer_thread import OwnerThread
from unscroll.errors import UnscrollError
from unscroll.ledger import CachedDay, Writer

Lines = Callable[[Callable[[list[bytes]], Awaitable[None]]], Awaitable[Outcome]]
"""Runs the process that counts, and gives the lines that it prints."""


class Recount:
    """Asked at each checkpoint, it does nothing but compare until the Day turned, something was decided (`want`), or
    facts came late. The child counts, the writer of this process keeps: newest Day first."""

    def __init__(self, writer: OwnerThread[Writer], lines: Lines) -> None:
        self._writer, self._lines = writer, lines
        self._wanted = True
        self._day: date | None = None
        self._fell: Callable[[], bool] = lambda: False
        self.trouble = ""

    def want(self) -> None:
        """Rules, labels, corrections or anything else that figures hang on was changed."""
        self._wanted = True

    def due(self, today: date) -> bool:
        return self._wanted or self._day != today or self._fell()

    async def run(self, today: date) -> None:
        """Counts what does not hold; what was decided meanwhile is the next run's, as is what the ledger refused."""
        self._wanted, self._day = False, today
        try:
            self._fell = await self._writer.do(_begin)
            outcome = await self._lines(self._keep)
        except (UnscrollError, OSError) as refused:
            self._wanted, outcome = True, Outcome(False, str(refused))
        self.trouble = "" if outcome.ok else f"past days could not be counted anew: {outcome.why}"

    async def _keep(self, lines: list[bytes]) -> None:
        rows = [CachedDay.from_json(json.loads(line)) for line in lines]
        await self._writer.do(lambda writer: writer.cache_days(rows))


def _begin(writer: Writer) -> Callable[[], bool]:
    writer.begin_caching()
    return lambda: writer.caches_fell
