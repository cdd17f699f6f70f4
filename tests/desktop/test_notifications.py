"""One line at a real notification server."""

import asyncio
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.dbus import buses, owned
from bench.stage import openbox, program, until, x_server
from unscroll.daemon.notifications import NAME, Notifications
from unscroll.errors import Unavailable

pytestmark = pytest.mark.desktop

SERVER = Path(__file__).with_name("notification_server.py")


@contextmanager
def tiny_server(address, *words):
    """The server of notification_server.py; gives the lines that it was shown."""
    with subprocess.Popen([sys.executable, SERVER, address, *words], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout.readline() == "ready\n"
        try:
            yield child.stdout
        finally:
            child.terminate()


def say(address, *lines):
    async def play():
        notifications = Notifications(address)
        try:
            return [await notifications.say(line) for line in lines]
        finally:
            notifications.close()

    return asyncio.run(play())


def test_a_line_reaches_the_server():
    with buses() as bus, tiny_server(bus.session) as shown:
        say(bus.session, "1 h of 2 h on feeds today, 1 h left.")
        assert shown.readline() == "unscroll|1 h of 2 h on feeds today, 1 h left.|\n"


def test_do_not_disturb_is_seen():
    async def asked(address):
        notifications = Notifications(address)
        try:
            return await notifications.inhibited()
        finally:
            notifications.close()

    with buses() as bus:
        with tiny_server(bus.session):
            assert asyncio.run(asked(bus.session)) is False
        with tiny_server(bus.session, "inhibited"):
            assert asyncio.run(asked(bus.session)) is True


def test_dunst_shows_it():
    with buses() as bus, x_server() as screen, openbox(screen):
        env = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus.session, "DISPLAY": screen.display}
        env["XAUTHORITY"] = screen.xauthority
        with program("dunst", env=env):
            until(lambda: owned(bus.session, NAME), "dunst on the bus")
            (number,) = say(bus.session, "your report of Sunday is ready")
            assert number > 0


def test_without_a_server_or_a_bus_it_is_a_sentence_and_no_crash():
    with buses() as bus:
        for address in (bus.session, "", "unix:path=/nowhere"):
            with pytest.raises(Unavailable):
                say(address, "x")


def test_a_server_that_came_back_is_found():
    async def play(address):
        notifications = Notifications(address)
        with tiny_server(address) as shown:
            await notifications.say("one")
            assert "one" in shown.readline()
        with pytest.raises(Unavailable):
            await notifications.say("two")
        with tiny_server(address) as shown:
            await notifications.say("three")
            assert "three" in shown.readline()
        notifications.close()

    with buses() as bus:
        asyncio.run(play(bus.session))
