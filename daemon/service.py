"""Service: the always-on daemon."""

import asyncio
import os
import signal
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TextIO

from unscroll.acts import ActKind
from unscroll.clock import Clock, SystemClock
from unscroll.collectors.registry import COLLECTORS
from unscroll.daemon import view
from unscroll.daemon.assembly import Hooks, assemble, disassemble
from unscroll.daemon.browsers import Browsers
from unscroll.daemon.bugs import stray
from unscroll.daemon.checkpoints import Checkpoints
from unscroll.daemon.days import begin_day, with_zone
from unscroll.daemon.desktop import X_SOCKETS, Desktop
from unscroll.daemon.folder_watch import FolderWatch
from unscroll.daemon.mending import mend
from unscroll.daemon.methods import Methods
from unscroll.daemon.parts import Parts
from unscroll.daemon.ready_words import ready_json, ready_line, ready_text
from unscroll.daemon.rpc import RpcServer
from unscroll.daemon.sd_notify import SystemdNotifier
from unscroll.daemon.supervise import Source, State
from unscroll.daemon.zone import zone_name
from unscroll.daemon.zone_watch import watch_zone
from unscroll.places import Places
from unscroll.reports.summary import DaySummary
from unscroll.settings import Settings
from unscroll.spoken import say_clock
from unscroll.streams import say


def run(
    places: Places,
    environment: Mapping[str, str],
    out: TextIO,
    sources: Sequence[Source] = COLLECTORS,
    clock: Clock | None = None,
    as_json: bool = False,
) -> int:
    """Runs the daemon until SIGTERM or SIGINT; its exit status. UnscrollError where it cannot start."""
    return asyncio.run(Service(places, environment, out, sources, clock or SystemClock(), as_json=as_json).run())


