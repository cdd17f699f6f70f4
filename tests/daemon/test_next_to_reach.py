"""Whom `status` names: true after a decision, cheap otherwise."""

import asyncio
import time
from contextlib import closing

from support.served import Sources, environment_of, served

from unscroll import __version__
from unscroll.clock import SystemClock
from unscroll.commands import ChangePerson, LogTouchpoint, to_json
from unscroll.daemon import next_to_reach
from unscroll.ledger import Batch, open_writer
from unscroll.places import Places
from unscroll.sighting import Track

DAY_MS = 86_400_000


def known(tmp_path, *names):
    """People in the inner circle, each seen so many days ago; put in long before."""
    places = Places.of(environment_of(tmp_path))
    now_ms = SystemClock().read().wall_ms
    places.make()
    clock = _At(0)
    with closing(open_writer(places, clock)) as writer:
        for name, days in names:
            at_ms = now_ms - days * DAY_MS
            person = ChangePerson("add", [{"trait": "circle", "value": "inner"}], name=name)
            for clock.wall_ms, command in (
                (now_ms - 400 * DAY_MS, person),
                (at_ms, LogTouchpoint(name, "coffee", at_ms, at_ms)),
            ):
                assert all(result.ok for result in writer.commit(Batch(commands=(command,))))


class _At:
    def __init__(self, wall_ms):
        self.wall_ms = wall_ms

    def read(self):
        return self


async def named(it):
    return [row["person"] for row in (await it.wire.ask("status"))["reach_next"]]


def test_a_decision_is_seen_at_once_and_nothing_is_read_in_between(tmp_path, monkeypatch):
    known(tmp_path, ("Zoë", 20), ("Ana", 3), ("Bo", 9))
    looks = []
    read = next_to_reach.reach_next
    monkeypatch.setattr(next_to_reach, "reach_next", lambda *args: looks.append(1) or read(*args))

    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS)) as it:
            status = await it.wire.ask("status")
            assert status["reach_next"][0] == {"person": "Zoë", "days": 20, "overdue": 2.86}
            for _ in range(5):
                assert await named(it) == ["Zoë", "Bo"]
            assert len(looks) == 1
            now_ms = time.time_ns() // 1_000_000
            command = to_json(LogTouchpoint("Zoë", "coffee", now_ms - 60_000, now_ms))
            await it.wire.ask("apply", version=__version__, commands=[command])
            assert await named(it) == ["Bo"]
            assert len(looks) == 2

    asyncio.run(play())


def test_it_looks_again_after_a_minute(tmp_path, monkeypatch):
    known(tmp_path, ("Zoë", 20))
    monkeypatch.setattr(next_to_reach, "AGE_MS", 0)
    looks = []
    read = next_to_reach.reach_next
    monkeypatch.setattr(next_to_reach, "reach_next", lambda *args: looks.append(1) or read(*args))

    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS)) as it:
            for _ in range(3):
                assert await named(it) == ["Zoë"]
            assert len(looks) == 3

    asyncio.run(play())


def test_a_slow_ledger_keeps_nobody_waiting(tmp_path, monkeypatch):
    known(tmp_path, ("Zoë", 20))
    monkeypatch.setattr(next_to_reach, "AGE_MS", 0)
    read = next_to_reach.reach_next

    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS)) as it:
            assert await named(it) == ["Zoë"]
            monkeypatch.setattr(next_to_reach, "reach_next", lambda *args: time.sleep(0.5) or read(*args))
            began = time.monotonic()
            assert await named(it) == ["Zoë"]
            assert time.monotonic() - began < 0.4

    asyncio.run(play())
