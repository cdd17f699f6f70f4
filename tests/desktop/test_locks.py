"""Locks and sleep as the desktop tells them, or does not. Needs xvfb, openbox, i3, i3lock, dbus, python3-dbusmock."""

import asyncio
from contextlib import ExitStack
from pathlib import Path

import pytest
from watching import means, session_of, watching

from bench import dbus, stage
from unscroll.collectors import logind
from unscroll.collectors.locker import open_locker
from unscroll.collectors.logind import open_logind
from unscroll.collectors.savers import open_savers
from unscroll.errors import Unavailable
from unscroll.sighting import Session, SessionState

pytestmark = pytest.mark.desktop

LOCKED = Session(SessionState.LOCKED)


@pytest.fixture(scope="module")
def screen():
    with stage.x_server() as screen, stage.openbox(screen):
        yield screen


@pytest.fixture
def bus():
    with dbus.buses() as bus, dbus.logind(bus):
        yield bus


async def off_loop(step, *arguments):
    return await asyncio.to_thread(step, *arguments)


def test_a_bare_i3lock_is_seen_to_come_and_to_go(screen):
    async def test():
        with ExitStack() as stack:
            async with watching(await open_locker(session_of(screen), means())) as watcher:
                assert watcher.seen == []
                locker = await off_loop(stack.enter_context, stage.i3lock(screen))
                await watcher.until(lambda: watcher.seen, "the lock")
                assert watcher.seen[0].fact == LOCKED
                stage.end(locker)
                await watcher.until(lambda: watcher.seen[-1].span.length_ms > 0, "the unlock")
                assert not watcher.collector.locked
                count = len(watcher.seen)
                await watcher.collector.prove()
                assert len(watcher.seen) == count

    asyncio.run(test())


def test_a_locker_that_was_there_before_is_seen(screen):
    async def test():
        with stage.i3lock(screen):
            async with watching(await open_locker(session_of(screen), means())) as watcher:
                await watcher.until(lambda: watcher.seen, "the lock")

    asyncio.run(test())


def test_a_full_screen_window_is_no_locker(screen):
    """openbox's frame of a full-screen window is override-redirect and covers the screen, as a locker does."""

    async def test():
        async with watching(await open_locker(session_of(screen), means())) as watcher:
            with stage.xterm(screen, "film", "Film") as window:
                await off_loop(stage.full_screen, screen, window)
                await asyncio.sleep(0.4)
                await watcher.collector.prove()
                assert watcher.seen == []

    asyncio.run(test())


def test_under_i3_full_screen_is_no_locker_and_i3lock_is(tmp_path):
    async def test():
        config = tmp_path / "config"
        config.write_text(f"font pango:monospace 8\nipc-socket {tmp_path}/i3.sock\n")
        with stage.x_server() as screen:
            screen.more["HOME"] = str(tmp_path)
            with stage.program("i3", "-c", str(config), env=screen.env), stage.xterm(screen, "film", "Film") as window:
                async with watching(await open_locker(session_of(screen), means())) as watcher:
                    await off_loop(stage.full_screen, screen, window)
                    await asyncio.sleep(0.5)
                    await watcher.collector.prove()
                    assert watcher.seen == []
                    with stage.i3lock(screen):
                        await watcher.until(lambda: watcher.seen, "the lock")

    asyncio.run(test())


def test_the_locked_hint_locks_and_unlocks(bus):
    async def test():
        async with watching(await open_logind(session_of(bus=bus), means())) as watcher:
            await off_loop(dbus.set_property, bus, dbus.LOGIN_SESSION_INTERFACE, "LockedHint", "<true>")
            await watcher.until(lambda: watcher.seen, "the lock")
            assert watcher.seen[0].fact == LOCKED
            await off_loop(dbus.set_property, bus, dbus.LOGIN_SESSION_INTERFACE, "LockedHint", "<false>")
            await watcher.until(lambda: watcher.seen[-1].span.length_ms > 0, "the unlock")
            count = len(watcher.seen)
            await watcher.collector.prove()
            assert len(watcher.seen) == count

    asyncio.run(test())


def emit_session(bus, name):
    dbus.gdbus(
        bus.system,
        dbus.LOGIN,
        dbus.LOGIN_SESSION,
        f"{dbus.MOCK}.EmitSignal",
        dbus.LOGIN_SESSION_INTERFACE,
        name,
        "",
        "[]",
    )


def test_a_lock_signal_locks_at_once_and_unlock_ends_it(bus):
    async def test():
        async with watching(await open_logind(session_of(bus=bus), means())) as watcher:
            await off_loop(emit_session, bus, "Lock")
            await watcher.until(lambda: watcher.seen, "the lock")
            await off_loop(emit_session, bus, "Unlock")
            await watcher.until(lambda: watcher.seen[-1].span.length_ms > 0, "the unlock")

    asyncio.run(test())


def test_a_lock_signal_that_no_locker_answers_does_not_lock_for_ever(bus, monkeypatch):
    async def test():
        monkeypatch.setattr(logind, "ASKED_S", 0.3)
        async with watching(await open_logind(session_of(bus=bus), means())) as watcher:
            await off_loop(emit_session, bus, "Lock")
            await watcher.until(lambda: len(watcher.seen) > 1, "the end of an unanswered lock")
            assert watcher.seen[-1].span.length_ms >= 250

    asyncio.run(test())


def test_what_was_seen_is_written_before_sleep_and_the_delay_taken_anew(bus):
    async def test():
        written = asyncio.Event()
        held = []

        async def before_sleep():
            held.append(watcher.collector.sleep.held)
            written.set()

        def sleep(begins):
            dbus.emit(
                bus.system,
                dbus.LOGIN,
                dbus.LOGIN_PATH,
                f"{dbus.LOGIN}.Manager",
                "PrepareForSleep",
                "b",
                f"[<{begins}>]",
            )

        async with watching(await open_logind(session_of(bus=bus), means(before_sleep=before_sleep))) as watcher:
            assert watcher.collector.sleep.held
            await off_loop(sleep, "true")
            await asyncio.wait_for(written.wait(), 5)
            assert held == [True]
            await off_loop(stage.until, lambda: not watcher.collector.sleep.held, "the delay let go of")
            await off_loop(sleep, "false")
            await off_loop(stage.until, lambda: watcher.collector.sleep.held, "another delay")

    asyncio.run(test())


def test_the_delay_leaves_no_open_file(bus):
    async def test():
        before = set(Path("/proc/self/fd").iterdir())
        collector = await open_logind(session_of(bus=bus), means())
        await collector.close()
        await asyncio.sleep(0.1)
        return len(set(Path("/proc/self/fd").iterdir()) - before)

    async def twice():
        await test()
        assert await test() == 0

    asyncio.run(twice())


def test_a_system_bus_without_logind_is_refused():
    async def test():
        with dbus.buses() as bus, pytest.raises(Unavailable, match="logind does not run"):
            await open_logind(session_of(bus=bus), means())

    asyncio.run(test())


@pytest.mark.parametrize("name", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_a_screen_saver_locks_and_its_end_unlocks(bus, name):
    async def test():
        path = "/" + name.replace(".", "/")
        async with watching(await open_savers(session_of(bus=bus), means())) as watcher:
            with dbus.mock(bus.session, name, path, name):
                await off_loop(dbus.emit, bus.session, name, path, name, "ActiveChanged", "b", "[<true>]")
                await watcher.until(lambda: watcher.seen, "the lock")
                assert watcher.seen[0].fact == LOCKED
            await watcher.until(lambda: watcher.seen[-1].span.length_ms > 0, "the saver that left")

    asyncio.run(test())
