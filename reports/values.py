"""Values: instants, lengths as JSON has them (CONTRACT.md 4)."""

from unscroll.span import from_ms


def seconds(length_ms: int) -> int | float:
    """Seconds with at most three decimals; whole ones are an int."""
    return length_ms // 1000 if length_ms % 1000 == 0 else length_ms / 1000


def instant(at_ms: int) -> str:
    """`2026-11-22T18:04:11Z`, with milliseconds where there are some."""
    text = from_ms(at_ms).isoformat(timespec="milliseconds" if at_ms % 1000 else "seconds")
    return text.replace("+00:00", "Z")


def spread(low_ms: int, shown_ms: int, high_ms: int) -> dict[str, int | float]:
    """A length that is known within bounds."""
    return {"low": seconds(low_ms), "shown": seconds(shown_ms), "high": seconds(high_ms)}
