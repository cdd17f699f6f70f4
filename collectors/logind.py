"""Locks of the login session as logind tells them, with its delay before sleep."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any

from dbus_fast import Message

from unscroll.collectors.bus import SYSTEM, Bus
from unscroll.collectors.contract import DesktopSession, Means, Seen, SourceLost
from unscroll.collectors.opening import opening
from unscroll.collectors.outbox import Outbox
from unscroll.collectors.sleep import LOGIN, LOGIN_PATH, MANAGER, SleepDelay
from unscroll.collectors.vouch import Vouch
from unscroll.errors import Unavailable
from unscroll.sighting import Session, SessionState, Track

LOGIN_SESSION = f"{LOGIN}.Session"
PROPERTIES = "org.freedesktop.DBus.Properties"

ASKED_S = 5.0
"""Lock only asks a locker to lock; this much later LockedHint (or another collector) tells the truth."""


class LogindCollector:
    """Locked is: the session's LockedHint, or a Lock signal of the last `ASKED_S`.

    Lockers that never set the hint are not believed for longer: they are seen by the collector `locker`.
    """

    name = "logind"
    track = Track.SESSION
    group = "logind"

    def __init__(self, bus: Bus, path: str, means: Means) -> None:
        self._bus = bus
        self._path = path
        self._outbox = Outbox()
        self._vouch = Vouch(self.name, means.now_ms, means.clock, reach_ms=None)
        self._hint = False
        self._asked: asyncio.TimerHandle | None = None
        self._steps: set[asyncio.Task[None]] = set()
        self._means = means
        self.sleep = SleepDelay(bus, self._before_sleep)

    async def start(self) -> None:
        """Asks for signals, then for what holds now."""
        self._bus.on_signal = self._signal
        self._bus.on_lost = self._outbox.fail
        await self._bus.match(f"sender='{LOGIN}',interface='{MANAGER}',member='PrepareForSleep'")
        await self._bus.match(f"sender='{LOGIN}',path='{self._path}'")
        await self._read_hint()
        await self.sleep.take()

    def seen(self) -> AsyncIterator[Seen]:
        return self._outbox.read()

    async def prove(self) -> None:
        try:
            await self._read_hint()
        except (TimeoutError, asyncio.CancelledError):
            self._vouch.doubt()
            raise
        self._outbox.put(self._vouch.proved())

    async def close(self) -> None:
        for step in tuple(self._steps):
            step.cancel()
        self._answer_lock()
        self.sleep.release()
        await self._bus.close()
        self._outbox.end()

    def _signal(self, message: Message) -> None:
        if message.interface == MANAGER and message.member == "PrepareForSleep":
            self._begin(self.sleep.before() if message.body[0] else self.sleep.take())
        elif message.path != self._path:
            return
        elif message.interface == LOGIN_SESSION and message.member == "Lock":
            self._answer_lock()
            self._asked = asyncio.get_running_loop().call_later(ASKED_S, self._unanswered)
            self._judge()
        elif message.interface == LOGIN_SESSION and message.member == "Unlock":
            self._answer_lock()
            self._judge()
        elif message.interface == PROPERTIES and message.member == "PropertiesChanged":
            changed = message.body[1]
            if "LockedHint" in changed:
                self._answer_lock()
                self._hint = bool(changed["LockedHint"].value)
                self._judge()

    def _answer_lock(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

    def _unanswered(self) -> None:
        self._asked = None
        self._begin(self._read_hint())

    def _judge(self) -> None:
        locked = self._hint or self._asked is not None
        self._outbox.put(self._vouch.became(Session(SessionState.LOCKED) if locked else None))

    async def _read_hint(self) -> None:
        self._hint = bool(await self._bus.value(LOGIN, self._path, LOGIN_SESSION, "LockedHint"))
        self._judge()

    async def _before_sleep(self) -> None:
        self._outbox.put(self._vouch.proved())
        await self._means.before_sleep()

    def _begin(self, step: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(self._guarded(step), name="logind")
        self._steps.add(task)
        task.add_done_callback(self._steps.discard)

    async def _guarded(self, step: Coroutine[Any, Any, None]) -> None:
        try:
            await step
        except TimeoutError:
            self._vouch.doubt()
        except SourceLost as lost:
            self._outbox.fail(lost)


async def login_session(bus: Bus, session_id: str) -> str:
    """The object path of a login session; without an id that of the caller's user on the display; empty if none."""
    if session_id:
        reply = await bus.call(LOGIN, LOGIN_PATH, MANAGER, "GetSession", "s", session_id)
        return str(reply.body[0]) if reply is not None else ""
    display = await bus.value(LOGIN, f"{LOGIN_PATH}/user/self", f"{LOGIN}.User", "Display")
    return str(display[1]) if display and display[0] else ""


async def open_logind(session: DesktopSession, means: Means) -> LogindCollector:
    """The collector of the login session; else `Unavailable`."""
    bus = await Bus.open(session.system_bus or SYSTEM, "system bus")
    async with opening(bus.close, "logind does not answer", "`systemctl status systemd-logind` says more"):
        if not await bus.owner(LOGIN):
            raise Unavailable("logind does not run", "locks are then seen from screen savers and lockers only")
        path = await login_session(bus, session.session_id)
        if not path:
            raise Unavailable("logind knows no graphical session of this user", "is the user logged in there?")
        collector = LogindCollector(bus, path, means)
        await collector.start()
    return collector
