"""Dues: cadence, bands, first dues (METRICS 4)."""

import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.touching import DAY, HOUR, NOW, somebody

from unscroll.people.circles import CADENCE_DAYS, Circle
from unscroll.people.due import Band, band_of, due_of
from unscroll.people.lot import lot


def at(days_ago):
    return NOW - round(days_ago * DAY)


@pytest.mark.parametrize(
    ("days", "ratio", "band"),
    [
        (0, 0, Band.ON_TRACK),
        (29.99, 0.99967, Band.ON_TRACK),
        (30, 1, Band.DUE),
        (31, 1.0333, Band.DUE),
        (44.99, 1.49967, Band.DUE),
        (45, 1.5, Band.LATE),
        (240, 8, Band.LATE),
        (240.01, 8.0003, Band.DRIFTED),
    ],
)
def test_bands(days, ratio, band):
    due = due_of(somebody(), at(days), NOW)
    assert due.due_ms == at(days) + 30 * DAY
    assert due.ratio == pytest.approx(ratio, abs=1e-4)
    assert due.band is band is band_of(due.ratio)


@pytest.mark.parametrize(
    "person",
    [
        somebody(circle=None),
        somebody(own_cadence_days=0),
        somebody(never=True),
        somebody(muted=True),
        somebody(snoozed_until_ms=NOW + 1),
    ],
)
def test_who_is_never_due(person):
    assert due_of(person, at(900), NOW) is None


def test_snoozed_until_the_instant():
    assert due_of(somebody(snoozed_until_ms=NOW), at(900), NOW) is not None


def test_own_cadence_then_circle_then_tag():
    def days(**more):
        return (due_of(somebody(**more), at(0), NOW).due_ms - NOW) / DAY

    assert days(own_cadence_days=12) == 12
    assert days(circle=Circle.ACTIVE) == 365
    assert days(circle=None, tags=("business",), business=True) == 90


def test_a_last_contact_after_the_clock_was_set_back():
    assert due_of(somebody(), at(-3), NOW).ratio == 0
    later = somebody(put_days_ago=-5)
    assert due_of(later, None, NOW).ratio == 0
    assert due_of(later, None, NOW).due_ms > NOW + 5 * DAY


@pytest.mark.parametrize("last", [None, 10_000, 181, 180, 100, 1])
def test_nobody_is_due_within_a_day_of_being_put_in(last):
    for number in range(200):
        for circle in Circle:
            person = somebody(number, circle, put_days_ago=0)
            due = due_of(person, None if last is None else at(last), NOW)
            assert NOW + DAY <= due.due_ms <= NOW + CADENCE_DAYS[circle] * DAY


def test_a_mass_import_makes_no_avalanche():
    firsts = [due_of(somebody(n, Circle.FRIENDS, 0), at(800), NOW).due_ms for n in range(300)]
    days = [(due - NOW) // DAY for due in firsts]
    assert max(days.count(day) for day in days) < 15
    assert (min(days), max(days)) == (1, 71)  # 40 % of 180 days


def test_first_dues_of_one_contact_date_are_spread_by_a_fifth():
    dues = [(due_of(somebody(n, Circle.FRIENDS, 0), at(30), NOW).due_ms - at(30)) / DAY for n in range(300)]
    assert 0.8 * 180 <= min(dues) < 150
    assert 205 < max(dues) <= 210  # at most a cadence after being put in


def test_a_contact_since_ends_the_spread():
    for number in range(20):
        assert due_of(somebody(number, put_days_ago=10), at(10), NOW).due_ms == at(10) + 30 * DAY
    assert due_of(somebody(put_days_ago=10), at(9), NOW).due_ms == at(9) + 30 * DAY


def test_the_band_waits_for_nothing():
    due = due_of(somebody(put_days_ago=0), at(100), NOW)
    assert (due.band, due.due_ms > NOW) == (Band.LATE, True)


@pytest.mark.parametrize("put_days", [0, 0.5, 8, 12, 40, 400, 4_000])
def test_who_was_never_in_contact_is_due_from_the_first_due_on(put_days):
    for number in range(50):
        due = due_of(somebody(number, put_days_ago=put_days), None, NOW)
        assert due.band is (Band.DUE if due.due_ms <= NOW else Band.ON_TRACK)


def test_a_lot_is_the_same_on_every_machine():
    assert lot("due", 1) == pytest.approx(0.537775, abs=1e-6)
    assert all(0 < lot("due", n) <= 1 for n in range(1000))
    assert sum(lot("due", n) for n in range(1000)) / 1000 == pytest.approx(0.5, abs=0.03)


days = st.one_of(st.floats(0, 800), st.sampled_from([0, 6, 7, 8, 24, 30, 36, 100, 144, 180, 216]))
cadences = st.integers(1, 400)
put = st.one_of(st.floats(-1, 800), st.sampled_from([0, 7, 30, 100, 180]))
numbers = st.integers(1, 10_000)


@given(numbers, put, st.one_of(st.none(), days), cadences, cadences)
def test_a_longer_cadence_is_never_due_sooner(number, put_days, last, one, other):
    short, long = sorted((one, other))
    person, last_ms = somebody(number, None, put_days), None if last is None else at(last)
    sooner = due_of(replace(person, own_cadence_days=short), last_ms, NOW)
    later = due_of(replace(person, own_cadence_days=long), last_ms, NOW)
    assert sooner.due_ms <= later.due_ms
    assert sooner.ratio >= later.ratio


@given(numbers, put, st.one_of(st.none(), days), days, cadences)
def test_a_later_contact_is_never_due_sooner(number, put_days, one, other, cadence):
    person = somebody(number, None, put_days, own_cadence_days=cadence)
    lasts = sorted((None if one is None else at(one), at(other)), key=lambda ms: -1 if ms is None else ms)
    sooner, later = (due_of(person, last, NOW) for last in lasts)
    assert sooner.due_ms <= later.due_ms
    assert lasts[0] is None or sooner.ratio >= later.ratio


@given(numbers, put, days, cadences, st.integers(0, 400 * DAY))
def test_the_ratio_grows_with_time(number, put_days, last, cadence, wait):
    person = somebody(number, None, put_days, own_cadence_days=cadence)
    now, then = due_of(person, at(last), NOW), due_of(person, at(last), NOW + wait)
    assert now.ratio <= then.ratio
    assert now.due_ms == then.due_ms
    assert then.ratio - now.ratio == pytest.approx(wait / cadence / DAY, abs=1e-6)


@given(numbers, put, days, cadences)
def test_who_is_asked_for_is_nearly_due_by_the_ratio(number, put_days, last, cadence):
    due = due_of(somebody(number, None, put_days, own_cadence_days=cadence), at(last), NOW)
    assert due.due_ms > NOW or due.ratio >= 0.8 - HOUR / DAY / 1e6


def test_a_lot_is_drawn_without_what_is_slow_to_load() -> None:
    code = "import sys; from unscroll.people.lot import lot; lot('due', 1); assert 'hashlib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)
