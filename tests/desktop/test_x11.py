"""The X11 collector on a real server and window manager. Needs xvfb, openbox, xterm, xdotool."""

import asyncio
import itertools
import os
import signal
import subprocess
import sys
import time

import pytest
from watching import means, session_of, wake_ups_in, watching
from Xlib import X

from bench import stage
from unscroll.collectors.contract import DesktopSession
from unscroll.collectors.x11 import open_x11
from unscroll.collectors.xconnection import XConnection
from unscroll.errors import Unavailable

pytestmark = pytest.mark.desktop


@pytest.fixture(scope="module")
def screen():
    with stage.x_server() as screen, stage.openbox(screen):
        yield screen


def apps(watcher):
    """The apps in the order in which they came to the front."""
    names = [seen.fact.surface.app for seen in watcher.seen]
    return [name for at, name in enumerate(names) if at == 0 or names[at - 1] != name]


class RootWatch:
    """When the window manager spoke of the active window, on a connection of its own."""

    def __init__(self, line):
        self.line = line
        self.at_s = []
        line.on_event = lambda event: self.at_s.append(time.monotonic())


async def root_watch(screen):
    line = await XConnection.open(session_of(screen))
    line.select(line.root, X.PropertyChangeMask)
    return RootWatch(line)


async def tell(screen, *argv):
    await asyncio.to_thread(stage.xdotool, screen, *argv)


def test_a_change_of_focus_is_seen_within_100_ms_and_never_as_no_window(screen):
    async def test():
        with stage.xterm(screen, "one", "One") as one, stage.xterm(screen, "two", "Two") as two:
            async with watching(await open_x11(session_of(screen), means())) as watcher:
                told = await root_watch(screen)
                delays_ms = []
                for window, app in [(one, "One"), (two, "Two")] * 5:
                    if watcher.seen and watcher.seen[-1].fact.surface.app == app:
                        continue
                    before = len(watcher.seen)
                    told.at_s.clear()
                    await tell(screen, "windowactivate", window)
                    await watcher.until(lambda n=before: len(watcher.seen) > n + 1, app)
                    assert watcher.seen[-1].fact.surface.app == app
                    delays_ms.append((watcher.arrived_s[-1] - told.at_s[0]) * 1000)
                told.line.close()
                print("from the window manager's word to the sighting, ms:", [round(ms, 1) for ms in delays_ms])
                assert len(delays_ms) >= 9
                assert max(delays_ms) < 100
                for former, latter in itertools.pairwise(watcher.seen):
                    assert latter.span.start_ms - former.span.end_ms <= 1

    asyncio.run(test())


def test_pid_and_full_screen_are_told(screen):
    async def test():
        with stage.xterm(screen, "big", "Big") as window:
            stage.front(screen, window)
            async with watching(await open_x11(session_of(screen), means())) as watcher:
                await watcher.until(lambda: watcher.seen, "the window")
                fact = watcher.seen[-1].fact
                assert not fact.full_screen
                assert fact.pid == int(stage.xdotool(screen, "getwindowpid", window))
                await asyncio.to_thread(stage.full_screen, screen, window)
                await watcher.until(lambda: watcher.seen[-1].fact.full_screen, "full screen")

    asyncio.run(test())


def test_a_title_goes_to_the_recogniser_and_a_new_one_is_read(screen):
    async def test():
        with stage.xterm(screen, "plain", "Term") as window:
            stage.front(screen, window)
            async with watching(await open_x11(session_of(screen), means())) as watcher:
                await watcher.until(lambda: watcher.seen, "the window")
                assert watcher.seen[-1].fact.surface.view == "window"
                await tell(screen, "set_window", "--name", "a chat with Zoë", window)
                await watcher.until(lambda: watcher.seen[-1].fact.surface.view == "chat", "the new title")
                assert "Zo" not in repr(watcher.seen)

    asyncio.run(test())


def test_a_window_on_the_never_watch_list_leaves_no_sighting(screen):
    async def test():
        with stage.xterm(screen, "open", "Open") as window, stage.xterm(screen, "never", "Secret") as never:
            stage.front(screen, window)
            async with watching(await open_x11(session_of(screen), means())) as watcher:
                await watcher.until(lambda: watcher.seen, "the window")
                await tell(screen, "windowactivate", "--sync", never)
                await watcher.until(lambda: watcher.seen[-1].span.length_ms > 0, "the end of the open one")
                before = len(watcher.seen)
                await watcher.collector.prove()
                assert len(watcher.seen) == before
                assert apps(watcher) == ["Open"]

    asyncio.run(test())


def test_a_window_that_dies_in_front_does_no_harm(screen):
    async def test():
        with stage.xterm(screen, "stays", "Stays"):
            async with watching(await open_x11(session_of(screen), means())) as watcher:
                for _ in range(3):
                    with stage.xterm(screen, "dies", "Dies") as window:
                        await tell(screen, "windowactivate", window)
                        await watcher.until(lambda: watcher.seen[-1].fact.surface.app == "Dies", "the window")
                    await watcher.until(lambda: watcher.seen[-1].fact.surface.app == "Stays", "the other one")
                await watcher.collector.prove()
                assert watcher.failure is None

    asyncio.run(test())


_SAME_NUMBER = """
import sys
from Xlib import X, display
line = display.Display()
screen = line.screen()
window = None
def make(title):
    made = screen.root.create_window(0, 0, 200, 100, 0, screen.root_depth)
    made.set_wm_class(title, title)
    made.set_wm_name(title)
    made.map()
    line.sync()
    return made
window = make("Former")
for word in sys.stdin:
    if word.strip() == "again":
        number = window.id
        window.destroy()
        line.display.free_resource_id(number)
        line.display.last_resource_id = number & line.display.info.resource_id_mask
        window = make("Latter")
        assert window.id == number, (window.id, number)
    else:
        window.set_wm_name(word.strip())
    line.sync()
    print("done", flush=True)
"""


