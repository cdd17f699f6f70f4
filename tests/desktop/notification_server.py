# ruff: noqa: F821, F722
"""A small notification server: writes each line it is shown to its standard output.

Words after the address: `inhibited`; `plain`: it knows neither markup nor actions; `press=KEY` presses that answer of
each question, half a second after it was shown.
"""

import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from dbus_fast import PropertyAccess
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_property, method, signal

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


class Notifications(ServiceInterface):
    def __init__(self, words: list[str]) -> None:
        super().__init__(NAME)
        self.count, self.words = 0, words
        self.press = next((word.removeprefix("press=") for word in words if word.startswith("press=")), "")
        self.later: asyncio.Task[None] | None = None

    @method()
    def Notify(
        self, app: "s", replaces: "u", icon: "s", summary: "s", body: "s", actions: "as", hints: "a{sv}", ms: "i"
    ) -> "u":
        self.count += 1
        print("|".join((app, summary, body, *actions)).replace("\n", "\\n"), flush=True)
        if actions and self.press:
            self.later = asyncio.create_task(self.answer(self.count, self.press))
        return replaces or self.count

    @method()
    def GetCapabilities(self) -> "as":
        return ["body"] if "plain" in self.words else ["body", "body-markup", "actions"]

    @dbus_property(access=PropertyAccess.READ)
    def Inhibited(self) -> "b":
        return "inhibited" in self.words

    @signal()
    def ActionInvoked(self, number: "u", key: "s") -> "us":
        return [number, key]

    @signal()
    def NotificationClosed(self, number: "u", why: "u") -> "uu":
        return [number, why]

    async def answer(self, number: int, key: str) -> None:
        await asyncio.sleep(0.5)
        self.ActionInvoked(number, key)
        self.NotificationClosed(number, 2)


@contextmanager
def tiny_server(address: str, *words: str) -> Iterator[IO[str]]:
    """This file as a process on a bus; gives the lines that it was shown."""
    with subprocess.Popen([sys.executable, __file__, address, *words], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        try:
            yield child.stdout
        finally:
            child.terminate()


async def main() -> None:
    bus = await MessageBus(bus_address=sys.argv[1]).connect()
    bus.export(PATH, Notifications(sys.argv[2:]))
    await bus.request_name(NAME)
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
