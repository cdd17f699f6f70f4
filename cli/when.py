"""The words for time on the command line: DATE, DURATION, WHEN, SPAN (CONTRACT.md 3)."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from unscroll.day import Zones
from unscroll.errors import Exit, UnscrollError
from unscroll.span import Span, from_ms, to_ms

_DURATION = re.compile(
    r"(?=[0-9])(?:([0-9]{1,5})\s*w)?\s*(?:([0-9]{1,5})\s*d)?\s*(?:([0-9]{1,5})\s*h)?"
    r"\s*(?:([0-9]{1,6})\s*(?:min|m|\Z))?\s*(?:([0-9]{1,6})\s*s)?\Z"
)
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])\Z")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_LONGEST = timedelta(days=3660)
_MINUTE = timedelta(minutes=1)


def _wrong(what: str, text: str, like: str) -> UnscrollError:
    return UnscrollError(f"not a {what}: {text[:40]!r}", f"Write it like {like}", Exit.USAGE)


def parse_duration(text: str) -> timedelta:
    """`45m`, `1h30`, `90` (minutes), `2w`; at most ten years. UnscrollError (2) otherwise."""
    found = _DURATION.match(text.strip().lower())
    if found is None:
        raise _wrong("duration", text, "45m, 1h30, 90 (minutes) or 2w")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    if length > _LONGEST:
        raise UnscrollError(f"too long: {text[:40]!r}", "Ten years is the most", Exit.USAGE)
    return length


def parse_date(text: str, today: date) -> date:
    """`today`, `yesterday`, ISO, or a weekday (the latest one, today included). UnscrollError (2) otherwise."""
    word = text.strip().lower()
    if word in ("today", "yesterday"):
        return today - timedelta(days=word == "yesterday")
    matching = [n for n, name in enumerate(_WEEKDAYS) if len(word) >= 3 and name.startswith(word)]
    if matching:
        return today - timedelta(days=(today.weekday() - matching[0]) % 7)
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise _wrong("date", text, "today, yesterday, monday or 2026-11-22") from None


def _clock_time(text: str) -> time | None:
    found = _CLOCK.match(text.strip())
    return time(int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class Desk:
    """What words for time are relative to: the instant now, and the zones that the desk has been in."""

    now_ms: int
    zones: Zones

    @property
    def today(self) -> date:
        return self.zones.day_of(self.now_ms)

    @property
    def now(self) -> datetime:
        return from_ms(self.now_ms)

    def local(self, civil: date, at: time) -> datetime:
        """The instant of a civil date and time in the desk's zone of now."""
        return datetime.combine(civil, at, tzinfo=self.zones.zone_at(self.now_ms)).astimezone(UTC)

    def when(self, text: str) -> datetime:
        """A DATE (its noon), `HH:MM` (the latest one), both, or an ISO instant. UnscrollError (2) otherwise."""
        text = text.strip()
        at = _clock_time(text)
        if at is not None:
            return self._latest(at)
        day, _, rest = text.rpartition(" ")
        at = _clock_time(rest)
        if day and at is not None:
            return self._on(day, at)
        if "T" in text:
            return self._iso(text)
        return self.local(parse_date(text, self.today), time(12))

    def span(self, text: str) -> Span:
        """`14:00-14:30`, `yesterday 14:00-14:30`, `ISO/ISO`, `last 45m`. UnscrollError (2) otherwise."""
        text = text.strip()
        if text.lower().startswith("last "):
            return self._between(self.now - parse_duration(text[5:]), self.now, text)
        if "/" in text:
            first, _, second = text.partition("/")
            return self._between(self._iso(first), self._iso(second), text)
        day, _, clocks = text.rpartition(" ")
        first, _, second = clocks.partition("-")
        begin, stop = _clock_time(first), _clock_time(second)
        if begin is None or stop is None:
            raise _wrong("span", text, "14:00-14:30, 'yesterday 14:00-14:30', ISO/ISO or 'last 45m'")
        start = self._on(day, begin) if day else self._latest(begin)
        end = start + timedelta(minutes=(_minutes(stop) - _minutes(begin)) % (24 * 60))
        return self._between(start, end, text)

    def moment(self, text: str) -> Span:
        """A SPAN, or the minute that starts at a WHEN."""
        try:
            return self.span(text)
        except UnscrollError:
            if "/" in text or text.lower().startswith("last "):
                raise
        start = self.when(text)
        return Span.between(start, start + _MINUTE)

    def _between(self, start: datetime, end: datetime, text: str) -> Span:
        if end <= start:
            raise UnscrollError(f"the span {text[:60]!r} is empty", "Its end must come after its start", Exit.USAGE)
        return Span(to_ms(start), to_ms(end))

    def _latest(self, at: time) -> datetime:
        civil = self.zones.local(self.now_ms).date()
        while (instant := self.local(civil, at)) > self.now:
            civil -= timedelta(days=1)
        return instant

    def _on(self, day: str, at: time) -> datetime:
        civil = parse_date(day, self.today)
        named = not day.strip()[:1].isdigit()
        # A named Day runs on past midnight to its turn; a date in digits is the calendar's.
        return self.local(civil + timedelta(days=named and _minutes(at) < self.zones.turn_min), at)

    def _iso(self, text: str) -> datetime:
        try:
            found = datetime.fromisoformat(text.strip())
        except ValueError:
            raise _wrong("time", text, "15:00, 'yesterday 15:00' or 2026-11-22T15:00") from None
        return found if found.tzinfo else self.local(found.date(), found.time())


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute
