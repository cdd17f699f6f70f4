"""The environment of the systemd user manager, into which desktops put DISPLAY and its like."""

from collections.abc import Callable

from unscroll.collectors.bus import Bus
from unscroll.collectors.contract import SourceLost
from unscroll.errors import Unavailable

SYSTEMD, PATH = "org.freedesktop.systemd1", "/org/freedesktop/systemd1"
MANAGER = f"{SYSTEMD}.Manager"
TARGET = "graphical-session.target"


class UserManager:
    """Asked over the session bus; `on_change` hints that asking again may be worth it.

    The manager does not signal changes of its environment. What it does signal is the start and end of the graphical
    session's target, to those who subscribe.
    """

    def __init__(self, bus_address: str, on_change: Callable[[], None]) -> None:
        self._address = bus_address
        self._on_change = on_change
        self._bus: Bus | None = None

    async def environment(self) -> dict[str, str]:
        """What the manager would give to a unit; empty where there is no manager. Connects where it has to."""
        try:
            bus = self._bus or await self._connect()
            listed = await bus.value(SYSTEMD, PATH, MANAGER, "Environment")
        except (Unavailable, SourceLost, TimeoutError):
            await self.close()
            return {}
        return dict(pair.split("=", 1) for pair in listed or () if "=" in pair)

    async def close(self) -> None:
        """Lets go of the bus; may be called twice."""
        if self._bus is not None:
            await self._bus.close()
            self._bus = None

    async def _connect(self) -> Bus:
        bus = await Bus.open(self._address, "session bus")
        self._bus = bus
        bus.on_lost = lambda lost: self._forget()
        bus.on_signal = lambda message: self._on_change()
        await bus.match(f"sender='{SYSTEMD}',interface='{MANAGER}',member='JobRemoved',arg2='{TARGET}'")
        await bus.match(f"sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='{SYSTEMD}'")
        await bus.call(SYSTEMD, PATH, MANAGER, "Subscribe")
        return bus

    def _forget(self) -> None:
        self._bus = None
        self._on_change()
