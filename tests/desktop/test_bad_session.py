"""What a desktop may lack, tried on the running service: one line for each, and it goes on."""

import sys
from pathlib import Path

import pytest
from desktop.running import environment, running

from bench.dbus import buses
from bench.stage import front, openbox, until, x_server, xdotool, xterm

pytestmark = pytest.mark.desktop

LONE = """
import asyncio, os, sys
from pathlib import Path
from unscroll.clock import SystemClock
from unscroll.collectors.registry import COLLECTORS
from unscroll.daemon.service import Service
from unscroll.places import Places
sockets = Path(sys.argv[1])
service = Service(Places.of(os.environ), os.environ, sys.stdout, COLLECTORS, SystemClock(), sockets)
sys.exit(asyncio.run(service.run()))
"""


def lone(tmp_path: Path) -> tuple[str, ...]:
    """The service on a machine whose only X sockets lie in a folder of the test's own."""
    folder = tmp_path / "x"
    folder.mkdir()
    return (sys.executable, "-c", LONE, str(folder))


def not_watched(said: str) -> list[str]:
    return [line.strip() for line in said.splitlines() if line.startswith("  not ")]


def test_no_display(tmp_path):
    with running(environment(tmp_path), lone(tmp_path)) as it:
        (line,) = [line for line in not_watched(it.said) if "x11" in line]
        assert line == (
            "not x11, xinput, pynput, locker: there is no X display."
            " Run `unscroll service attach` inside the desktop session"
        )
        assert "no graphical session here: the socket is served all the same; make demo" in it.said
        assert "there is no X display" in it.standing("x11")["why"]
        assert "nothing here sees focus" in it.doctor()
        assert "Traceback" not in it.said


def test_a_dead_display(tmp_path):
    with running(environment(tmp_path, DISPLAY=":4321"), lone(tmp_path)) as it:
        (line,) = [line for line in not_watched(it.said) if "x11" in line]
        assert "the display :4321 does not answer. Is it running?" in line
        assert "the display :4321 does not answer" in it.doctor()


def test_a_wayland_session_whose_x_display_answers(tmp_path):
    """The compositor's socket is real, so is the X display beside it: X11 must not be read all the same."""
    import socket

    with x_server() as screen, openbox(screen), socket.socket(socket.AF_UNIX) as compositor:
        runtime = tmp_path / "runtime"
        runtime.mkdir(mode=0o700)
        compositor.bind(str(runtime / "wayland-0"))
        compositor.listen()
        env = environment(tmp_path, screen, XDG_RUNTIME_DIR=str(runtime))
        for more in ({"WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "wayland"}, {"DISPLAY": ""}):
            # Second: nobody names any session, as when the unit starts before the desktop: the socket tells.
            with running(env | more) as it:
                (line,) = [line for line in not_watched(it.said) if "x11" in line]
                assert "this is a Wayland session" in line
                assert "XWayland) shows only some of the windows" in line
                assert "the browser extension works there" in line
                assert "this is a Wayland session" in it.doctor()
                assert not it.runs("x11")


def test_no_bus_costs_only_what_needs_it(tmp_path):
    with x_server() as screen, openbox(screen), xterm(screen, "one") as one:
        env = environment(tmp_path, screen, DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent")
        with running(env) as it:
            until(lambda: it.runs("x11", "xinput", "locker"), "the collectors")
            assert "the session bus cannot be reached (nothing listens there). Is D-Bus running?" in it.said
            assert "the system bus cannot be reached (nothing listens there)" in it.said
            front(screen, one)
            xdotool(screen, "key", "a")
            until(lambda: it.seconds() > 0.3, "time that counts")
            assert "[Errno" not in it.said + it.doctor()


def test_a_bus_that_dies_is_said_and_seconds_go_on(tmp_path):
    with (
        x_server() as screen,
        openbox(screen),
        xterm(screen, "one") as one,
        buses() as bus,
        running(environment(tmp_path, screen, bus)) as it,
    ):
        until(lambda: it.runs("x11", "xinput", "savers"), "the collectors")
        bus.kill_session()
        until(lambda: it.standing("savers")["state"] != "running", "that the bus is gone")
        why = it.standing("savers")["why"]
        assert "the session bus went away" in why or "the session bus cannot be reached" in why
        front(screen, one)
        before = it.seconds()
        xdotool(screen, "key", "a")
        until(lambda: it.seconds() > before, "time that counts")
        assert "Traceback" not in it.said


def test_no_extension_is_said_with_the_mend(tmp_path):
    with running(environment(tmp_path), lone(tmp_path)) as it:
        assert "not browser: no browser's extension is connected. Run unscroll setup" in it.said
        assert "no browser's extension is connected. Run unscroll setup" in it.doctor()
