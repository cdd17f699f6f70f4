"""Values: instants, lengths as JSON has them (CONTRACT.md 4)."""

from datetime import timedelta

from unscroll.span import EPOCH

_EPOCH = EPOCH.replace(tzinfo=None)
"""Without a zone to write and to replace: lists have thousands of instants."""


def seconds(length_ms: int) -> int | float:
    """Seconds with at most three decimals; whole ones are an int."""
    return length_ms // 1000 if length_ms % 1000 == 0 else length_ms / 1000


def instant(at_ms: int) -> str:
    """`2026-11-22T18:04:11Z`, with milliseconds where there are some."""
    whole, more = divmod(at_ms, 1000)
    text = (_EPOCH + timedelta(0, whole)).isoformat()
    return f"{text}.{more:03}Z" if more else f"{text}Z"


def spread(low_ms: int, shown_ms: int, high_ms: int) -> dict[str, int | float]:
    """A length that is known within bounds."""
    return {"low": seconds(low_ms), "shown": seconds(shown_ms), "high": seconds(high_ms)}