class Service:
    """Made, run, and done; `ready` is set when the socket answers."""

    def __init__(
        self,
        places: Places,
        environment: Mapping[str, str],
        out: TextIO,
        sources: Sequence[Source],
        clock: Clock,
        x_sockets: Path = X_SOCKETS,
        as_json: bool = False,
    ) -> None:
        self.places, self._environment, self._out, self._as_json = places, dict(environment), out, as_json
        self._sources, self._clock = sources, clock
        self._notifier = SystemdNotifier(environment, os.getpid())
        self._stop = asyncio.Event()
        self.ready = asyncio.Event()
        self._bug: BaseException | None = None
        self._told: dict[str, object] = {}
        self._desktop = Desktop(environment, os.getuid(), x_sockets)

    async def run(self) -> int:
        """Until it is told to stop; then everything seen is written."""
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(stray)
        for told in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(told, self._stop.set)
        parts = await self._assemble()
        self._checkpoints = Checkpoints(parts, self._notifier, self._tell)
        self._browsers = Browsers(parts, parts.acks, self._refresh)
        parts.recorder.prove = self._prove
        parts.recorder.mend = partial(mend, parts)
        parts.display = lambda: self._desktop.trouble
        parts.others = lambda: [self._browsers.standing()]
        methods = Methods(parts, self._checkpoints, self._browsers, self._desktop.attach)
        self._rpc = RpcServer(methods.table(), self._browsers.gone, self._damaged)
        watches = self._watch()
        try:
            await self._rpc.open(self.places.socket)
            await self._until_stopped()
            self._notifier.stopping()
            if self._bug is not None:
                raise self._bug
        finally:
            for watch in watches:
                watch.close()
            await self._close(parts)
        return 0

    async def _prove(self) -> None:
        await self.parts.supervisor.prove()
        self._browsers.prove()

    def _damaged(self) -> None:
        self.parts.recorder.suspect = True
        self._checkpoints.stir()

    async def _refresh(self) -> None:
        await self.parts.recorder.look()
        self._tell(view.summary(self.parts))

    def stop(self) -> None:
        """As SIGTERM does."""
        self._stop.set()

    async def _assemble(self) -> Parts:
        hooks = Hooks(
            stir=lambda: self._checkpoints.stir(),
            hasten=lambda: self._checkpoints.hasten(),
            settings=self._settings_changed,
            standing=self._standing_changed,
        )
        self.parts = await assemble(self.places, self._environment, self._clock, self._sources, hooks)
        return self.parts

    async def _until_stopped(self) -> None:
        """Waits for the stop; a bug in the pulse ends the service with its traceback, and systemd starts another."""
        tasks = [
            asyncio.create_task(self._follow_desktop(), name="desktop"),
            asyncio.create_task(self._stop.wait(), name="stop"),
        ]
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    async def _follow_desktop(self) -> None:
        """The desktop session and the pulse, side by side; the pulse begins when the first session was tried."""
        pulse: asyncio.Task[None] | None = None
        try:
            async for session in self._desktop.sessions():
                await self.parts.supervisor.follow(session)
                self.parts.nudging.notifications.reach(session.session_bus)
                if pulse is None:
                    await self._checkpoints.check()
                    self._begun()
                    pulse = asyncio.create_task(self._checkpoints.run(), name="pulse")
                    pulse.add_done_callback(self._pulse_ended)
                else:
                    self._checkpoints.stir()
        finally:
            await self._desktop.close()
            if pulse is not None:
                pulse.cancel()
                await asyncio.wait({pulse})

    def _begun(self) -> None:
        self._notifier.ready(self._line())
        self._say()
        self.ready.set()

    def _pulse_ended(self, pulse: "asyncio.Task[None]") -> None:
        if not pulse.cancelled():
            self._bug = pulse.exception()
            self._stop.set()

    async def _close(self, parts: Parts) -> None:
        await self._rpc.close()
        await self._checkpoints.finish()
        await disassemble(parts)

    def _watch(self) -> list[FolderWatch]:
        """Watches settings and zone; where the machine gives no watch, status says so."""
        parts, open_ones = self.parts, []
        try:
            parts.watch.open()
        except OSError as why:
            parts.troubles["settings_watch"] = f"config.toml is not watched ({why.strerror}): restart after a change"
        try:
            open_ones.append(watch_zone(self._zone_changed))
        except OSError as why:
            parts.troubles["zone_watch"] = f"the time zone is not watched ({why.strerror}): restart after a change"
        return open_ones

    def _standing_changed(self) -> None:
        """A collector came or went; one that lost its source may mean that the desktop session ended."""
        self._notifier.status(self._line())
        if any(s.state is State.FAILED for s in self.parts.supervisor.standings()):
            self._desktop.look_again()

    def _settings_changed(self, settings: Settings) -> None:
        parts = self.parts
        parts.door.apply(settings)
        parts.meaning.shipped = parts.door.rules.kinds
        parts.recount.want()
        self._browsers.configure()
        parts.recorder.pending.add(changes=parts.meaning.missing(settings, parts.now_ms()))
        if (minute := settings.day_turns_at_min) != parts.zones.chosen_min:
            parts.zones = parts.zones.with_turn(minute, parts.now_ms())
            parts.recorder.note(ActKind.TURN, say_clock(minute))
            self._checkpoints.spawn("day", begin_day(parts))
        else:
            parts.recorder.today.mean(parts.meaning.since(parts.recorder.today.day, parts.zones))
        self._checkpoints.stir()

    def _zone_changed(self) -> None:
        parts = self.parts
        name = zone_name(self._environment)
        if name != parts.zones.history[-1][1]:
            parts.zones = with_zone(parts.zones, name, parts.now_ms())
            parts.recorder.note(ActKind.ZONE, name)
            self._checkpoints.spawn("day", begin_day(parts))
            self._checkpoints.stir()

    def _tell(self, summary: DaySummary) -> None:
        """Pushes what changed to whoever asked for it."""
        budget = view.budget(self.parts, summary)
        if budget != self._told:
            self._told = budget
            self._rpc.push("budget", budget)
            self._browsers.budget(budget)
        if self._rpc.wanted("status"):
            self._rpc.push("status", view.status(self.parts))

    def _line(self) -> str:
        return ready_line(self.parts.supervisor.standings())

    def _say(self) -> None:
        parts = self.parts
        told = ready_json if self._as_json else ready_text
        standing, day = self._browsers.standing(), parts.recorder.today.day
        say(self._out, told(parts.notices, parts.supervisor.standings(), standing, day, self.places.reports))
