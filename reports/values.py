"""Values: instants, lengths as JSON has them (CONTRACT.md 4)."""

from datetime import date
from functools import lru_cache

_EPOCH_DAY = date(1970, 1, 1).toordinal()


def seconds(length_ms: int) -> int | float:
    """Seconds with at most three decimals; whole ones are an int."""
    return length_ms // 1000 if length_ms % 1000 == 0 else length_ms / 1000


def instant(at_ms: int) -> str:
    """`2026-11-22T18:04:11Z`, with milliseconds where there are some."""
    minutes, ms = divmod(at_ms, 60_000)
    days, minute = divmod(minutes, 1440)
    if ms % 1000:
        return f"{_day(days)}T{_minute(minute)}:{ms // 1000:02}.{ms % 1000:03}Z"
    return f"{_day(days)}T{_minute(minute)}:{ms // 1000:02}Z"


# Lists have thousands of instants, within a few years.
@lru_cache(4_096)
def _day(days: int) -> str:
    return date.fromordinal(_EPOCH_DAY + days).isoformat()


@lru_cache(1_440)
def _minute(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def spread(low_ms: int, shown_ms: int, high_ms: int) -> dict[str, int | float]:
    """A length that is known within bounds."""
    return {"low": seconds(low_ms), "shown": seconds(shown_ms), "high": seconds(high_ms)}
