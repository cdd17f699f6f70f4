"""Invitation: a date with somebody as a calendar takes it (RFC 5545).

Written here: one event without recurrence is thirty lines, and the library for it would be one more dependency.
"""

from dataclasses import dataclass

from unscroll.span import from_ms

_FOLD = 75
"""Octets of a line, its end not counted."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Invitation:
    """`uid` tells it from every other event in the world; instants are UTC milliseconds. `email` is the guest's."""

    uid: str
    made_ms: int
    start_ms: int
    end_ms: int
    summary: str
    guest: str = ""
    email: str = ""


def ics(told: Invitation) -> str:
    """The calendar file, with CRLF. It is published, where there is no guest to be asked: a published event may name
    no attendee (RFC 5545, 3.8.4.1)."""
    lines = [
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//unscroll//unscroll//EN", "CALSCALE:GREGORIAN"),
        *(() if told.email else ("METHOD:PUBLISH",)),
        *("BEGIN:VEVENT", f"UID:{told.uid}", f"DTSTAMP:{_utc(told.made_ms)}"),
        *(f"DTSTART:{_utc(told.start_ms)}", f"DTEND:{_utc(told.end_ms)}", f"SUMMARY:{_text(told.summary)}"),
        *((f"ATTENDEE;CN={_quoted(told.guest)};RSVP=TRUE:mailto:{told.email}",) if told.email else ()),
        *("END:VEVENT", "END:VCALENDAR"),
    ]
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _utc(at_ms: int) -> str:
    return from_ms(at_ms).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    return "".join(c for c in text if c.isprintable() or c == "\n").translate(_ESCAPED)


def _quoted(text: str) -> str:
    """A parameter's value; it can hold neither quotation marks nor controls."""
    return '"' + "".join("'" if c == '"' else c for c in text if c.isprintable()) + '"'


def _folded(line: str) -> str:
    """The line in pieces of at most 75 octets, no character cut; each but the first begins with a space."""
    pieces, size = [""], 0
    for c in line:
        octets = len(c.encode("utf-8"))
        if size + octets > _FOLD:
            pieces.append(" ")
            size = 1
        pieces[-1] += c
        size += octets
    return "\r\n".join(pieces)
