"""Spoken: durations, dates, instants, spans as a person types them (CONTRACT.md 3)."""

import re
from datetime import date, datetime, timedelta
from datetime import time as clock_time

from unscroll.day import Zones
from unscroll.errors import Exit, UnscrollError
from unscroll.span import Span, from_ms, to_ms

MINUTE_MS = 60_000
_UNITS_MS = {"s": 1_000, "m": MINUTE_MS, "h": 3_600_000, "d": 86_400_000, "w": 604_800_000}
_DURATION = re.compile(r"(?:\d+[wdhms])+\d*|\d+", re.ASCII)
_PART = re.compile(r"(\d+)([wdhms]?)", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_FROM_NOW = re.compile(r"(in )?(?:(\d{1,4})|an?) (minute|min|hour|day|week)s?( ago)?", re.ASCII)
_ISO = re.compile(r"\d{4}[\dW-]*T.*", re.ASCII | re.IGNORECASE)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST_WORDS = 60
"""Characters of a duration; Python reads no number of thousands of digits."""
_LONGEST_MS = 5_200 * _UNITS_MS["w"]
_LONGEST_NIGHT_MIN = 720
_ACROSS = "write one of more than 12 h as 2026-11-21T22:00/2026-11-22T12:00"


def _no(what: str, text: str, hint: str) -> UnscrollError:
    return UnscrollError(f"{text!r} is no {what}", hint, Exit.USAGE)


def parse_duration(text: str) -> int:
    """Milliseconds of `45m`, `1h30` (a last number without a unit is of the next smaller one), `90` (minutes), `2w`,
    `1h 30m`. UnscrollError (2) otherwise."""
    told = text.lower().replace(" ", "")
    if len(told) > _LONGEST_WORDS or not _DURATION.fullmatch(told):
        raise _no("duration", text[:_LONGEST_WORDS], "write it as 45m, 1h30, 90 (minutes) or 2w")
    total, smaller = 0, "m"
    order = "wdhms"
    last = -1
    for number, unit in _PART.findall(told):
        unit = unit or smaller
        if order.index(unit) <= last:
            raise _no("duration", text, "the larger unit comes first: 1h30")
        last = order.index(unit)
        smaller = order[min(last + 1, 4)]
        total += int(number) * _UNITS_MS[unit]
        if total > _LONGEST_MS:
            raise _no("duration", text, "a hundred years is the limit")
    return total


def say_duration(length_ms: int) -> str:
    """A text that `parse_duration` reads as these milliseconds, cut to whole seconds: `1h30m`, `45m`, `20s`."""
    rest, said = length_ms // 1_000, ""
    for unit, seconds in (("h", 3_600), ("m", 60), ("s", 1)):
        if rest >= seconds:
            said += f"{rest // seconds}{unit}"
            rest %= seconds
    return said or "0m"


def parse_clock(text: str) -> int:
    """Minutes after midnight of `04:00`; `24:00` is the day's end. UnscrollError (2) otherwise."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[2]) > 59 or int(found[1]) * 60 + int(found[2]) > 1440:
        raise _no("time", text, "write it as 14:30")
    return int(found[1]) * 60 + int(found[2])


def say_clock(minutes: int) -> str:
    """`04:00` of 240."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def parse_date(text: str, now_ms: int, zones: Zones, *, ahead: bool = False) -> date:
    """The Day of `today`, `yesterday`, `tomorrow`, `2026-11-22`, `3 days ago`, `in 2 weeks`, or of a weekday's name:
    the last one that has begun, with `ahead` the next one that has not ended. `last tue`, `next tue` are never today.

    UnscrollError (2) otherwise.
    """
    told = " ".join(text.lower().split())
    today = zones.day_of(now_ms)
    if told == "today":
        return today
    if told == "yesterday":
        return today - timedelta(days=1)
    if told == "tomorrow":
        return today + timedelta(days=1)
    count, unit = _from_now(told)
    if unit and unit in "dw":
        return today + timedelta(days=count) * (7 if unit == "w" else 1)
    if (day := _weekday(told, today, ahead)) is not None:
        return day
    try:
        return date.fromisoformat(told)
    except ValueError as wrong:
        raise _no("date", text, "today, yesterday, monday, next tue, 3 days ago or 2026-11-22") from wrong


def _from_now(told: str) -> tuple[int, str]:
    """-3 and `d` of `3 days ago`, 2 and `w` of `in 2 weeks`; 0 and nothing of any other words."""
    found = _FROM_NOW.fullmatch(told)
    if found is None or bool(found[1]) == bool(found[4]):
        return 0, ""
    count = int(found[2] or 1)
    return (count if found[1] else -count), found[3][0]


def _weekday(told: str, today: date, ahead: bool) -> date | None:
    """The day of `tue`, `tuesday`, `last tue`, `next tue`; None of any other words."""
    which, _, name = told.rpartition(" ")
    known = [n for n, full in enumerate(_WEEKDAYS) if name in (full, full[:3])]
    if not known or which not in ("", "last", "next"):
        return None
    since, until = (today.weekday() - known[0]) % 7, (known[0] - today.weekday()) % 7
    if which == "next" or (ahead and not which):
        return today + timedelta(days=until or (7 if which else 0))
    return today - timedelta(days=since or (7 if which else 0))


def parse_when(text: str, now_ms: int, zones: Zones, *, ahead: bool = False) -> int:
    """Milliseconds of a DATE (its start), `HH:MM` (the last such time, the next one with `ahead`), both, `2 hours ago`,
    or ISO. With `ahead` a weekday alone is the next one on which that time is still to come.

    `yesterday 02:00` lies in yesterday's Day, so in the night that ends it; `2026-11-22 02:00` is the calendar's.
    UnscrollError (2) otherwise.
    """
    told = " ".join(text.split())
    if _ISO.fullmatch(told):
        return _iso(told, zones)
    count, unit = _from_now(told.lower())
    if unit and unit in "mh":
        return now_ms + count * _UNITS_MS[unit]
    day_text, _, time_text = told.rpartition(" ")
    if not _CLOCK.fullmatch(time_text):
        return zones.start_ms(parse_date(told, now_ms, zones, ahead=ahead))
    minutes = parse_clock(time_text)
    if day_text:
        day = parse_date(day_text, now_ms, zones, ahead=ahead)
        in_words = day_text[0].isalpha() or day_text.lower().endswith("ago")
        at_ms = _within(day, minutes, in_words, zones)
        again = ahead and at_ms <= now_ms and " " not in day_text and _weekday(day_text.lower(), day, ahead)
        return _within(day + timedelta(days=7), minutes, in_words, zones) if again else at_ms
    today = zones.local(now_ms).date()
    near = [_local_ms(today + timedelta(days=d), minutes, zones) for d in (-2, -1, 0, 1, 2)]
    return min(at for at in near if at > now_ms) if ahead else max(at for at in near if at <= now_ms)


def parse_span(text: str, now_ms: int, zones: Zones) -> Span:
    """`14:00-14:30`, `yesterday 14:00-14:30`, `ISO/ISO`, `last 45m`, or a DATE for the whole Day.

    An end that comes before the start is of the next day (`23:30-00:15`), for up to twelve hours: beyond that it is
    taken for a slip. UnscrollError (2) otherwise; a span of no length is none.
    """
    told = " ".join(text.split())
    if told.lower().startswith("last "):
        start, end = now_ms - parse_duration(told[5:]), now_ms
    elif "/" in told:
        start_text, _, end_text = told.partition("/")
        start, end = (parse_when(part, now_ms, zones) for part in (start_text, end_text))
    else:
        head, _, tail = told.rpartition(" ")
        first, dash, last = tail.partition("-")
        if not dash and _CLOCK.fullmatch(tail):
            raise _no("span", text, "it has a start and an end: 14:00-14:30")
        if not dash or not _CLOCK.fullmatch(last):
            return zones.span_of(parse_date(told, now_ms, zones))
        start = parse_when(f"{head} {first}" if head else first, now_ms, zones)
        end = _end_ms(start, parse_clock(last), zones)
    if end == start:
        raise _no("span", text, "its end is its start; a whole Day is written as its date")
    if end < start:
        raise _no("span", text, f"its end comes before its start; {_ACROSS}")
    return Span(start, end)


def _end_ms(start_ms: int, minutes: int, zones: Zones) -> int:
    """The end of a span by its time of day: of the start's date, or of the next where that is near enough."""
    local = zones.local(start_ms)
    begun = local.hour * 60 + local.minute
    night = minutes < begun and minutes + 1440 - begun <= _LONGEST_NIGHT_MIN
    return _local_ms(local.date() + timedelta(days=night), minutes, zones)


def _iso(text: str, zones: Zones) -> int:
    try:
        told = datetime.fromisoformat(text)
    except ValueError as wrong:
        raise _no("instant", text, "write it as 2026-11-22T14:30 or 2026-11-22T14:30Z") from wrong
    if told.tzinfo is not None:
        return to_ms(told)
    return _in_zone(told, zones)


def _within(day: date, minutes: int, of_the_day: bool, zones: Zones) -> int:
    at_ms = _local_ms(day, minutes, zones)
    return _local_ms(day + timedelta(days=1), minutes, zones) if of_the_day and at_ms < zones.start_ms(day) else at_ms


def _local_ms(day: date, minutes: int, zones: Zones) -> int:
    if minutes == 1440:
        day, minutes = day + timedelta(days=1), 0
    return _in_zone(datetime.combine(day, clock_time(minutes // 60, minutes % 60)), zones)


def _in_zone(naive: datetime, zones: Zones) -> int:
    """The instant of a local time in the zone that the desk was in then."""
    at_ms = to_ms(naive.replace(tzinfo=zones.zone_at(to_ms(naive.replace(tzinfo=from_ms(0).tzinfo)))))
    return to_ms(naive.replace(tzinfo=zones.zone_at(at_ms)))
