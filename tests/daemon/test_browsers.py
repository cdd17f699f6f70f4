"""A browser's frames over the real socket."""

import asyncio
import time

from support.served import Sources, environment_of, served

from unscroll import __version__
from unscroll.commands import ChangePerson, LogTouchpoint, MergePeople, UndoPeople, to_json
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
            nobody = {"person": "", "person_id": 0, "ask": "", "last_days": None}
            assert await asked(it) == {"tab": "7", "id": 0, "thread": False, "key": "", "size": "", **nobody}

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


async def told(it, name, frame):
    """What is said to a frame of the popup, under `name`."""
    await it.wire.ask("sighting", frame=frame)
    (said,) = [m["params"] for m in it.wire.pushes if m.get("method") == name]
    it.wire.pushes.clear()
    return said


async def logged(it, **log):
    return await told(it, "logged", {"log": {"channel": "coffee", "person": "", **log}})


async def people(it):
    return (await told(it, "people", {"people": {"id": 1}}))["people"]


async def decided(it, *commands):
    bodies = [to_json(command) for command in commands]
    answer = await it.wire.ask("apply", version=__version__, commands=bodies)
    assert all(result["ok"] for result in answer["results"]), answer
    return [result["data"] for result in answer["results"]]


def test_the_popup_logs_a_contact_that_has_just_ended(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            await greeted(it)
            kept = {"id": 4, "ok": True, "why": "", "said": "coffee with Zoë, 30 min"}
            assert await logged(it, person=" Zoë ", minutes=30, id=4) == kept
            assert (await logged(it, person="zoë", channel="phone"))["said"] == "phone with Zoë"
            refused = await logged(it, channel=" ", person="Zoë")
            assert not refused["ok"]
            assert "channel" in refused["why"]
            gone = await logged(it, person_id=99)
            assert not gone["ok"]
            now_ms = it.service.parts.now_ms()
            coffee, call = await it.service.parts.reader.do(lambda r: r.touchpoints(Span(0, 2**42)))
            assert (coffee.channel, coffee.end_ms - coffee.start_ms) == ("coffee", 1_800_000)
            assert 0 <= now_ms - coffee.end_ms < 5_000
            assert call.start_ms == call.end_ms
            assert call.person_id == coffee.person_id
            assert [p["name"] for p in await people(it)] == ["Zoë"]

    asyncio.run(play())


def test_who_was_met_last_comes_first_then_circles_then_names(tmp_path):
    circle = [{"trait": "circle", "value": "close", "holds": True}]

    async def play():
        async with served(tmp_path, Sources()) as it:
            await greeted(it)
            now_ms = time.time_ns() // 1_000_000
            await decided(
                it,
                ChangePerson("add", [], name="Ana"),
                ChangePerson("circle", circle, name="Yan"),
                LogTouchpoint("Mia", "coffee", now_ms - 9_000_000, now_ms - 9_000_000),
                LogTouchpoint("Zoë", "coffee", now_ms - 5_000, now_ms - 5_000),
            )
            assert [p["name"] for p in await people(it)] == ["Zoë", "Mia", "Yan", "Ana"]

    asyncio.run(play())


def test_namesakes_are_told_apart_and_a_hostile_name_is_one_line(tmp_path):
    def of(company):
        return [{"trait": "company", "value": company, "holds": True}]

    async def play():
        async with served(tmp_path, Sources()) as it:
            await greeted(it)
            await decided(
                it,
                ChangePerson("add", of("Acme"), name="Alex Kim"),
                ChangePerson("add", of("Bolt"), name="Alex Kim"),
                ChangePerson("add", [], name="<b>\u202e\u0007Eve" + "!" * 300),
            )
            eve, *kims = [p["name"] for p in await people(it)]
            assert kims == ["Alex Kim (Acme)", "Alex Kim (Bolt)"]
            assert eve.startswith("<b>Eve!")
            assert len(eve) == 120

    asyncio.run(play())


def test_names_and_labels_follow_a_merge_then_its_undo_and_are_no_guests(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            await greeted(it)
            zoe, other = await decided(
                it, ChangePerson("add", [], name="Zoë Müller"), ChangePerson("add", [], name="zoe_m")
            )
            key = (await asked(it, place=THREAD))["key"]
            assert (await labelled(it, person="zoe_m", person_id=other["person_id"], thread=key))["ok"]
            assert (await asked(it, place=THREAD))["person"] == "zoe_m"
            await decided(it, MergePeople(zoe["person_id"], other["person_id"]))
            shown = await asked(it, place=THREAD)
            assert (shown["person"], shown["person_id"]) == ("Zoë Müller", zoe["person_id"])
            assert await people(it) == [{"id": zoe["person_id"], "name": "Zoë Müller"}]
            await it.wire.ask("guest", duration_ms=60_000)
            assert await people(it) == []
            assert (await asked(it, place=THREAD))["person"] == ""
            await it.wire.ask("resume")
            late = await logged(it, person="zoe_m", person_id=other["person_id"])  # from a popup of before the merge
            assert late["said"] == "coffee with Zoë Müller"
            await decided(it, UndoPeople())
            assert (await asked(it, place=THREAD))["person"] == "zoe_m"
            assert len(await people(it)) == 2

    asyncio.run(play())


def test_a_label_shows_the_open_question_and_the_last_contact(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            await greeted(it)
            ago_ms = time.time_ns() // 1_000_000 - 31 * 86_400_000 - 1_000
            await decided(it, LogTouchpoint("Zoë", "coffee", ago_ms, ago_ms, ask="Lyon"))
            key = (await asked(it, place=THREAD))["key"]
            await labelled(it, person="Zoë", thread=key)
            shown = await asked(it, place=THREAD)
            assert (shown["person"], shown["ask"], shown["last_days"]) == ("Zoë", "Lyon", 31)
            await logged(it, person="Zoë")
            shown = await asked(it, place=THREAD)
            assert (shown["ask"], shown["last_days"]) == ("", 0)

    asyncio.run(play())
