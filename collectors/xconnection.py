"""XConnection: one connection to an X server that lives on the event loop."""

import asyncio
import os
import select
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from Xlib import X, error
from Xlib.ext import ge
from Xlib.protocol import display as wire
from Xlib.protocol import request
from Xlib.support import connect

from unscroll.collectors.contract import DesktopSession, SourceLost
from unscroll.errors import Unavailable

OPEN_S = 1.5
"""How long a server may take to greet; nothing else runs meanwhile."""

ANSWER_S = 1.5
"""How long a server may take to answer; inside the 2 s that a checkpoint allows."""


_BROKEN = (RuntimeError, AssertionError, KeyError, struct.error)
"""What python-xlib raises at a stream that it cannot parse; nothing after that can be trusted."""


@contextmanager
def worn(session: DesktopSession) -> Iterator[None]:
    """DISPLAY and XAUTHORITY of the session while a connection opens: python-xlib has no other door for its cookie."""
    wanted = {"DISPLAY": session.display, "XAUTHORITY": session.xauthority}
    former = {key: os.environ.get(key) for key in wanted}
    os.environ.update({key: value for key, value in wanted.items() if value})
    try:
        yield
    finally:
        for key, value in former.items():
            if value is None:
                os.environ.pop(key, None)
            else:
                os.environ[key] = value


def _reach(display: str) -> None:
    """Knocks at a local display; OSError where nobody listens. (python-xlib's own attempt would leak its socket.)"""
    _, _, host, number, _ = connect.get_display(display)
    if host not in ("", "unix", None):
        return
    path = f"/tmp/.X11-unix/X{number}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as knock:
        knock.settimeout(OPEN_S)
        knock.connect(path if Path(path).exists() else f"\0{path}")


class _Wire(wire.Display):  # type: ignore[misc]  # python-xlib has no types
    """The protocol without python-xlib's own loop: no call waits, but the greeting for at most `OPEN_S`."""

    resource_classes: dict[str, type] = {}  # noqa: RUF012  (ids stay plain numbers)

    def __init__(self, display: str) -> None:
        try:
            super().__init__(display)
        except (error.DisplayError, error.ConnectionClosedError, OSError):
            if hasattr(self, "socket"):
                self.socket.close()
            raise

    def send_and_recv(
        self, flush: bool = False, event: bool = False, request: int | None = None, recv: bool = False
    ) -> None:
        if request != -1:
            super().send_and_recv(flush, event, request, recv)
            return
        deadline = time.monotonic() + OPEN_S
        super().send_and_recv(request=-1, recv=True)
        while self.sent_requests:
            left_s = deadline - time.monotonic()
            if left_s <= 0 or not select.select([self.socket], [], [], left_s)[0]:
                self.close_internal("client")
                raise TimeoutError(f"no greeting within {OPEN_S:g} s")
            self.send_recv_lock.acquire()
            super().send_and_recv(request=-1, recv=True)


Reply = Any
"""A reply of python-xlib: its fields by name."""


