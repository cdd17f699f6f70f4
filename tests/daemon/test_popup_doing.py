"""What the popup does to the Day, and how little may be asked through a browser's door."""

import asyncio
import time
from contextlib import asynccontextmanager

import pytest
from support.served import Sources, Wire, served

from unscroll import __version__
from unscroll.collectors.browser_frames import ASKS, parse
from unscroll.collectors.frame_fields import BadFrame
from unscroll.commands import LogTouchpoint, to_json
from unscroll.context import Context
from unscroll.daemon import doing
from unscroll.span import Span

ALWAYS = Span(0, 2**42)


@asynccontextmanager
async def popup(home):
    async with served(home, Sources()) as it:
        wire = await Wire.to(it.service.places.socket)
        await wire.ask("sighting", hello={"pid": 4242, "version": __version__})
        await wire.ask("sighting", frame={"hello": {"v": 1, "version": __version__, "browser": "feedbeef"}})
        yield it, wire
        await wire.close()


async def done(wire, frame, under):
    """What is said to a frame; it stands in the push before the answer, so the commit was before both."""
    (name,) = frame
    await wire.ask("sighting", frame={name: {"id": 7, **frame[name]}})
    (said,) = [m["params"] for m in wire.pushes if m.get("method") == under]
    assert said["id"] == 7
    return said


async def page_of(it, wire, length_ms=1_500):
    """A feed that was in front until now."""
    now_ms = time.time_ns() // 1_000_000
    state = {
        "visible": True, "focused": True, "audible": False, "playing": False, "full_screen": False,
        "item": 1, "deep": False, "entry": "typed", "participants": None,
    }  # fmt: skip
    span = {"start": now_ms - length_ms, "end": now_ms}
    place = {"scheme": "https", "host": "www.reddit.com", "path": "/"}
    wheel = ["wheel", "", now_ms - length_ms, now_ms, 12]
    body = {"v": 1, "run": "0123456789abcdef", "seq": 1, "tab": "7", **span, "place": place, "state": state}
    wire.send("sighting", frame={"delta": {**body, "px": 900, "input": [wheel], "acts": []}})
    await wire.ask("sighting", frame={"ask": {"tab": "7"}})  # it was taken: requests begin in order
    wire.pushes.clear()


async def pages(it):
    return (await it.service.parts.reader.do(lambda reader: reader.facts(ALWAYS))).page


def test_an_extension_is_told_what_it_may_ask(tmp_path):
    async def play():
        async with popup(tmp_path) as (_, wire):
            (config,) = [m["params"] for m in wire.pushes if m["method"] == "config"]
            assert config["asks"] == list(ASKS)

    asyncio.run(play())


def test_no_other_frame_passes_and_no_method_is_reached(tmp_path):
    """The list is written out: whoever adds a frame says here that a browser may ask for it."""
    assert (
        *("ask", "circle", "circles", "forget", "label", "log"),
        *("pause", "people", "resume", "set", "settings", "work"),
    ) == ASKS

    async def play():
        async with popup(tmp_path) as (it, wire):
            for method in ("apply", "pause", "resume", "config", "attach", "status"):
                assert "sighting alone" in (await wire.answer(method))["error"]["message"]
            await wire.ask("sighting", frame={"apply": {"commands": []}})
            await wire.ask("sighting", frame={"forget": {"id": 1, "start_ms": 0, "end_ms": 9}, "work": {}})
            assert it.service.parts.rests.next_end_ms(0) is None

    asyncio.run(play())


@pytest.mark.parametrize(
    "frame",
    [
        {"work": {"since": "yesterday", "id": 1}},
        {"work": {"since": 1, "id": 1}},
        {"work": {"since": "hour"}},
        {"pause": {"minutes": 0, "id": 1}},
        {"pause": {"minutes": 1441, "id": 1}},
        {"pause": {"minutes": 1.5, "id": 1}},
        {"forget": {"sure": "yes", "id": 1}},
        {"forget": {"sure": True, "id": 1}},
    ],
)
def test_a_frame_of_another_shape_is_none(frame):
    with pytest.raises(BadFrame):
        parse(frame)


def test_the_last_hour_was_work(tmp_path):
    async def play():
        async with popup(tmp_path) as (it, wire):
            await page_of(it, wire)
            said = await done(wire, {"work": {"since": "hour"}}, "worked")
            assert said["ok"], said
            assert said["said"].endswith("is work (under 1 min counted then)")
            day = await it.wire.ask("day")
            contexts = {row["context"] for row in day["timeline"] if row["kind"] == "scroll"}
            assert contexts == {str(Context.WORK)}
            (change,) = [c for c in it.service.parts.meaning.journal if c.what == "correction"]
            assert change.body["end_ms"] - change.body["start_ms"] == 3_600_000

    asyncio.run(play())


