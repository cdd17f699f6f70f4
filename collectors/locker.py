"""Lockers of X11 that tell nobody, seen as an override-redirect window over the whole screen."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from Xlib import X
from Xlib.protocol import request

from unscroll.collectors.contract import DesktopSession, Means, Seen, SourceLost
from unscroll.collectors.opening import opening
from unscroll.collectors.outbox import Outbox
from unscroll.collectors.vouch import Vouch
from unscroll.collectors.xconnection import XConnection
from unscroll.sighting import Session, SessionState, Track

SETTLE_S = 0.1
"""A window manager's frame is empty for a moment before its window moves in."""

MANAGED = "WM_STATE"
"""The property of windows that a window manager manages (ICCCM 4.1.3.1)."""

_OF_A_WINDOW = frozenset({X.MapNotify, X.UnmapNotify, X.DestroyNotify, X.ConfigureNotify})


class LockerCollector:
    """Waits for windows of the root that come, go or change; a window of a person's own work is not a locker.

    A locker is viewable, override-redirect, covers the whole screen, holds no managed window (frames of openbox and
    i3 are override-redirect too) and lies above all managed windows.
    """

    name = "locker"
    track = Track.SESSION
    group = "locker"

    def __init__(self, line: XConnection, means: Means) -> None:
        self._line = line
        self._outbox = Outbox()
        self._vouch = Vouch(self.name, means.now_ms, means.clock, reach_ms=None)
        self._locker = 0
        self._news = asyncio.Event()
        self._looking = asyncio.Lock()
        self._follower: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Looks once, then follows."""
        self._line.on_event = self._event
        self._line.on_lost = self._outbox.fail
        self._line.select(self._line.root, X.SubstructureNotifyMask | X.StructureNotifyMask)
        await self._look()
        self._follower = asyncio.create_task(self._follow(), name="locker")

    @property
    def locked(self) -> bool:
        """Whether a locker covers the screen now."""
        return self._locker != 0

    def seen(self) -> AsyncIterator[Seen]:
        return self._outbox.read()

    async def prove(self) -> None:
        try:
            await self._look()
        except (TimeoutError, asyncio.CancelledError):
            self._vouch.doubt()
            raise
        self._outbox.put(self._vouch.proved())

    async def close(self) -> None:
        if self._follower is not None:
            self._follower.cancel()
        self._line.close()
        self._outbox.end()

    def _event(self, event: Any) -> None:
        if event.type not in _OF_A_WINDOW:
            return
        if event.type == X.ConfigureNotify and event.window == self._line.root:
            self._line.width, self._line.height = event.width, event.height
        elif event.type in (X.UnmapNotify, X.DestroyNotify):
            if event.window == self._locker:
                self._news.set()
        elif event.type == X.MapNotify or (event.override and self._covers(event)):
            self._news.set()

    def _covers(self, box: Any) -> bool:
        """Whether a box reaches over the whole screen."""
        right, below = box.x + box.width, box.y + box.height
        return bool(box.x <= 0 and box.y <= 0 and right >= self._line.width and below >= self._line.height)

    async def _follow(self) -> None:
        try:
            while True:
                await self._news.wait()
                self._news.clear()
                try:
                    await self._look()
                    if self._locker:
                        await asyncio.sleep(SETTLE_S)
                        await self._look()
                except TimeoutError:
                    self._vouch.doubt()
        except SourceLost as lost:
            self._outbox.fail(lost)

    async def _look(self) -> None:
        async with self._looking:
            self._locker = await self._find()
            self._outbox.put(self._vouch.became(Session(SessionState.LOCKED) if self._locker else None))

    async def _find(self) -> int:
        """The locker's window; 0: none. Looks from the top of the stack down to the first window of work."""
        tree = await self._line.ask(request.QueryTree, window=self._line.root)
        for window in reversed(tree.children if tree else ()):
            kind = await self._line.ask(request.GetWindowAttributes, window=window)
            if kind is None or kind.map_state != X.IsViewable or kind.win_class != X.InputOutput:
                continue
            if not kind.override_redirect or await self._holds_work(window):
                return 0
            box = await self._line.ask(request.GetGeometry, drawable=window)
            if box is not None and self._covers(box):
                return int(window)
        return 0

    async def _holds_work(self, window: int, depth: int = 2) -> bool:
        """Whether a managed window lives in this one."""
        tree = await self._line.ask(request.QueryTree, window=window)
        for child in tree.children if tree else ():
            if await self._line.property(child, MANAGED) is not None:
                return True
            if depth > 1 and await self._holds_work(child, depth - 1):
                return True
        return False


async def open_locker(session: DesktopSession, means: Means) -> LockerCollector:
    """The collector of an X11 session; else `Unavailable`."""
    line = await XConnection.open(session)
    async with opening(line.close, f"the X display {session.display} does not answer", "is it stopped?"):
        collector = LockerCollector(line, means)
        await collector.start()
    return collector
