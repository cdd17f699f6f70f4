"""The desktop session is found among those who name it, and followed."""

import asyncio
import socket
from contextlib import asynccontextmanager, closing, contextmanager

import pytest
from support.served import Sources, served

from unscroll.daemon.desktop import Desktop, session_of

OWN = {"XDG_RUNTIME_DIR": "/run/user/7", "HOME": "/home/z", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}


@contextmanager
def listening(path):
    with closing(socket.socket(socket.AF_UNIX)) as server:
        server.bind(str(path))
        server.listen()
        yield
    path.unlink(missing_ok=True)


@asynccontextmanager
async def following(desktop):
    """The iterator of a desktop's sessions, with a deadline on each step."""
    sessions = desktop.sessions()

    async def following_one():
        return await asyncio.wait_for(anext(sessions), 5)

    try:
        yield following_one
    finally:
        await sessions.aclose()


@pytest.mark.parametrize(
    ("environment", "kind"),
    [
        ({}, "tty"),
        ({"DISPLAY": ":1"}, "x11"),
        ({"DISPLAY": ":1", "XDG_SESSION_TYPE": "tty"}, "x11"),
        ({"DISPLAY": ":1", "WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
        ({"DISPLAY": ":1", "WAYLAND_DISPLAY": "wayland-0", "XDG_SESSION_TYPE": "x11"}, "x11"),
        ({"DISPLAY": ":1", "XDG_SESSION_TYPE": "wayland"}, "wayland"),
        ({"XDG_SESSION_TYPE": "x11"}, "tty"),
    ],
)
def test_the_kind_of_session(environment, kind):
    assert session_of(environment, OWN).kind == kind


def test_what_a_session_does_not_say_is_the_daemons_own():
    session = session_of({"DISPLAY": ":1"}, {"XDG_RUNTIME_DIR": "/run/user/7", "HOME": "/home/z"})
    assert session.xauthority == "/home/z/.Xauthority"
    assert session.session_bus == "unix:path=/run/user/7/bus"
    assert session_of({"DISPLAY": ":1", "XAUTHORITY": "/x"}, OWN).xauthority == "/x"


def test_the_first_display_that_answers_is_taken(tmp_path):
    async def test():
        desktop = Desktop({**OWN, "DISPLAY": ":4"}, uid=-1, sockets=tmp_path)
        with listening(tmp_path / "X4"):
            desktop.attach({"DISPLAY": ":9", "LD_PRELOAD": "x"})
            assert (await desktop.find()).display == ":4"
            with listening(tmp_path / "X9"):
                assert (await desktop.find()).display == ":9"
        assert (await desktop.find()).kind == "tty"

    asyncio.run(test())


def test_a_named_display_that_does_not_answer_is_said_where_another_is_watched(tmp_path):
    async def test():
        with listening(tmp_path / "X4"):
            uid = (tmp_path / "X4").stat().st_uid
            desktop = Desktop({**OWN, "DISPLAY": ":9"}, uid, tmp_path)
            assert (await desktop.find()).display == ":4"
            assert desktop.trouble == "the display :9 does not answer: :4 is watched instead"
            desktop.attach({"WAYLAND_DISPLAY": "wayland-0"})
            await desktop.find()
            assert desktop.trouble == "the display wayland-0 does not answer: :4 is watched instead"
            desktop.attach({"DISPLAY": ":4"})
            assert (await desktop.find()).display == ":4"
            assert desktop.trouble == ""

    asyncio.run(test())


def test_status_names_the_display_that_does_not_answer(tmp_path):
    async def test():
        with listening(tmp_path / "X4"):
            async with served(tmp_path, Sources()) as it:
                desktop = it.service._desktop
                desktop._sockets, desktop._uid = tmp_path, (tmp_path / "X4").stat().st_uid
                desktop.attach({"DISPLAY": ":9"})
                await it.until(lambda: desktop.trouble, "that it was looked for")
                assert (await it.wire.ask("status"))["troubles"] == [desktop.trouble]

    asyncio.run(test())


def test_a_socket_of_another_user_is_left_alone(tmp_path):
    async def test():
        with listening(tmp_path / "X4"):
            uid = (tmp_path / "X4").stat().st_uid
            assert (await Desktop(OWN, uid, tmp_path).find()).display == ":4"
            assert (await Desktop(OWN, uid + 1, tmp_path).find()).kind == "tty"

    asyncio.run(test())


def test_a_display_that_starts_stops_and_starts_again_is_followed(tmp_path):
    async def test():
        desktop = Desktop({**OWN, "DISPLAY": ":4"}, uid=-1, sockets=tmp_path)
        async with following(desktop) as following_one:
            assert (await following_one()).kind == "tty"
            with listening(tmp_path / "X4"):
                assert (await following_one()).display == ":4"
            assert (await following_one()).kind == "tty"
            with listening(tmp_path / "X4"):
                assert (await following_one()).display == ":4"

    asyncio.run(test())


def test_a_display_replaced_in_silence_is_told_again(tmp_path):
    """As after kill -9 and a new start: nobody saw the end."""

    async def test():
        desktop = Desktop({**OWN, "DISPLAY": ":4"}, uid=-1, sockets=tmp_path)
        with listening(tmp_path / "X5"):
            (tmp_path / "X5").rename(tmp_path / "X4")
            async with following(desktop) as following_one:
                first = await following_one()
                with listening(tmp_path / "X6"):
                    (tmp_path / "X6").rename(tmp_path / "X4")
                    assert await following_one() == first

    asyncio.run(test())


def test_the_folder_of_sockets_may_come_later(tmp_path):
    async def test():
        sockets = tmp_path / "later"
        async with following(Desktop({**OWN, "DISPLAY": ":4"}, -1, sockets)) as following_one:
            assert (await following_one()).kind == "tty"
            sockets.mkdir()
            with listening(sockets / "X4"):
                assert (await following_one()).display == ":4"

    asyncio.run(test())


def test_a_folder_of_sockets_that_is_made_anew_is_followed(tmp_path):
    async def test():
        sockets = tmp_path / "again"
        sockets.mkdir()
        async with following(Desktop({**OWN, "DISPLAY": ":4"}, -1, sockets)) as following_one:
            assert (await following_one()).kind == "tty"
            for _ in range(2):
                with listening(sockets / "X4"):
                    assert (await following_one()).display == ":4"
                assert (await following_one()).kind == "tty"
                sockets.rmdir()
                await asyncio.sleep(0.05)
                sockets.mkdir()

    asyncio.run(test())


def test_attach_is_heard_at_once(tmp_path):
    async def test():
        desktop = Desktop(OWN, uid=-1, sockets=tmp_path)
        with listening(tmp_path / "X2"):
            async with following(desktop) as following_one:
                assert (await following_one()).kind == "tty"
                desktop.attach({"DISPLAY": ":2", "XAUTHORITY": "/c", "XDG_SESSION_TYPE": "x11"})
                assert (await following_one()).xauthority == "/c"

    asyncio.run(test())
