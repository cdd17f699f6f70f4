"""What the popup of a browser's extension is told of people, what it says of them."""

import asyncio
import json
import time
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from support.served import Sources, Wire, served

from unscroll import __version__
from unscroll.commands import ChangePerson, LogTouchpoint, MergePeople, UndoPeople, to_json
from unscroll.settings.tree import People
from unscroll.span import Span

THREAD = {"scheme": "https", "host": "www.instagram.com", "path": "/direct/t/17842/"}


@asynccontextmanager
async def popup(home):
    """A daemon, with the connection of a browser's host."""
    async with served(home, Sources()) as it:
        wire = await Wire.to(it.service.places.socket)
        await wire.ask("sighting", hello={"pid": 4242, "version": __version__})
        await wire.ask("sighting", frame={"hello": {"v": 1, "version": __version__, "browser": "feedbeef"}})
        yield it, wire
        await wire.close()


async def asked(wire, **ask):
    return await told(wire, "thread", {"ask": {"tab": "7", **ask}})


async def labelled(wire, **label):
    return await told(wire, "labelled", {"label": {"tab": "7", "size": "one", **label}})


async def told(wire, name, frame):
    """What is said to a frame of the popup, under `name`."""
    await wire.ask("sighting", frame=frame)
    (said,) = [m["params"] for m in wire.pushes if m.get("method") == name]
    wire.pushes.clear()
    return said


async def logged(wire, **log):
    return await told(wire, "logged", {"log": {"channel": "coffee", "person": "", **log}})


async def people(wire):
    return (await told(wire, "people", {"people": {"id": 1}}))["people"]


async def decided(it, *commands):
    bodies = [to_json(command) for command in commands]
    answer = await it.wire.ask("apply", version=__version__, commands=bodies)
    assert all(result["ok"] for result in answer["results"]), answer
    return [result["data"] for result in answer["results"]]


def test_the_popup_logs_a_contact_that_has_just_ended(tmp_path):
    async def play():
        async with popup(tmp_path) as (it, wire):
            kept = {"id": 4, "ok": True, "why": "", "said": "coffee with Zoë, 30 min"}
            assert await logged(wire, person=" Zoë ", minutes=30, id=4) == kept
            assert (await logged(wire, person="zoë", channel="phone"))["said"] == "phone with Zoë"
            refused = await logged(wire, channel=" ", person="Zoë")
            assert not refused["ok"]
            assert "channel" in refused["why"]
            gone = await logged(wire, person_id=99)
            assert not gone["ok"]
            now_ms = it.service.parts.now_ms()
            coffee, call = await it.service.parts.reader.do(lambda r: r.touchpoints(Span(0, 2**42)))
            assert (coffee.channel, coffee.end_ms - coffee.start_ms) == ("coffee", 1_800_000)
            assert 0 <= now_ms - coffee.end_ms < 5_000
            assert call.start_ms == call.end_ms
            assert call.person_id == coffee.person_id
            assert [p["name"] for p in await people(wire)] == ["Zoë"]

    asyncio.run(play())


def test_who_was_met_last_comes_first_then_circles_then_names(tmp_path):
    circle = [{"trait": "circle", "value": "close", "holds": True}]

    async def play():
        async with popup(tmp_path) as (it, wire):
            now_ms = time.time_ns() // 1_000_000
            await decided(
                it,
                ChangePerson("add", [], name="Ana"),
                ChangePerson("circle", circle, name="Yan"),
                LogTouchpoint("Mia", "coffee", now_ms - 9_000_000, now_ms - 9_000_000),
                LogTouchpoint("Zoë", "coffee", now_ms - 5_000, now_ms - 5_000),
            )
            assert [p["name"] for p in await people(wire)] == ["Zoë", "Mia", "Yan", "Ana"]

    asyncio.run(play())


def test_namesakes_are_told_apart_and_a_hostile_name_is_one_line(tmp_path):
    def of(company):
        return [{"trait": "company", "value": company, "holds": True}]

    async def play():
        async with popup(tmp_path) as (it, wire):
            await decided(
                it,
                ChangePerson("add", of("Acme"), name="Alex Kim"),
                ChangePerson("add", of("Bolt"), name="Alex Kim"),
                ChangePerson("add", [], name="<b>\u202e\u0007Eve" + "!" * 300),
            )
            eve, *kims = [p["name"] for p in await people(wire)]
            assert kims == ["Alex Kim (Acme)", "Alex Kim (Bolt)"]
            assert eve.startswith("<b>Eve!")
            assert len(eve) == 120

    asyncio.run(play())


def test_namesakes_of_no_company_are_told_apart_by_an_address_or_by_when_you_talked(tmp_path):
    async def play():
        async with popup(tmp_path) as (it, wire):
            mail = [{"trait": "handle", "value": "email:alex@example.org", "holds": True}]
            alex = await decided(
                it,
                *(ChangePerson("add", mail, name="Alex Kim"), ChangePerson("add", [], name="Alex Kim")),
                *(ChangePerson("add", [], name="Bo"), ChangePerson("add", [], name="Bo")),
                *(ChangePerson("add", [], name="Cy"), ChangePerson("add", [], name="Cy")),
            )
            third_day = time.time_ns() // 1_000_000 - 3 * 86_400_000
            numbers = [one["person_id"] for one in alex]
            for number in (numbers[1], numbers[2]):
                await decided(it, LogTouchpoint("", "coffee", third_day, third_day, person_id=number))
            assert {p["name"] for p in await people(wire)} == {
                *("Alex Kim (alex@example.org)", "Alex Kim (last talked 3 days ago)"),
                *("Bo (last talked 3 days ago)", "Bo (no contact yet)"),
                *(f"Cy (#{numbers[4]})", f"Cy (#{numbers[5]})"),
            }
            why = (await logged(wire, person="Alex Kim"))["why"]
            assert why.endswith(f"#{numbers[0]} Alex Kim (alex@example.org), #{numbers[1]} Alex Kim")

    asyncio.run(play())


