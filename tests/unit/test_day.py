"""Days in zones with clock changes, with travel."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscroll.day import Zones
from unscroll.span import to_ms

HOUR = 3_600_000
ZONES = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"]


def at(text, zone="UTC"):
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Paris", date(2026, 3, 28), 23),  # clocks go forward in the night to the 29th
        ("Europe/Paris", date(2026, 10, 24), 25),
        ("Europe/Paris", date(2026, 11, 22), 24),
        ("Australia/Lord_Howe", date(2026, 4, 4), 24.5),
        ("Australia/Lord_Howe", date(2026, 10, 3), 23.5),
        ("Pacific/Apia", date(2011, 12, 30), 4),  # skipped, but its night before the turn was lived
    ],
)
def test_length_of_a_day(zone, day, hours):
    assert Zones.only(zone).span_of(day).length_ms == hours * HOUR


def test_the_night_belongs_to_the_day_before():
    zones = Zones.only("Europe/Paris")
    assert zones.day_of(at("2026-11-23T03:59", "Europe/Paris")) == date(2026, 11, 22)
    assert zones.day_of(at("2026-11-23T04:00", "Europe/Paris")) == date(2026, 11, 23)


def test_flying_west_does_not_begin_the_day_again():
    flight = at("2026-11-22T05:00", "Europe/Paris")
    zones = Zones(((0, "Europe/Paris"), (flight, "America/New_York")))
    assert zones.day_of(flight - 1) == date(2026, 11, 22)
    assert zones.day_of(flight + HOUR) == date(2026, 11, 22)  # the local label is the 22nd, 00:00
    assert zones.span_of(date(2026, 11, 22)).length_ms == 30 * HOUR


def test_a_turn_inside_a_gap_is_the_gap():
    zones = Zones.only("Europe/Paris", turn_min=150)  # 02:30 does not exist on 2026-03-29
    assert zones.start_ms(date(2026, 3, 29)) == at("2026-03-29T01:00")


@given(
    st.sampled_from(ZONES),
    st.sampled_from(ZONES),
    st.integers(1_104_537_600_000, 2_051_222_400_000),
    st.integers(-90, 90),
)
def test_days_are_contiguous(first, second, now, hours):
    zones = Zones(((0, first), (now + hours * HOUR, second)))
    day = zones.day_of(now)
    assert zones.span_of(day).holds(now)
    assert zones.span_of(day).end_ms == zones.span_of(day + timedelta(days=1)).start_ms
    assert zones.day_of(now + HOUR) >= day


@given(
    st.sampled_from([*ZONES, "Antarctica/Casey", "Africa/Casablanca"]),
    st.sampled_from([at("2011-12-30"), at("2010-03-04"), at("2026-03-29"), at("2026-10-25"), at("2026-04-05")]),
    st.integers(-36 * 60, 36 * 60),
    st.sampled_from([0, 60, 150, 240, 660, 1_320]),
)
def test_a_day_holds_its_instants_though_clocks_change(zone, change, minutes, turn_min):
    zones = Zones.only(zone, turn_min)
    now = change + minutes * 60_000
    assert zones.span_of(zones.day_of(now)).holds(now)


def test_a_clock_set_back_over_the_turn_does_not_end_the_day_again():
    zones = Zones.only("Europe/Paris", turn_min=150)
    first, again = at("2026-10-25T00:40"), at("2026-10-25T01:10")  # 02:40, then 02:10 once more
    assert zones.day_of(first) == zones.day_of(again) == date(2026, 10, 25)


def test_naive_and_backward_spans_are_refused():
    with pytest.raises(ValueError, match="naive"):
        to_ms(datetime(2026, 1, 1))  # noqa: DTZ001
    with pytest.raises(ValueError, match="some zone"):
        Zones(())
