"""Context: whether a second was personal or work (METRICS 2.4)."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from unscroll.day import Zones, civil_ms
from unscroll.kinds import Context
from unscroll.meaning import ContextRules, WorkHours
from unscroll.span import Span, from_ms
from unscroll.surface import Surface

_DAY = timedelta(days=1)
_MINUTES_A_DAY = 1_440


class Contexts:
    """The context rules over one window; `edges` are the instants in it at which working hours begin or end."""

    def __init__(self, rules: ContextRules, zones: Zones, window: Span) -> None:
        self.rules = rules
        self.spans = _work_spans(rules, zones, window)
        self.plain = not (self.spans or rules.places or rules.profiles)
        self.edges = tuple(at for span in self.spans for at in (span.start_ms, span.end_ms) if window.holds(at))

    def of(self, surface: Surface, profile: str, at_ms: int) -> Context:
        """The context of an instant on a surface, in a browser profile or container."""
        if self.plain:
            return Context.PERSONAL
        rules = self.rules
        place = surface.platform in rules.places or f"{surface.platform}/{surface.view}" in rules.places
        if place or (profile and profile in rules.profiles) or any(span.holds(at_ms) for span in self.spans):
            return Context.WORK
        return Context.PERSONAL


def _work_spans(rules: ContextRules, zones: Zones, window: Span) -> tuple[Span, ...]:
    """The working hours in a window, by the clock of the zone that the desk was in at each instant: the same whatever
    the window, so that lines of adjoining windows add up."""
    if not rules.hours:
        return ()
    return tuple(span for stay, zone in zones.stays(window) for span in _in_zone(rules.hours, zone, stay))


def _in_zone(hours: Sequence[WorkHours], zone: ZoneInfo, stay: Span) -> Iterator[Span]:
    day, last = (from_ms(at_ms).astimezone(zone).date() for at_ms in (stay.start_ms, stay.end_ms))
    while day <= last:
        for own in hours:
            if day.weekday() in own.weekdays and own.start_min < own.end_min:
                span = Span(_clock_ms(zone, day, own.start_min), _clock_ms(zone, day, own.end_min)).clip(stay)
                if span is not None:
                    yield span
        day += _DAY


def _clock_ms(zone: ZoneInfo, day: date, minute: int) -> int:
    """The instant of a minute after local midnight; the last one ends the Day."""
    days, minute = divmod(minute, _MINUTES_A_DAY)
    return civil_ms(zone.key, day + days * _DAY, minute)
