"""What is said of the budget, when."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from unscroll.budget import PlatformCap
from unscroll.daemon.nudges import Decision, Moment, decide, platform_words, words
from unscroll.daemon.nudging import Nudging
from unscroll.errors import Exit, Unavailable
from unscroll.ledger import LedgerFull
from unscroll.line import Line
from unscroll.reports.against_cap import of_the_cap
from unscroll.reports.day_minutes import fitted
from unscroll.reports.inputs import BudgetFigures, DayInputs
from unscroll.reports.summary import summarise
from unscroll.settings import Mode
from unscroll.span import Span

CAP = 7_200_000
AT = (50, 80, 100)
NUDGE = Moment(Mode.NUDGE)


def test_the_decision_table():
    half, most, all_ = CAP // 2, CAP * 8 // 10, CAP
    for spent, recorded, moment, expected in [
        (half - 1, (), NUDGE, Decision()),
        (half, (), NUDGE, Decision((50,), 50)),
        (half, (50,), NUDGE, Decision()),
        (most, (50,), NUDGE, Decision((80,), 80)),
        (most, (), NUDGE, Decision((50, 80), 80)),
        (all_ * 3, (50, 80), NUDGE, Decision((100,), 100)),
        (all_, (50, 80, 100), NUDGE, Decision()),
        (half, (), Moment(Mode.OBSERVE), Decision((50,), None)),
        (half, (), replace(NUDGE, quiet=True), Decision()),
        (half, (), replace(NUDGE, in_call=True), Decision()),
        (half, (), replace(NUDGE, full_screen=True), Decision()),
        (half, (), replace(NUDGE, locked=True), Decision()),
        (half, (), replace(NUDGE, inhibited=True), Decision()),
    ]:
        assert decide(spent, CAP, AT, recorded, moment) == expected, (spent, recorded, moment)


def test_what_was_held_back_is_said_once_the_highest_alone():
    assert decide(CAP, CAP, AT, (), replace(NUDGE, quiet=True)) == Decision()
    assert decide(CAP, CAP, AT, (), NUDGE) == Decision((50, 80, 100), 100)


def test_a_cap_of_nothing_is_not_crossed_by_nothing():
    assert decide(0, 0, AT, (), NUDGE) == Decision()
    assert decide(1, 0, AT, (), NUDGE).say == 100


def said(threshold, spent_ms, at_least):
    kinds = {"scroll": spent_ms}
    reached = spent_ms >= CAP
    return words(threshold, fitted(kinds, work_ms=0, held_ms=0, typed_ms=0, cap_ms=CAP, reached=reached), at_least)


def test_the_words_are_plain():
    assert said(50, 3_600_000, False) == "1 h of 2 h on feeds today, 1 h left."
    assert said(80, 5_760_000, True) == "at least 1 h 36 min of 2 h on feeds today, at most 24 min left."
    assert said(100, CAP, False) == "2 h on feeds today: the 2 h you set are used."


def test_a_cap_of_0_is_used_by_seconds():
    minutes = fitted({"scroll": 20_000}, work_ms=0, held_ms=0, typed_ms=0, cap_ms=0, reached=True)
    assert words(100, minutes, False) == "under 1 min on feeds today: the 0 min you set are used."
    assert of_the_cap(minutes, False) == "under 1 min of the cap of 0 min; it is reached"


def test_what_is_spent_and_left_adds_up_to_the_cap():
    assert said(80, 5_819_000, True) == "at least 1 h 37 min of 2 h on feeds today, at most 23 min left."
    assert said(80, CAP - 1, False) == "2 h of 2 h on feeds today, under 1 min left."


def test_a_platforms_cap_is_named_as_people_name_it_and_as_surely_as_the_days():
    own = PlatformCap("x", 600_000, 612_000)
    assert platform_words(own, True) == "at least 10 min on the feeds of X today: the 10 min you set are used."


class Desk:
    """A notification server and a ledger that a test can look into."""

    def __init__(self):
        self.order, self.silent, self.gone = [], False, False

    async def inhibited(self):
        return self.silent

    async def say(self, line, body=""):
        if self.gone:
            raise Unavailable("no notification server answers", "start one")
        self.order.append(line)

    async def record(self, day, percents, platform):
        self.order.append((platform, percents) if platform else percents)


def summary(spent_ms, *platforms):
    line = Line(Span(0, 86_400_000))
    figures = BudgetFigures(CAP, spent_ms, AT, platforms)
    return summarise(DayInputs(date(2026, 11, 23), line, 80_000_000, figures))


@pytest.fixture
def desk():
    return Desk()


def nudging(desk):
    made = Nudging(desk, desk.record)
    made.begin(date(2026, 11, 23), set())
    return made


def test_a_crossing_is_recorded_before_it_is_said_and_never_again(desk):
    nudge = nudging(desk)

    async def play():
        for _ in range(3):
            await nudge.consider(summary(CAP // 2), NUDGE)

    asyncio.run(play())
    assert desk.order[0] == (50,)
    assert len(desk.order) == 2


def test_after_a_restart_the_ledger_knows_what_was_said(desk):
    nudge = Nudging(desk, desk.record)
    nudge.begin(date(2026, 11, 23), {("", 50)})
    asyncio.run(nudge.consider(summary(CAP // 2), NUDGE))
    assert desk.order == []


def test_do_not_disturb_puts_it_off(desk):
    nudge = nudging(desk)
    desk.silent = True
    asyncio.run(nudge.consider(summary(CAP), NUDGE))
    assert desk.order == []
    desk.silent = False
    asyncio.run(nudge.consider(summary(CAP), NUDGE))
    assert len(desk.order) == 2


def test_without_a_server_status_says_so(desk):
    nudge = nudging(desk)
    desk.gone = True
    asyncio.run(nudge.consider(summary(CAP), NUDGE))
    assert "notification server" in nudge.trouble


def test_a_platforms_own_cap_is_said_once_at_its_end(desk):
    nudge = nudging(desk)

    async def play():
        for spent_ms in (500_000, 600_000, 700_000):
            await nudge.consider(summary(spent_ms, PlatformCap("reddit", 600_000, spent_ms)), NUDGE)

    asyncio.run(play())
    assert desk.order == [
        ("reddit", (100,)),
        "at least 10 min on the feeds of Reddit today: the 10 min you set are used.",
    ]


def test_a_full_disk_neither_silences_nor_repeats_a_crossing(desk):
    nudge, full = nudging(desk), [True]
    kept = []

    async def record(day, percents, platform):
        if full[0]:
            raise LedgerFull("no room left for the ledger", "free some disk space", Exit.IO)
        kept.append((day, percents))

    nudge.record = record

    async def play():
        for _ in range(2):
            await nudge.consider(summary(CAP // 2), NUDGE)
        assert "no room left" in nudge.refused
        nudge.begin(date(2026, 11, 23), set())  # something was decided: the Day is read again
        await nudge.consider(summary(CAP // 2), NUDGE)
        full[0] = False
        await nudge.consider(summary(CAP // 2), NUDGE)

    asyncio.run(play())
    assert len(desk.order) == 1
    assert kept == [(date(2026, 11, 23), (50,))]
    assert nudge.refused == ""
