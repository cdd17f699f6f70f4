"""Past Days are counted anew in the background: when it is due, what is kept, what comes too late."""

import asyncio
import json
from datetime import UTC, date, datetime

import pytest
from support.served import Sources, environment_of, served

from unscroll.clock import FakeClock
from unscroll.daemon.children import Outcome
from unscroll.daemon.recount import Recount
from unscroll.daemon.writer_thread import OwnerThread
from unscroll.errors import Exit
from unscroll.kinds import Kind
from unscroll.ledger import Batch, CachedDay, LedgerFull, Writer, open_reader, open_writer
from unscroll.meaning import MEANING_VERSION
from unscroll.places import Places
from unscroll.rulebook import load_rules
from unscroll.sighting import Focus, Input, InputKind, InputSource, Session, SessionState, Stretch, Track
from unscroll.span import Span, to_ms
from unscroll.surface import Surface

T = to_ms(datetime(2026, 11, 20, 9, tzinfo=UTC))
DAY = date(2026, 11, 20)
HOUR = 3_600_000
TODAY = date(2026, 11, 23)
FEED = next(name for name, kind in load_rules().kinds.items() if kind is Kind.SCROLL)
ROW = CachedDay(DAY, Span(T, T + HOUR), "figures", "hash", 1, {"figures": None})
WATCHED = Stretch(T, T + HOUR, Session(SessionState.WATCHING, "boot"), "daemon")


class House:
    """A writer's thread, and a child that prints `rows`."""

    def __init__(self):
        self.rows, self.outcome, self.runs, self.meanwhile = [ROW], Outcome(True), 0, None
        self.writer = OwnerThread("writer")
        self.recount = Recount(self.writer, self.lines)

    async def lines(self, take):
        self.runs += 1
        if self.meanwhile is not None:
            await self.writer.do(self.meanwhile)
        await take([json.dumps(row.to_json()).encode() for row in self.rows])
        return self.outcome

    async def kept(self):
        return await self.writer.do(lambda w: w.reader.cached_days(DAY, DAY, "figures", 1))


def lived(tmp_path, story):
    async def run():
        places = Places.of({"UNSCROLL_HOME": str(tmp_path)})
        house = House()
        await house.writer.open(lambda: open_writer(places, FakeClock.at(T)))
        try:
            await story(house)
        finally:
            await house.writer.close()

    asyncio.run(run())


def test_it_is_due_at_the_start_at_the_turn_and_when_wanted(tmp_path):
    async def story(house):
        assert house.recount.due(TODAY)
        await house.recount.run(TODAY)
        assert await house.kept() == {DAY: ROW}
        assert not house.recount.due(TODAY)
        assert house.recount.due(date(2026, 11, 24))
        house.recount.want()
        assert house.recount.due(TODAY)

    lived(tmp_path, story)


def test_late_facts_make_it_due(tmp_path):
    async def story(house):
        await house.recount.run(TODAY)
        await house.writer.do(lambda w: w.commit(Batch((WATCHED,))))
        assert await house.kept() == {}
        assert house.recount.due(TODAY)
        await house.recount.run(TODAY)
        assert await house.kept() == {DAY: ROW}
        assert not house.recount.due(TODAY)

    lived(tmp_path, story)


def test_what_was_counted_while_facts_changed_is_counted_again(tmp_path):
    async def story(house):
        house.meanwhile = lambda w: w.commit(Batch((WATCHED,)))
        await house.recount.run(TODAY)
        assert await house.kept() == {}
        assert house.recount.due(TODAY)

    lived(tmp_path, story)


def test_a_failure_is_told_and_ends_with_the_next_success(tmp_path):
    async def story(house):
        house.rows, house.outcome = [], Outcome(False, "it ended with 1")
        await house.recount.run(TODAY)
        assert house.recount.trouble == "past days could not be counted anew: it ended with 1"
        house.outcome = Outcome(True)
        await house.recount.run(TODAY)
        assert house.recount.trouble == ""

    lived(tmp_path, story)


def test_what_a_full_disk_refused_is_counted_at_the_next_checkpoint(tmp_path, monkeypatch):
    def full(*_):
        raise LedgerFull("no room left for the ledger", "free some disk space", Exit.IO)

    async def story(house):
        with monkeypatch.context() as patched:
            patched.setattr(Writer, "cache_days", full)
            await house.recount.run(TODAY)
        assert "no room left" in house.recount.trouble
        assert house.recount.due(TODAY)
        await house.recount.run(TODAY)
        assert house.recount.trouble == ""
        assert await house.kept() == {DAY: ROW}

    lived(tmp_path, story)


@pytest.mark.parametrize("decided", [False, True])
def test_the_daemon_keeps_the_figures_of_past_days(tmp_path, decided):
    places = Places.of(environment_of(tmp_path))
    places.make()
    front = Focus(Surface("reddit", "feed", FEED), pid=7)
    wheel = Input(InputKind.WHEEL, InputSource.MACHINE)
    with open_writer(places, FakeClock.at(T + 2 * HOUR)) as writer:
        writer.commit(Batch((WATCHED, Stretch(T, T + HOUR, front, "x11"), Stretch(T, T + HOUR, wheel, "xinput"))))

    async def live():
        async with served(tmp_path, Sources(windows=Track.FOCUS)) as house:

            def kept():
                reader = open_reader(places)
                try:
                    return reader.cached_days(DAY, DAY, "figures", MEANING_VERSION)
                finally:
                    reader.close()

            if decided:
                body = {"do": "phone", "day": DAY.isoformat(), "platform": "", "length_ms": 30 * 60_000}
                await decide(house.wire, body)
            else:
                await house.wire.ask("resume")  # a checkpoint at once
            return (await house.until(kept, "the figures of the past Day"))[DAY].body["figures"]

    figures = asyncio.run(live())
    assert (figures["feeds_min"], figures["phone_min"]) == (60, 30 if decided else 0)


async def decide(wire, command):
    from unscroll import __version__

    done = await wire.ask("apply", version=__version__, commands=[command])
    assert done["results"][0]["ok"]
