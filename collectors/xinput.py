"""Input of an X11 session as instants, by XInput2 raw events; no key, button or place is kept."""

import asyncio
import struct
from collections.abc import AsyncIterator
from typing import Any

from Xlib.ext import ge, screensaver, xinput
from Xlib.protocol import request

from unscroll.collectors.contract import DesktopSession, Means, Seen, SourceLost
from unscroll.collectors.opening import opening
from unscroll.collectors.outbox import Outbox
from unscroll.collectors.vouch import InputRuns
from unscroll.collectors.xconnection import XConnection
from unscroll.errors import Unavailable
from unscroll.sighting import InputKind, Track

REST_S = 1.0
"""After an event its sort is not listened for this long: the time line needs instants, not counts (DESIGN.md 6)."""

AWAY_MS = 60_000
"""Without input for this long the person is away (METRICS 2.2) and the first motion is waited for."""

_MASKS = {
    xinput.RawKeyPress: xinput.RawKeyPressMask,
    xinput.RawButtonPress: xinput.RawButtonPressMask,
    xinput.RawMotion: xinput.RawMotionMask,
}
_WHEEL = range(4, 8)


class XInputCollector:
    """Keys and buttons at most once a second each; motion only while away; between, what the server calls idle.

    A pointer that only moves is seen at checkpoints: the instant of the last input is now less the idle time. Programs
    set the idle time back too (players, `xset s reset`), so it counts only where the pointer is elsewhere than at the
    look before, or something was heard since.
    """

    name = "xinput"
    track = Track.INPUT
    group = "input"

    def __init__(self, line: XConnection, means: Means) -> None:
        self._line = line
        self._means = means
        self._outbox = Outbox()
        self._runs = InputRuns(self.name)
        self._armed = {xinput.RawKeyPress, xinput.RawButtonPress}
        self._major = 0
        self._opened_ms = means.now_ms()
        self._pointer: tuple[int, int] | None = None
        self._heard = False
        self._rests: dict[int, asyncio.TimerHandle] = {}

    async def start(self) -> None:
        """Raises `Unavailable` where the server lacks an extension."""
        if not (await self._line.extension(xinput.extname) and await self._line.extension(screensaver.extname)):
            raise Unavailable("the X server lacks XInput or MIT-SCREEN-SAVER", "pynput is tried instead")
        self._major = self._line.opcode(xinput.extname)
        version = await self._line.ask(xinput.XIQueryVersion, opcode=self._major, major_version=2, minor_version=0)
        if version is None or version.major_version < 2:
            raise Unavailable("the X server knows no XInput 2", "pynput is tried instead")
        self._line.on_event = self._event
        self._line.on_lost = self._outbox.fail
        self._listen()
        await self.prove()

    def seen(self) -> AsyncIterator[Seen]:
        return self._outbox.read()

    async def prove(self) -> None:
        info = await self._line.ask(
            screensaver.QueryInfo, opcode=self._line.opcode(screensaver.extname), drawable=self._line.root
        )
        made, now_ms = await self._made_by_somebody(), self._means.now_ms()
        if info is None:
            return
        if info.idle >= AWAY_MS or now_ms - max(self._runs.last_ms, self._opened_ms) >= AWAY_MS:
            self._arm(xinput.RawMotion)
        last_ms = now_ms - info.idle
        news = last_ms > max(self._runs.last_ms + REST_S * 1000, self._opened_ms)
        if made and news and not self._means.locked():
            self._outbox.put(self._runs.instant(InputKind.MOTION, last_ms))

    async def _made_by_somebody(self) -> bool:
        """Whether the pointer is elsewhere than at the last look, or anything was heard since; where it is stays here.

        The first look has nothing to compare with: what a server reset at its own start is nobody's input.
        """
        found = await self._line.ask(request.QueryPointer, window=self._line.root)
        former, heard = self._pointer, self._heard
        self._pointer = None if found is None else (found.root_x, found.root_y)
        self._heard = False
        return heard or (former is not None and self._pointer is not None and former != self._pointer)

    async def close(self) -> None:
        for rest in self._rests.values():
            rest.cancel()
        self._line.close()
        self._outbox.end()

    def _event(self, event: Any) -> None:
        if event.type != ge.GenericEventCode or event.extension != self._major or event.evtype not in self._armed:
            return
        self._armed.discard(event.evtype)
        self._listen()
        if event.evtype != xinput.RawMotion:
            loop = asyncio.get_running_loop()
            self._rests[event.evtype] = loop.call_later(REST_S, self._arm, event.evtype)
        if self._means.locked():
            return
        self._heard = True
        self._disarm_motion()
        self._outbox.put(self._runs.instant(_kind(event), self._means.now_ms()))

    def _disarm_motion(self) -> None:
        if xinput.RawMotion in self._armed:
            self._armed.discard(xinput.RawMotion)
            self._listen()

    def _arm(self, sort: int) -> None:
        if sort not in self._armed:
            self._armed.add(sort)
            self._listen()

    def _listen(self) -> None:
        mask = sum(_MASKS[sort] for sort in self._armed)
        try:
            self._line.tell(
                xinput.XISelectEvents,
                opcode=self._major,
                window=self._line.root,
                masks=[(xinput.AllMasterDevices, mask)],
            )
        except SourceLost as lost:
            self._outbox.fail(lost)


def _kind(event: Any) -> InputKind:
    """The kind of a raw event; the code of a key is not even read."""
    if event.evtype == xinput.RawKeyPress:
        return InputKind.KEY
    if event.evtype == xinput.RawMotion:
        return InputKind.MOTION
    button = struct.unpack_from("=I", bytes(event.data[:10]), 6)[0]
    return InputKind.WHEEL if button in _WHEEL else InputKind.CLICK


async def open_xinput(session: DesktopSession, means: Means) -> XInputCollector:
    """The collector of an X11 session whose server knows XInput 2; else `Unavailable`."""
    line = await XConnection.open(session)
    async with opening(line.close, f"the X display {session.display} does not answer", "is it stopped?"):
        collector = XInputCollector(line, means)
        await collector.start()
    return collector
