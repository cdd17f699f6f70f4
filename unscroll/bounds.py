"""Bounds: the years that can be told, how long a contact may last."""

from datetime import UTC, date, datetime

from unscroll.span import to_ms

FIRST_DAY, LAST_DAY = date(1971, 1, 1), date(2199, 12, 31)
FIRST_MS, LAST_MS = to_ms(datetime(1971, 1, 1, tzinfo=UTC)), to_ms(datetime(2200, 1, 1, tzinfo=UTC))
"""Every instant that a person or a program tells lies between; the clocks of this code end 7,800 years later."""
YEARS = f"years from {FIRST_DAY.year} to {LAST_DAY.year}"
LONGEST_CONTACT_MS = 26 * 3_600_000
"""A Day with a clock change, and some travel."""


def within(start_ms: int, end_ms: int) -> bool:
    """Whether a span, or an instant twice, lies in the years that can be told."""
    return FIRST_MS <= start_ms <= end_ms <= LAST_MS


EARLIEST_WALL_MS = 1_735_689_600_000
"""2025-01-01T00:00Z: a wall clock before this was never set, so nothing is counted by it."""


def believable(wall_ms: int) -> bool:
    """Whether a wall clock that says so was ever set."""
    return EARLIEST_WALL_MS <= wall_ms < LAST_MS
