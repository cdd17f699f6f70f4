"""A disk that takes nothing: facts wait in memory, status says so, nothing is lost once there is room."""

import asyncio
import time
from datetime import timedelta

import pytest
from support.served import Sources, environment_of, served

from unscroll.errors import Exit
from unscroll.kinds import Kind
from unscroll.ledger import Batch, LedgerDamaged, LedgerFull, Writer, open_reader
from unscroll.places import Places
from unscroll.rulebook import load_rules
from unscroll.sighting import Focus, InputKind, Stretch, Track
from unscroll.span import Span
from unscroll.surface import Surface

FEED = next(name for name, kind in load_rules().kinds.items() if kind is Kind.SCROLL)
EDITOR = Focus(Surface("none", "window", "none", app="Emacs"))


@pytest.fixture
def disk(monkeypatch):
    """`full["now"]` decides whether a commit finds room."""
    full = {"now": False}
    commit = Writer.commit

    def maybe(self, batch):
        if full["now"]:
            raise LedgerFull("no room left for the ledger", "free some disk space", Exit.IO)
        return commit(self, batch)

    monkeypatch.setattr(Writer, "commit", maybe)
    return full


async def alone(it, monkeypatch):
    """From now on nothing but the test writes: a checkpoint of the daemon's own would take a failure meant for it."""

    async def nothing(always=False):
        pass

    checkpoints = it.service._checkpoints
    await checkpoints.settled()
    monkeypatch.setattr(checkpoints, "write", nothing)
    return it.service.parts.recorder


def test_degraded_while_full_and_whole_afterwards(tmp_path, disk):
    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS)) as it:
            disk["now"] = True
            it.sources["windows"].becomes(EDITOR)
            it.sources["windows"].instant(InputKind.KEY)
            await asyncio.sleep(0.2)
            await it.service._checkpoints.check()
            await it.service._checkpoints.settled()
            status = await it.wire.ask("status")
            assert "degraded" in status["flags"]
            assert any("no room" in line for line in status["troubles"])
            assert status["seconds"]["other"] >= 0.2
            disk["now"] = False
            await it.service._checkpoints.check()
            await it.service._checkpoints.settled()
            assert (await it.wire.ask("status"))["flags"] == []

    asyncio.run(play())
    reader = open_reader(Places.of(environment_of(tmp_path)))
    focus = reader.facts(Span(0, 2**42)).focus
    reader.close()
    assert focus[0].fact == EDITOR
    assert focus[-1].end_ms - focus[0].start_ms >= 200


def test_nothing_that_runs_beside_the_pulse_ends_the_service(tmp_path, disk, monkeypatch):
    def full(*_):
        raise LedgerFull("no room left for the ledger", "free some disk space", Exit.IO)

    for name in ("cache_days", "record_crossing", "set_mark", "snapshot"):
        monkeypatch.setattr(Writer, name, full)

    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS)) as it:
            disk["now"] = True
            (it.service.places.config_file).write_text('cap = "0"\nmode = "nudge"\n')
            await it.until(lambda: it.service.parts.settings.cap_ms == 0, "the cap")
            it.sources["windows"].becomes(Focus(Surface("reddit", "feed", FEED)))
            it.sources["windows"].instant(InputKind.WHEEL)
            await asyncio.sleep(0.1)
            it.service.parts.turn.done = it.service.parts.recorder.today.day - timedelta(days=1)
            for _ in range(3):
                it.service._checkpoints._always = True
                await it.service._checkpoints.check()
                await it.service._checkpoints.settled()
            status = await it.wire.ask("status")
            assert it.service.parts.nudging.refused
            assert [line for line in status["troubles"] if "no room" in line] == status["troubles"][:1]

    asyncio.run(play())


def test_a_mended_ledger_that_finds_no_room_gets_what_it_lacks_later(tmp_path, disk, monkeypatch):
    before_ms = time.time_ns() // 1_000_000 - 5_000
    lacking = Stretch(before_ms, before_ms + 1_000, EDITOR, "x11")

    async def play():
        async with served(tmp_path, Sources()) as it:
            recorder, commit = await alone(it, monkeypatch), Writer.commit

            def damaged(self, batch):
                raise LedgerDamaged("the ledger is damaged", code=Exit.IO)

            async def mend():
                monkeypatch.setattr(Writer, "commit", commit)
                disk["now"] = True
                return Batch((lacking,))

            monkeypatch.setattr(Writer, "commit", damaged)
            recorder.mend = mend
            await recorder.look()
            assert await recorder.write(always=True) is False
            disk["now"] = False
            assert await recorder.write(always=True) is True

    asyncio.run(play())
    reader = open_reader(Places.of(environment_of(tmp_path)))
    assert lacking in reader.facts(Span(0, 2**42)).focus
    reader.close()


def test_a_browser_is_not_acknowledged_before_it_is_on_disk(tmp_path, disk, monkeypatch):
    async def play():
        async with served(tmp_path, Sources()) as it:
            recorder = await alone(it, monkeypatch)
            recorder.ack("aaaaaaaa", 1)
            waiting = recorder.written()
            disk["now"] = True
            await recorder.look()
            assert await recorder.write() is False
            assert not waiting.done()
            disk["now"] = False
            assert await recorder.write() is True
            assert waiting.done()
            assert (await it.service.parts.writer.do(lambda w: w.reader.acks())) == {"aaaaaaaa": 1}

    asyncio.run(play())


def test_what_a_mended_ledger_lacks_waits_until_the_disk_takes_it(tmp_path, monkeypatch):
    now_ms = time.time_ns() // 1_000_000
    lacking = Stretch(now_ms - 9_000, now_ms - 1_000, EDITOR, "windows")
    failures = [LedgerDamaged("the ledger is damaged"), LedgerFull("no room left for the ledger", "", Exit.IO)]
    commit = Writer.commit

    def once_each(self, batch):
        if failures:
            raise failures.pop(0)
        return commit(self, batch)

    async def mend():
        return Batch((lacking,))

    async def play():
        async with served(tmp_path, Sources()) as it:
            recorder = await alone(it, monkeypatch)
            monkeypatch.setattr(Writer, "commit", once_each)
            recorder.mend = mend
            recorder.ack("aaaaaaaa", 1)
            await recorder.look()
            assert await recorder.write() is False
            assert await recorder.write() is True
            assert not recorder.pending.anything
            facts = await it.service.parts.writer.do(lambda w: w.reader.facts(Span(0, now_ms)))
            assert facts.focus == (lacking,)

    asyncio.run(play())
