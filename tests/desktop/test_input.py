"""Input on a real X server as instants, by XInput 2 and pynput. Needs xvfb, openbox, xterm, xdotool, xset, i3lock."""

import asyncio
import itertools
import subprocess
import time

import pytest
from watching import means, session_of, wake_ups_in, watching

from bench import stage
from unscroll.collectors import xinput
from unscroll.collectors.locker import open_locker
from unscroll.collectors.pynput_input import open_pynput
from unscroll.collectors.xinput import open_xinput
from unscroll.sighting import InputKind

pytestmark = pytest.mark.desktop


@pytest.fixture(scope="module")
def screen():
    with stage.x_server() as screen, stage.openbox(screen), stage.xterm(screen, "typed", "Typed") as window:
        stage.front(screen, window)
        yield screen


def kinds(watcher):
    return [seen.fact.kind for seen in watcher.seen]


async def set_back(screen):
    """The idle time of the server, as players do it."""
    await asyncio.to_thread(subprocess.run, ("xset", "s", "reset"), env=screen.env, check=True)


async def tell(screen, *argv):
    await asyncio.to_thread(stage.xdotool, screen, *argv)


@pytest.mark.parametrize("opens", [open_xinput, open_pynput], ids=["xinput", "pynput"])
@pytest.mark.parametrize(
    ("argv", "kind"),
    [
        (("key", "a"), InputKind.KEY),
        (("click", "5"), InputKind.WHEEL),
        (("click", "6"), InputKind.WHEEL),
        (("click", "1"), InputKind.CLICK),
    ],
)
def test_each_sort_of_input_has_its_kind(screen, opens, argv, kind):
    async def test():
        async with watching(await opens(session_of(screen), means())) as watcher:
            await tell(screen, "mousemove", "400", "300", *argv)
            await watcher.until(lambda: kind in kinds(watcher), kind)
            others = {InputKind.KEY, InputKind.WHEEL, InputKind.CLICK} - {kind}
            assert not others & set(kinds(watcher))

    asyncio.run(test())


@pytest.mark.parametrize("opens", [open_xinput, open_pynput], ids=["xinput", "pynput"])
def test_steady_scrolling_is_one_run_of_at_most_one_instant_a_second(screen, opens):
    async def test():
        async with watching(await opens(session_of(screen), means())) as watcher:
            await tell(screen, "mousemove", "400", "300", "click", "--repeat", "120", "--delay", "25", "5")
            wheel = [seen for seen in watcher.seen if seen.fact.kind is InputKind.WHEEL]
            length_ms = wheel[-1].span.end_ms - wheel[0].span.start_ms
            print("wheel instants:", len(wheel), "over", length_ms, "ms")
            assert 3 <= len(wheel) <= 6
            assert length_ms > 1_900
            assert all(b.span.start_ms == a.span.end_ms for a, b in itertools.pairwise(wheel))

    asyncio.run(test())


def test_keys_are_heard_while_the_wheel_turns(screen):
    async def test():
        async with watching(await open_xinput(session_of(screen), means())) as watcher:
            await tell(screen, "mousemove", "400", "300", "click", "--repeat", "10", "--delay", "10", "5", "key", "a")
            await watcher.until(lambda: InputKind.KEY in kinds(watcher), "the key")

    asyncio.run(test())


def test_a_pointer_that_only_moves_counts_at_checkpoints_and_wakes_nobody_between(screen):
    async def test():
        async with watching(await open_xinput(session_of(screen), means())) as watcher:
            await tell(screen, "key", "a")
            await watcher.until(lambda: InputKind.KEY in kinds(watcher), "the key")
            await asyncio.sleep(1.5)
            before = len(watcher.seen)
            await tell(screen, "mousemove", "100", "100", "mousemove", "200", "200")
            moved_ms = means().now_ms()
            assert len(watcher.seen) == before
            await watcher.collector.prove()
            await watcher.until(lambda: len(watcher.seen) > before, "the motion")
            assert watcher.seen[-1].fact.kind is InputKind.MOTION
            assert abs(watcher.seen[-1].span.end_ms - moved_ms) < 200
            await watcher.collector.prove()
            assert len(watcher.seen) == before + 1

    asyncio.run(test())


def test_an_idle_time_that_a_program_sets_back_counts_as_nothing(screen):
    async def test():
        async with watching(await open_xinput(session_of(screen), means())) as watcher:
            for _ in range(3):
                await asyncio.sleep(1.1)
                await set_back(screen)
                await watcher.collector.prove()
            assert watcher.seen == []
            x = 300 + time.monotonic_ns() % 500
            await tell(screen, "mousemove", str(x), "500")
            await watcher.collector.prove()
            await watcher.until(lambda: kinds(watcher) == [InputKind.MOTION], "the motion")

    asyncio.run(test())


def test_who_only_has_an_idle_time_set_back_is_still_seen_to_return(screen, monkeypatch):
    async def test():
        monkeypatch.setattr(xinput, "AWAY_MS", 300)
        async with watching(await open_xinput(session_of(screen), means())) as watcher:
            await asyncio.sleep(0.4)
            await set_back(screen)
            await watcher.collector.prove()
            await tell(screen, "mousemove_relative", "9", "9")
            await watcher.until(lambda: kinds(watcher) == [InputKind.MOTION], "the return, with no checkpoint between")

    asyncio.run(test())


def test_who_was_away_is_seen_to_return_by_the_first_motion(screen, monkeypatch):
    async def test():
        monkeypatch.setattr(xinput, "AWAY_MS", 300)
        async with watching(await open_xinput(session_of(screen), means())) as watcher:
            await tell(screen, "mousemove_relative", "9", "9")
            await asyncio.sleep(0.5)
            await watcher.collector.prove()
            assert await wake_ups_in(1) <= 1
            before = len(watcher.seen)
            asked_s = time.monotonic()
            await tell(screen, "mousemove_relative", "9", "9")
            await watcher.until(lambda: len(watcher.seen) > before, "the return")
            print(f"return seen after {(watcher.arrived_s[-1] - asked_s) * 1000:.0f} ms, with the start of xdotool")
            assert watcher.seen[-1].fact.kind is InputKind.MOTION
            assert watcher.arrived_s[-1] - asked_s < 0.2
            await tell(screen, "mousemove_relative", "9", "9", "mousemove_relative", "9", "9")
            assert len(watcher.seen) == before + 1

    asyncio.run(test())


@pytest.mark.parametrize("opens", [open_xinput, open_pynput], ids=["xinput", "pynput"])
def test_a_password_typed_into_a_locker_is_not_counted(screen, opens):
    async def test():
        async with watching(await open_locker(session_of(screen), means())) as lock:
            given = means(locked=lambda: lock.collector.locked)
            async with watching(await opens(session_of(screen), given)) as watcher:
                with stage.i3lock(screen):
                    await lock.until(lambda: lock.collector.locked, "the lock")
                    await asyncio.sleep(1.2)
                    before = len(watcher.seen)
                    await tell(screen, "key", "s", "key", "e", "key", "c")
                    await asyncio.sleep(0.3)
                    await watcher.collector.prove()
                    assert watcher.seen[before:] == []
                await lock.until(lambda: not lock.collector.locked, "the unlock")
                await asyncio.sleep(1.2)
                await tell(screen, "key", "a")
                await watcher.until(lambda: InputKind.KEY in kinds(watcher)[before:], "a key after the lock")

    asyncio.run(test())
