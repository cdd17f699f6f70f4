"""Probing: opens each collector once, to say whether it can run here."""

import asyncio
from collections.abc import Mapping

from unscroll.clock import SystemClock
from unscroll.collectors.bus import Bus
from unscroll.collectors.contract import DesktopSession, Means
from unscroll.collectors.registry import COLLECTORS, Entry
from unscroll.errors import Unavailable

_NOTIFICATIONS = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications", "org.freedesktop.Notifications")


def probe(env: Mapping[str, str]) -> list[dict[str, str]]:
    """`{name, track, state, why}` of every collector, as `status` tells it, and the mend."""
    return asyncio.run(_all(session_of(env)))


def session_of(env: Mapping[str, str]) -> DesktopSession:
    """The session that this command runs in."""
    wayland, display = env.get("WAYLAND_DISPLAY", ""), env.get("DISPLAY", "")
    return DesktopSession(
        kind="wayland" if wayland else "x11" if display else "tty",
        display=display,
        xauthority=env.get("XAUTHORITY", ""),
        wayland_display=wayland,
        runtime_dir=env.get("XDG_RUNTIME_DIR", ""),
        session_bus=_session_bus(env),
        system_bus=env.get("DBUS_SYSTEM_BUS_ADDRESS", ""),
        session_id=env.get("XDG_SESSION_ID", ""),
    )


def _session_bus(env: Mapping[str, str]) -> str:
    runtime = env.get("XDG_RUNTIME_DIR", "")
    return env.get("DBUS_SESSION_BUS_ADDRESS", "") or (f"unix:path={runtime}/bus" if runtime else "")


async def _all(session: DesktopSession) -> list[dict[str, str]]:
    clock = SystemClock()
    means = Means(clock, lambda: clock.read().wall_ms, lambda app, title: None)
    return [await _one(entry, session, means) for entry in COLLECTORS]


async def _one(entry: Entry, session: DesktopSession, means: Means) -> dict[str, str]:
    standing = {"name": entry.name, "track": str(entry.track)}
    try:
        collector = await entry.open(session, means)
    except Unavailable as why:
        return {**standing, "state": "unavailable", "why": why.message, "mend": why.hint}
    await collector.close()
    return {**standing, "state": "running", "why": ""}


def notification_server(env: Mapping[str, str]) -> str:
    """The name of the desktop's notification server; `Unavailable` where there is none."""
    return asyncio.run(_server(_session_bus(env)))


async def _server(address: str) -> str:
    bus = await Bus.open(address, "session bus")
    try:
        reply = await bus.call(*_NOTIFICATIONS, "GetServerInformation")
    except TimeoutError:
        reply = None
    finally:
        await bus.close()
    if reply is None:
        raise Unavailable("nobody shows notifications here", "start a notification server, such as dunst")
    return f"shown by {reply.body[0]}"
