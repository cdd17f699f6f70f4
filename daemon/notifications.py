"""Notifications: one line at the desktop's notification server (org.freedesktop.Notifications)."""

import asyncio

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError

from unscroll.errors import Unavailable

NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_TIMEOUT_S = 5.0
_SHOWN_MS = 10_000


class Notifications:
    """Opened at the first line, closed by `close`; a server that went away is looked for again at the next line."""

    def __init__(self, bus_address: str) -> None:
        self._address = bus_address
        self._bus: MessageBus | None = None

    def reach(self, bus_address: str) -> None:
        """The session bus from now on."""
        if bus_address != self._address:
            self.close()
            self._address = bus_address

    async def inhibited(self) -> bool:
        """Whether the desktop asks for no notifications (do not disturb); False where the server does not say."""
        reply = await self._call("org.freedesktop.DBus.Properties", "Get", "ss", [NAME, "Inhibited"])
        if reply.message_type is not MessageType.METHOD_RETURN:
            return False
        value = reply.body[0]
        return bool(value.value if isinstance(value, Variant) else value)

    async def say(self, summary: str, body: str = "", replaces: int = 0) -> int:
        """Shows a line; its id, to replace it by. Raises `Unavailable` where nobody shows notifications."""
        hints = {"urgency": Variant("y", 1), "desktop-entry": Variant("s", "unscroll")}
        reply = await self._call(
            NAME, "Notify", "susssasa{sv}i", ["unscroll", replaces, "", summary, body, [], hints, _SHOWN_MS]
        )
        if reply.message_type is not MessageType.METHOD_RETURN:
            raise Unavailable("no notification server answers", "start one, e.g. dunst")
        return int(reply.body[0])

    def close(self) -> None:
        if self._bus is not None:
            self._bus.disconnect()
            self._bus = None

    async def _call(self, interface: str, member: str, signature: str, body: list[object]) -> Message:
        message = Message(NAME, _PATH, interface, member, signature=signature, body=body)
        try:
            bus = await self._connected()
            reply = await asyncio.wait_for(bus.call(message), _TIMEOUT_S)
        except (OSError, EOFError, AuthError, InvalidAddressError, TimeoutError) as gone:
            self.close()
            raise Unavailable("the session bus does not answer", "notifications need a D-Bus session") from gone
        if reply is None:
            raise Unavailable("the session bus does not answer", "notifications need a D-Bus session")
        return reply

    async def _connected(self) -> MessageBus:
        if not self._address:
            raise InvalidAddressError("none")
        if self._bus is None or not self._bus.connected:
            self._bus = await asyncio.wait_for(MessageBus(bus_address=self._address).connect(), _TIMEOUT_S)
        return self._bus
