"""Bus: one connection to a D-Bus bus, bounded in time."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any, Self

from dbus_fast import BusType, DBusFastError, InvalidAddressError, Message, MessageType
from dbus_fast.aio import MessageBus

from unscroll.collectors.contract import SourceLost
from unscroll.collectors.reasons import reason_of
from unscroll.errors import Unavailable

ANSWER_S = 1.5
"""How long the bus or a service may take to answer; inside the 2 s that a checkpoint allows."""

SYSTEM = "unix:path=/run/dbus/system_bus_socket"
"""Where the system bus is unless the session says otherwise."""

_DAEMON = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
_NO_REPLY = frozenset({"org.freedesktop.DBus.Error.NoReply", "org.freedesktop.DBus.Error.Timeout"})


class Bus:
    """Calls are awaited; signals that were asked for go to `on_signal`, the end of the connection to `on_lost`."""

    def __init__(self, line: MessageBus, label: str) -> None:
        self._line = line
        self._label = label
        self._closing = False
        self.on_signal: Callable[[Message], None] = lambda message: None
        self.on_lost: Callable[[SourceLost], None] = lambda lost: None
        line.add_message_handler(self._message)
        self._end = asyncio.create_task(self._await_end(), name=f"end of {label}")

    @classmethod
    async def open(cls, address: str, label: str) -> Self:
        """Connects to an address, `label` names it in sentences. Raises `Unavailable`."""
        if not address:
            raise Unavailable(
                f"there is no {label}", "Is D-Bus installed, and is the service started from within a session?"
            )
        try:
            async with asyncio.timeout(ANSWER_S):
                line = MessageBus(bus_address=address, bus_type=BusType.SESSION, negotiate_unix_fd=True)
                await line.connect()
        except (OSError, EOFError, DBusFastError, TimeoutError) as failure:
            odd = isinstance(failure, InvalidAddressError)
            reason = reason_of(failure, "its address is malformed" if odd else "it closed the connection")
            raise Unavailable(f"the {label} cannot be reached ({reason})", "Is D-Bus running?") from failure
        return cls(line, label)

    async def call(
        self, destination: str, path: str, interface: str, member: str, signature: str = "", *body: Any
    ) -> Message | None:
        """The reply; None where the service is absent or refuses. Raises TimeoutError and `SourceLost`."""
        message = Message(
            destination=destination,
            path=path,
            interface=interface,
            member=member,
            signature=signature,
            body=list(body),
        )
        try:
            async with asyncio.timeout(ANSWER_S):
                reply = await self._line.call(message)
        except (OSError, EOFError) as failure:
            raise SourceLost(f"the {self._label} went away") from failure
        if reply.message_type == MessageType.ERROR:
            if reply.error_name in _NO_REPLY:
                raise TimeoutError(f"{destination} does not answer")
            return None
        return reply

    async def value(self, destination: str, path: str, interface: str, name: str) -> Any:
        """A property's value; None where it is absent."""
        reply = await self.call(destination, path, "org.freedesktop.DBus.Properties", "Get", "ss", interface, name)
        return reply.body[0].value if reply is not None else None

    async def match(self, rule: str) -> None:
        """Asks for the signals of a rule (D-Bus specification, match rules)."""
        await self.call(*_DAEMON, "AddMatch", "s", f"type='signal',{rule}")

    async def owner(self, name: str) -> str:
        """The unique name behind a name; empty where nobody owns it (and nobody is started)."""
        reply = await self.call(*_DAEMON, "GetNameOwner", "s", name)
        return str(reply.body[0]) if reply is not None else ""

    async def close(self) -> None:
        """Ends the connection in silence; may be called twice."""
        self._closing = True
        self._end.cancel()
        self._line.disconnect()

    def _message(self, message: Message) -> None:
        if message.message_type == MessageType.SIGNAL:
            self.on_signal(message)

    async def _await_end(self) -> None:
        with contextlib.suppress(OSError, EOFError, DBusFastError):
            await self._line.wait_for_disconnect()  # type: ignore[no-untyped-call]
        if not self._closing:
            self.on_lost(SourceLost(f"the {self._label} went away"))
