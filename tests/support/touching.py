"""Touchpoints, persons: made with few words."""

from dataclasses import dataclass
from datetime import date

from unscroll.kinds import Evidence
from unscroll.people.circles import Circle
from unscroll.people.person import Person
from unscroll.people.tie import Tie
from unscroll.people.touchpoint import Direction, Touchpoint

DAY = 86_400_000
HOUR = 3_600_000
NOW = 1_790_000_000_000 // DAY * DAY + 12 * HOUR
"""Monday, 21 September 2026, 12:00 UTC."""
TODAY = date(2026, 9, 21)
OUT, IN, BOTH = Direction


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with the tie to them."""

    person: Person
    tie: Tie

    @property
    def last_contact_ms(self):
        return self.tie.last_contact_ms


def touch(days_ago, channel="message", direction=BOTH, minutes=0, evidence=Evidence.MEASURED, person=1, **more):
    """A touchpoint that began so many days of 24 h before noon of today."""
    start = NOW - round(days_ago * DAY)
    return Touchpoint(0, start, start + minutes * 60_000, person, channel, direction, evidence, **more)


def somebody(number=1, circle=Circle.CLOSE, put_days_ago=1_000, **more):
    put = NOW - round(put_days_ago * DAY)
    return Person(number, more.pop("name", f"P{number}"), (number,), circle=circle, put_ms=put, **more)
