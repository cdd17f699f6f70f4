"""One line at a real notification server."""

import asyncio
import os

import pytest
from dbus_fast import Message, MessageType
from dbus_fast.aio import MessageBus
from desktop.notification_server import tiny_server

from bench.dbus import buses, owned
from bench.stage import openbox, program, until, x_server
from unscroll.daemon.notifications import NAME, Notifications
from unscroll.errors import Unavailable

pytestmark = pytest.mark.desktop


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


ANSWERS = {"happened": "It happened", "fell_through": "It did not"}


async def asked(address, meanwhile=None):
    """What was answered to one question within a second."""
    notifications, heard = Notifications(address), []
    try:
        assert await notifications.welcome()
        await notifications.ask("Did the coffee with Zoë happen?", "unscroll plan", ANSWERS, heard.append)
        if meanwhile:
            await meanwhile(notifications)
        for _ in range(20):
            if not heard:
                await asyncio.sleep(0.05)
        return heard
    finally:
        notifications.close()


def test_an_answer_in_the_notification_comes_back():
    with buses() as bus, tiny_server(bus.session, "press=fell_through") as shown:
        assert asyncio.run(asked(bus.session)) == ["fell_through"]
        line = "unscroll|Did the coffee with Zoë happen?|unscroll plan|happened|It happened|fell_through|It did not\n"
        assert shown.readline() == line


def test_a_server_without_answers_shows_the_question_alone():
    with buses() as bus, tiny_server(bus.session, "plain", "press=happened") as shown:
        assert asyncio.run(asked(bus.session)) == []
        assert shown.readline() == "unscroll|Did the coffee with Zoë happen?|unscroll plan\n"


def test_nobody_but_the_server_can_answer():
    async def forge(notifications):
        other = await MessageBus(bus_address=notifications._address).connect()
        forged = {"signature": "us", "body": [1, "happened"], "destination": notifications._bus.unique_name}
        path = "/org/freedesktop/Notifications"
        await other.send(
            Message(message_type=MessageType.SIGNAL, path=path, interface=NAME, member="ActionInvoked", **forged)
        )
        other.disconnect()

    with buses() as bus, tiny_server(bus.session):
        assert asyncio.run(asked(bus.session, forge)) == []


@pytest.mark.parametrize(("words", "shown_as"), [((), "Zoë &lt;b&gt;: 3 &amp; 4"), (("plain",), "Zoë <b>: 3 & 4")])
def test_a_body_is_text_where_the_server_reads_markup(words, shown_as):
    async def play(address):
        notifications = Notifications(address)
        assert await notifications.welcome()
        await notifications.say("In case you want to reach out", "Zoë <b>: 3 & 4")
        notifications.close()

    with buses() as bus, tiny_server(bus.session, *words) as shown:
        asyncio.run(play(bus.session))
        assert shown.readline() == f"unscroll|In case you want to reach out|{shown_as}\n"
