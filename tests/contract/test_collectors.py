"""Every collector keeps the contract of collectors/contract.py: on the real source, and the in-memory fake."""

import asyncio
import dataclasses
import os
import signal
from contextlib import ExitStack
from typing import Any

import pytest
from watching import means, now_ms, session_of, wake_ups_in, watching

from bench import dbus, stage
from unscroll.collectors.contract import DesktopSession, SourceLost
from unscroll.collectors.fake import open_fake
from unscroll.collectors.locker import open_locker
from unscroll.collectors.logind import open_logind
from unscroll.collectors.pynput_input import open_pynput
from unscroll.collectors.savers import open_savers
from unscroll.collectors.x11 import open_x11
from unscroll.collectors.xinput import open_xinput
from unscroll.errors import Unavailable
from unscroll.sighting import Focus, Sighting
from unscroll.surface import Surface

SECRET = "Zoë and the 17 secrets"


class Scene:
    """A source with its collector: `stir` makes it tell something, `kill` ends it."""

    instants = False
    "Sightings of instants need no proof, and a proof adds nothing."
    patience = 1.0
    "What no machine is behind wakes up at once or never."

    def __init__(self, stack: ExitStack) -> None: ...

    session = DesktopSession()
    bare = DesktopSession()
    opens: Any

    async def stir(self, collector: Any) -> None: ...
    def kill(self, collector: Any) -> None: ...


class Fake(Scene):
    patience = 0.2
    opens = staticmethod(open_fake)
    session = DesktopSession(kind="x11")

    async def stir(self, collector):
        collector.becomes(Focus(Surface("none", "window", "none", app="XTerm")))

    def kill(self, collector):
        collector.dies()


class OnX(Scene):
    def __init__(self, stack):
        self.screen = stack.enter_context(stage.x_server())
        stack.enter_context(stage.openbox(self.screen))
        self.window = stack.enter_context(stage.xterm(self.screen, SECRET))
        self.session = session_of(self.screen)

    def kill(self, collector):
        os.kill(self.screen.server.pid, signal.SIGKILL)


class X11(OnX):
    opens = staticmethod(open_x11)

    async def stir(self, collector):
        await asyncio.to_thread(stage.front, self.screen, self.window)


class XInput(OnX):
    opens = staticmethod(open_xinput)
    instants = True

    async def stir(self, collector):
        await asyncio.to_thread(stage.xdotool, self.screen, "key", "a")


class Pynput(XInput):
    opens = staticmethod(open_pynput)


class Locker(OnX):
    opens = staticmethod(open_locker)

    def __init__(self, stack):
        super().__init__(stack)
        self.stack = stack

    async def stir(self, collector):
        await asyncio.to_thread(lambda: self.stack.enter_context(stage.i3lock(self.screen)))


class OnBus(Scene):
    def __init__(self, stack):
        self.bus = stack.enter_context(dbus.buses())
        self.session = session_of(bus=self.bus)
        self.bare = dataclasses.replace(
            DesktopSession(), session_bus="unix:path=/nonexistent", system_bus="unix:path=/nonexistent"
        )


class Logind(OnBus):
    opens = staticmethod(open_logind)

    def __init__(self, stack):
        super().__init__(stack)
        stack.enter_context(dbus.logind(self.bus))

    async def stir(self, collector):
        await asyncio.to_thread(dbus.set_property, self.bus, dbus.LOGIN_SESSION_INTERFACE, "LockedHint", "<true>")

    def kill(self, collector):
        self.bus.kill_system()


class Savers(OnBus):
    opens = staticmethod(open_savers)
    NAME, PATH = "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"

    def __init__(self, stack):
        super().__init__(stack)
        stack.enter_context(dbus.mock(self.bus.session, self.NAME, self.PATH, self.NAME))
        dbus.gdbus(
            self.bus.session,
            self.NAME,
            self.PATH,
            f"{dbus.MOCK}.AddMethod",
            self.NAME,
            "GetActive",
            "",
            "b",
            "ret = True",
        )

    async def stir(self, collector):
        await asyncio.to_thread(
            dbus.emit, self.bus.session, self.NAME, self.PATH, self.NAME, "ActiveChanged", "b", "[<true>]"
        )

    def kill(self, collector):
        self.bus.kill_session()


REAL = [pytest.param(kind, marks=pytest.mark.desktop) for kind in (X11, XInput, Pynput, Locker, Logind, Savers)]


@pytest.fixture(params=[Fake, *REAL], ids=lambda kind: kind.__name__.lower())
def scene(request):
    with ExitStack() as stack:
        yield request.param(stack)


def run(test):
    async def bounded():
        async with asyncio.timeout(25):
            await test

    asyncio.run(bounded())


def test_sightings_vouch_backwards_only_and_proof_extends_them_to_now(scene):
    async def test():
        async with watching(await scene.opens(scene.session, means())) as watcher:
            await scene.stir(watcher.collector)
            await watcher.until(lambda: watcher.seen, "a first sighting")
            before_ms = now_ms()
            await asyncio.sleep(0.05)
            await watcher.collector.prove()
            if not scene.instants:
                await watcher.until(lambda: watcher.seen[-1].span.end_ms > before_ms, "a sighting up to the proof")
            for seen in watcher.seen:
                assert isinstance(seen, Sighting)
                assert seen.source == watcher.collector.name
                assert seen.fact.track == watcher.collector.track
                assert seen.span.end_ms <= now_ms()
            first = min(seen.span.start_ms for seen in watcher.seen)
            assert now_ms() - first < 25_000

    run(test())


def test_nothing_raw_leaves_the_collector(scene):
    async def test():
        async with watching(await scene.opens(scene.session, means())) as watcher:
            await scene.stir(watcher.collector)
            await watcher.until(lambda: watcher.seen, "a first sighting")
            await watcher.collector.prove()
            assert "secret" not in repr(watcher.seen)

    run(test())


def test_a_source_that_dies_ends_the_collector_aloud(scene):
    async def test():
        async with watching(await scene.opens(scene.session, means())) as watcher:
            scene.kill(watcher.collector)
            await watcher.until(lambda: watcher.over, "the end")
            assert isinstance(watcher.failure, SourceLost)
            assert len(watcher.failure.message) > 15

    run(test())


def test_close_ends_the_reading_and_may_be_called_twice(scene):
    async def test():
        async with watching(await scene.opens(scene.session, means())) as watcher:
            await watcher.collector.close()
            await watcher.until(lambda: watcher.over, "the end")
            assert watcher.failure is None

    run(test())


def test_no_source_is_refused_with_a_sentence_for_people(scene):
    async def test():
        with pytest.raises(Unavailable) as refusal:
            await scene.opens(scene.bare, means())
        assert " " in refusal.value.message
        assert refusal.value.hint
        assert "Error" not in str(refusal.value)

    run(test())


def test_nothing_wakes_up_while_nothing_changes(scene):
    async def test():
        async with watching(await scene.opens(scene.session, means())) as watcher:
            await scene.stir(watcher.collector)
            await watcher.until(lambda: watcher.seen, "a first sighting")
            await asyncio.sleep(1.2 * scene.patience)
            assert await wake_ups_in(2.0 * scene.patience) <= 1

    run(test())
