"""Context: whether a second was personal or work (METRICS 2.4)."""

from datetime import datetime, time, timedelta

from unscroll.day import Zones
from unscroll.kinds import Context
from unscroll.meaning import ContextRules
from unscroll.span import Span
from unscroll.surface import Surface

_DAY = timedelta(days=1)


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
    if not rules.hours:
        return ()
    found = []
    day = zones.local(window.start_ms).date() - _DAY
    last = zones.local(window.end_ms).date()
    while day <= last:
        for hours in rules.hours:
            if day.weekday() in hours.weekdays and hours.start_min < hours.end_min:
                zone = zones.zone_at(window.start_ms)
                midnight = datetime.combine(day, time(), tzinfo=zone)
                span = Span.between(
                    midnight + timedelta(minutes=hours.start_min), midnight + timedelta(minutes=hours.end_min)
                )
                if span.clip(window) is not None:
                    found.append(span)
        day += _DAY
    return tuple(found)
