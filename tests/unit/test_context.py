"""Working hours go by the clock of the place that the desk is in."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.desk import T0, Desk

from unscroll.daemon.today import HOUR_MS, joined
from unscroll.day import Zones
from unscroll.kinds import Context
from unscroll.line import Facts, Line
from unscroll.meaning import ContextRules, Meaning, WorkHours
from unscroll.span import Span, to_ms
from unscroll.timeline import timeline

NINE_TO_FIVE = (WorkHours(frozenset(range(5)), 540, 1020),)


def at(text, zone="UTC"):
    return to_ms(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)))


FLIGHT_WEST = Zones(((0, "Europe/Paris"), (at("2026-11-24T11:20"), "America/New_York")))
FLIGHT_EAST = Zones(((0, "America/New_York"), (at("2026-11-24T20:10"), "Asia/Kathmandu")))
DAYS = [
    (FLIGHT_WEST, date(2026, 11, 24)),
    (FLIGHT_EAST, date(2026, 11, 24)),
    (FLIGHT_EAST, date(2026, 11, 25)),
    (Zones.only("Europe/Paris", 0), date(2026, 3, 29)),
    (Zones.only("Europe/Paris", 0), date(2026, 10, 25)),
    (Zones.only("Australia/Lord_Howe", 0), date(2026, 4, 5)),
    (Zones.only("Australia/Lord_Howe", 0), date(2026, 10, 4)),
]


def scrolled_all(day: Span, hours: tuple[WorkHours, ...]) -> tuple[Facts, Meaning]:
    first, last = (day.start_ms - T0) // 1000, (day.end_ms - T0) // 1000
    desk = Desk().page(first, last).hands_on(first, last)
    return desk.facts(), replace(desk.meaning, contexts=ContextRules(hours=hours))


def by_the_hour(facts: Facts, meaning: Meaning, day: Span, zones: Zones) -> Line:
    """As the running day is made."""
    windows = [Span(at_ms, min(at_ms + HOUR_MS, day.end_ms)) for at_ms in range(day.start_ms, day.end_ms, HOUR_MS)]
    return joined(day, (timeline(facts, meaning, window, zones) for window in windows))


def work_spans(line: Line) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for piece in line.pieces:
        if piece.context is Context.WORK:
            if found and found[-1][1] == piece.start_ms:
                found[-1] = (found[-1][0], piece.end_ms)
            else:
                found.append((piece.start_ms, piece.end_ms))
    return found


def test_on_a_day_of_travel_each_zone_has_its_own_hours():
    day = FLIGHT_WEST.span_of(date(2026, 11, 24))
    line = timeline(*scrolled_all(day, NINE_TO_FIVE), day, FLIGHT_WEST)
    paris = (at("2026-11-24T09:00", "Europe/Paris"), at("2026-11-24T11:20"))
    new_york = (at("2026-11-24T09:00", "America/New_York"), at("2026-11-24T17:00", "America/New_York"))
    assert work_spans(line) == [paris, new_york]


def test_hours_in_a_gap_of_the_clock_have_no_length():
    zones = Zones.only("Europe/Paris", 0)
    day = zones.span_of(date(2026, 3, 29))
    gap = (WorkHours(frozenset({6}), 120, 180),)
    assert work_spans(timeline(*scrolled_all(day, gap), day, zones)) == []
    around = (WorkHours(frozenset({6}), 60, 150),)  # until 02:30, which does not come: the clock jumps at 02:00
    assert work_spans(timeline(*scrolled_all(day, around), day, zones)) == [
        (at("2026-03-29T00:00"), at("2026-03-29T01:00"))
    ]


@given(st.integers(0, 1438), st.integers(1, 1440), st.sampled_from(DAYS))
def test_lines_of_adjoining_hours_equal_the_days(start_min, length, sample):
    zones, which = sample
    hours = (WorkHours(frozenset(range(7)), start_min, min(1440, start_min + length)),)
    day = zones.span_of(which)
    facts, meaning = scrolled_all(day, hours)
    assert work_spans(by_the_hour(facts, meaning, day, zones)) == work_spans(timeline(facts, meaning, day, zones))


@pytest.mark.parametrize(("zones", "which"), DAYS)
def test_nine_to_five_by_the_hour_is_the_days(zones, which):
    day = zones.span_of(which)
    facts, meaning = scrolled_all(day, (WorkHours(frozenset(range(7)), 540, 1020),))
    assert work_spans(by_the_hour(facts, meaning, day, zones)) == work_spans(timeline(facts, meaning, day, zones))
