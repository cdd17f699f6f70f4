"""DayTurn: what is done once a Day: yesterday's report, its announcement, the nightly snapshot."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from unscroll.daemon.children import Outcome
from unscroll.daemon.letters import Letter
from unscroll.day import Zones
from unscroll.errors import UnscrollError
from unscroll.files import write_private

Render = Callable[[Letter], Awaitable[Outcome]]
_RETRIES = 3


@dataclass(slots=True)
class DayTurn:
    """`render` makes a report; `has_data` says whether anything is known of a Day; `letter_of` which report is
    announced on a Day, if any.

    Asked at each checkpoint, it does nothing but compare dates until the Day turned or, at start, when yesterday's
    report is missing.
    """

    report_of: Callable[[Letter], Path]
    has_data: Callable[[date], Awaitable[bool]]
    render: Render
    snapshot: Callable[[], Awaitable[Outcome]]
    announced: Path
    """A small file in the state folder that names the last report that was announced."""
    letter_of: Callable[[date], Letter | None]

    done: date | None = None
    failures: int = 0
    waiting: Letter | None = None
    unkept: Letter | None = None
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
        yesterday, start_ms = Letter(today - timedelta(days=1)), zones.start_ms(today)
        missing = not self._whole(yesterday, start_ms)
        if missing and await self.has_data(yesterday.last) and not await self._made(yesterday):
            return
        letter = self.letter_of(today)
        if letter is not None and letter.name != self._last_announced():
            end_ms = zones.start_ms(letter.last + timedelta(days=1))
            if letter.week and not self._whole(letter, end_ms) and not await self._made(letter):
                return
            if self.report_of(letter).exists():
                self.waiting = letter
        # Last, so that whatever is tried again does not push the older snapshots out.
        if (self.done is not None or missing) and not (copied := await self.snapshot()).ok:
            self.trouble = f"no snapshot of the ledger could be made: {copied.why}"
        self.done, self.failures = today, 0

    async def _made(self, letter: Letter) -> bool:
        """Whether its report is made, or is not tried again today."""
        outcome = await self.render(letter)
        if not outcome.ok:
            self.failures += 1
            self.trouble = f"the report of {letter.name} could not be made: {outcome.why}"
        return outcome.ok or self.failures >= _RETRIES

    def announcement(self) -> str:
        """The line for the first unlock or input after the turn, once; empty when there is none."""
        letter, self.waiting = self.waiting, None
        self.unkept = letter or self.unkept
        if self.unkept is not None:
            try:
                write_private(self.announced, self.unkept.name.encode())
                self.unkept, self.refused = None, ""
            except OSError as refused:
                self.refused = f"that a report was announced could not be kept: {refused.strerror}"
        return "" if letter is None else letter.words

    def _whole(self, letter: Letter, end_ms: int) -> bool:
        """Whether the report was made after its time ended: one made before shows but a part of it."""
        file = self.report_of(letter)
        return file.exists() and file.stat().st_mtime_ns // 1_000_000 >= end_ms

    def _last_announced(self) -> str:
        return self.announced.read_text(encoding="utf-8", errors="replace").strip() if self.announced.is_file() else ""
