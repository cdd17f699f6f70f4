"""What a person types is understood as CONTRACT.md 3 says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscroll.day import Zones
from unscroll.errors import Exit, UnscrollError
from unscroll.span import Span, to_ms
from unscroll.spoken import parse_date, parse_duration, parse_span, parse_when, say_duration

PARIS = Zones.only("Europe/Paris")


def at(text: str) -> int:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    return to_ms(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris")))


NOW = at("2026-11-22T18:00")
"""A Sunday."""


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("45m", 45), ("1h30", 90), ("90", 90), ("2w", 20_160), ("1h 30m", 90), ("2h", 120), ("1d", 1440)],
)
def test_durations(text: str, minutes: int) -> None:
    assert parse_duration(text) == minutes * 60_000


@pytest.mark.parametrize(
    "text", ["", "h", "1x", "30m1h", "-5m", "1.5h", "99999w", "1h30s30", "٣", "9" * 5_000, "1h" * 5_000]
)
def test_what_is_no_duration(text: str) -> None:
    with pytest.raises(UnscrollError) as wrong:
        parse_duration(text)
    assert wrong.value.code == Exit.USAGE


@given(st.integers(0, 10**6))
def test_what_is_said_is_read_again(seconds: int) -> None:
    assert parse_duration(say_duration(seconds * 1_000)) == seconds * 1_000


@pytest.mark.parametrize(
    ("text", "day"),
    [("today", 22), ("Yesterday", 21), ("2026-11-03", 3), ("sunday", 22), ("mon", 16), ("saturday", 21)],
)
def test_dates(text: str, day: int) -> None:
    assert parse_date(text, NOW, PARIS) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("text", "day", "ahead"),
    [
        ("last tue", "2026-11-17", None),
        ("Last  Tuesday", "2026-11-17", None),
        ("last sunday", "2026-11-15", None),
        ("next tue", "2026-11-24", None),
        ("next sun", "2026-11-29", None),
        ("3 days ago", "2026-11-19", None),
        ("a day ago", "2026-11-21", None),
        ("2 weeks ago", "2026-11-08", None),
        ("in a week", "2026-11-29", None),
        ("in 10 days", "2026-12-02", None),
        ("tue", "2026-11-17", False),
        ("tue", "2026-11-24", True),
        ("sunday", "2026-11-22", False),
        ("sunday", "2026-11-22", True),
        ("2026-11-03", "2026-11-03", True),
        ("tomorrow", "2026-11-23", True),
    ],
)
def test_dates_in_words(text: str, day: str, ahead: bool | None) -> None:
    for way in (False, True) if ahead is None else (ahead,):
        assert parse_date(text, NOW, PARIS, ahead=way) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    ["last", "next", "next week day", "last someday", "3 days", "in 3 days ago", "days ago", "99999 days ago", "in"],
)
def test_what_is_no_date(text: str) -> None:
    with pytest.raises(UnscrollError) as wrong:
        parse_date(text, NOW, PARIS)
    assert wrong.value.code == Exit.USAGE


def test_the_night_belongs_to_the_day_before() -> None:
    assert parse_date("today", at("2026-11-23T03:59"), PARIS) == date(2026, 11, 22)
    assert parse_when("today 01:30", NOW, PARIS) == at("2026-11-23T01:30")
    assert parse_when("2026-11-22 01:30", NOW, PARIS) == at("2026-11-22T01:30")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("15:00", "2026-11-22T15:00"),
        ("19:00", "2026-11-21T19:00"),
        ("yesterday 15:00", "2026-11-21T15:00"),
        ("yesterday", "2026-11-21T04:00"),
        ("2026-11-20T08:15", "2026-11-20T08:15"),
        ("2026-11-20t08:15", "2026-11-20T08:15"),
        ("20261120T0815", "2026-11-20T08:15"),
        ("last Tue 15:00", "2026-11-17T15:00"),
        ("Tuesday 15:00", "2026-11-17T15:00"),
        ("3 days ago 15:00", "2026-11-19T15:00"),
        ("3 days ago 02:00", "2026-11-20T02:00"),
        ("2 hours ago", "2026-11-22T16:00"),
        ("20 minutes ago", "2026-11-22T17:40"),
        ("an hour ago", "2026-11-22T17:00"),
    ],
)
def test_instants(text: str, instant: str) -> None:
    assert parse_when(text, NOW, PARIS) == at(instant)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("15:00", "2026-11-23T15:00"),
        ("next tue 10:00", "2026-11-24T10:00"),
        ("tomorrow 18:30", "2026-11-23T18:30"),
        ("friday 12:00", "2026-11-27T12:00"),
        ("sunday 19:00", "2026-11-22T19:00"),
        ("sunday 17:00", "2026-11-29T17:00"),
        ("sunday 18:00", "2026-11-29T18:00"),
        ("Sun 02:00", "2026-11-23T02:00"),
        ("next sunday 17:00", "2026-11-29T17:00"),
        ("in 2 hours", "2026-11-22T20:00"),
        ("in 3 days 12:00", "2026-11-25T12:00"),
        ("today 17:00", "2026-11-22T17:00"),
        ("last tue 10:00", "2026-11-17T10:00"),
        ("2026-11-20 12:00", "2026-11-20T12:00"),
    ],
)
def test_ahead_means_the_next_one(text: str, instant: str) -> None:
    assert parse_when(text, NOW, PARIS, ahead=True) == at(instant)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("14:00-14:30", "2026-11-22T14:00", "2026-11-22T14:30"),
        ("yesterday 14:00-14:30", "2026-11-21T14:00", "2026-11-21T14:30"),
        ("yesterday 23:30-00:15", "2026-11-21T23:30", "2026-11-22T00:15"),
        ("2026-11-20T08:00/2026-11-20T09:00", "2026-11-20T08:00", "2026-11-20T09:00"),
        ("2026-11-20 22:00-10:00", "2026-11-20T22:00", "2026-11-21T10:00"),
        ("2026-10-24 22:00-10:00", "2026-10-24T22:00", "2026-10-25T10:00"),
        ("2026-11-20 00:00-24:00", "2026-11-20T00:00", "2026-11-21T00:00"),
        ("2026-11-20 22:00-24:00", "2026-11-20T22:00", "2026-11-21T00:00"),
        ("last 45m", "2026-11-22T17:15", "2026-11-22T18:00"),
        ("yesterday", "2026-11-21T04:00", "2026-11-22T04:00"),
    ],
)
def test_spans(text: str, start: str, end: str) -> None:
    assert parse_span(text, NOW, PARIS) == Span(at(start), at(end))


@pytest.mark.parametrize("text", ["", "someday", "14:00-", "14:00-25:00", "2026-13-01", "b/a", "last", "12:99"])
def test_what_is_no_span(text: str) -> None:
    with pytest.raises(UnscrollError) as wrong:
        parse_span(text, NOW, PARIS)
    assert wrong.value.code == Exit.USAGE


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("14:30-14:00", "before its start"),
        ("2026-11-19 15:00-15:00", "Its end is its start"),
        ("22:00-10:01", "before its start"),
        ("00:00-00:00", "Its end is its start"),
        ("2026-11-19T15:00/2026-11-19T15:00", "Its end is its start"),
        ("2026-11-19T15:00/2026-11-19T14:00", "before its start"),
        ("last 0m", "Its end is its start"),
        ("14:00", "a start and an end"),
        ("25:00", "a start and an end"),
    ],
)
def test_a_slip_is_no_span_of_nearly_a_day(text: str, hint: str) -> None:
    with pytest.raises(UnscrollError, match="is no span") as wrong:
        parse_span(text, NOW, PARIS)
    assert hint.lower() in wrong.value.hint.lower()
    assert wrong.value.code == Exit.USAGE
