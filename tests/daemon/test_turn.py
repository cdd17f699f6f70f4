"""What is done once a Day."""

import asyncio
import os
from datetime import date, timedelta

import pytest
from support.served import Sources, served

from unscroll import __version__
from unscroll.daemon.children import Outcome
from unscroll.daemon.letters import Letter, letter_of
from unscroll.daemon.turn import DayTurn
from unscroll.day import Zones
from unscroll.settings import Tells, parse

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)
UTC = Zones.only("UTC")


class House:
    def __init__(self, folder):
        self.folder, self.seen, self.works = folder, True, True
        self.rendered, self.copied = [], 0
        self.tells, self.first_day = Tells.GENTLY, None
        self.turn = self.another()

    def another(self):
        letter = lambda today: letter_of(self.tells, self.first_day, today)  # noqa: E731
        return DayTurn(self.file_of, self.has_data, self.render, self.snapshot, self.folder / "announced", letter)

    def file(self, day):
        return self.file_of(Letter(day))

    def file_of(self, letter):
        return self.folder / f"{letter.name}.html"

    async def has_data(self, day):
        return self.seen

    async def render(self, letter):
        self.rendered.append(letter.name if letter.week else letter.last)
        if self.works:
            self.write(letter)
        return Outcome(self.works, "" if self.works else "boom")

    def write(self, of, hours_after_the_turn=1):
        """A report of a Day or a week, written so long after its end."""
        letter = of if isinstance(of, Letter) else Letter(of)
        self.file_of(letter).touch()
        at_s = UTC.start_ms(letter.last + timedelta(days=1)) / 1000 + hours_after_the_turn * 3600
        os.utime(self.file_of(letter), (at_s, at_s))

    async def snapshot(self):
        self.copied += 1
        return Outcome(True)

    def run(self, day=TODAY):
        asyncio.run(self.turn.run(day, UTC))


@pytest.fixture
def house(tmp_path):
    return House(tmp_path)


def test_a_missing_report_is_made_at_the_start_and_announced_once(house):
    house.run()
    assert house.rendered == [YESTERDAY]
    assert house.turn.announcement() == "your report of Sunday is ready"
    assert house.turn.announcement() == ""
    assert not house.turn.due(TODAY)
    house.turn = house.another()
    house.run()
    assert house.rendered == [YESTERDAY]
    assert house.turn.announcement() == ""


def test_at_the_turn_the_day_before_is_rendered_and_the_ledger_copied(house):
    house.write(YESTERDAY)
    house.run()
    assert (house.rendered, house.copied) == ([], 0)
    assert house.turn.due(TODAY + timedelta(days=1))
    house.run(TODAY + timedelta(days=1))
    assert (house.rendered, house.copied) == ([TODAY], 1)


def test_a_day_without_anything_has_no_report(house):
    house.seen = False
    house.run()
    assert house.rendered == []
    assert house.turn.announcement() == ""


def test_a_report_that_fails_is_tried_three_times_and_told(house):
    house.works = False
    for _ in range(5):
        if house.turn.due(TODAY):
            house.run()
    assert len(house.rendered) == 3
    assert "boom" in house.turn.trouble
    assert house.turn.announcement() == ""


def test_a_report_made_during_its_day_is_made_again(house):
    house.write(YESTERDAY, hours_after_the_turn=-6)
    house.run()
    assert house.rendered == [YESTERDAY]


def test_a_day_of_which_only_the_phone_is_known_has_a_report(tmp_path):
    async def play():
        async with served(tmp_path, Sources()) as it:
            yesterday = it.service.parts.recorder.today.day - timedelta(days=1)
            assert not await it.service.parts.turn.has_data(yesterday)
            typed = {"do": "phone", "day": yesterday.isoformat(), "platform": "", "length_ms": 600_000}
            await it.wire.ask("apply", version=__version__, commands=[typed])
            assert await it.service.parts.turn.has_data(yesterday)

    asyncio.run(play())


