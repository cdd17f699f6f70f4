"""DayTurn: what is done once a Day: yesterday's report, its announcement, the nightly snapshot."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from unscroll.daemon.children import Outcome
from unscroll.day import Zones
from unscroll.errors import UnscrollError
from unscroll.files import write_private

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
    unkept: date | None = None
    """Announced, but not in the file yet."""
    trouble: str = ""
    refused: str = ""
    """Why it is not in the file."""

    def due(self, today: date) -> bool:
        """Whether `run` has something to do."""
        return self.done != today

    async def run(self, today: date, zones: Zones) -> None:
        """Does the chores of the turn into `today`; a render that failed is tried at three checkpoints in all, what a
        full disk or a folder refused at each."""
        self.trouble = ""
        try:
            await self._chores(today, zones)
        except (UnscrollError, OSError) as refused:
            self.trouble = f"the report of the day before could not be made: {refused}"

    async def _chores(self, today: date, zones: Zones) -> None:
        yesterday = today - timedelta(days=1)
        missing = not self._whole(yesterday, zones.start_ms(today))
        if missing and await self.has_data(yesterday):
            outcome = await self.render(yesterday)
            if not outcome.ok:
                self.failures += 1
                self.trouble = f"the report of {yesterday} could not be made: {outcome.why}"
                if self.failures < _RETRIES:
                    return
        if self.report_of(yesterday).exists() and self._last_announced() != yesterday.isoformat():
            self.waiting = yesterday
        # Last, so that whatever is tried again does not push the older snapshots out.
        if (self.done is not None or missing) and not (copied := await self.snapshot()).ok:
            self.trouble = f"no snapshot of the ledger could be made: {copied.why}"
        self.done, self.failures = today, 0

    def announcement(self) -> str:
        """The line for the first unlock or input after the turn, once; empty when there is none."""
        day, self.waiting = self.waiting, None
        self.unkept = day or self.unkept
        if self.unkept is not None:
            try:
                write_private(self.announced, self.unkept.isoformat().encode())
                self.unkept, self.refused = None, ""
            except OSError as refused:
                self.refused = f"that a report was announced could not be kept: {refused.strerror}"
        return "" if day is None else f"your report of {day:%A} is ready"

    def _whole(self, day: date, end_ms: int) -> bool:
        """Whether the Day's report was made after it ended: one made during the Day shows but a part of it."""
        file = self.report_of(day)
        return file.exists() and file.stat().st_mtime_ns // 1_000_000 >= end_ms

    def _last_announced(self) -> str:
        return self.announced.read_text(encoding="utf-8", errors="replace").strip() if self.announced.is_file() else ""
