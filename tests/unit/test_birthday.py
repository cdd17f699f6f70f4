"""Birthdays: every spelling of a day, the year that is not known, and 29 February."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscroll.people.birthday import Birthday, read_birthday


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1990-02-28", "1990-02-28"),
        (" 19900228 ", "1990-02-28"),
        ("1990-2-8", "1990-02-08"),
        ("1990-02-28T10:00:00Z", "1990-02-28"),
        ("1990-02-28 00:00:00", "1990-02-28"),
        ("--02-29", "--02-29"),
        ("--0229", "--02-29"),
        ("--0229T0800", "--02-29"),
        ("1604-02-29", "--02-29"),
        ("0001-05-01", "--05-01"),
        ("0000-05-01", "--05-01"),
    ],
)
def test_every_spelling(text, told):
    assert str(read_birthday(text)) == told


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1953",
        "1953-10",
        "---15",
        "1990-02-30",
        "--02-30",
        "1989-02-29",
        "28.02.1990",
        "in spring",
        "1990-1-1x",
        "１９９００２２８",
    ],
)
def test_no_birthday(text):
    assert read_birthday(text) is None


def test_a_day_that_no_year_has():
    with pytest.raises(ValueError, match="day"):
        Birthday(2, 30)


def test_29_february_is_kept_on_the_28th():
    leap = Birthday(2, 29)
    assert leap.in_year(2027) == date(2027, 2, 28)
    assert leap.in_year(2028) == date(2028, 2, 29)
    assert leap.next(date(2027, 3, 1)) == date(2028, 2, 29)


def test_today_is_the_next_time():
    assert Birthday(5, 1, 1990).next(date(2026, 5, 1)) == date(2026, 5, 1)
    assert Birthday(5, 1, 1990).next(date(2026, 5, 2)) == date(2027, 5, 1)


@given(st.dates(min_value=date(1605, 1, 1)))
def test_what_is_written_is_read(day):
    whole = Birthday(day.month, day.day, day.year)
    assert read_birthday(str(whole)) == whole
    yearless = Birthday(day.month, day.day)
    assert read_birthday(str(yearless)) == yearless
