"""TypedPhone: phone use that the user typed in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TypedPhone:
    """Phone use typed in for a Day; an empty `platform` is all of it. Unplaced time (METRICS 2.4)."""

    day: date
    platform: str
    length_ms: int
    at_ms: int
