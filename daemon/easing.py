"""Easing: from when a cap that is set holds, said the same to a terminal and to a browser."""

from collections.abc import Callable, Iterable
from datetime import date

from unscroll.budget import UNCAPPED, CapInForce, CapRules, held_cap
from unscroll.day import Zones
from unscroll.journal import Change
from unscroll.minutes import duration, said, to_minutes
from unscroll.reports.words import clock, short_date

ALL = "cap"
SCOPES: dict[str, Callable[[CapRules], int]] = {
    ALL: lambda caps: caps.cap_ms,
    "weekday": lambda caps: caps.cap_ms if caps.weekday_ms is None else caps.weekday_ms,
    "weekend": lambda caps: caps.cap_ms if caps.weekend_ms is None else caps.weekend_ms,
}
"""The cap that a scope has, its own or the one behind it; ALL is that of every Day without its own."""


def set_holds(
    changes: Iterable[Change], scope: str, platform: str, today: date, zones: Zones, now_ms: int
) -> tuple[bool, str]:
    """Whether what was set waits, and from when it holds; by what holds and not by what was set last: an easing may
    wait already. `changes` end with what was set."""
    cap_of = SCOPES[scope] if not platform else lambda caps: caps.of(today, platform)
    held = held_cap(changes, cap_of, zones, now_ms)
    if held is None or held.waits is None:
        return False, "at once"
    return True, _from(held.waits.from_ms, today, zones, now_ms)


def held_words(held: CapInForce, zones: Zones) -> str:
    """`2 h`, or `now 2 h; 3 h from Wed 25 Nov 04:00`."""
    now = said(held.cap_ms)
    if held.waits is None:
        return now
    then = "none" if held.waits.cap_ms == UNCAPPED else said(held.waits.cap_ms)
    at = zones.local(held.waits.from_ms)
    return f"now {now}; {then} from {short_date(at.date())} {clock(at)}"


def _from(from_ms: int, today: date, zones: Zones, now_ms: int) -> str:
    start, next_ms = zones.local(from_ms), zones.span_of(today).end_ms
    if from_ms == next_ms:
        return f"from the next Day's start, {short_date(start.date())} {clock(start)}"
    on = "at" if from_ms < next_ms else f"on {short_date(start.date())}"
    return f"after {duration(to_minutes(from_ms - now_ms), True)}, {on} {clock(start)}"
