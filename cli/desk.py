"""Desk: what words for time are relative to."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from typing import TypeVar

from unscroll.cli.asking import places
from unscroll.clock import SystemClock
from unscroll.day import Zones
from unscroll.errors import Exit, UnscrollError
from unscroll.span import Span, to_ms
from unscroll.spoken import MINUTE_MS, parse_date, parse_span, parse_when

T = TypeVar("T")
_CLOCKED = re.compile(r"\d:\d|\dT\d|\b(hour|min)", re.IGNORECASE)
_TIME = re.compile(r"\d:\d")
_FIRST_YEAR, _END_YEAR = 1971, 2200
_END_MS = to_ms(datetime(_END_YEAR, 1, 1, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Desk:
    """The instant now, and the zones that the desk has been in. Parsers raise UnscrollError (2)."""

    now_ms: int
    zones: Zones

    @property
    def today(self) -> date:
        return self.zones.day_of(self.now_ms)

    def day(self, text: str) -> date:
        day = _near(parse_date, text, self)
        if not _FIRST_YEAR <= day.year < _END_YEAR:
            raise _too_far(text)
        return day

    def when(self, text: str, ahead: bool = False) -> int:
        at_ms = _near(partial(parse_when, ahead=ahead), text, self)
        if not 0 <= at_ms < _END_MS:
            raise _too_far(text)
        return at_ms

    def span(self, text: str) -> Span:
        span = _near(parse_span, text, self)
        if not 0 <= span.start_ms <= span.end_ms < _END_MS:
            raise _too_far(text)
        return span

    def between(self, span: Span) -> str:
        """`2026-11-22 14:00 to 14:30`: what a span came to, with its dates, in the zone that the desk was in then."""
        start, end = (self.zones.local(at_ms) for at_ms in (span.start_ms, span.end_ms))
        until = "%H:%M" if end.date() == start.date() else "%Y-%m-%d %H:%M"
        of_start, of_end = self.zones.offsets(span)
        return f"{start:%Y-%m-%d %H:%M}{of_start} to {end:{until}}{of_end}"

    def clock(self, instant: str, seconds: bool = False) -> str:
        """`14:05` of a JSON instant, in the zone that the desk was in then."""
        local = self.zones.local(to_ms(datetime.fromisoformat(instant)))
        return local.strftime("%H:%M:%S" if seconds else "%H:%M")

    def moment(self, text: str) -> Span:
        """A SPAN, or the minute that begins at a WHEN."""
        try:
            return self.span(text)
        except UnscrollError as no_span:
            try:
                start_ms = self.when(text)
            except UnscrollError as no_time:
                raise no_time if _TIME.search(text) and "-" not in text else no_span from None
            return Span(start_ms, start_ms + MINUTE_MS)


def _near(parse: Callable[[str, int, Zones], T], text: str, desk: Desk) -> T:
    """What is parsed; a date at the end of the calendar is refused like any other that is too far away."""
    try:
        return parse(text, desk.now_ms, desk.zones)
    except (OverflowError, ValueError):
        raise _too_far(text) from None


def _too_far(text: str) -> UnscrollError:
    return UnscrollError(f"{text[:40]!r} is too far away", f"years from {_FIRST_YEAR} to {_END_YEAR - 1}", Exit.USAGE)


def home_zone() -> str:
    """The zone of this machine now, where the ledger has not recorded one."""
    from unscroll.daemon.zone import zone_name

    return zone_name(os.environ)


def timeless(when: str) -> bool:
    """Whether a WHEN that can be read is a day alone."""
    return not _CLOCKED.search(when)


def desk() -> Desk:
    """The desk as the ledger knows it; with the machine's own zone where there is no ledger."""
    from unscroll.cli.reading import zones_of

    return desk_in(zones_of(places()), SystemClock().read().wall_ms)


def desk_in(zones: Zones, now_ms: int) -> Desk:
    """The desk of a command, which says what of its zones cannot be told."""
    from unscroll.cli.show import note

    for lacks in zones.lacking:
        note(lacks)
    return Desk(now_ms, zones)
