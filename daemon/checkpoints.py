"""Checkpoints: the daemon's slow pulse; it does nothing in between but wait for its sources."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from unscroll.daemon import view
from unscroll.daemon.days import begin_day, day_now
from unscroll.daemon.nudges import Moment
from unscroll.daemon.parts import Parts
from unscroll.daemon.sd_notify import SystemdNotifier
from unscroll.reports.summary import DaySummary
from unscroll.sighting import Focus

_LIVE_MS = 60_000
"""A call or a full-screen window seen within this is there now."""


class Checkpoints:
    """`told` is called with each fresh summary. `spawn` runs what may take long beside the pulse."""

    def __init__(
        self,
        parts: Parts,
        notifier: SystemdNotifier,
        told: Callable[[DaySummary], None],
    ) -> None:
        self._parts, self._notifier, self._told = parts, notifier, told
        self._news = asyncio.Event()
        self._at_once = False
        self._beside: set[asyncio.Task[None]] = set()
        self._state = ""

    def stir(self) -> None:
        """A checkpoint is due at once."""
        self._at_once = True
        self._news.set()

    def hasten(self) -> None:
        """Somebody came back: the next checkpoint may be due sooner."""
        self._news.set()

    async def run(self) -> None:
        """Until cancelled. What goes wrong beside the pulse is raised here."""
        while True:
            await self._wait()
            self._at_once = False
            await self.check()
            for task in [task for task in self._beside if task.done()]:
                self._beside.discard(task)
                task.result()

    async def check(self) -> None:
        """One checkpoint."""
        parts = self._parts
        await parts.recorder.look()
        parts.recorder.pace.checked(parts.mono_ms())
        if day_now(parts) != parts.recorder.today.day:
            await self.write(always=True)
            await begin_day(parts)
        summary = view.summary(parts)
        crossed, self._state = str(summary.state) != self._state, str(summary.state)
        self.spawn("write", self.write(always=crossed))
        self.spawn("nudge", self._nudge(summary))
        if parts.turn.due(parts.recorder.today.day) and not parts.recorder.time.trouble:
            self.spawn("turn", parts.turn.run(parts.recorder.today.day))
        self._told(summary)
        self._notifier.alive()

    async def write(self, always: bool = False) -> None:
        await self._parts.recorder.write(always)
        if self._parts.first_ms is None and not self._parts.recorder.pending.anything:
            self._parts.first_ms = await self._parts.writer.do(lambda writer: writer.reader.first_sighting_ms())

    def spawn(self, name: str, work: "asyncio._CoroutineLike[None]") -> None:
        """Runs beside the pulse, one of a name at a time."""
        if any(task.get_name() == name and not task.done() for task in self._beside):
            work.close()
            return
        self._beside.add(asyncio.create_task(work, name=name))

    async def finish(self) -> None:
        """Ends what runs beside the pulse."""
        for task in self._beside:
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)

    async def _wait(self) -> None:
        while not self._at_once:
            self._news.clear()
            if (wait_s := self._due_ms() / 1000) <= 0:
                return
            try:
                async with asyncio.timeout(wait_s):
                    await self._news.wait()
            except TimeoutError:
                if self._due_ms() > 0:
                    self._notifier.alive()

    def _due_ms(self) -> int:
        """How long to the next checkpoint; a watchdog with less patience is fed in between."""
        parts, now_ms = self._parts, self._parts.now_ms()
        due = [parts.recorder.pace.wait_ms(parts.mono_ms()), max(0, parts.recorder.today.span.end_ms - now_ms)]
        if (ends_ms := parts.rests.next_end_ms(now_ms)) is not None:
            due.append(max(0, ends_ms - now_ms))
        if self._notifier.watchdog_ms:
            due.append(self._notifier.watchdog_ms // 2)
        return min(due)

    async def _nudge(self, summary: DaySummary) -> None:
        parts = self._parts
        await parts.nudging.consider(summary, self._moment(summary))
        quiet = parts.settings.quiet_at(self._minute())
        if not quiet and parts.recorder.pace.attended(parts.mono_ms()) and not parts.recorder.locks():
            if line := parts.turn.announcement():
                if parts.settings.notify.report:
                    await parts.nudging.say(line)

    def _moment(self, summary: DaySummary) -> Moment:
        parts = self._parts
        now_ms = parts.now_ms()
        return Moment(
            mode=parts.settings.mode_at(now_ms, parts.first_ms),
            quiet=parts.settings.quiet_at(self._minute()),
            in_call=any(now_ms - call.end_ms < _LIVE_MS for call in summary.line.calls),
            full_screen=self._full_screen(),
            locked=parts.recorder.locks(),
        )

    def _full_screen(self) -> bool:
        latest = parts_focus(self._parts)
        return latest is not None and latest.full_screen

    def _minute(self) -> int:
        local = self._parts.zones.local(self._parts.now_ms())
        return local.hour * 60 + local.minute
