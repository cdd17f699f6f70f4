"""The options page through a browser's door: config.toml is the only home, one rule for cap and page."""

import asyncio
import time
from contextlib import asynccontextmanager

import pytest
from support.served import Sources, Wire, served

from unscroll import __version__
from unscroll.collectors.browser_frames import parse
from unscroll.collectors.frame_fields import BadFrame
from unscroll.collectors.options_frames import OPTIONS
from unscroll.commands import ChangePerson, LogTouchpoint, to_json
from unscroll.settings import parse as parsed

HEAD = '# mine\ncap = "2h"  # two\n\n[caps]\nplatform = { reddit = "30m" }\n\n[people]\nme = ["Ana"]\n'


@asynccontextmanager
async def page(home, text=HEAD):
    config = home / "config" / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(text)
    async with served(home, Sources()) as it:
        wire = await Wire.to(it.service.places.socket)
        await wire.ask("sighting", hello={"pid": 4242, "version": __version__})
        await wire.ask("sighting", frame={"hello": {"v": 1, "version": __version__, "browser": "feedbeef"}})
        yield it, wire, config
        await wire.close()


async def told(wire, frame, under="options"):
    (name,) = frame
    wire.pushes.clear()
    await wire.ask("sighting", frame={name: {"id": 3, **frame[name]}})
    (said,) = [m["params"] for m in wire.pushes if m.get("method") == under]
    assert said["id"] == 3
    return said


async def changed(wire, changes, stamp=""):
    stamp = stamp or (await told(wire, {"settings": {}}))["stamp"]
    return await told(wire, {"set": {"stamp": stamp, "changes": changes}})


def test_the_page_shows_what_the_file_says_and_what_holds_where_it_is_silent(tmp_path):
    async def play():
        async with page(tmp_path) as (_, wire, config):
            said = await told(wire, {"settings": {}})
            assert (said["ok"], said["trouble"], said["file"]) == (True, "", str(config))
            assert said["values"]["cap"] == "2h"
            assert said["values"]["caps.platform"] == {"reddit": "30m"}
            assert said["values"]["quiet_hours"] is None
            assert (said["defaults"]["cap"], said["defaults"]["never"], said["defaults"]["mode"]) == ("2h", [], None)
            assert set(said["values"]) == set(OPTIONS)
            assert said["platforms"]["youtube"] == "YouTube"
            assert "Ana" not in str(said)

    asyncio.run(play())


def test_a_change_keeps_comments_holds_at_once_and_stands_in_the_journal(tmp_path):
    async def play():
        async with page(tmp_path) as (it, wire, config):
            changes = {"cap": "90", "never": ["https://Bank.Example/login"], "work.hours": ["mon-fri 09:00-17:00"]}
            said = await changed(wire, changes)
            assert (said["ok"], said["said"]) == (True, "The cap holds at once")
            text = config.read_text()
            assert text.startswith('# mine\ncap = "90"  # two\n')
            assert 'me = ["Ana"]' in text
            settings = parsed(text)
            assert (settings.cap_ms, settings.never) == (5_400_000, ("bank.example",))
            assert it.service.parts.settings == settings
            journal = await it.service.parts.reader.do(lambda reader: reader.changes())
            assert journal[-1].body["budget"]["cap_ms"] == 5_400_000
            assert said["values"]["never"] == ["https://Bank.Example/login"]
            taken = await changed(wire, {"never": None, "work.hours": None})
            assert taken["said"] == "Kept in config.toml"
            assert parsed(config.read_text()).never == ()

    asyncio.run(play())


