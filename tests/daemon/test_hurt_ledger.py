"""A ledger that an older version let hostile rows into: the daemon opens it, check names them, forget deletes them."""

import asyncio
import json
import time

import pytest
from support.served import Sources, environment_of, served

from unscroll import __version__
from unscroll.clock import SystemClock
from unscroll.commands import AddPlan, Forget, LabelThread, LogTouchpoint, to_json
from unscroll.day import Zones
from unscroll.ledger import Batch, check, export, open_reader, open_writer, what_you_know
from unscroll.ledger.rows import RowWriter
from unscroll.places import Places
from unscroll.sighting import Focus, Logged, Stretch
from unscroll.span import Span
from unscroll.surface import Surface, ThreadKey

HOUR = 3_600_000
FAR = 2**62
SEEN = Surface("instagram", "dm_thread", "r", thread=ThreadKey(b"0123456789abcdef"))
ROWS = {
    "a contact without an end": "INSERT INTO touchpoint(start_ms, end_ms, person, channel, direction, evidence, note)"
    f" VALUES({{now}}, {FAR}, 1, 'call', 'both', 'logged', '')",
    "a contact of all time": "INSERT INTO touchpoint(start_ms, end_ms, person, channel, direction, evidence, note)"
    f" VALUES(0, {2**51 - 1}, 1, 'call', 'both', 'logged', '')",
    "a plan without an end": f"INSERT INTO plan VALUES(9, 0, 1, 'call', {{now}}, {FAR}, 'open')",
    "a phone at the end of the calendar": "INSERT INTO typed_phone VALUES('9999-12-31', '', 1, 0)",
    "followers at the end of the calendar": "INSERT INTO followers VALUES('x', '9999-12-31', 'you', 1, 0)",
    "a snooze without an end": "INSERT INTO person_fact(change, person, trait, value, holds)"
    f" VALUES(99, 1, 'snoozed', '{2**51}', 1)",
}
JOURNAL = {
    "a broken key": ("label", {"thread": " " * 32, "size": "one", "person_id": 1}),
    "a short key": ("label", {"thread": "ab" * 15 + "  ", "size": "one", "person_id": 1}),
    "a correction since ever": ("correction", {"start_ms": -(10**40), "end_ms": 2**40, "kind": "other"}),
    "a correction for ever": ("correction", {"start_ms": 2**40, "end_ms": FAR, "kind": "other"}),
}


@pytest.fixture
def hurt(tmp_path):
    """With one good contact, and everything above."""
    places, now = Places.of(environment_of(tmp_path)), time.time_ns() // 1_000_000
    with open_writer(places, SystemClock()) as writer:
        writer.commit(
            Batch(
                (Stretch(now - HOUR, now - HOUR + 1, Focus(SEEN), "x11"),),
                commands=(
                    LogTouchpoint("Zoe", "call", now - 2 * HOUR, now - HOUR),
                    AddPlan(1, "call", now + HOUR, now + HOUR),
                ),
            )
        )
        db, rows = writer._db, RowWriter(writer._db)
        db.execute("INSERT INTO person_change(id, at_ms, what, source) VALUES(99, 0, 'x', 'you')")
        for row in ROWS.values():
            db.execute(row.format(now=now - HOUR))
        for what, body in JOURNAL.values():
            db.execute("INSERT INTO change(at_ms, what, body) VALUES(?, ?, ?)", (now, what, json.dumps(body)))
        rows.stretch(Stretch(now - HOUR, FAR, Logged(1, "video call"), "log"))
        rows.stretch(Stretch(now - HOUR + 1, 2**51 - 1, Logged(1, "кофе"), "log"))
    return places


def test_the_daemon_serves_it_and_forget_heals_it(hurt, tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            status = await it.wire.ask("status")
            assert status["troubles"] == []
            before = await it.wire.ask("day", day="2024-06-01")
            assert before["seconds"]["one_to_one"] == 0
            now = time.time_ns() // 1_000_000
            told = await it.wire.ask("explain", start_ms=now - 90 * 60_000, end_ms=now)
            assert {row["kind"] for row in told} <= {"one_to_one", "private"}
            label = to_json(LabelThread(SEEN.thread.digest.hex(), "one", person_id=1))
            forget = to_json(Forget(end_ms=31_600_000_000))
            answer = await it.wire.ask("apply", version=__version__, commands=[label, forget])
            assert [result["ok"] for result in answer["results"]] == [True, True]
            it.service._checkpoints.stir()
            await it.wire.ask("status")
            assert "Traceback" not in it.printed.getvalue()

    named = {f.what.split(" of ")[1].split()[0] for f in check(hurt) if f.mend.startswith("They count for nothing")}
    assert named == {"log", "touchpoint", "plan", "typed_phone", "followers", "change"}
    asyncio.run(play())
    assert check(hurt) == ()
    with open_writer(hurt, SystemClock()) as writer:
        assert writer.reader.people().everybody[0].name == "Zoe"
        assert len(writer.reader.touchpoints(Span(0, 2**42))) == 1


def test_every_reading_of_it_ends(hurt):
    reader = open_reader(hurt)
    every = Span(0, 2**42)
    zones = Zones.only("UTC")
    (touch,) = reader.touchpoints(every)
    assert [t.id for t in reader.touchpoints_of((1,))] == [touch.id]
    assert [latest.end_ms for latest in reader.latest_touches(2**42)] == [touch.end_ms]
    assert len(reader.plans()) == 1
    assert reader.labelled() == reader.followers() == {}
    assert reader.typed_phone() == ()
    assert reader.last_fact_ms() < 2**42
    assert len(reader.facts(every).log) == 1
    (person,) = reader.people().everybody
    assert zones.local(person.snoozed_until_ms).year == 2200
    assert list(export(reader, "jsonl", every))
    assert list(what_you_know(reader, every, zones))
    reader.close()


def test_a_broken_key_forgets_nothing_else(hurt):
    """Of a key that is none, every place without a thread was taken for one."""
    with open_writer(hurt, SystemClock()) as writer:
        now = time.time_ns() // 1_000_000
        other = Stretch(now - HOUR, now, Focus(Surface("none", "window", "none")), "x11")
        writer.commit(Batch((other,)))
        (result,) = writer.commit(Batch(commands=(Forget(now - 24 * HOUR, now + 1, person="Zoe"),)))
        assert result.ok
        assert other in writer.reader.facts(Span(0, 2**42)).focus
