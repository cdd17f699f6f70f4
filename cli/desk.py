"""Desk: what words for time are relative to."""

import os
from dataclasses import dataclass
from datetime import date

from unscroll.cli.asking import places
from unscroll.clock import SystemClock
from unscroll.day import Zones
from unscroll.errors import UnscrollError
from unscroll.span import Span
from unscroll.spoken import MINUTE_MS, parse_date, parse_span, parse_when


@dataclass(frozen=True, slots=True)
class Desk:
    """The instant now, and the zones that the desk has been in. Parsers raise UnscrollError (2)."""

    now_ms: int
    zones: Zones

    @property
    def today(self) -> date:
        return self.zones.day_of(self.now_ms)

    def day(self, text: str) -> date:
        return parse_date(text, self.now_ms, self.zones)

    def when(self, text: str) -> int:
        return parse_when(text, self.now_ms, self.zones)

    def span(self, text: str) -> Span:
        return parse_span(text, self.now_ms, self.zones)

    def moment(self, text: str) -> Span:
        """A SPAN, or the minute that begins at a WHEN."""
        try:
            return self.span(text)
        except UnscrollError as no_span:
            try:
                start_ms = self.when(text)
            except UnscrollError:
                raise no_span from None
            return Span(start_ms, start_ms + MINUTE_MS)


def home_zone() -> str:
    """The zone of this machine now, where the ledger has not recorded one."""
    from unscroll.daemon.zone import zone_name

    return zone_name(os.environ)


def desk() -> Desk:
    """The desk as the ledger knows it; with the machine's own zone where there is no ledger."""
    from unscroll.cli.reading import zones_of

    return Desk(SystemClock().read().wall_ms, zones_of(places()))