def test_easing_waits_as_it_does_for_the_command(tmp_path):
    async def play():
        async with page(tmp_path) as (_, wire, _):
            said = await changed(wire, {"cap": "5h", "caps.platform": {"reddit": "1h", "instagram": "10m"}})
            assert said["said"].startswith("The cap holds from the next Day's start, ")
            assert said["waits"]["cap"].startswith("now 2 h; 5 h from ")
            assert said["waits"]["caps.platform.reddit"].startswith("now 30 min; 1 h from ")
            assert "caps.platform.instagram" not in said["waits"]

    asyncio.run(play())


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"cap": "soon"}, "config.toml: cap: "),
        ({"cap": "1h", "quiet_hours": ["22-"]}, "config.toml: quiet_hours: "),
        ({"mode": "strict"}, "config.toml: mode: one of observe, nudge is wanted"),
        ({"never": ["/"]}, "config.toml: never: '/' would match nothing"),
        ({"work.hours": ["9 to 5"]}, "config.toml: work.hours: "),
        ({"caps.platform": {"redit": "5m"}}, "did you mean reddit"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_is_written(tmp_path, changes, why):
    async def play():
        async with page(tmp_path) as (_, wire, config):
            said = await changed(wire, changes)
            assert not said["ok"]
            assert why.lower() in said["why"].lower()
            assert config.read_text() == HEAD

    asyncio.run(play())


def test_a_file_that_does_not_read_is_told_with_its_line_and_left_alone(tmp_path):
    async def play():
        async with page(tmp_path) as (_, wire, config):
            config.write_text('cap = "2h"\nmode = nudge\n')
            said = await told(wire, {"settings": {}})
            assert "line 2" in said["trouble"]
            refused = await changed(wire, {"cap": "1h"}, said["stamp"])
            assert "line 2" in refused["why"]
            assert config.read_text() == 'cap = "2h"\nmode = nudge\n'

    asyncio.run(play())


def test_a_page_that_shows_an_older_file_overwrites_nothing(tmp_path):
    async def play():
        async with page(tmp_path) as (_, wire, config):
            stamp = (await told(wire, {"settings": {}}))["stamp"]
            config.write_text('cap = "45m"\n')
            said = await changed(wire, {"cap": "1h"}, stamp)
            assert said["why"].startswith("config.toml was changed meanwhile")
            assert said["values"]["cap"] == "45m"
            assert (await changed(wire, {"cap": "30m"}, said["stamp"]))["ok"]

    asyncio.run(play())


def test_where_there_is_no_file_one_is_made(tmp_path):
    async def play():
        async with page(tmp_path) as (_, wire, config):
            config.unlink()
            assert (await changed(wire, {"caps.platform": {"reddit": "20m"}}))["ok"]
            assert parsed(config.read_text()).caps.platform_ms == {"reddit": 1_200_000}

    asyncio.run(play())


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"record.private_windows": True},
        {"people.me": ["x"]},
        {"rule": []},
        {"caps": {}},
        {"cap": 5},
        {"cap": "1" * 41},
        {"never": "bank.example"},
        {"never": [""]},
        {"never": ["\ud800"]},
        {"caps.platform": {"reddit": 30}},
        {"work.counts": "yes"},
    ],
)
def test_only_settings_of_the_page_pass_and_only_in_their_shape(changes):
    with pytest.raises(BadFrame):
        parse({"set": {"stamp": "0" * 16, "changes": changes, "id": 1}})


def test_the_socket_has_the_same_for_other_pages(tmp_path):
    async def play():
        async with page(tmp_path) as (it, _, config):
            shown = await it.wire.ask("settings")
            answer = await it.wire.ask("settings", stamp=shown["stamp"], changes={"cap": "1h"})
            assert (answer["said"], answer["values"]["cap"]) == ("The cap holds at once", "1h")
            bad = await it.wire.answer("settings", stamp=answer["stamp"], changes={"rule": []})
            assert bad["error"]["code"] == -32602
            refused = await it.wire.answer("settings", stamp=answer["stamp"], changes={"cap": "x"})
            assert refused["error"]["code"] == 78
            assert 'cap = "1h"' in config.read_text()

    asyncio.run(play())


def test_circles_are_shown_and_changed_and_are_no_guests(tmp_path):
    async def play():
        async with page(tmp_path) as (it, wire, _):
            now_ms = time.time_ns() // 1_000_000
            close = [{"trait": "circle", "value": "close", "holds": True}]
            commands = [ChangePerson("add", close, name="Zoë"), LogTouchpoint("Mia", "coffee", now_ms, now_ms)]
            answer = await it.wire.ask("apply", version=__version__, commands=[to_json(c) for c in commands])
            zoe, mia = [result["data"]["person_id"] for result in answer["results"]]
            said = await told(wire, {"circles": {}}, "circled")
            assert said["circles"] == {"inner": 7, "close": 30, "friends": 180, "active": 365}
            assert said["people"] == [{"id": zoe, "name": "Zoë", "circle": "close"}]
            said = await told(wire, {"circle": {"person_id": mia, "circle": "inner"}}, "circled")
            assert (said["said"], [p["name"] for p in said["people"]]) == ("Mia: inner", ["Mia", "Zoë"])
            said = await told(wire, {"circle": {"person_id": zoe, "circle": ""}}, "circled")
            assert (said["said"], [p["name"] for p in said["people"]]) == ("Zoë: no circle", ["Mia"])
            assert not (await told(wire, {"circle": {"person_id": 99, "circle": "inner"}}, "circled"))["ok"]
            assert not (await told(wire, {"circle": {"person_id": mia, "circle": "best"}}, "circled"))["ok"]
            await it.wire.ask("guest", duration_ms=60_000)
            said = await told(wire, {"circle": {"person_id": mia, "circle": ""}}, "circled")
            assert (said["ok"], said["people"]) == (False, [])

    asyncio.run(play())
