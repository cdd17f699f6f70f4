"""The front window of an X11 session, by the EWMH properties of its window manager."""

import asyncio
import contextlib
import re
from collections.abc import AsyncIterator
from typing import Any

from Xlib import X

from unscroll.collectors.contract import DesktopSession, Means, Seen, SourceLost
from unscroll.collectors.opening import opening
from unscroll.collectors.outbox import Outbox
from unscroll.collectors.vouch import Vouch
from unscroll.collectors.xconnection import XConnection
from unscroll.errors import Unavailable
from unscroll.front import DESKTOP
from unscroll.sighting import Focus, Track

BETWEEN_WINDOWS_S = 0.05
"""openbox says "no window" for less than 1 ms between two windows; a shorter nothing than this is none."""

MANAGER_S = 2.0
"""How long after its X server a window manager is waited for; later ones are found when the opening is repeated."""

TITLE_PACE_S = 1.0
"""A title that changes all the time (a spinner, a player) is read at most once in this time."""

NOT_IN_AN_APP = re.compile(r"[^\w.() +-]")

ACTIVE, CHECK, STATE, FULL_SCREEN, PID = (
    "_NET_ACTIVE_WINDOW",
    "_NET_SUPPORTING_WM_CHECK",
    "_NET_WM_STATE",
    "_NET_WM_STATE_FULLSCREEN",
    "_NET_WM_PID",
)
CLASS, TITLE, OLD_TITLE = "WM_CLASS", "_NET_WM_NAME", "WM_NAME"


class X11Collector:
    """Waits for property changes of the root and of the front window; titles go to the recogniser and nowhere else."""

    name = "x11"
    track = Track.FOCUS
    group = "windows"

    def __init__(self, line: XConnection, means: Means) -> None:
        self._line = line
        self._means = means
        self._outbox = Outbox()
        self._vouch = Vouch(self.name, means.now_ms, means.clock)
        self._window = 0
        self._told_anew = False
        """The root has told a front window since it was attended to: one that has its number may be another."""
        self._news = asyncio.Event()
        self._title_news = False
        self._looking = asyncio.Lock()
        self._follower: asyncio.Task[None] | None = None
        self._of_root: frozenset[int] = frozenset()
        self._of_window: frozenset[int] = frozenset()

    async def start(self) -> None:
        """Raises `Unavailable` where no window manager tells which window is in front."""
        self._of_root = frozenset([await self._line.atom(name) for name in (ACTIVE, CHECK)])
        self._of_window = frozenset([await self._line.atom(name) for name in (CLASS, TITLE, OLD_TITLE, STATE)])
        self._line.on_event = self._event
        self._line.on_lost = self._outbox.fail
        self._line.select(self._line.root, X.PropertyChangeMask)
        if not await self._managed():
            raise Unavailable(
                "no window manager says which window is in front (it must know EWMH)",
                "start one, e.g. openbox, i3, Xfwm or KWin",
            )
        await self._look()
        self._follower = asyncio.create_task(self._follow(), name="x11")

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

    async def _managed(self) -> bool:
        """Whether there is a window manager that knows EWMH; waits for it, as it comes after its server."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(MANAGER_S):
                while not await self._line.property(self._line.root, CHECK):
                    await self._news.wait()
                    self._news.clear()
                return True
        return False

    def _event(self, event: Any) -> None:
        if event.type != X.PropertyNotify:
            return
        if event.window == self._line.root and event.atom in self._of_root:
            self._title_news = False
            self._told_anew = True
            self._news.set()
        elif event.window == self._window and event.atom in self._of_window and not self._news.is_set():
            self._title_news = True
            self._news.set()

    async def _follow(self) -> None:
        looked_at = 0.0
        clock = asyncio.get_running_loop().time
        try:
            while True:
                await self._news.wait()
                pause_s = looked_at + TITLE_PACE_S - clock()
                if self._title_news and pause_s > 0:
                    await self._wait_for_another_window(pause_s)
                self._news.clear()
                try:
                    await self._look()
                except TimeoutError:
                    self._vouch.doubt()
                looked_at = clock()
        except SourceLost as lost:
            self._outbox.fail(lost)

    async def _wait_for_another_window(self, pause_s: float) -> None:
        """Waits, but no longer than until another window is in front."""
        deadline = asyncio.get_running_loop().time() + pause_s
        while self._title_news and (left_s := deadline - asyncio.get_running_loop().time()) > 0:
            self._news.clear()
            try:
                async with asyncio.timeout(left_s):
                    await self._news.wait()
            except TimeoutError:
                return

    async def _look(self) -> None:
        async with self._looking:
            window = await self._front()
            if not window:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(BETWEEN_WINDOWS_S):
                        await self._news.wait()
                window = await self._front()
            if window != self._window or self._told_anew:
                self._attend(window)
            fact = await self._focus(window) if window else Focus(DESKTOP)
            self._outbox.put(self._vouch.became(fact))

    async def _front(self) -> int:
        value = await self._line.property(self._line.root, ACTIVE)
        return int(value[0]) if value else 0

    def _attend(self, window: int) -> None:
        """Asks for the news of a window; again where its number is the former's, for a server gives numbers anew."""
        self._told_anew = False
        if self._window and self._window != window:
            self._line.select(self._window, X.NoEventMask)
        if window:
            self._line.select(window, X.PropertyChangeMask)
        self._window = window

    async def _focus(self, window: int) -> Focus | None:
        """The fact of a window; None where it is gone or never watched."""
        names = (CLASS, TITLE, OLD_TITLE, PID, STATE)
        app, title, old_title, pid, state = await asyncio.gather(*(self._line.property(window, name) for name in names))
        full_screen = await self._line.atom(FULL_SCREEN)
        surface = self._means.recognise_window(_app(app), _text(title) or _text(old_title))
        if surface is None:
            return None
        return Focus(surface, int(pid[0]) if pid else 0, full_screen in (state or ()))


def _text(value: Any) -> str:
    return bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else ""


def _app(wm_class: Any) -> str:
    """The class of WM_CLASS; its instance may hold a path (Chromium's profile folder) and is left where it is."""
    parts = _text(wm_class).split("\0")
    return NOT_IN_AN_APP.sub("_", parts[1] if len(parts) > 1 else "")[:80]


async def open_x11(session: DesktopSession, means: Means) -> X11Collector:
    """The collector of an X11 session with a window manager that knows EWMH; else `Unavailable`."""
    line = await XConnection.open(session)
    async with opening(line.close, f"the X display {session.display} does not answer", "is it stopped?"):
        collector = X11Collector(line, means)
        await collector.start()
    return collector
