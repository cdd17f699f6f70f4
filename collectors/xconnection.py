"""XConnection: one connection to an X server that lives on the event loop."""

import asyncio
import struct
from collections.abc import Callable
from typing import Any, Self

from Xlib import X, error
from Xlib.ext import ge, randr
from Xlib.protocol import request

from unscroll.collectors.contract import DesktopSession, SourceLost
from unscroll.collectors.reasons import reason_of
from unscroll.collectors.xwire import Wire, reach, worn
from unscroll.errors import Unavailable

ANSWER_S = 1.5
"""How long a server may take to answer; inside the 2 s that a checkpoint allows."""


_BROKEN = (RuntimeError, AssertionError, KeyError, struct.error)
"""What python-xlib raises at a stream that it cannot parse; nothing after that can be trusted."""


XWAYLAND = "XWAYLAND"
"""How XWayland names its outputs."""

_WAYLAND = (
    "this is a Wayland session, of which X11 (XWayland) shows only some of the windows and none of the input",
    "Focus and input of Wayland are not collected; the browser extension works there",
)


Reply = Any
"""A reply of python-xlib: its fields by name."""


class XConnection:
    """Events go to `on_event`, the end of the connection to `on_lost`; round trips are awaited.

    python-xlib reads events while it looks for replies and the other way round, so both are handed out after each
    call that touches the socket.
    """

    def __init__(self, line: Wire, display: str) -> None:
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
            raise Unavailable(*_WAYLAND)
        if session.kind == "tty" and (named := session.display or session.wayland_display):
            raise Unavailable(
                f"the display {named} does not answer",
                "Is it running? `unscroll service attach` inside the session helps",
            )
        if not session.display:
            raise Unavailable("there is no X display", "run `unscroll service attach` inside the desktop session")
        try:
            reach(session.display)
            with worn(session):
                line = Wire(session.display)
        except (error.DisplayError, error.ConnectionClosedError, OSError, AssertionError) as failure:
            misnamed = isinstance(failure, error.DisplayNameError)
            reason = reason_of(failure, "that is no name of a display" if misnamed else "it closed the connection")
            raise Unavailable(
                f"the X display {session.display} cannot be opened ({reason})",
                "is it running, and is XAUTHORITY right? `unscroll service attach` inside the session tells both",
            ) from failure
        opened = cls(line, session.display)
        try:
            guest = await opened._is_xwayland()
        except (TimeoutError, SourceLost) as failure:
            opened.close()
            raise Unavailable(f"the X display {session.display} does not answer", "Is it stopped?") from failure
        if guest:
            opened.close()
            raise Unavailable(*_WAYLAND)
        return opened

    async def _is_xwayland(self) -> bool:
        """Whether the server is a guest of a Wayland compositor, whatever the environment says: its outputs tell."""
        if not await self.extension(randr.extname):
            return False
        major = self.opcode(randr.extname)
        screen = await self.ask(randr.GetScreenResourcesCurrent, opcode=major, window=self.root)
        if screen is None:
            return False
        for output in screen.outputs:
            found = await self.ask(
                randr.GetOutputInfo, opcode=major, output=output, config_timestamp=screen.config_timestamp
            )
            if found is not None and str(found.name).startswith(XWAYLAND):
                return True
        return False

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