def test_an_announcement_that_cannot_be_kept_is_made_once_and_kept_later(house):
    house.run()
    house.turn.announced.mkdir()
    assert house.turn.announcement() == "your report of Sunday is ready"
    assert house.turn.announcement() == ""
    assert "Is a directory" in house.turn.refused
    house.turn.announced.rmdir()
    assert house.turn.announcement() == ""
    assert house.turn.refused == ""
    house.turn = house.another()
    house.run()
    assert house.turn.announcement() == ""


def test_what_a_disk_refuses_is_told_and_tried_at_the_next_checkpoint(house):
    async def no_process(day):
        raise OSError(12, "Cannot allocate memory")

    house.turn.render = no_process
    house.run()
    assert "Cannot allocate memory" in house.turn.trouble
    assert house.turn.due(TODAY)
    assert house.copied == 0
    house.turn.render = house.render
    house.run()
    assert house.turn.trouble == ""
    assert house.rendered == [YESTERDAY]


def said(house, since, days):
    """What is announced on each of the next days, by somebody who comes each day; a restart of the service lies
    between any two."""
    lines = {}
    for n in range(days):
        today = since + timedelta(days=n)
        house.turn = house.another()
        house.run(today)
        if line := house.turn.announcement():
            lines[today] = line
    return lines


def test_daily_for_two_weeks_then_mondays_letter(house):
    """First seen on a Monday: TODAY."""
    house.first_day = TODAY
    lines = said(house, TODAY + timedelta(days=1), 27)
    daily = [TODAY + timedelta(days=n) for n in range(1, 14)]
    assert [day for day, line in lines.items() if line.startswith("your report of")] == daily
    letters = {day: line for day, line in lines.items() if day not in daily}
    assert letters == {
        TODAY + timedelta(days=14): "your letter of last week is ready",
        TODAY + timedelta(days=21): "your letter of last week is ready",
    }
    assert [made for made in house.rendered if isinstance(made, str)] == ["2026-W49", "2026-W50"]
    assert house.rendered[-1] == TODAY + timedelta(days=26)  # the Days' own pages are made all the same


def test_a_week_whose_days_were_announced_is_not_announced_again(house):
    """First seen on a Thursday: the two weeks end within a week, whose letter comes on the Monday after."""
    house.first_day = TODAY + timedelta(days=3)
    lines = said(house, TODAY + timedelta(days=16), 9)
    assert lines == {
        TODAY + timedelta(days=16): "your report of Tuesday is ready",
        TODAY + timedelta(days=21): "your letter of last week is ready",
    }


def test_who_comes_back_on_thursday_gets_mondays_letter_once(house):
    house.first_day = TODAY - timedelta(days=60)
    thursday = TODAY + timedelta(days=3)
    assert said(house, thursday, 3) == {thursday: "your letter of last week is ready"}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("'daily'", ["your report of Sunday is ready", "your report of Monday is ready"]),
        ("'weekly'", ["your letter of last week is ready"]),
        ("true", ["your letter of last week is ready"]),
        ("'gently'", ["your letter of last week is ready"]),
        ("false", []),
        ("'never'", []),
    ],
)
def test_told_otherwise(house, told, expected):
    house.first_day = TODAY - timedelta(days=30)
    house.tells = parse(f"[notify]\nreport = {told}").notify.report
    assert list(said(house, TODAY, 2).values()) == expected


def test_a_first_week_that_was_never_watched_has_no_letter(house):
    house.first_day, house.tells = TODAY, Tells.WEEKLY
    assert said(house, TODAY, 7) == {}
    assert list(said(house, TODAY + timedelta(days=7), 1)) == [TODAY + timedelta(days=7)]


def test_a_letter_that_fails_is_tried_three_times_and_told(house):
    house.first_day, house.tells, house.works = TODAY - timedelta(days=60), Tells.GENTLY, False
    house.write(YESTERDAY)
    for _ in range(5):
        if house.turn.due(TODAY):
            house.run()
    assert house.rendered == ["2026-W47"] * 3
    assert "2026-W47 could not be made: boom" in house.turn.trouble
    assert house.turn.announcement() == ""
