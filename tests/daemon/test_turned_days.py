"""Another turn of the Day frees nothing of the Day that has begun (docs/decisions/0017)."""

import asyncio
from datetime import UTC, datetime

from support.served import Sources, environment_of, served

from unscroll.clock import FakeClock
from unscroll.ledger import open_reader
from unscroll.sighting import Focus, InputKind, Track
from unscroll.spoken import say_clock
from unscroll.surface import Surface

MORNING_H = 10
NOW_MS = 1_795_000_000_000


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
