"""What is done once a Day."""

import asyncio
import os
from datetime import date, timedelta

import pytest
from support.served import Sources, served

from unscroll import __version__
from unscroll.daemon.children import Outcome
from unscroll.daemon.turn import DayTurn
from unscroll.day import Zones

TODAY = date(2026, 11, 23)
YESTERDAY = TODAY - timedelta(days=1)
UTC = Zones.only("UTC")


class House:
    def __init__(self, folder):
        self.folder, self.seen, self.works = folder, True, True
        self.rendered, self.copied = [], 0
        self.turn = self.another()

    def another(self):
        return DayTurn(self.file, self.has_data, self.render, self.snapshot, self.folder / "announced")

    def file(self, day):
        return self.folder / f"{day}.html"

    async def has_data(self, day):
        return self.seen

    async def render(self, day):
        self.rendered.append(day)
        if self.works:
            self.write(day)
        return Outcome(self.works, "" if self.works else "boom")

    def write(self, day, hours_after_the_turn=1):
        """A report of a Day, written so long after its end."""
        self.file(day).touch()
        at_s = UTC.start_ms(day + timedelta(days=1)) / 1000 + hours_after_the_turn * 3600
        os.utime(self.file(day), (at_s, at_s))

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
