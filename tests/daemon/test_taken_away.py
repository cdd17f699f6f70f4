"""A ledger whose files are removed or replaced under the running service: it is said, and nothing recorded is lost."""

import asyncio
import shutil
import sqlite3

import pytest
from support.served import Sources, environment_of, served

from unscroll.ledger import check, open_reader
from unscroll.places import Places
from unscroll.sighting import Focus, InputKind, Track
from unscroll.span import Span
from unscroll.surface import Surface

EDITOR = Focus(Surface("none", "window", "none", app="Emacs"))
READER = Focus(Surface("none", "window", "none", app="Zathura"))


def remove(places, *ends):
    for end in ends:
        places.ledger.with_name(places.ledger.name + end).unlink()


def replace(places):
    other = places.ledger.with_name("other")
    with sqlite3.connect(other) as db:
        db.execute("CREATE TABLE notes(text)")
    db.close()
    other.replace(places.ledger)


HARMS = {
    "ledger": lambda places: remove(places, ""),
    "log": lambda places: remove(places, "-wal"),
    "index of the log": lambda places: remove(places, "-shm"),
    "all three": lambda places: remove(places, "", "-wal", "-shm"),
    "folder": lambda places: shutil.rmtree(places.data),
    "another in its place": replace,
}


@pytest.mark.parametrize("harm", HARMS)
def test_it_is_said_and_goes_on_in_a_new_one(tmp_path, harm):
    places = Places.of(environment_of(tmp_path))

    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS)) as it:
            it.sources["windows"].becomes(EDITOR)
            it.sources["windows"].instant(InputKind.KEY)
            body = {
                "do": "log",
                "person": "Zoë",
                "channel": "coffee",
                "note": "",
                "start_ms": 1_700_000_000_000,
                "end_ms": 1_700_000_060_000,
            }
            version = (await it.wire.ask("status"))["daemon"]["version"]
            assert (await it.wire.ask("apply", version=version, commands=[body]))["results"][0]["ok"]
            HARMS[harm](places)
            it.sources["windows"].becomes(READER)
            it.sources["windows"].instant(InputKind.KEY)
            await it.wire.ask("resume")
            status = await it.wire.ask("status")
            assert status["flags"] == []
            assert any("taken away while it was open" in line for line in status["notices"])
            assert places.ledger.exists()
            assert len(await it.wire.ask("explain", start_ms=0, end_ms=60_000)) >= 0

    asyncio.run(play())
    found = open_reader(places)
    assert {s.fact for s in found.facts(Span(0, 2**42)).focus} >= {EDITOR, READER}
    assert [person.name for person in found.people().everybody] == ["Zoë"]
    found.close()
    if harm != "folder":
        assert check(places) == ()


def test_no_room_for_the_new_one_leaves_all_where_it_was(tmp_path, monkeypatch):
    places = Places.of(environment_of(tmp_path))

    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS)) as it:
            it.sources["windows"].becomes(EDITOR)
            await it.wire.ask("resume")
            remove(places, "")
            with monkeypatch.context() as patched:
                from unscroll.ledger import repair

                def no_room(*_):
                    raise OSError(28, "No space left on device")

                patched.setattr(repair, "copy", no_room)
                await it.wire.ask("resume")
                status = await it.wire.ask("status")
                assert "degraded" in status["flags"]
                assert any("No space left" in line for line in status["troubles"])
                assert not places.ledger.exists()
            await it.wire.ask("resume")
            assert (await it.wire.ask("status"))["flags"] == []

    asyncio.run(play())
    found = open_reader(places)
    assert {s.fact for s in found.facts(Span(0, 2**42)).focus} == {EDITOR}
    found.close()
    assert check(places) == ()


def test_one_that_is_told_to_stop_at_once_leaves_all_of_it(tmp_path):
    places = Places.of(environment_of(tmp_path))

    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS)) as it:
            it.sources["windows"].becomes(EDITOR)
            await it.wire.ask("resume")
            remove(places, "", "-wal", "-shm")

    asyncio.run(play())
    found = open_reader(places)
    assert {s.fact for s in found.facts(Span(0, 2**42)).focus} == {EDITOR}
    found.close()
