"""The desktop session on real X servers and a real bus. Needs xvfb, openbox, xterm, dbus, python3-dbusmock."""

import asyncio
import os
import signal
import time
from contextlib import ExitStack

import pytest
from watching import means, session_of, watching

from bench import dbus, stage
from unscroll.collectors.registry import COLLECTORS, groups
from unscroll.daemon.desktop import Desktop
from unscroll.daemon.user_manager import MANAGER, PATH, SYSTEMD
from unscroll.errors import Unavailable

pytestmark = pytest.mark.desktop

WINDOWS = next(group for group in groups() if group[0].name == "x11")


async def open_group(group, session, means):
    """The first of a group that opens, and why those before it refused; None where all refused."""
    refusals = []
    for entry in group:
        try:
            return await entry.open(session, means), refusals
        except Unavailable as why:
            refusals.append((entry.name, why))
    return None, refusals


async def supervise(desktop, opened):
    """What the daemon does with sessions: opens the group, again after pauses while it is refused."""
    async for session in desktop.sessions():
        for pause_s in (0, 0.5, 1):
            await asyncio.sleep(pause_s)
            collector, _ = await open_group(WINDOWS, session, means())
            if collector is not None:
                opened.put_nowait(collector)
                break


def free_number():
    return next(n for n in range(300, 500) if not os.path.lexists(f"/tmp/.X11-unix/X{n}"))


def test_started_before_x_it_sees_the_first_window_within_5_s_and_again_after_x_was_killed(tmp_path):
    async def test():
        number = free_number()
        own = {
            "DISPLAY": f":{number}",
            "XAUTHORITY": str(tmp_path / "Xauthority"),
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent",
        }
        desktop = Desktop(own, uid=-1)
        opened = asyncio.Queue()
        supervisor = asyncio.create_task(supervise(desktop, opened))
        for _ in range(2):
            assert opened.empty()
            began_s = time.monotonic()
            with ExitStack() as stack:
                start = asyncio.create_task(asyncio.to_thread(start_desktop, stack, number, tmp_path))
                async with watching(await asyncio.wait_for(opened.get(), 10)) as watcher:
                    await watcher.until(lambda watcher=watcher: watcher.seen, "a window")
                    print(f"first window {time.monotonic() - began_s:.2f} s after the start of X")
                    assert time.monotonic() - began_s < 5
                    screen = await start
                    os.kill(screen.server.pid, signal.SIGKILL)
                    await watcher.until(lambda watcher=watcher: watcher.over, "the end")
                    desktop.look_again()
        supervisor.cancel()
        await asyncio.gather(supervisor, return_exceptions=True)
        await desktop.close()

    asyncio.run(test())


def start_desktop(stack, number, folder):
    """X, then a window manager, then a window, as at a login."""
    screen = stack.enter_context(stage.x_server(number, folder=folder))
    stack.enter_context(stage.openbox(screen))
    stack.enter_context(stage.xterm(screen, "first", "First"))
    return screen


async def until_display(sessions, display):
    while (found := await anext(sessions)).display != display or found.kind != "x11":
        pass


def test_x_killed_and_started_again_on_the_same_display_is_told(tmp_path):
    async def test():
        number = free_number()
        own = {"DISPLAY": f":{number}", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent", "HOME": str(tmp_path)}
        sessions = Desktop(own, uid=-1).sessions()
        first = await anext(sessions)
        assert (first.kind, first.display) == ("tty", f":{number}")
        for _ in range(2):
            following = asyncio.create_task(until_display(sessions, f":{number}"))
            with ExitStack() as stack:
                screen = await asyncio.to_thread(stack.enter_context, stage.x_server(number))
                await asyncio.wait_for(following, 5)
                os.kill(screen.server.pid, signal.SIGKILL)
        await sessions.aclose()

    asyncio.run(test())


def test_the_user_managers_environment_names_the_display(tmp_path):
    async def test():
        with (
            dbus.buses() as bus,
            stage.x_server() as screen,
            dbus.mock(bus.session, SYSTEMD, PATH, MANAGER),
        ):
            listed = f"<['DISPLAY={screen.display}', 'XAUTHORITY={screen.xauthority}', 'LANG=C=D']>"
            dbus.gdbus(bus.session, SYSTEMD, PATH, f"{dbus.MOCK}.AddProperty", MANAGER, "Environment", listed)
            own = {"DBUS_SESSION_BUS_ADDRESS": bus.session, "HOME": str(tmp_path)}
            desktop = Desktop(own, uid=-1)
            session = await desktop.find()
            assert (session.display, session.xauthority) == (screen.display, screen.xauthority)
            bus.kill_session()
            await asyncio.sleep(0.1)
            assert (await desktop.find()).kind == "tty"
            await desktop.close()

    asyncio.run(test())


def test_pynput_takes_over_where_xinput_is_missing(monkeypatch):
    async def test():
        from Xlib.ext import xinput

        with stage.x_server() as screen:
            monkeypatch.setattr(xinput, "extname", "XInputThatIsNotThere")
            group = next(group for group in groups(COLLECTORS) if group[0].name == "xinput")
            collector, refusals = await open_group(group, session_of(screen), means())
            assert [name for name, _ in refusals] == ["xinput"]
            assert collector is not None
            assert collector.name == "pynput"
            await collector.close()

    asyncio.run(test())
