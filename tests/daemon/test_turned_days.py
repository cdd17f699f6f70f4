"""Another turn of the Day frees nothing of the Day that has begun (docs/decisions/0017)."""

import asyncio
from datetime import UTC, datetime

import pytest
from support.served import Sources, environment_of, served

from unscroll.acts import Act, ActKind
from unscroll.clock import FakeClock
from unscroll.ledger import Batch, open_reader, open_writer
from unscroll.places import Places
from unscroll.sighting import Focus, InputKind, Track
from unscroll.spoken import say_clock
from unscroll.surface import Surface

MORNING_H = 10
NOW_MS = 1_795_000_000_000
DAY_MS = 86_400_000


def morning_zone():
    """A zone where it is ten in the morning: the turn may lie between midnight and noon."""
    west = (datetime.now(UTC).hour - MORNING_H + 11) % 24 - 11
    return f"Etc/GMT{west:+d}"


EDITOR = Focus(Surface("none", "window", "none", app="Emacs"))


def test_a_turn_that_has_just_passed_takes_nothing_from_today(tmp_path):
    env = environment_of(tmp_path, TZ=morning_zone())

    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS), environment=env) as it:
            it.sources["windows"].becomes(EDITOR)
            it.sources["windows"].instant(InputKind.KEY)
            await asyncio.sleep(0.2)
            parts = it.service.parts
            day, span = parts.recorder.today.day, parts.zones.span_of(parts.recorder.today.day)
            local = parts.zones.local(parts.now_ms())
            passed = (local.hour * 60 + local.minute - 1) % 1440
            it.service.places.config_file.write_text(f'day_turns_at = "{say_clock(passed)}"\n')
            await it.until(lambda: parts.zones.chosen_min == passed, "the new turn")
            assert parts.zones.day_of(parts.now_ms()) == day
            assert parts.zones.start_ms(day) == span.start_ms
            assert parts.zones.span_of(day).end_ms >= span.end_ms
            assert (await it.wire.ask("status"))["seconds"]["other"] >= 0.2
        reader = open_reader(it.service.places)
        try:
            told = reader.zones()
        finally:
            reader.close()
        assert (told.chosen_min, told.day_of(span.start_ms), told.start_ms(day)) == (passed, day, span.start_ms)
        async with served(tmp_path, Sources(windows=Track.FOCUS), environment=env) as it:
            assert it.service.parts.zones.start_ms(day) == span.start_ms
            assert (await it.wire.ask("status"))["seconds"]["other"] >= 0.2

    asyncio.run(play())


def test_where_the_desk_is_is_told_once_the_clock_is_to_be_believed(tmp_path):
    clock = FakeClock.at(315_532_800_000)
    env = environment_of(tmp_path, TZ="Europe/Berlin")

    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS), clock, env) as it:
            assert it.service.parts.recorder.time.trouble
            clock.step(NOW_MS - 315_532_800_000)
            await it.wire.ask("status")
            assert not it.service.parts.recorder.time.trouble
        reader = open_reader(it.service.places)
        try:
            told = reader.zones("nowhere", 1)
        finally:
            reader.close()
        assert (told.history[-1][1], told.turn_min) == ("Europe/Berlin", 240)

    asyncio.run(play())


def _told(places):
    reader = open_reader(places)
    try:
        return reader.zones("nowhere", 1)
    finally:
        reader.close()


def _noted(places, *acts):
    with open_writer(places, FakeClock.at(NOW_MS)) as writer:
        writer.commit(Batch(acts=tuple(Act(at_ms, what, "daemon", value=value) for at_ms, what, value in acts)))


def test_a_clock_that_was_never_set_moves_no_day_and_stops_nothing(tmp_path):
    env = environment_of(tmp_path, TZ="Asia/Tokyo")
    places = Places.of(env)
    _noted(
        places,
        (NOW_MS - 90 * DAY_MS, ActKind.ZONE, "Europe/Berlin"),
        (NOW_MS - 90 * DAY_MS, ActKind.TURN, "04:00"),
        (NOW_MS - 60 * DAY_MS, ActKind.ZONE, "UTC"),
        (NOW_MS - 30 * DAY_MS, ActKind.TURN, "05:00"),
    )
    before = _told(places)
    places.make()
    places.config_file.write_text('day_turns_at = "11:50"\n')
    clock = FakeClock.at(315_532_800_000)

    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS), clock, env) as it:
            parts = it.service.parts
            assert parts.zones == before
            clock.step(NOW_MS - 315_532_800_000)
            await it.wire.ask("status")
            begun = before.day_of(NOW_MS)
            assert parts.zones.start_ms(begun) == before.start_ms(begun)
            assert (parts.zones.chosen_min, parts.zones.name_at(parts.now_ms())) == (710, "Asia/Tokyo")
            assert parts.zones.history[:2] == before.history
            assert parts.zones.turned[0] == before.turned[0]
        assert _told(places) == parts.zones

    asyncio.run(play())


@pytest.mark.parametrize("running", [True, False])
def test_what_was_chosen_by_a_clock_ahead_holds_once_it_was_set(tmp_path, running):
    env = environment_of(tmp_path, TZ="UTC")
    places = Places.of(env)
    first = NOW_MS - 90 * DAY_MS
    _noted(places, (first, ActKind.ZONE, "UTC"), (first, ActKind.TURN, "04:00"))
    places.make()
    places.config_file.write_text('day_turns_at = "11:50"\n')
    ahead = FakeClock.at(NOW_MS + 365 * DAY_MS)

    async def play():
        async with served(tmp_path, Sources(windows=Track.FOCUS), ahead, env) as it:
            await it.wire.ask("status")
            if running:
                ahead.step(-365 * DAY_MS)
                await it.wire.ask("status")
        if not running:
            async with served(tmp_path, Sources(windows=Track.FOCUS), FakeClock.at(NOW_MS), env) as it:
                await it.wire.ask("status")

    asyncio.run(play())
    soon = _told(places).span_of(_told(places).day_of(NOW_MS + 3 * DAY_MS))
    assert f"{_told(places).local(soon.start_ms):%H:%M}" == "11:50"
