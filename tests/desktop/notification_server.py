# ruff: noqa: F821, F722
"""A notification server of thirty lines: writes each line it is shown to its standard output."""

import asyncio
import sys

from dbus_fast import PropertyAccess
from dbus_fast.aio import MessageBus
from dbus_fast.service import ServiceInterface, dbus_property, method

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


class Notifications(ServiceInterface):
    def __init__(self, inhibited: bool) -> None:
        super().__init__(NAME)
        self.count, self.inhibited = 0, inhibited

    @method()
    def Notify(
        self, app: "s", replaces: "u", icon: "s", summary: "s", body: "s", actions: "as", hints: "a{sv}", ms: "i"
    ) -> "u":
        self.count += 1
        print(f"{app}|{summary}|{body}", flush=True)
        return replaces or self.count

    @dbus_property(access=PropertyAccess.READ)
    def Inhibited(self) -> "b":
        return self.inhibited


async def main() -> None:
    bus = await MessageBus(bus_address=sys.argv[1]).connect()
    bus.export(PATH, Notifications("inhibited" in sys.argv))
    await bus.request_name(NAME)
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
