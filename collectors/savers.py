"""Screen savers that tell the session bus that they are active."""

import asyncio
from collections.abc import AsyncIterator

from dbus_fast import Message

from unscroll.collectors.bus import Bus
from unscroll.collectors.contract import DesktopSession, Means, Seen
from unscroll.collectors.opening import opening
from unscroll.collectors.outbox import Outbox
from unscroll.collectors.vouch import Vouch
from unscroll.sighting import Session, SessionState, Track

SAVERS = {
    "org.freedesktop.ScreenSaver": "/org/freedesktop/ScreenSaver",
    "org.gnome.ScreenSaver": "/org/gnome/ScreenSaver",
    "org.cinnamon.ScreenSaver": "/org/cinnamon/ScreenSaver",
    "org.mate.ScreenSaver": "/org/mate/ScreenSaver",
    "org.xfce.ScreenSaver": "/org/xfce/ScreenSaver",
}
"""Bus names, which are their interfaces too, with the object that answers GetActive."""


class SaverCollector:
    """Locked is: any of the savers says it is active. One that leaves the bus is active no more."""

    name = "savers"
    track = Track.SESSION
    group = "savers"

    def __init__(self, bus: Bus, means: Means) -> None:
        self._bus = bus
        self._outbox = Outbox()
        self._vouch = Vouch(self.name, means.now_ms, means.clock, reach_ms=None)
        self._active: set[str] = set()

    async def start(self) -> None:
        """Asks for signals, then for what holds now; savers that start later are heard too."""
        self._bus.on_signal = self._signal
        self._bus.on_lost = self._outbox.fail
        for name in SAVERS:
            await self._bus.match(f"interface='{name}',member='ActiveChanged'")
            await self._bus.match(f"sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{name}'")
        await self._ask()

    def seen(self) -> AsyncIterator[Seen]:
        return self._outbox.read()

    async def prove(self) -> None:
        try:
            await self._ask()
        except (TimeoutError, asyncio.CancelledError):
            self._vouch.doubt()
            raise
        self._outbox.put(self._vouch.proved())

    async def close(self) -> None:
        await self._bus.close()
        self._outbox.end()

    async def _ask(self) -> None:
        """Only savers that run are asked: a call would start one."""
        for name, path in SAVERS.items():
            running = await self._bus.owner(name)
            reply = await self._bus.call(name, path, name, "GetActive") if running else None
            if reply is not None and reply.signature == "b":
                self._note(name, bool(reply.body[0]))
            elif not running:
                self._note(name, False)

    def _signal(self, message: Message) -> None:
        if message.member == "ActiveChanged" and message.interface in SAVERS and message.signature == "b":
            self._note(str(message.interface), bool(message.body[0]))
        elif message.member == "NameOwnerChanged" and not message.body[2]:
            self._note(str(message.body[0]), False)

    def _note(self, name: str, active: bool) -> None:
        (self._active.add if active else self._active.discard)(name)
        self._outbox.put(self._vouch.became(Session(SessionState.LOCKED) if self._active else None))


async def open_savers(session: DesktopSession, means: Means) -> SaverCollector:
    """The collector of a session bus; else `Unavailable`."""
    bus = await Bus.open(session.session_bus, "session bus")
    async with opening(bus.close, "the session bus does not answer", "Is D-Bus running?"):
        collector = SaverCollector(bus, means)
        await collector.start()
    return collector
