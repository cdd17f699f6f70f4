"""Calendars: which events are a past meeting with one other."""

import pytest
from support.home import MINUTE, NINE
from support.mailboxes import calendar, event

from unscroll.errors import Problem
from unscroll.importers import meetings
from unscroll.importers.calendar_event import ALL_DAY, CALLED_OFF, NO_EVENT
from unscroll.importers.contract import Ask, Passed
from unscroll.importers.registry import claim
from unscroll.people.handles import email
from unscroll.people.told_touchpoint import ToldTouchpoint

ASK = Ask(own=frozenset({email("ana@example.org")}))
HOUR, DAY = 60 * MINUTE, 24 * 60 * MINUTE


def met(path):
    return [r for r in meetings.read(path, ASK) if isinstance(r, ToldTouchpoint)]


def starts(path):
    return [(t.start_ms - NINE) // MINUTE for t in met(path)]


def of(tmp_path, *lines, **more):
    return calendar(tmp_path / "calendar.ics", event(*lines, **more))


def test_a_meeting_with_one_other(tmp_path) -> None:
    path = of(tmp_path, "ORGANIZER;CN=Ana:mailto:ANA@example.org", "ATTENDEE;CUTYPE=ROOM:mailto:room@example.org")
    assert claim(path)[0] is meetings
    (one,) = met(path)
    assert (one.handle.value, one.start_ms, one.end_ms, one.channel) == (
        "zoe@example.org",
        NINE,
        NINE + HOUR,
        "meeting",
    )
    assert not one.makes, "who was in a calendar is not yet somebody"
    assert "hushhush" not in repr(list(meetings.read(path, ASK)))


def why(path):
    (record,) = meetings.read(path, ASK)
    return record.why if isinstance(record, Passed) else record.what


@pytest.mark.parametrize(
    ("lines", "more", "reason"),
    [
        ((), {"guests": ()}, meetings.SEVERAL),
        ((), {"guests": ("ana@example.org",)}, meetings.SEVERAL),
        ((), {"guests": ("ana@example.org", "zoe@example.org", "bo@example.net")}, meetings.SEVERAL),
        (("ATTENDEE;CUTYPE=GROUP:mailto:all@example.org",), {"guests": ("ana@example.org",)}, meetings.SEVERAL),
        (("ATTENDEE:urn:uuid:4711",), {}, meetings.SEVERAL),
        (("STATUS:CANCELLED",), {}, CALLED_OFF),
        (("TRANSP:TRANSPARENT",), {}, CALLED_OFF),
        (("ATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.org",), {"guests": ("zoe@example.org",)}, CALLED_OFF),
        (("ATTENDEE;PARTSTAT=DECLINED:mailto:zoe@example.org",), {"guests": ("ana@example.org",)}, CALLED_OFF),
        (("DTSTART;VALUE=DATE:20261120",), {}, ALL_DAY),
        ((), {"minutes": 3 * 24 * 60}, ALL_DAY),
        (("DTSTART:yesterday",), {}, NO_EVENT),
    ],
)
def test_what_is_none(tmp_path, lines, more, reason) -> None:
    assert why(of(tmp_path, *lines, **more)) == reason


@pytest.mark.parametrize(
    ("lines", "minutes", "length"),
    [
        (("DTSTART;TZID=Europe/Berlin:20261120T100000", "DURATION:PT30M"), 0, 30),
        (("DTSTART;TZID=W. Europe Standard Time:20261120T100000", "DTEND:20261120T100000Z"), 0, 60),
        (("DTSTART:20261120T090000", "DURATION:PT15M"), 0, 15),
        (("DTSTART:20261120T093000Z",), 30, 0),
        (("DTSTART:20261120T093000Z", "DTEND:20261120T090000Z"), 30, 0),
    ],
)  # fmt: skip
def test_times(tmp_path, lines, minutes, length) -> None:
    (one,) = met(of(tmp_path, *lines))
    assert ((one.start_ms - NINE) // MINUTE, (one.end_ms - one.start_ms) // MINUTE) == (minutes, length)


def test_a_zone_that_the_file_describes(tmp_path) -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Here\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0300\r\n"
        "TZOFFSETTO:+0300\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    path = calendar(tmp_path / "c.ics", event("DTSTART;TZID=Here:20261120T120000", "DURATION:PT30M"), zones=zone)
    assert starts(path) == [0]


def test_a_series_with_what_was_moved_and_what_fell_out(tmp_path) -> None:
    weekly = event("RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20261127T090000Z")
    moved = event("RECURRENCE-ID:20261204T090000Z", start=NINE + 14 * DAY + HOUR)
    off = event("RECURRENCE-ID:20261211T090000Z", "STATUS:CANCELLED", start=NINE + 21 * DAY)
    for n, order in enumerate([(weekly, moved, off), (off, moved, weekly)]):
        path = calendar(tmp_path / f"{n}.ics", *order)
        assert sorted(starts(path)) == [0, 14 * 24 * 60 + 60]
        assert len({one.key for one in met(path)}) == 2


def test_a_series_keeps_the_hour_through_a_clock_change_and_ends(tmp_path) -> None:
    path = of(
        tmp_path,
        "DTSTART;TZID=Europe/Berlin:20261023T100000",
        "DURATION:PT30M",
        "RRULE:FREQ=WEEKLY;UNTIL=20261106T100000",
    )
    assert [(t.start_ms // HOUR) % 24 for t in met(path)] == [8, 9, 9]
    endless = of(tmp_path, "RRULE:FREQ=DAILY")
    assert len(met(endless)) == 1_000
    broken = list(meetings.read(of(tmp_path, "RRULE:FREQ=NEVER"), ASK))
    assert [type(r) for r in broken] in ([ToldTouchpoint, Problem], [Problem])


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=DAILY;INTERVAL=0;BYDAY=MO",
    ],
)
def test_a_rule_that_nobody_can_wait_for_is_read_by_its_first_day(tmp_path, rule) -> None:
    """Each but the first kept the importer busy for minutes, or for ever."""
    (first, problem) = meetings.read(of(tmp_path, f"RRULE:{rule}"), ASK)
    assert (type(first), type(problem)) == (ToldTouchpoint, Problem)
    assert "only its first day was" in problem.what


def test_a_key_stays_when_a_meeting_is_moved(tmp_path) -> None:
    (one,), (other,) = met(of(tmp_path)), met(of(tmp_path, start=NINE + HOUR))
    assert one.key == other.key
    assert one.start_ms != other.start_ms


def test_a_folder_of_files_and_a_broken_event_among_good_ones(tmp_path) -> None:
    calendar(tmp_path / "cal" / "a.ics", event(uid="a"))
    calendar(tmp_path / "cal" / "b.ics", event("DTSTART:nonsense", uid="b"), event(uid="c"))
    assert claim(tmp_path)[0] is meetings
    assert len(met(tmp_path)) == 2
    assert [r.where for r in meetings.read(tmp_path, ASK) if isinstance(r, Problem)] == ["b.ics:3"]


def test_whose_calendar_it_is_must_be_known(tmp_path) -> None:
    path = of(tmp_path)
    assert list(meetings.read(path, Ask())) == [Problem("calendar.ics", meetings.NOT_YOURS)]