def test_names_and_labels_follow_a_merge_then_its_undo_and_are_no_guests(tmp_path):
    async def play():
        async with popup(tmp_path) as (it, wire):
            zoe, other = await decided(
                it, ChangePerson("add", [], name="Zoë Müller"), ChangePerson("add", [], name="zoe_m")
            )
            key = (await asked(wire, place=THREAD))["key"]
            assert (await labelled(wire, person="zoe_m", person_id=other["person_id"], thread=key))["ok"]
            assert (await asked(wire, place=THREAD))["person"] == "zoe_m"
            await decided(it, MergePeople(zoe["person_id"], other["person_id"]))
            shown = await asked(wire, place=THREAD)
            assert (shown["person"], shown["person_id"]) == ("Zoë Müller", zoe["person_id"])
            assert await people(wire) == [{"id": zoe["person_id"], "name": "Zoë Müller"}]
            await it.wire.ask("guest", duration_ms=60_000)
            assert await people(wire) == []
            assert (await asked(wire, place=THREAD))["person"] == ""
            await it.wire.ask("resume")
            late = await logged(wire, person="zoe_m", person_id=other["person_id"])  # from a popup of before the merge
            assert late["said"] == "coffee with Zoë Müller"
            await decided(it, UndoPeople())
            assert (await asked(wire, place=THREAD))["person"] == "zoe_m"
            assert len(await people(wire)) == 2

    asyncio.run(play())


def test_a_label_shows_the_open_question_and_the_last_contact(tmp_path):
    async def play():
        async with popup(tmp_path) as (it, wire):
            ago_ms = time.time_ns() // 1_000_000 - 31 * 86_400_000 - 1_000
            await decided(it, LogTouchpoint("Zoë", "coffee", ago_ms, ago_ms, ask="Lyon"))
            key = (await asked(wire, place=THREAD))["key"]
            await labelled(wire, person="Zoë", thread=key)
            shown = await asked(wire, place=THREAD)
            assert (shown["person"], shown["ask"], shown["last_days"]) == ("Zoë", "Lyon", 31)
            await logged(wire, person="Zoë")
            shown = await asked(wire, place=THREAD)
            assert (shown["ask"], shown["last_days"]) == ("", 0)

    asyncio.run(play())


def test_a_contact_or_a_thread_with_oneself_is_refused_wherever_it_is_said(tmp_path):
    def config(me):
        file = tmp_path / "config" / "config.toml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"[people]\nme = {json.dumps(me)}\n")

    async def play():
        config(["Ana Roth", "0170 1234567"])
        async with popup(tmp_path) as (it, wire):
            (zoe,) = await decided(it, ChangePerson("add", [], name="Zoë"))
            key = (await asked(wire, place=THREAD))["key"]
            refused = await logged(wire, person="ana ROTH")
            assert (refused["ok"], refused["why"]) == (False, "this is you")
            refused = await labelled(wire, person="Ana Roth", thread=key)
            assert (refused["ok"], refused["why"]) == (False, "this is you")
            with pytest.raises(AssertionError, match="this is you"):
                await decided(it, LogTouchpoint("Ana Roth", "coffee", 1, 1))
            for name in ("Roth Ana", "me"):
                assert (await logged(wire, person=name))["why"] == "this is you"
            with pytest.raises(AssertionError, match="this is you"):
                await decided(it, LogTouchpoint("Zoë", "coffee", 1, 1, via="Ana Roth"))
            for name in ("#1", "no-reply@example.org"):
                assert (await logged(wire, person=name))["why"] == f"{name!r} is no name"
                assert (await labelled(wire, person=name, thread=key))["why"] == f"{name!r} is no name"
            assert [p["name"] for p in await people(wire)] == ["Zoë"]
            assert (await logged(wire, person="Zoë", person_id=zoe["person_id"]))["ok"]
            assert (await labelled(wire, person="Zoë", thread=key))["ok"]
            assert (await labelled(wire, size="nobody", person="", thread=key))["ok"]

    asyncio.run(play())


def test_somebody_known_who_bears_the_name_of_the_user_is_refused_too(tmp_path):
    """As the commands do: a person of old, from before the settings said who the user is."""

    async def play():
        async with popup(tmp_path) as (it, wire):
            (ana,) = await decided(it, ChangePerson("add", [], name="Ana Roth"))
            it.service.parts.watch.settings = replace(it.service.parts.settings, people=People(me=("Ana Roth",)))
            assert (await logged(wire, person="A.", person_id=ana["person_id"]))["why"] == "this is you"

    asyncio.run(play())


def test_a_name_that_two_bear_is_refused_with_a_choice(tmp_path):
    """The lower number would be a guess, and nobody would see that it was one."""

    async def play():
        async with popup(tmp_path) as (it, wire):
            one, other = await decided(it, *(ChangePerson("add", [], name="Alex Kim") for _ in range(2)))
            choice = ", ".join(f"#{told['person_id']} Alex Kim (no contact yet)" for told in (one, other))
            assert choice in (await logged(wire, person="Alex Kim"))["why"]
            assert choice in (await logged(wire, person="alex kim"))["why"]
            key = (await asked(wire, place=THREAD))["key"]
            assert choice in (await labelled(wire, person="Alex Kim", thread=key))["why"]
            assert (await logged(wire, person="Alex Kim", person_id=other["person_id"]))["ok"]
            await decided(it, MergePeople(one["person_id"], other["person_id"]))
            assert (await logged(wire, person="Alex Kim"))["ok"]

    asyncio.run(play())
