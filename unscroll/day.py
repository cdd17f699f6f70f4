"""Day: a local day that turns at 04:00, contiguous through clock changes, travel too (METRICS 2.1)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from datetime import time as clock_time
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from unscroll.span import Span, from_ms, to_ms

TURN_MIN = 240
"""04:00, in minutes after local midnight. Early enough for night owls, and clock changes are over by then."""

_DAY = timedelta(days=1)
_SURE_HOURS = 18
"""So long after the turn the local time alone says which Day it is: no clock goes back six hours."""


def known(zone_name: str) -> bool:
    """Whether the tz database of this machine has a zone of that name."""
    if not zone_name or zone_name.startswith("/"):
        return False
    try:
        ZoneInfo(zone_name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=64)
def zone_of(zone_name: str) -> ZoneInfo:
    """The zone of that name; UTC for one that is not known: a ledger may be older or newer than the tz database."""
    return ZoneInfo(zone_name if known(zone_name) else "UTC")


class _Phase(NamedTuple):
    """A zone with a turn, in minutes after local midnight, since an instant; the first also before it."""

    since_ms: int
    zone: str
    turn_min: int


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones that the desk has been in: `(at_ms, tz database name)`, ordered; the first also holds before it."""

    history: tuple[tuple[int, str], ...]
    turn_min: int = TURN_MIN
    """When Days turned before the first of `turned`, in minutes after local midnight."""
    turned: tuple[tuple[int, int], ...] = ()
    """The turns chosen since, `(at_ms, minute)`, ordered. Each holds from the end of the Day that it was chosen in: no
    Day is cut short, none of the past is cut anew (docs/decisions/0017-a-turn-holds-from-the-next-one.md)."""

    def __post_init__(self) -> None:
        if not self.history:
            raise ValueError("a desk is in some zone")
        if list(self.history) != sorted(self.history, key=lambda h: h[0]):
            raise ValueError("zone history is out of order")
        if list(self.turned) != sorted(self.turned, key=lambda t: t[0]):
            raise ValueError("turns are out of order")

    @classmethod
    def only(cls, name: str, turn_min: int = TURN_MIN) -> "Zones":
        """One zone for ever."""
        return cls(((0, name),), turn_min)

    def zone_at(self, at_ms: int) -> ZoneInfo:
        """The zone of the desk at that instant."""
        i = bisect_right(self.history, at_ms, key=lambda h: h[0]) - 1
        return zone_of(self.history[max(i, 0)][1])

    @property
    def chosen_min(self) -> int:
        """The turn that was chosen last, whether it holds already or not."""
        return self.turned[-1][1] if self.turned else self.turn_min

    def with_turn(self, minute: int, at_ms: int) -> "Zones":
        """With a turn chosen at an instant, after all others; these zones where it is the one chosen last. Whatever was
        chosen at a later instant was chosen by a clock that was ahead, and is void."""
        if minute == self.chosen_min:
            return self
        return replace(self, turned=(*(turn for turn in self.turned if turn[0] < at_ms), (at_ms, minute)))

    @property
    def lacking(self) -> tuple[str, ...]:
        """A sentence on each zone that this machine knows no clock of."""
        names = dict.fromkeys(name for _, name in self.history)
        return tuple(f"no time zone {name!r} is known here, UTC stands in for it" for name in names if not known(name))

    def stays(self, window: Span) -> Iterator[tuple[Span, ZoneInfo]]:
        """The parts of a window, each with the zone that the desk was in."""
        starts = [window.start_ms, *(at for at, _ in self.history if window.start_ms < at < window.end_ms)]
        for start_ms, end_ms in zip(starts, [*starts[1:], window.end_ms], strict=True):
            if start_ms < end_ms:
                yield Span(start_ms, end_ms), self.zone_at(start_ms)

    def local(self, at_ms: int) -> datetime:
        """The aware local time of an instant, in the zone of that moment."""
        return from_ms(at_ms).astimezone(self.zone_at(at_ms))

    def offsets(self, span: Span) -> tuple[str, str]:
        """` +0100` behind the local time of each end, where they are not the same; empty where they are."""
        start, end = (f"{self.local(at_ms): %z}" for at_ms in (span.start_ms, span.end_ms))
        return (start, end) if start != end else ("", "")

    def start_ms(self, day: date) -> int:
        """The first instant whose label is `day` or later; labels never go back, so a skipped day has no length."""
        return _start_ms(self, day)

    def span_of(self, day: date) -> Span:
        """The Day's span: 24 h usually, other lengths with clock changes or travel."""
        return Span(self.start_ms(day), max(self.start_ms(day), self.start_ms(day + _DAY)))

    def day_of(self, at_ms: int) -> date:
        """The Day that an instant belongs to."""
        local = self.local(at_ms) - timedelta(minutes=self.turn_min)
        day = local.date()
        if local.hour < _SURE_HOURS and len(self.history) == 1 and not self.turned:
            return day
        while self.start_ms(day) > at_ms:
            day -= _DAY
        while self.start_ms(day + _DAY) <= at_ms:
            day += _DAY
        return day


@lru_cache(maxsize=4096)
def _start_ms(zones: Zones, day: date) -> int:
    return _first_ms(_phases(zones), day)


@lru_cache(maxsize=256)
def _phases(zones: Zones) -> tuple[_Phase, ...]:
    phases = [_Phase(since_ms, name, zones.turn_min) for since_ms, name in zones.history]
    before, holds_ms = phases, 0
    for at_ms, minute in zones.turned:
        if holds_ms > at_ms:
            phases = before  # the turn chosen before this one still waited: it gives way
        day = (from_ms(at_ms).astimezone(zones.zone_at(at_ms))).date()
        holds_ms = next(ms for n in range(-2, 5) if (ms := _first_ms(phases, day + n * _DAY)) > at_ms)
        before = phases
        i = bisect_right(phases, holds_ms, key=lambda phase: phase.since_ms)
        later = [phase._replace(turn_min=minute) for phase in phases[i:]]
        until = [phase for phase in phases[:i] if phase.since_ms < holds_ms]
        phases = [*until, _Phase(holds_ms, phases[i - 1].zone, minute), *later]
    return tuple(phases)


def _first_ms(phases: Sequence[_Phase], day: date) -> int:
    for i, (since_ms, zone, minute) in enumerate(phases):
        first = civil_ms(zone, day, minute)
        if i:
            first = max(first, since_ms)
        if i == len(phases) - 1 or first < phases[i + 1].since_ms:
            return first
    raise AssertionError("the last phase has no end")


@lru_cache(maxsize=4096)
def civil_ms(zone_name: str, day: date, minute: int) -> int:
    """The first instant whose local time in the zone is at or past a minute of `day`, also where a gap skips it."""
    zone = zone_of(zone_name)
    wanted = datetime.combine(day, clock_time(minute // 60, minute % 60), tzinfo=zone)
    high, low = to_ms(wanted.replace(fold=0)), to_ms(wanted.replace(fold=1))
    if low >= high:  # no clock change, or the minute comes twice: its first passing
        return high
    naive = wanted.replace(tzinfo=None)
    while low < high:
        middle = (low + high) // 2
        if from_ms(middle).astimezone(zone).replace(tzinfo=None) >= naive:
            high = middle
        else:
            low = middle + 1
    return high


def minute_of(clock: str) -> int:
    """240 of `04:00`; the usual turn where it is no time, as a ledger may come from anywhere."""
    hours, _, minutes = clock.partition(":")
    if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
        return TURN_MIN
    return int(hours) * 60 + int(minutes)
