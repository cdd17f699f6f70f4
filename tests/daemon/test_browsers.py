"""A browser's frames over the real socket."""

import asyncio
import json
import time
from contextlib import asynccontextmanager

from support.served import Sources, Wire, environment_of, served

from unscroll import __version__
from unscroll.daemon import pace
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import open_reader
from unscroll.places import Places
from unscroll.sighting import Session, SessionState, Stretch
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


@asynccontextmanager
async def greeted(it):
    """The connection of a browser's host."""
    wire = await Wire.to(it.service.places.socket)
    try:
        await wire.ask("sighting", hello={"pid": 4242, "version": __version__})
        await wire.ask("sighting", frame={"hello": {"v": 1, "version": __version__, "browser": "feedbeef"}})
        yield wire
    finally:
        await wire.close()


def test_a_browser_is_told_what_it_may_tell_then_its_frames_are_acknowledged_on_disk(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it, greeted(it) as browser:
            pushed = {m["method"]: m["params"] for m in browser.pushes}
            assert pushed["config"]["sites"] == "social"
            assert pushed["acks"] == {}
            assert pushed["budget"]["cap_s"] == 7_200
            now_ms = time.time_ns() // 1_000_000
            asked = browser.send("sighting", frame=delta(1, now_ms - 2_000, now_ms - 500))
            status = await it.wire.ask("status")  # a frame that waits for the disk holds nobody up
            assert status["collectors"][-1]["state"] == "running"
            assert status["seconds"]["scroll"] >= 1.4
            it.service._checkpoints.stir()
            while (message := await browser.next()).get("id") != asked:
                pass
            assert message["result"] == {"ack": {"run": RUN, "seq": 1}}

    asyncio.run(play())
    reader = open_reader(Places.of(environment_of(tmp_path)))
    facts = reader.facts(Span(0, 2**42))
    assert reader.acks() == {RUN: 1}
    reader.close()
    assert [p.fact.surface.platform for p in facts.page] == ["reddit"]
    assert SessionState.BROWSER in {s.fact.state for s in facts.session}


def test_a_page_alone_is_somebody_who_came_back(tmp_path, monkeypatch):
    """Where no window or input can be seen, a checkpoint is due for what a browser tells as for any other source."""
    monkeypatch.setattr(pace, "BUSY_MS", 200)  # the rest of before would have lasted two minutes

    async def play():
        async with served(tmp_path, Sources()) as it, greeted(it) as browser:
            now_ms = time.time_ns() // 1_000_000
            asked = browser.send("sighting", frame=delta(1, now_ms - 2_000, now_ms - 500))
            told = []
            while (message := await browser.next()).get("id") != asked:
                told.append(message)
            assert message["result"] == {"ack": {"run": RUN, "seq": 1}}
            assert any(m["params"]["spent_s"] for m in told if m["method"] == "budget")

    asyncio.run(play())


def test_after_a_restart_a_frame_that_was_written_counts_once(tmp_path):
    now_ms = time.time_ns() // 1_000_000

    async def tell():
        async with served(tmp_path, Sources()) as it, greeted(it) as browser:
            asked = browser.send("sighting", frame=delta(1, now_ms - 2_000, now_ms - 500))
            await it.wire.ask("status")
            it.service._checkpoints.stir()
            while (await browser.next()).get("id") != asked:
                pass
            return (await it.wire.ask("day"))["seconds"]["scroll"]

    first = asyncio.run(tell())
    assert asyncio.run(tell()) == first


def test_what_is_no_frame_is_refused_and_the_link_lives(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            early = await it.wire.answer("sighting", frame={"hello": {}})
            assert early["error"]["code"] == -32602
            async with greeted(it) as browser:
                for bad in ({"delta": {}}, {"nonsense": 1}, [], "x"):
                    assert "error" not in await browser.answer("sighting", frame=bad)
                assert (await it.wire.ask("status"))["collectors"][-1]["name"] == "browser"

    asyncio.run(play())


async def labelled(browser, **label):
    await browser.ask("sighting", frame={"label": {"tab": "7", "size": "one", **label}})
    (said,) = [m["params"] for m in browser.pushes if m["method"] == "labelled"]
    browser.pushes.clear()
    return said


async def asked(browser, **ask):
    await browser.ask("sighting", frame={"ask": {"tab": "7", **ask}})
    (said,) = [m["params"] for m in browser.pushes if m["method"] == "thread"]
    browser.pushes.clear()
    return said


THREAD = {"scheme": "https", "host": "www.instagram.com", "path": "/direct/t/17842/"}


def test_the_popup_is_told_whether_its_label_was_kept(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it, greeted(it) as browser:
            unnamed = await labelled(browser, person="Ana")  # as an extension of before would say it
            assert not unnamed["ok"]
            assert "reload" in unnamed["why"]
            key = (await asked(browser, place=THREAD))["key"]
            assert await labelled(browser, person="Ana", thread=key, id=5) == {
                "tab": "7",
                "id": 5,
                "ok": True,
                "why": "",
            }
            assert "Ana" in it.service.parts.notes.called.names.values()

            def full(batch):
                raise UnscrollError("the disk is full", code=Exit.IO)

            await it.service.parts.writer.do(lambda writer: setattr(writer, "commit", full))
            said = await labelled(browser, person="Bo", thread=key)
            await it.service.parts.writer.do(lambda writer: delattr(writer, "commit"))
            assert said == {"tab": "7", "id": 0, "ok": False, "why": "the disk is full"}

    asyncio.run(play())


def test_a_label_is_for_what_was_shown_wherever_the_tab_is_by_then(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it, greeted(it) as browser:
            now_ms = time.time_ns() // 1_000_000
            shown = await asked(browser, place=THREAD)
            browser.send("sighting", frame=delta(1, now_ms - 900, now_ms - 500, **{**THREAD, "path": "/direct/t/2/"}))
            assert (await labelled(browser, person="Ana", thread=shown["key"]))["ok"]
            assert (await asked(browser, place=THREAD))["person"] == "Ana"
            assert (await asked(browser, place={**THREAD, "path": "/direct/t/2/"}))["size"] == ""
            nobody = {"person": "", "person_id": 0, "ask": "", "last_days": None}
            assert await asked(browser) == {"tab": "7", "id": 0, "thread": False, "key": "", "size": "", **nobody}

    asyncio.run(play())


def test_a_browser_that_left_is_no_longer_vouched_for(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            async with greeted(it):
                assert (await it.wire.ask("status"))["collectors"][-1]["state"] == "running"
            await it.until(lambda: not it.service._browsers._peers, "that it is gone")
            assert (await it.wire.ask("status"))["collectors"][-1]["state"] == "unavailable"

    asyncio.run(play())


def test_private_windows_are_told_of_only_where_the_settings_allow_them(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it, greeted(it) as browser:
            pushed = {m["method"]: m["params"] for m in browser.pushes}
            assert pushed["config"]["private"] is False
            it.service.places.config_file.write_text("[record]\nprivate_windows = true\n")
            while (message := await browser.next()).get("method") != "config":
                pass
            assert message["params"]["private"] is True

    asyncio.run(play())


def test_the_popup_gets_the_budget_of_this_moment(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it, greeted(it) as browser:
            now_ms = time.time_ns() // 1_000_000
            browser.send("sighting", frame=delta(1, now_ms - 9_000, now_ms - 500))
            browser.pushes.clear()
            await browser.ask("sighting", frame={"ask": {"tab": "7"}})
            methods = [m["method"] for m in browser.pushes if "method" in m]
            assert methods.index("budget") < methods.index("thread")
            budget = next(m["params"] for m in browser.pushes if m.get("method") == "budget")
            assert budget["spent_s"] >= 8
            minutes = budget["minutes"]
            assert (minutes["cap"], minutes["spent"] + minutes["left"]) == (120, 120)
            assert minutes["kinds"].keys() == budget["seconds"].keys()

    asyncio.run(play())


def test_a_frame_that_breaks_out_of_its_place_asks_for_nothing(tmp_path):
    """The host puts a frame unread into a line of its own: what ends it early must not become another request."""
    log = {"do": "log", "person": "Mallory", "channel": "call", "start_ms": 2**41, "end_ms": 2**41}
    asked = json.dumps({"version": __version__, "commands": [log]})
    frames = (
        f'{{}}}},"method":"apply","params":{asked},"x":{{"y":{{}}',
        '{},"hello":{"pid":1},"x":{}',
        '{}},"method":"pause","params":{"duration_ms":60000},"x":{"y":{}',
    )

    async def play():
        async with served(tmp_path, Sources()) as it:
            wire = await Wire.to(it.service.places.socket)
            head = b'{"jsonrpc":"2.0","method":"sighting","params":'
            wire.writer.write(head + b'{"hello":{"pid":4242,"version":1}},"id":1}\n')
            for number, frame in enumerate(frames, 2):  # in one go with the hello
                wire.writer.write(head + b'{"frame":' + frame.encode() + b'},"id":%d}\n' % number)
            answers = {m["id"]: m for m in [await wire.next() for _ in range(4)]}
            assert "result" in answers[1]
            assert {answers[number]["error"]["code"] for number in (2, 3, 4)} == {-32602}
            await wire.close()
            assert (await it.wire.ask("status"))["flags"] == []
            assert not await it.service.parts.writer.do(lambda writer: writer.reader.people().everybody)

    asyncio.run(play())


def test_what_no_ledger_holds_costs_nothing_else(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            wrong = await it.wire.answer("sighting", hello={"pid": 2**70, "version": __version__})
            assert wrong["error"]["code"] == -32602
            async with greeted(it) as browser:
                odd = {"v": 1, "version": __version__, "browser": "feedbeef", "profile": "\ud800"}
                await browser.ask("sighting", frame={"hello": odd})
                now_ms = time.time_ns() // 1_000_000
                cut = delta(1, now_ms - 2_000, now_ms - 500, title="a title cut within \ud83d")
                asked = browser.send("sighting", frame=cut)
                await it.wire.ask("status")
                it.service._checkpoints.stir()
                while (await browser.next()).get("id") != asked:
                    pass
            assert (await it.wire.ask("status"))["troubles"] == []
            recorder = it.service.parts.recorder
            recorder.pending.add((Stretch(now_ms, now_ms + 1, Session(SessionState.BROWSER, "b", 2**70), "browser"),))
            assert await recorder.write(always=True)
            (trouble,) = (await it.wire.ask("status"))["troubles"]
            assert "left out" in trouble

    asyncio.run(play())
    reader = open_reader(Places.of(environment_of(tmp_path)))
    assert [p.fact.profile for p in reader.facts(Span(0, 2**42)).page] == [""]
    reader.close()
