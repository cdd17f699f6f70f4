"""A browser's frames over the real socket."""

import asyncio
import time

from support.served import Sources, environment_of, served

from unscroll import __version__
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import open_reader
from unscroll.places import Places
from unscroll.sighting import SessionState
from unscroll.span import Span

RUN = "0123456789abcdef"


def delta(seq, start_ms, end_ms, **place):
    state = {
        "visible": True, "focused": True, "audible": False, "playing": False, "full_screen": False,
        "item": 1, "deep": False, "entry": "typed", "participants": None,
    }  # fmt: skip
    address = {"scheme": "https", "host": "www.reddit.com", "path": "/", **place}
    body = {
        "v": 1, "run": RUN, "seq": seq, "tab": "7", "start": start_ms, "end": end_ms,
        "place": address, "state": state, "px": 900, "input": [["wheel", "", start_ms, end_ms, 12]], "acts": [],
    }  # fmt: skip
    return {"delta": body}


async def greeted(it):
    await it.wire.ask("sighting", hello={"pid": 4242, "version": __version__})
    await it.wire.ask("sighting", frame={"hello": {"v": 1, "version": __version__, "browser": "feedbeef"}})


def test_a_browser_is_told_what_it_may_tell_then_its_frames_are_acknowledged_on_disk(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            await greeted(it)
            pushed = {m["method"]: m["params"] for m in it.wire.pushes}
            assert pushed["config"]["sites"] == "social"
            assert pushed["acks"] == {}
            assert pushed["budget"]["cap_s"] == 7_200
            now_ms = time.time_ns() // 1_000_000
            asked = it.wire.send("sighting", frame=delta(1, now_ms - 2_000, now_ms - 500))
            status = await it.wire.ask("status")  # a frame that waits for the disk holds nobody up
            assert status["collectors"][-1]["state"] == "running"
            assert status["seconds"]["scroll"] >= 1.4
            it.service._checkpoints.stir()
            while (message := it.wire.pushes.pop() if it.wire.pushes else await it.wire.next()).get("id") != asked:
                pass
            assert message["result"] == {"ack": {"run": RUN, "seq": 1}}

    asyncio.run(play())
    reader = open_reader(Places.of(environment_of(tmp_path)))
    facts = reader.facts(Span(0, 2**42))
    assert reader.acks() == {RUN: 1}
    reader.close()
    assert [p.fact.surface.platform for p in facts.page] == ["reddit"]
    assert SessionState.BROWSER in {s.fact.state for s in facts.session}


def test_after_a_restart_a_frame_that_was_written_counts_once(tmp_path):
    now_ms = time.time_ns() // 1_000_000

    async def tell():
        async with served(tmp_path, Sources()) as it:
            await greeted(it)
            asked = it.wire.send("sighting", frame=delta(1, now_ms - 2_000, now_ms - 500))
            await it.wire.ask("status")
            it.service._checkpoints.stir()
            while (await it.wire.next()).get("id") != asked:
                pass
            return (await it.wire.ask("day"))["seconds"]["scroll"]

    first = asyncio.run(tell())
    assert asyncio.run(tell()) == first


def test_what_is_no_frame_is_refused_and_the_link_lives(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            early = await it.wire.answer("sighting", frame={"hello": {}})
            assert early["error"]["code"] == -32602
            await greeted(it)
            for bad in ({"delta": {}}, {"nonsense": 1}, [], "x", {"delta": {"v": 99, "run": RUN, "seq": 1}}):
                answer = (
                    await it.wire.answer("sighting", frame=bad)
                    if bad != {"delta": {"v": 99, "run": RUN, "seq": 1}}
                    else {"result": {}}
                )
                assert "error" not in answer
            assert (await it.wire.ask("status"))["collectors"][-1]["name"] == "browser"

    asyncio.run(play())


async def labelled(it, **label):
    await it.wire.ask("sighting", frame={"label": {"tab": "7", "size": "one", **label}})
    (said,) = [m["params"] for m in it.wire.pushes if m["method"] == "labelled"]
    it.wire.pushes.clear()
    return said


async def asked(it, **ask):
    await it.wire.ask("sighting", frame={"ask": {"tab": "7", **ask}})
    (said,) = [m["params"] for m in it.wire.pushes if m["method"] == "thread"]
    it.wire.pushes.clear()
    return said


THREAD = {"scheme": "https", "host": "www.instagram.com", "path": "/direct/t/17842/"}


def test_the_popup_is_told_whether_its_label_was_kept(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            await greeted(it)
            unnamed = await labelled(it, person="Ana")  # as an extension of before would say it
            assert not unnamed["ok"]
            assert "reload" in unnamed["why"]
            key = (await asked(it, place=THREAD))["key"]
            assert await labelled(it, person="Ana", thread=key, id=5) == {"tab": "7", "id": 5, "ok": True, "why": ""}
            assert "Ana" in it.service.parts.notes.people.names.values()

            def full(batch):
                raise UnscrollError("the disk is full", code=Exit.IO)

            await it.service.parts.writer.do(lambda writer: setattr(writer, "commit", full))
            said = await labelled(it, person="Bo", thread=key)
            await it.service.parts.writer.do(lambda writer: delattr(writer, "commit"))
            assert said == {"tab": "7", "id": 0, "ok": False, "why": "the disk is full"}

    asyncio.run(play())


def test_a_label_is_for_what_was_shown_wherever_the_tab_is_by_then(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            await greeted(it)
            now_ms = time.time_ns() // 1_000_000
            shown = await asked(it, place=THREAD)
            it.wire.send("sighting", frame=delta(1, now_ms - 900, now_ms - 500, **{**THREAD, "path": "/direct/t/2/"}))
            assert (await labelled(it, person="Ana", thread=shown["key"]))["ok"]
            assert (await asked(it, place=THREAD))["person"] == "Ana"
            assert (await asked(it, place={**THREAD, "path": "/direct/t/2/"}))["size"] == ""
            elsewhere = {"tab": "7", "id": 0, "thread": False, "key": "", "size": "", "person": ""}
            assert await asked(it) == elsewhere

    asyncio.run(play())


def test_a_browser_that_left_is_no_longer_vouched_for(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            from support.served import Wire

            other = await Wire.to(it.service.places.socket)
            first, it.wire = it.wire, other
            await greeted(it)
            it.wire = first
            assert (await it.wire.ask("status"))["collectors"][-1]["state"] == "running"
            await other.close()
            await it.until(lambda: not it.service._browsers._peers, "that it is gone")
            assert (await it.wire.ask("status"))["collectors"][-1]["state"] == "unavailable"

    asyncio.run(play())


def test_the_popup_gets_the_budget_of_this_moment(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            await greeted(it)
            now_ms = time.time_ns() // 1_000_000
            it.wire.send("sighting", frame=delta(1, now_ms - 9_000, now_ms - 500))
            it.wire.pushes.clear()
            await it.wire.ask("sighting", frame={"ask": {"tab": "7"}})
            methods = [m["method"] for m in it.wire.pushes if "method" in m]
            assert methods.index("budget") < methods.index("thread")
            budget = next(m["params"] for m in it.wire.pushes if m.get("method") == "budget")
            assert budget["spent_s"] >= 8

    asyncio.run(play())