def test_a_window_that_has_the_number_of_a_former_one_is_followed(screen):
    async def test():
        titles = []
        given = means()

        def recognise(app, title):
            titles.append(title)
            return given.recognise_window(app, title)

        counted = type(given)(clock=given.clock, now_ms=given.now_ms, recognise_window=recognise)
        argv = (sys.executable, "-c", _SAME_NUMBER)
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": screen.env}
        with subprocess.Popen(argv, **pipes) as child:
            async with watching(await open_x11(session_of(screen), counted)):
                for word, seen in (("", "Former"), ("again", "Latter"), ("changed", "changed")):
                    if word:
                        print(word, file=child.stdin, flush=True)
                        assert child.stdout.readline() == "done\n"
                    await asyncio.to_thread(stage.until, lambda name=seen: name in titles, seen)
            child.stdin.close()

    asyncio.run(test())


def test_a_spinning_title_costs_a_look_a_second(screen):
    async def test():
        spin = 'i=0; while true; do printf "\\033]0;spin $i\\007"; i=$((i+1)); sleep 0.01; done'
        looks = []

        def recognise(app, title):
            looks.append(title)
            return means().recognise_window(app, title)

        given = means()
        counted = type(given)(clock=given.clock, now_ms=given.now_ms, recognise_window=recognise)
        with stage.program("xterm", "-class", "Spin", "-e", "sh", "-c", spin, env=screen.env):
            async with watching(await open_x11(session_of(screen), counted)):
                await tell(screen, "search", "--sync", "--onlyvisible", "--class", "Spin", "windowactivate")
                await asyncio.to_thread(stage.until, lambda: any("spin" in title for title in looks), "the spinner")
                del looks[:]
                start = asyncio.get_running_loop().time()
                await asyncio.to_thread(stage.until, lambda: len(looks) >= 3, "three more looks", 30)
                took_s = asyncio.get_running_loop().time() - start
                print(f"three looks at about 80 titles a second took {took_s:.1f} s")
                assert took_s >= 1.5

    asyncio.run(test())


def test_at_rest_nothing_wakes_up(screen):
    async def test():
        with stage.xterm(screen, "rest", "Rest"):
            async with watching(await open_x11(session_of(screen), means())) as watcher:
                await watcher.until(lambda: watcher.seen, "the window")
                await asyncio.sleep(1.2)
                assert await wake_ups_in(3) == 0

    asyncio.run(test())


def test_without_a_window_manager_it_says_so():
    async def test():
        with stage.x_server() as bare:
            with pytest.raises(Unavailable, match="window manager"):
                await open_x11(session_of(bare), means())
            with stage.openbox(bare):
                await (await open_x11(session_of(bare), means())).close()

    asyncio.run(test())


def test_a_wayland_session_is_refused_though_its_display_answers(screen):
    async def test():
        session = session_of(screen, kind="wayland", wayland_display="wayland-0")
        with pytest.raises(Unavailable, match="Wayland"):
            await open_x11(session, means())

    asyncio.run(test())


def test_a_wrong_cookie_is_refused_with_the_servers_reason(screen, tmp_path):
    async def test():
        session = session_of(screen, xauthority=str(tmp_path / "none"))
        with pytest.raises(Unavailable, match="XAUTHORITY"):
            await open_x11(session, means())

    asyncio.run(test())


def test_a_display_without_a_server_is_refused():
    async def test():
        with pytest.raises(Unavailable, match="cannot be opened"):
            await open_x11(DesktopSession(kind="x11", display=":64999"), means())

    asyncio.run(test())


def test_a_stuck_server_holds_up_nothing_for_long_and_is_not_vouched_for():
    async def test():
        with stage.x_server() as stuck, stage.openbox(stuck), stage.xterm(stuck, "one", "One"):
            async with watching(await open_x11(session_of(stuck), means())) as watcher:
                await watcher.until(lambda: watcher.seen, "the window")
                os.kill(stuck.server.pid, signal.SIGSTOP)
                try:
                    before = len(watcher.seen)
                    with pytest.raises(TimeoutError):
                        await watcher.collector.prove()
                    began_s = time.monotonic()
                    with pytest.raises(Unavailable):
                        await open_x11(session_of(stuck), means())
                    assert time.monotonic() - began_s < 2
                    assert len(watcher.seen) == before
                finally:
                    os.kill(stuck.server.pid, signal.SIGCONT)
                freed_ms = means().now_ms()
                await watcher.collector.prove()
                await asyncio.sleep(0.05)
                await watcher.collector.prove()
                await watcher.until(lambda: watcher.seen[-1].span.length_ms > 0, "vouching again")
                assert watcher.seen[-1].span.start_ms >= freed_ms

    asyncio.run(test())


def test_an_xwayland_server_is_refused_whatever_the_environment_says(screen, monkeypatch):
    """XWayland names its outputs XWAYLAND<n>; Xvfb's is called `screen`, which stands in for it here."""

    async def test():
        await (await open_x11(session_of(screen), means())).close()
        monkeypatch.setattr("unscroll.collectors.xconnection.XWAYLAND", "screen")
        with pytest.raises(Unavailable, match="XWayland"):
            await open_x11(session_of(screen), means())

    asyncio.run(test())
