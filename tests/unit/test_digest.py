"""Digests: when they come, when they slow down (METRICS 5)."""

from datetime import timedelta

import pytest
from support.touching import DAY, HOUR, NOW, TODAY, touch

from unscroll.people.digest import Digest, Pace, Rate, Use, digest_due, pace

DAILY, SLOWED, WEEKLY = Pace(), Pace(Rate.WEEKLY, True), Pace(Rate.WEEKLY, False)
LONG_AGO = TODAY - timedelta(days=100)


def sent(*days_ago, person=1):
    """Digests at noon of so many days ago."""
    return [Digest(TODAY - timedelta(days=n), (person, 2), NOW - n * DAY) for n in days_ago]


def asked(past, uses=(), touchpoints=(), first=LONG_AGO, later=0):
    """Whether one is due, with the pace, so many days from today."""
    now, today = NOW + later * DAY, TODAY + timedelta(days=later)
    due = digest_due(past, uses, touchpoints, first, now, today)
    return due, pace(past, uses, touchpoints, now, today)


@pytest.mark.parametrize(("ago", "due"), [(0, False), (6, False), (7, True), (8, True)])
def test_none_in_the_first_seven_days(ago, due):
    assert asked([], first=TODAY - timedelta(days=ago)) == (due, DAILY)


def test_none_before_anything_was_seen():
    assert asked([], first=None) == (False, DAILY)


def test_one_a_day():
    assert asked(sent(0)) == (False, DAILY)
    assert asked(sent(1)) == (True, DAILY)
    assert asked(sent(9, 1)) == (True, DAILY)


def test_weekly_after_three_ignored_which_is_said_once():
    three = sent(3, 2, 1)
    assert asked(three[:2], later=-1) == (True, DAILY)
    assert asked(three, later=-1) == (False, DAILY)  # the third has not had its day
    assert asked(three) == (False, SLOWED)
    assert asked(three, later=5) == (False, SLOWED)
    assert asked(three, later=6) == (True, SLOWED)
    told = [*three, *sent(-6)]
    assert asked(told, later=6) == (False, WEEKLY)
    assert asked(told, later=7) == (False, WEEKLY)
    assert asked(told, later=13) == (True, WEEKLY)


@pytest.mark.parametrize(
    ("uses", "touchpoints"),
    [
        ([Use(NOW - 3 * HOUR)], []),
        ([Use(NOW - 3 * HOUR, 2)], []),
        ([], [touch(0.1)]),
        ([], [touch(0.1, person=2)]),
        ([Use(NOW)], []),
        ([Use(NOW - 1 * DAY)], []),  # at the very instant it was sent
    ],
)
def test_a_use_brings_the_daily_one_back(uses, touchpoints):
    assert asked(sent(3, 2, 1), uses, touchpoints) == (True, DAILY)
    assert asked(sent(23, 22, 21, 14, 7, 1), uses, touchpoints) == (True, DAILY)


@pytest.mark.parametrize(
    ("uses", "touchpoints"),
    [
        ([Use(NOW - 3 * HOUR, 3)], []),  # somebody else
        ([], [touch(0.1, person=3)]),
        ([], [touch(0.1, genuine=False)]),
        ([Use(NOW - 4 * DAY)], []),  # before
        ([Use(NOW + HOUR)], [touch(-0.1)]),  # of the future
    ],
)
def test_what_is_no_use(uses, touchpoints):
    assert asked(sent(3, 2, 1), uses, touchpoints) == (False, SLOWED)


def test_a_use_in_the_middle_breaks_the_row():
    assert asked(sent(4, 3, 2, 1), [Use(NOW - 2 * DAY + HOUR)]) == (True, DAILY)
    assert asked(sent(4, 3, 2, 1), [Use(NOW - 4 * DAY + HOUR)]) == (False, SLOWED)


def test_slowed_again_is_said_again():
    past = sent(30, 29, 28, 21, 3, 2, 1)
    assert asked(past, [Use(NOW - 20 * DAY)]) == (False, SLOWED)


def test_only_the_person_of_that_digest_counts():
    past = [*sent(3), *sent(2, 1, person=7)]
    assert asked(past, [], [touch(0.5)]) == (False, SLOWED)
    assert asked(past, [], [touch(0.5, person=7)]) == (True, DAILY)


def test_the_clock_was_set_back():
    assert asked(sent(0, -1, -40)) == (False, DAILY)  # those of later days do not count
    assert asked(sent(1, -40)) == (True, DAILY)
    today = [Digest(TODAY, (1,), NOW + HOUR)]
    assert asked(today) == (False, DAILY)  # never two a day


def test_the_order_tells_nothing():
    assert asked(sent(1, 3, 2)) == (False, SLOWED)
