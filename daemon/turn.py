"""DayTurn: what is done once a Day: yesterday's report, its announcement, the nightly snapshot."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from unscroll.daemon.children import Outcome
from unscroll.day import Zones

Render = Callable[[date], Awaitable[Outcome]]
_RETRIES = 3


@dataclass(slots=True)
class DayTurn:
    """`render` makes the report of a Day; `has_data` says whether anything is known of it.

    Asked at each checkpoint, it does nothing but compare dates until the Day turned or, at start, when yesterday's
    report is missing.
    """

    report_of: Callable[[date], Path]
    has_data: Callable[[date], Awaitable[bool]]
    render: Render
    snapshot: Callable[[], Awaitable[Outcome]]
    announced: Path
    """A small file in the state folder that names the last Day whose report was announced or ruled out."""

    done: date | None = None
    failures: int = 0
    waiting: date | None = None
    trouble: str = ""

    def due(self, today: date) -> bool:
        """Whether `run` has something to do."""
        return self.done != today

    async def run(self, today: date, zones: Zones) -> None:
        """Does the chores of the turn into `today`; a render that failed is tried at three checkpoints in all."""
        yesterday, self.trouble = today - timedelta(days=1), ""
        missing = not self._whole(yesterday, zones.start_ms(today))
        if missing and await self.has_data(yesterday):
            outcome = await self.render(yesterday)
            if not outcome.ok:
                self.failures += 1
                self.trouble = f"the report of {yesterday} could not be made: {outcome.why}"
                if self.failures < _RETRIES:
                    return
        if (self.done is not None or missing) and not (copied := await self.snapshot()).ok:
            self.trouble = f"no snapshot of the ledger could be made: {copied.why}"
        if self.report_of(yesterday).exists() and self._last_announced() != yesterday.isoformat():
            self.waiting = yesterday
        self.done, self.failures = today, 0

    def announcement(self) -> str:
        """The line for the first unlock or input after the turn, once; empty when there is none."""
        if self.waiting is None:
            return ""
        day, self.waiting = self.waiting, None
        self.announced.write_text(day.isoformat(), encoding="ascii")
        return f"your report of {day:%A} is ready"

    def _whole(self, day: date, end_ms: int) -> bool:
        """Whether the Day's report was made after it ended: one made during the Day shows but a part of it."""
        file = self.report_of(day)
        return file.exists() and file.stat().st_mtime_ns // 1_000_000 >= end_ms

    def _last_announced(self) -> str:
        return self.announced.read_text(encoding="ascii").strip() if self.announced.is_file() else ""