class XConnection:
    """Events go to `on_event`, the end of the connection to `on_lost`; round trips are awaited.

    python-xlib reads events while it looks for replies and the other way round, so both are handed out after each
    call that touches the socket.
    """

    def __init__(self, line: _Wire, display: str) -> None:
        self._line = line
        self._display = display
        self._loop = asyncio.get_running_loop()
        self._asked: list[tuple[Any, asyncio.Future[Reply]]] = []
        self._atoms: dict[str, int] = {}
        self._lost: SourceLost | None = None
        self.on_event: Callable[[Any], None] = lambda event: None
        self.on_lost: Callable[[SourceLost], None] = lambda lost: None
        screen = line.info.roots[line.default_screen]
        self.root: int = screen.root
        self.width: int = screen.width_in_pixels
        self.height: int = screen.height_in_pixels
        line.set_error_handler(lambda failure, asked: None)
        line.add_extension_event(ge.GenericEventCode, ge.GenericEvent)
        self._fd: int = line.fileno()
        self._loop.add_reader(self._fd, self._readable)

    @classmethod
    async def open(cls, session: DesktopSession) -> Self:
        """Raises `Unavailable`: no display, a dead one, one that does not let us in, or a Wayland session."""
        if session.kind == "wayland":
            raise Unavailable(
                "this is a Wayland session, where X11 shows only some of the windows and none of the input",
                "focus and input of Wayland are not collected; the browser extension works there",
            )
        if not session.display:
            raise Unavailable("there is no X display", "run `unscroll service attach` inside the desktop session")
        try:
            _reach(session.display)
            with worn(session):
                line = _Wire(session.display)
        except (error.DisplayError, error.ConnectionClosedError, OSError, AssertionError) as failure:
            reason = str(failure) or "it closed the connection"
            raise Unavailable(
                f"the X display {session.display} cannot be opened ({reason})",
                "is it running, and is XAUTHORITY right? `unscroll service attach` inside the session tells both",
            ) from failure
        return cls(line, session.display)

    async def ask(self, kind: Callable[..., Any], **fields: Any) -> Reply | None:
        """A round trip; None where the window is gone. Raises TimeoutError and `SourceLost`."""
        answer: asyncio.Future[Reply] = self._loop.create_future()
        self._guard(lambda: self._asked.append((kind(display=self._line, defer=True, **fields), answer)))
        self._push()
        async with asyncio.timeout(ANSWER_S):
            return await answer

    def tell(self, kind: Callable[..., Any], **fields: Any) -> None:
        """A request without an answer; one about a window that is gone has no effect. Raises `SourceLost`."""
        self._guard(lambda: kind(display=self._line, **fields))
        self._push()

    def select(self, window: int, mask: int) -> None:
        """Asks for the events of a window."""
        self.tell(request.ChangeWindowAttributes, window=window, attrs={"event_mask": mask})

    async def atom(self, name: str) -> int:
        """The number of a name, remembered."""
        if name not in self._atoms:
            reply = await self.ask(request.InternAtom, name=name, only_if_exists=0)
            self._atoms[name] = reply.atom if reply else 0
        return self._atoms[name]

    async def property(self, window: int, name: str) -> Any:
        """A property's value: bytes, or an array of numbers; None where it is absent or the window is gone."""
        reply = await self.ask(
            request.GetProperty,
            delete=0,
            window=window,
            property=await self.atom(name),
            type=X.AnyPropertyType,
            long_offset=0,
            long_length=256,
        )
        return None if reply is None or not reply.property_type else reply.value[1]

    async def extension(self, name: str) -> bool:
        """Whether the server has an extension, whose requests then work."""
        reply = await self.ask(request.QueryExtension, name=name)
        if reply is None or not reply.present:
            return False
        self._line.set_extension_major(name, reply.major_opcode)
        return True

    def opcode(self, extension: str) -> int:
        """The number of an extension that `extension` has found."""
        number: int = self._line.get_extension_major(extension)
        return number

    def close(self) -> None:
        """Ends the connection in silence; may be called twice."""
        self.on_lost = lambda lost: None
        if self._lost is None:
            self._end("closed")
            self._line.close_internal("client")

    def _guard(self, step: Callable[[], object]) -> None:
        if self._lost is not None:
            raise self._lost
        try:
            step()
        except (error.ConnectionClosedError, OSError) as failure:
            raise self._end(str(failure)) from failure
        except _BROKEN as failure:
            self._line.close_internal("client")
            raise self._end("it spoke what nobody understands") from failure

    def _push(self) -> None:
        self._guard(self._line.flush)
        if self._line.event_queue or self._asked:
            self._loop.call_soon(self._deliver)

    def _readable(self) -> None:
        try:
            self._guard(self._line.pending_events)
        except SourceLost:
            return
        self._deliver()

    def _deliver(self) -> None:
        if self._lost is not None:
            return
        waiting, self._asked = self._asked, []
        for asked, answer in waiting:
            if asked._data is None and asked._error is None:
                self._asked.append((asked, answer))
            elif not answer.done():
                answer.set_result(None if asked._error else asked)
        events, self._line.event_queue = self._line.event_queue, []
        for event in events:
            self.on_event(event)

    def _end(self, reason: str) -> SourceLost:
        self._lost = SourceLost(f"the X server of display {self._display} went away ({reason})")
        self._loop.remove_reader(self._fd)
        for _, answer in self._asked:
            if not answer.done():
                answer.set_exception(self._lost)
                # Whoever asked may have given up at its time-out; an unread exception is no news then.
                answer.exception()
        self._asked.clear()
        self.on_lost(self._lost)
        return self._lost