def test_since_a_sitting_began_needs_one(tmp_path):
    async def play():
        async with popup(tmp_path) as (it, wire):
            none = await done(wire, {"work": {"since": "sitting"}}, "worked")
            assert (none["ok"], none["why"]) == (False, "no sitting goes on now. Take the last hour")
            wire.pushes.clear()
            await page_of(it, wire)
            assert (await done(wire, {"work": {"since": "sitting"}}, "worked"))["ok"]
            (change,) = [c for c in it.service.parts.meaning.journal if c.what == "correction"]
            assert 1_000 < change.body["end_ms"] - change.body["start_ms"] < 10_000

    asyncio.run(play())


def test_a_pause_then_its_end(tmp_path):
    async def play():
        async with popup(tmp_path) as (it, wire):
            said = await done(wire, {"pause": {"minutes": 45}}, "rested")
            assert said["ok"]
            assert said["said"].startswith("Nothing is watched until ")
            parts = it.service.parts
            assert 44 * 60_000 < parts.rests.next_end_ms(parts.now_ms()) - parts.now_ms() <= 45 * 60_000
            assert [m["params"]["flags"] for m in wire.pushes if m["method"] == "budget"][-1] == ["paused"]
            wire.pushes.clear()
            assert (await done(wire, {"resume": {}}, "rested"))["said"] == "Watching goes on"
            assert parts.rests.next_end_ms(parts.now_ms()) is None

    asyncio.run(play())


def test_a_pause_that_no_disk_keeps_holds_and_says_so(tmp_path):
    async def play():
        async with popup(tmp_path) as (it, wire):
            parts = it.service.parts
            parts.rests._file.mkdir()
            said = await done(wire, {"pause": {"minutes": 15}}, "rested")
            assert said["ok"]
            assert "; it holds, but not across a restart" in said["said"]
            assert parts.rests.resting(parts.now_ms())

    asyncio.run(play())


def test_an_hour_goes_only_by_the_word_that_its_question_gave(tmp_path):
    async def play():
        async with popup(tmp_path) as (it, wire):
            await page_of(it, wire)
            now_ms = time.time_ns() // 1_000_000
            coffee = LogTouchpoint("Zoë", "coffee", now_ms - 600_000, now_ms - 300_000)
            early = LogTouchpoint("Mia", "coffee", now_ms - 9_000_000, now_ms - 8_000_000)
            await it.wire.ask("apply", version=__version__, commands=[to_json(coffee), to_json(early)])
            await done(wire, {"forget": {}}, "forgotten")
            wire.pushes.clear()
            guess = await done(wire, {"forget": {"sure": "0" * 16}}, "forgotten")
            assert await pages(it)
            assert (guess["ok"], guess["why"]) == (False, "that was asked too long ago. Ask once more")
            wire.pushes.clear()
            asked = await done(wire, {"forget": {}}, "forgotten")
            assert "goes for good: 5 min that were counted, 1 contact" in asked["said"]
            assert await pages(it)
            wire.pushes.clear()
            gone = await done(wire, {"forget": {"sure": asked["sure"]}}, "forgotten")
            assert gone["said"].endswith("is forgotten")
            assert not await pages(it)
            left = await it.service.parts.reader.do(lambda reader: reader.touchpoints(ALWAYS))
            assert [t.start_ms for t in left] == [early.start_ms]
            wire.pushes.clear()
            again = await done(wire, {"forget": {"sure": asked["sure"]}}, "forgotten")
            assert not again["ok"]

    asyncio.run(play())


def test_a_question_of_long_ago_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr(doing, "_ASKED_MS", -1)

    async def play():
        async with popup(tmp_path) as (_, wire):
            asked = await done(wire, {"forget": {}}, "forgotten")
            assert "nothing that was counted" in asked["said"]
            wire.pushes.clear()
            assert not (await done(wire, {"forget": {"sure": asked["sure"]}}, "forgotten"))["ok"]

    asyncio.run(play())


def test_what_the_ledger_refuses_is_told_in_a_line(tmp_path, monkeypatch):
    async def full(parts, commands):
        raise doing.UnscrollError("the disk is full", "Free some space")

    monkeypatch.setattr(doing, "carry_out", full)

    async def play():
        async with popup(tmp_path) as (_, wire):
            said = await done(wire, {"work": {"since": "hour"}}, "worked")
            assert (said["ok"], said["why"]) == (False, "the disk is full. Free some space")

    asyncio.run(play())
