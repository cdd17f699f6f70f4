"""Input of an X11 session as instants, by pynput; for servers without XInput 2."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any

from Xlib import error
from Xlib.ext import record

from unscroll.collectors.contract import DesktopSession, Means, Seen, SourceLost
from unscroll.collectors.opening import opening
from unscroll.collectors.outbox import Outbox
from unscroll.collectors.vouch import InputRuns
from unscroll.collectors.xconnection import XConnection
from unscroll.collectors.xwire import worn
from unscroll.errors import Unavailable
from unscroll.sighting import InputKind, Track

PACE_MS = 1_000
"""Of each kind at most one instant in this time leaves the listener's thread."""

START_S = 4.0
"""pynput loads all keysyms and opens six connections; a busy machine needs its time."""


class PynputCollector:
    """Two listener threads hand instants to the loop; which key it was is dropped in the callback.

    A listener that ends (a dead X server ends it in silence) ends the collector aloud.
    """

    name = "pynput"
    track = Track.INPUT
    group = "input"

    def __init__(self, session: DesktopSession, means: Means) -> None:
        self._session = session
        self._means = means
        self._loop = asyncio.get_running_loop()
        self._outbox = Outbox()
        self._runs = InputRuns(self.name)
        self._last_ms = dict.fromkeys(InputKind, -PACE_MS)
        self._listeners: list[Any] = []
        self._ready: list[asyncio.Event] = []
        self._gone: list[asyncio.Event] = []
        self._closing = False

    async def start(self) -> None:
        """Starts both listeners; raises `Unavailable` where one does not come up."""
        with worn(self._session):
            try:
                from pynput import keyboard, mouse
            except ImportError as failure:
                raise Unavailable(f"pynput cannot listen ({str(failure).splitlines()[0]})") from failure
            self._listeners = [
                keyboard.Listener(on_press=lambda key: self._heard(InputKind.KEY)),
                mouse.Listener(
                    on_scroll=lambda x, y, dx, dy: self._heard(InputKind.WHEEL),
                    on_click=lambda x, y, button, pressed: self._heard(InputKind.CLICK) if pressed else None,
                    on_move=lambda x, y: self._heard(InputKind.MOTION),
                ),
            ]
            self._ready = [asyncio.Event() for _ in self._listeners]
            self._gone = [asyncio.Event() for _ in self._listeners]
            for listener, ready, gone in zip(self._listeners, self._ready, self._gone, strict=True):
                self._thread(self._run, listener, gone)
                self._thread(self._await_ready, listener, ready)
            try:
                async with asyncio.timeout(START_S):
                    await asyncio.gather(*(ready.wait() for ready in self._ready))
            except TimeoutError as failure:
                raise Unavailable("pynput's listeners do not start") from failure

    def seen(self) -> AsyncIterator[Seen]:
        return self._outbox.read()

    async def prove(self) -> None:
        """Instants need no proof; a listener that ended has told so already."""

    async def close(self) -> None:
        if not self._closing:
            self._closing = True
            running = [at for at, ready in enumerate(self._ready) if ready.is_set() and not self._gone[at].is_set()]
            for at in running:
                with contextlib.suppress(error.ConnectionClosedError, OSError):
                    self._listeners[at].stop()
            with contextlib.suppress(TimeoutError, Unavailable, SourceLost):
                if running:
                    await self._end_recordings([self._listeners[at]._context for at in running])
                async with asyncio.timeout(START_S):
                    await asyncio.gather(*(self._gone[at].wait() for at in running))
        self._outbox.end()

    async def _end_recordings(self, contexts: list[int]) -> None:
        """Ends them on a line of ours: pynput asks on the recording one, which is not read before the next event."""
        line = await XConnection.open(self._session)
        try:
            await line.extension(record.extname)
            for context in contexts:
                line.tell(record.DisableContext, opcode=line.opcode(record.extname), context=context)
            await line.atom("WM_CLASS")
        finally:
            line.close()

    def _thread(self, target: Callable[..., None], *arguments: Any) -> None:
        threading.Thread(target=target, args=arguments, name="pynput", daemon=True).start()

    def _run(self, listener: Any, gone: asyncio.Event) -> None:
        """The life of a listener, in its own thread (so that its error does not reach the terminal)."""
        try:
            with contextlib.suppress(error.ConnectionClosedError, error.DisplayError, error.XError, OSError):
                listener.run()
        finally:
            # pynput leaves one of its two open where the server went away.
            for line in (getattr(listener, name, None) for name in ("_display_stop", "_display_record")):
                if line is not None:
                    line.display.socket.close()
            self._tell_loop(self._ended, gone)

    def _await_ready(self, listener: Any, event: asyncio.Event) -> None:
        listener.wait()
        self._tell_loop(event.set)

    def _heard(self, kind: InputKind) -> None:
        """In a listener's thread: only the kind goes on, at most once a second."""
        mono_ms = self._means.clock.read().mono_ms
        if mono_ms - self._last_ms[kind] >= PACE_MS:
            self._last_ms[kind] = mono_ms
            self._tell_loop(self._instant, kind)

    def _tell_loop(self, step: Callable[..., None], *arguments: Any) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(step, *arguments)

    def _instant(self, kind: InputKind) -> None:
        if not self._means.locked():
            self._outbox.put(self._runs.instant(kind, self._means.now_ms()))

    def _ended(self, gone: asyncio.Event) -> None:
        gone.set()
        if not self._closing:
            self._outbox.fail(SourceLost("pynput's listener ended, as it does when the X server goes away"))


async def open_pynput(session: DesktopSession, means: Means) -> PynputCollector:
    """The collector of an X11 session by pynput; else `Unavailable`. The display is tried first: pynput would hang."""
    line = await XConnection.open(session)
    line.close()
    collector = PynputCollector(session, means)
    async with opening(collector.close, "pynput's listeners do not start", "is the display stopped?"):
        await collector.start()
    return collector
