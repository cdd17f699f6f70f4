"""Notifications: one line at the desktop's notification server (org.freedesktop.Notifications)."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dbus_fast import Message, MessageType, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.errors import AuthError, InvalidAddressError

from unscroll.errors import Unavailable

NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_MATCH = f"type='signal',sender='{NAME}',interface='{NAME}'"
_TIMEOUT_S = 5.0
_SHOWN_MS, _ASKED_MS = 10_000, 30_000


@dataclass(frozen=True, slots=True)
class _Question:
    """`server` is the unique name of whom it was shown by: nobody else can answer it."""

    server: str
    answered: Callable[[str], None]


class Notifications:
    """Opened at the first line, closed by `close`; a server that went away is looked for again at the next line."""

    def __init__(self, bus_address: str) -> None:
        self._address = bus_address
        self._bus: MessageBus | None = None
        self._listens = False
        self._can: frozenset[str] = frozenset()
        self._open: dict[int, _Question] = {}

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

    async def welcome(self) -> bool:
        """Whether somebody shows notifications, and the desktop does not ask for none. Raises `Unavailable` where
        nobody does."""
        reply = self._shown(await self._call(NAME, "GetCapabilities", "", []))
        self._can = frozenset(reply.body[0])
        return not await self.inhibited()

    @property
    def answers(self) -> bool:
        """Whether questions can be answered, as `welcome` found."""
        return "actions" in self._can

    async def say(self, summary: str, body: str = "", replaces: int = 0) -> int:
        """Shows a line; its id, to replace it by. Raises `Unavailable` where nobody shows notifications."""
        reply = await self._notify(replaces, summary, body, [], _SHOWN_MS)
        return int(reply.body[0])

    async def ask(self, summary: str, body: str, answers: Mapping[str, str], answered: Callable[[str], None]) -> None:
        """Shows a question with its `answers` (key to words), where `welcome` found that the server can; `answered`
        is called with the key of the one that is chosen. Raises `Unavailable` as `say` does."""
        if not self.answers:
            await self.say(summary, body)
            return
        await self._listen()
        actions = [word for pair in answers.items() for word in pair]
        reply = await self._notify(0, summary, body, actions, _ASKED_MS)
        self._open[int(reply.body[0])] = _Question(str(reply.sender), answered)

    def close(self) -> None:
        self._open.clear()
        self._listens = False
        if self._bus is not None:
            self._bus.disconnect()
            self._bus = None

    async def _notify(self, replaces: int, summary: str, body: str, actions: list[str], shown_ms: int) -> Message:
        hints = {"urgency": Variant("y", 1), "desktop-entry": Variant("s", "unscroll")}
        told = _escaped(body) if "body-markup" in self._can else body
        return self._shown(
            await self._call(
                NAME, "Notify", "susssasa{sv}i", ["unscroll", replaces, "", summary, told, actions, hints, shown_ms]
            )
        )

    @staticmethod
    def _shown(reply: Message) -> Message:
        if reply.message_type is not MessageType.METHOD_RETURN:
            raise Unavailable("no notification server answers", "start one, e.g. dunst")
        return reply

    async def _listen(self) -> None:
        """Hears answers from now on, once a connection."""
        bus = await self._connection()
        if self._listens:
            return
        match = Message(
            "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "AddMatch", signature="s",
            body=[_MATCH],
        )  # fmt: skip
        await self._send(bus, match)
        bus.add_message_handler(self._heard)
        self._listens = True

    def _heard(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL or message.interface != NAME:
            return
        if (message.member, message.signature) not in (("ActionInvoked", "us"), ("NotificationClosed", "uu")):
            return
        number, what = message.body
        question = self._open.get(number)
        if question is None or message.sender != question.server:
            return
        del self._open[number]
        if message.member == "ActionInvoked":
            question.answered(str(what))

    async def _call(self, interface: str, member: str, signature: str, body: list[object]) -> Message:
        return await self._send(
            await self._connection(), Message(NAME, _PATH, interface, member, signature=signature, body=body)
        )

    async def _send(self, bus: MessageBus, message: Message) -> Message:
        try:
            reply = await asyncio.wait_for(bus.call(message), _TIMEOUT_S)
        except (OSError, EOFError, TimeoutError) as gone:
            self.close()
            raise Unavailable("the session bus does not answer", "notifications need a D-Bus session") from gone
        if reply is None:
            raise Unavailable("the session bus does not answer", "notifications need a D-Bus session")
        return reply

    async def _connection(self) -> MessageBus:
        if self._bus is not None and self._bus.connected:
            return self._bus
        self.close()
        try:
            if not self._address:
                raise InvalidAddressError("none")
            self._bus = await asyncio.wait_for(MessageBus(bus_address=self._address).connect(), _TIMEOUT_S)
        except (OSError, EOFError, AuthError, InvalidAddressError, TimeoutError) as gone:
            raise Unavailable("the session bus does not answer", "notifications need a D-Bus session") from gone
        return self._bus


def _escaped(body: str) -> str:
    """As `html.escape`, which would bring thousands of names of characters into memory."""
    return body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
