"""CalendarEvent: what of an event (RFC 5545) tells who was there, and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from unscroll.bounds import LONGEST_CONTACT_MS
from unscroll.importers.mail_header import LONGEST_NAME, address_of, words
from unscroll.people.handles import Handle

NO_EVENT = "an event that cannot be read: left out"
ALL_DAY, CALLED_OFF = "of whole days, or longer", "called off, declined, or free time"
_MOST = 1_000
"""Occurrences of a series."""
_ROOMS = frozenset({"RESOURCE", "ROOM"})
_OFTEN = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
_SLOW_DAILY = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "BYEASTER"})


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who was asked to an event, or who asked; `declined` it."""

    handle: Handle
    name: str
    declined: bool


@dataclass(frozen=True, slots=True)
class Event:
    """`start_ms` is None for one of whole days. `instead_of_ms` is which occurrence of a series it stands for; `rule`
    and `without` make a series of it. `crowd`: a list of people was asked."""

    uid: str
    start_ms: int | None
    length_ms: int
    guests: tuple[Guest, ...]
    crowd: bool
    off: bool
    instead_of_ms: int | None = None
    rule: str = ""
    start: datetime | None = None
    without: frozenset[int] = frozenset()


def event_of(lines: Sequence[str], zones: Sequence[str]) -> Event | None:
    """The event in these lines, by the zones that its file describes; None where it cannot be read. One without guests
    is not looked into: most have none."""
    text = "\r\n".join(lines)
    if "ATTENDEE" not in text.upper() and "ORGANIZER" not in text.upper():
        return Event("", None, 0, (), crowd=False, off=False)
    from icalendar import Calendar

    described = "\r\n".join(zones) if "TZID" in text and zones else ""
    whole = "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", *filter(None, (described,)), text, "END:VCALENDAR", ""))
    try:
        found = Calendar.from_ical(whole).walk("VEVENT")
        return _read(found[0]) if found else None
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError):
        return None  # what its parser raises on what is no event


def why_none(event: Event) -> str:
    """Why it was no meeting; "" for one."""
    if event.start_ms is None or event.length_ms > LONGEST_CONTACT_MS:
        return ALL_DAY
    return CALLED_OFF if event.off or any(guest.declined for guest in event.guests) else ""


class Occurrences:
    """When an event took place: once, or as its series says."""

    def __init__(self, event: Event, moved: frozenset[int]) -> None:
        self._event, self._moved = event, moved
        self.broken = False

    def starts(self) -> Iterator[tuple[int | None, int]]:
        """Which occurrence of a series it is, by the instant in the plan (None for a single event), and its start."""
        event = self._event
        if event.start_ms is None:
            return
        if not event.rule or event.instead_of_ms is not None or event.start is None:
            yield event.instead_of_ms, event.start_ms
            return
        told = 0
        for at in self._repeated(event.rule, event.start):
            at_ms, told = ms_of(at), told + 1
            if at_ms not in event.without and at_ms not in self._moved:
                yield at_ms, at_ms
            if told == _MOST:
                return

    def _repeated(self, rule: str, start: datetime) -> Iterator[datetime]:
        from dateutil.rrule import rrulestr

        try:
            if _without_end(rule):
                raise ValueError
            yield from rrulestr(rule, dtstart=start)
        except (ValueError, TypeError, OverflowError):
            self.broken = True
            yield start


def _without_end(rule: str) -> bool:
    """dateutil tries every step until the year 9999: where nothing fits (30 February, by the second) that is for days,
    and a step of 0 is for ever. What is left takes it a second or two at most."""
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";"))
    often = parts.get("FREQ") in _OFTEN or (parts.get("FREQ") == "DAILY" and not _SLOW_DAILY.isdisjoint(parts))
    return often or int(parts.get("INTERVAL", "1")) < 1


def ms_of(at: datetime) -> int:
    """A time without a zone is one of this computer's."""
    return round((at if at.tzinfo else at.astimezone()).timestamp() * 1000)


def _read(told: Any) -> Event:
    start, end = _time(told, "DTSTART"), _time(told, "DTEND")
    length = timedelta(0)
    if "DURATION" in told:
        length = told["DURATION"].dt
    elif start and end:
        length = _aware(end) - _aware(start)
    guests, crowd = _guests(told)
    off = str(told.get("STATUS", "")).upper() == "CANCELLED" or str(told.get("TRANSP", "")).upper() == "TRANSPARENT"
    instead = _time(told, "RECURRENCE-ID")
    return Event(
        uid=str(told.get("UID", "")),
        start_ms=ms_of(start) if start else None,
        length_ms=max(0, round(length.total_seconds() * 1000)),
        guests=guests,
        crowd=crowd,
        off=off,
        instead_of_ms=ms_of(instead) if instead else None,
        rule=_rule(told),
        start=_aware(start) if start else None,
        without=frozenset(_exceptions(told)),
    )


def _time(told: Any, name: str) -> datetime | None:
    """None where there is none, or a whole day."""
    value = told[name].dt if name in told else None
    return value if isinstance(value, datetime) else None


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.astimezone()


def _rule(told: Any) -> str:
    """An end in local time is made one in UTC, as the standard wants it beside a zone."""
    if "RRULE" not in told or isinstance(told["RRULE"], list):
        return ""
    rule = told["RRULE"]
    until = rule.get("UNTIL", [None])[0]
    if isinstance(until, datetime):
        rule["UNTIL"] = [_aware(until).astimezone(UTC)]
    elif isinstance(until, date):
        rule["UNTIL"] = [datetime(until.year, until.month, until.day, 23, 59, 59, tzinfo=UTC)]
    return str(rule.to_ical().decode())


def _exceptions(told: Any) -> Iterator[int]:
    value = told.get("EXDATE", [])
    for listed in value if isinstance(value, list) else [value]:
        for one in listed.dts:
            if isinstance(one.dt, datetime):
                yield ms_of(one.dt)


def _guests(told: Any) -> tuple[tuple[Guest, ...], bool]:
    """Who was asked, or asked, once each, rooms left out; whether a whole group was."""
    found: dict[Handle, Guest] = {}
    crowd = False
    for name in ("ATTENDEE", "ORGANIZER"):
        value = told.get(name, [])
        for one in value if isinstance(value, list) else [value]:
            kind = str(one.params.get("CUTYPE", "")).upper()
            crowd = crowd or kind == "GROUP"
            handle = address_of(str(one))
            if handle is None or kind in _ROOMS or handle in found:
                crowd = crowd or (handle is None and kind not in _ROOMS)
                continue
            called = words(str(one.params.get("CN", "")))
            declined = str(one.params.get("PARTSTAT", "")).upper() == "DECLINED"
            found[handle] = Guest(handle, "" if "@" in called else called[:LONGEST_NAME], declined)
    return tuple(found.values()), crowd
