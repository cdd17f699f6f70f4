"""Checkpoints: the daemon's slow pulse; it does nothing in between but wait for its sources."""

import asyncio
import sys
from collections.abc import Callable, Coroutine
from typing import Any

from unscroll.daemon import view
from unscroll.daemon.days import begin_day, day_now
from unscroll.daemon.nudges import Moment
from unscroll.daemon.parts import Parts
from unscroll.daemon.prompting import Prompting
from unscroll.daemon.sd_notify import SystemdNotifier
from unscroll.daemon.trouble_log import TroubleLog
from unscroll.reports.summary import DaySummary
from unscroll.sighting import Focus
from unscroll.span import Span

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
        self._log = TroubleLog(sys.stderr)
        self._prompting = Prompting(parts, self.spawn)
        self._news = asyncio.Event()
        self._at_once = False
        self._beside: set[asyncio.Task[None]] = set()
        self._state = ""
        self._settled_in = False  # what can wait does not compete with the start
        self._wanted, self._always = False, True  # the first checkpoint computes and writes whatever there is

    def stir(self) -> None:
        """A checkpoint is due at once, with a commit (a lock, a decision)."""
        self._at_once = self._always = True
        self._news.set()

    def hasten(self) -> None:
        """Somebody came back: the next checkpoint may be due sooner."""
        self._news.set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._wait()
            await self.check()

    async def check(self) -> None:
        """One checkpoint; raises what went wrong beside the pulse since the last one."""
        parts, self._at_once = self._parts, False
        for task in [task for task in self._beside if task.done()]:
            self._beside.discard(task)
            task.result()
        await parts.recorder.look()
        self._log.tell(view.troubles(parts))
        parts.recorder.pace.checked(parts.mono_ms())
        if day_now(parts) != parts.recorder.today.day:
            await self.write(always=True)
            await begin_day(parts)
            self._always = True
        if not (self._always or parts.recorder.pace.may_count(parts.mono_ms())):
            # Nobody was there for so long that nothing counts any more: no figure can have changed.
            self._commit(False)
            self._notifier.alive()
            return
        summary = view.summary(parts)
        crossed, self._state = str(summary.state) != self._state, str(summary.state)
        self._commit(crossed)
        self.spawn("nudge", self._nudge(summary))
        if parts.turn.due(parts.recorder.today.day) and not parts.recorder.time.trouble:
            self.spawn("turn", parts.turn.run(parts.recorder.today.day, parts.zones))
        if self._settled_in and not parts.recorder.trouble and parts.recount.due(parts.recorder.today.day):
            self.spawn("recount", parts.recount.run(parts.recorder.today.day))
        self._settled_in = True
        self._told(summary)
        self._notifier.alive()

    def _commit(self, always: bool) -> None:
        self._wanted, self._always = True, self._always or always
        self.spawn("write", self._writes())

    async def write(self, always: bool = False) -> None:
        resting = not self._parts.recorder.pace.may_count(self._parts.mono_ms())
        await self._parts.recorder.write(always, resting)
        if self._parts.first_ms is None and not self._parts.recorder.pending.anything:
            self._parts.first_ms = await self._parts.writer.do(lambda writer: writer.reader.first_sighting_ms())

    async def _writes(self) -> None:
        """Writes, and once more where another checkpoint wanted it meanwhile."""
        while self._wanted:
            always = self._always
            self._wanted = self._always = False
            await self.write(always)

    def spawn(self, name: str, work: Coroutine[Any, Any, None]) -> None:
        """Runs beside the pulse, one of a name at a time."""
        if any(task.get_name() == name and not task.done() for task in self._beside):
            work.close()
            return
        self._beside.add(asyncio.create_task(work, name=name))

    async def settled(self) -> None:
        """Waits for what runs beside the pulse."""
        if self._beside:
            await asyncio.wait(self._beside)

    async def finish(self) -> None:
        """Ends what runs beside the pulse."""
        for task in self._beside:
            task.cancel()
        await asyncio.gather(*self._beside, return_exceptions=True)

    async def _wait(self) -> None:
        while (due_ms := self.due_ms()) > 0:
            self._news.clear()
            patience_ms = self._notifier.watchdog_ms // 2 or due_ms
            try:
                async with asyncio.timeout(min(due_ms, patience_ms) / 1000):
                    await self._news.wait()
            except TimeoutError:
                self._notifier.alive()

    def due_ms(self) -> int:
        """How long to the next checkpoint."""
        if self._at_once:
            return 0
        parts, now_ms = self._parts, self._parts.now_ms()
        due = [parts.recorder.pace.wait_ms(parts.mono_ms()), parts.recorder.today.span.end_ms - now_ms]
        if (ends_ms := parts.rests.next_end_ms(now_ms)) is not None:
            due.append(ends_ms - now_ms)
        return max(0, min(due))

    async def _nudge(self, summary: DaySummary) -> None:
        parts = self._parts
        moment = self._moment(summary)
        await parts.nudging.consider(summary, moment)
        await self._announce(moment)
        await self._prompting.consider(moment)

    async def _announce(self, moment: Moment) -> None:
        """Says that a report waits, once somebody is there, at a calm moment, where the desktop shows it."""
        parts = self._parts
        if parts.turn.waiting is None:
            parts.turn.announcement()  # one that could not be kept
            return
        there = parts.recorder.pace.attended(parts.mono_ms()) and parts.rests.resting(parts.now_ms()) is None
        if there and moment.may_speak and await parts.nudging.welcome() and (line := parts.turn.announcement()):
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
        now_ms = self._parts.now_ms()
        focus = self._parts.recorder.today.facts(Span(now_ms - _LIVE_MS, now_ms)).focus
        latest = focus[-1].fact if focus else None
        return isinstance(latest, Focus) and latest.full_screen and now_ms - focus[-1].end_ms < _LIVE_MS

    def _minute(self) -> int:
        local = self._parts.zones.local(self._parts.now_ms())
        return local.hour * 60 + local.minute
