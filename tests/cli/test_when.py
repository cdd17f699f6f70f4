"""The words for time: DATE, DURATION, WHEN, SPAN."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscroll.cli.when import Desk, parse_date, parse_duration
from unscroll.day import Zones
from unscroll.errors import Exit, UnscrollError
from unscroll.span import to_ms

SUNDAY = date(2026, 11, 22)


def desk(hour: int = 18, minute: int = 0, day: int = 22, zone: str = "UTC") -> Desk:
    return Desk(to_ms(datetime(2026, 11, day, hour, minute, tzinfo=UTC)), Zones.only(zone))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45m", 45),
        ("1h30", 90),
        ("90", 90),
        ("2w", 2 * 7 * 24 * 60),
        ("1h", 60),
        ("1 h 30 min", 90),
        ("0", 0),
        ("1d12h", 36 * 60),
        ("120s", 2),
    ],
)
def test_duration(text, minutes):
    assert parse_duration(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize("text", ["", "h", "-5", "1.5h", "5x", "1h30m20", "99999w", "٤٥m", "5m 1h"])
def test_duration_refuses(text):
    with pytest.raises(UnscrollError) as refused:
        parse_duration(text)
    assert refused.value.code is Exit.USAGE


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", SUNDAY),
        ("Yesterday", date(2026, 11, 21)),
        ("sunday", SUNDAY),
        ("monday", date(2026, 11, 16)),
        ("sat", date(2026, 11, 21)),
        ("2026-02-28", date(2026, 2, 28)),
    ],
)
def test_date(text, day):
    assert parse_date(text, SUNDAY) == day


@pytest.mark.parametrize("text", ["", "su", "2026-02-30", "tomorrow", "22.11.2026"])
def test_date_refuses(text):
    with pytest.raises(UnscrollError):
        parse_date(text, SUNDAY)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("15:00", "2026-11-22T15:00"),
        ("19:00", "2026-11-21T19:00"),
        ("yesterday 15:00", "2026-11-21T15:00"),
        ("yesterday 02:00", "2026-11-22T02:00"),
        ("2026-11-21 02:00", "2026-11-21T02:00"),
        ("yesterday", "2026-11-21T12:00"),
        ("2026-11-20T08:30", "2026-11-20T08:30"),
        ("2026-11-20T08:30Z", "2026-11-20T08:30"),
        ("2026-11-20T08:30+02:00", "2026-11-20T06:30"),
    ],
)
def test_when(text, at):
    assert desk().when(text) == datetime.fromisoformat(at).replace(tzinfo=UTC)


def test_today_is_the_day_that_turns_at_four():
    assert desk(2, day=23).today == SUNDAY


def test_span_of_yesterday_in_the_desks_zone():
    span = desk(zone="Europe/Berlin").span("yesterday 14:00-14:30")
    assert (span.start, span.length_ms) == (datetime(2026, 11, 21, 13, tzinfo=UTC), 30 * 60_000)


def test_span_over_midnight():
    span = desk(1, day=23).span("23:30-00:15")
    assert (span.start, span.length_ms) == (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), 45 * 60_000)


def test_span_iso_pair_and_last():
    assert desk().span("2026-11-22T10:00Z/2026-11-22T11:00+00:00").length_ms == 3_600_000
    last = desk().span("last 45m")
    assert (last.end, last.length_ms) == (desk().now, 45 * 60_000)


@pytest.mark.parametrize(
    "text", ["", "14:00", "14:00-", "25:00-26:00", "last", "last x", "last 0", "14:00-14:00", "a/b", "2026-11-22T11:00/2026-11-22T10:00"]
)
def test_span_refuses(text):
    with pytest.raises(UnscrollError) as refused:
        desk().span(text)
    assert refused.value.code is Exit.USAGE


def test_moment_is_a_minute_or_a_span():
    assert desk().moment("15:00").length_ms == 60_000
    assert desk().moment("15:00-15:10").length_ms == 600_000


@given(st.text(max_size=30))
def test_no_text_crashes(text):
    for parse in (parse_duration, desk().when, desk().span, desk().moment, lambda t: parse_date(t, SUNDAY)):
        try:
            parse(text)
        except UnscrollError as refused:
            assert refused.code is Exit.USAGE


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_bare_clock_time_is_the_latest_one(hour, minute):
    now = desk()
    at = now.when(f"{hour:02d}:{minute:02d}")
    assert now.now - timedelta(days=1) < at <= now.now
