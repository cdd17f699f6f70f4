"""Calendar files: other programs read them as they were meant."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from unscroll.people.invitation import Invitation, ics
from unscroll.span import to_ms

START = to_ms(datetime(2026, 12, 1, 10, tzinfo=UTC))
HOUR = 3_600_000


def of(**more):
    told = {"uid": "1@unscroll", "made_ms": START - HOUR, "start_ms": START, "end_ms": START + HOUR}
    return Invitation(**told | {"summary": "coffee"} | more)


def test_a_date():
    assert ics(of(summary="coffee with Zoë")).split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//unscroll//unscroll//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        "UID:1@unscroll",
        "DTSTAMP:20261201T090000Z",
        "DTSTART:20261201T100000Z",
        "DTEND:20261201T110000Z",
        "SUMMARY:coffee with Zoë",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_guest_is_asked():
    text = ics(of(guest='Zoë "Z" Müller; ok', email="zoe@example.org"))
    assert "ATTENDEE;CN=\"Zoë 'Z' Müller; ok\";RSVP=TRUE:mailto:zoe@example.org\r\n" in text
    assert "METHOD" not in text, "a published event may name nobody"


def test_text_is_escaped():
    assert "\r\nSUMMARY:a\\, b\\; c\\\\d\\ne\r\n" in ics(of(summary="a, b; c\\d\r\ne"))


@given(st.text(max_size=300).map(lambda text: "".join(c for c in text if c.isprintable())))
def test_lines_are_folded_and_unfold_to_what_they_were(summary):
    text = ics(of(summary=summary))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    (told,) = [line.removeprefix("SUMMARY:") for line in lines if line.startswith("SUMMARY:")]
    unescaped = told.replace("\\\\", "\0").replace("\\,", ",").replace("\\;", ";").replace("\0", "\\")
    assert unescaped == summary


@given(st.text(max_size=40))
def test_no_text_ends_a_line(text):
    lines = ics(of(summary=text, guest=text, email="zoe@example.org")).replace("\r\n ", "").split("\r\n")
    assert len(lines) == 14
    assert "\n" not in "".join(lines)
