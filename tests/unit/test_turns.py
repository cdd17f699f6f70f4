"""When Days turn, where that was changed (docs/decisions/0017)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscroll.day import Zones, minute_of
from unscroll.span import to_ms

HOUR = 3_600_000
DAY = date(2026, 11, 24)
_NEXT = timedelta(days=1)
PARIS = Zones.only("UTC")


def at(text):
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=UTC))


def hours(zones, day):
    return zones.span_of(day).length_ms / HOUR


def test_a_later_turn_lengthens_the_day_it_is_chosen_in():
    zones = PARIS.with_turn(660, at("2026-11-24T11:55"))
    assert [hours(zones, DAY + n * _NEXT) for n in (-1, 0, 1)] == [24, 31, 24]
    assert zones.day_of(at("2026-11-25T10:59")) == DAY


def test_an_earlier_turn_leaves_the_day_whole_and_shortens_the_next():
    late = Zones.only("UTC", 660)
    zones = late.with_turn(240, at("2026-11-24T12:00"))
    assert [hours(zones, DAY + n * _NEXT) for n in (-1, 0, 1, 2)] == [24, 24, 17, 24]


def test_a_turn_that_still_waits_gives_way_to_a_newer_one():
    zones = PARIS.with_turn(660, at("2026-11-24T12:00")).with_turn(300, at("2026-11-24T13:00"))
    assert [hours(zones, DAY + n * _NEXT) for n in (0, 1)] == [25, 24]
    back = PARIS.with_turn(660, at("2026-11-24T12:00")).with_turn(240, at("2026-11-24T13:00"))
    assert [hours(back, DAY + n * _NEXT) for n in (0, 1)] == [24, 24]


def test_the_turn_chosen_last_is_not_chosen_again():
    zones = PARIS.with_turn(660, at("2026-11-24T12:00"))
    assert zones.with_turn(660, at("2026-11-25T12:00")) is zones
    assert zones.chosen_min == 660


def test_turns_are_in_order():
    with pytest.raises(ValueError, match="order"):
        Zones(((0, "UTC"),), turned=((5, 300), (4, 240)))


@pytest.mark.parametrize(("text", "minute"), [("04:00", 240), ("00:00", 0), ("25:00", 240), ("x", 240), ("", 240)])
def test_a_turn_is_read_back(text, minute):
    assert minute_of(text) == minute


_FIRST = at("2026-01-10T00:00")
_CHOICES = st.lists(
    st.tuples(st.integers(0, 400 * 24), st.integers(0, 24 * 12 - 1)).map(lambda c: (_FIRST + c[0] * HOUR, c[1] * 5)),
    max_size=6,
).map(lambda choices: tuple(sorted(choices)))
_ZONES = st.sampled_from(
    [
        ((0, "Europe/Paris"),),
        ((0, "Europe/Paris"), (at("2026-03-29T00:30"), "America/New_York"), (at("2026-10-24T23:00"), "Asia/Tokyo")),
    ]
)


@given(_ZONES, _CHOICES, st.integers(0, 500 * 24))
def test_days_stay_contiguous_and_a_choice_cuts_no_day_that_has_begun(history, choices, hour):
    zones = Zones(history, turned=choices)
    now_ms = _FIRST + hour * HOUR
    day = zones.day_of(now_ms)
    assert zones.start_ms(day) <= now_ms < zones.span_of(day).end_ms
    assert zones.span_of(day).end_ms == zones.start_ms(day + _NEXT)
    until = replace(zones, turned=tuple(c for c in choices if c[0] <= now_ms))
    turned = until.with_turn(555, now_ms)
    begun = until.day_of(now_ms)
    assert [turned.start_ms(begun - n * _NEXT) for n in range(5)] == [
        until.start_ms(begun - n * _NEXT) for n in range(5)
    ]
    assert turned.span_of(begun).end_ms >= until.span_of(begun).end_ms - _waiting(until, now_ms)


def _waiting(zones, now_ms):
    """How much longer the Day would have been by turns that were chosen in it."""
    begun = zones.day_of(now_ms)
    held = replace(zones, turned=tuple(c for c in zones.turned if c[0] < zones.start_ms(begun)))
    return max(0, zones.span_of(begun).end_ms - held.span_of(begun).end_ms)


def test_what_a_clock_that_was_ahead_chose_is_void():
    zones = Zones.only("UTC").with_turn(660, at("2027-11-24T12:00")).with_turn(300, at("2026-11-24T13:00"))
    assert zones.turned == ((at("2026-11-24T13:00"), 300),)
