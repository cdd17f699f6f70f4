"""Span: a half-open stretch of real time, always UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

DAY_MS = 86_400_000
"""24 h: days apart, cadences. A rhythm is no date: a Day may be longer or shorter (`unscroll.day`)."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def to_ms(instant: datetime) -> int:
    """Milliseconds since 1970-01-01T00:00Z of an aware instant, rounded down; a naive one is refused (ValueError)."""
    if instant.tzinfo is None:
        raise ValueError(f"naive instant: {instant!r}")
    return (instant - EPOCH) // _MILLISECOND


def from_ms(at_ms: int) -> datetime:
    """The aware UTC instant of milliseconds since 1970-01-01T00:00Z."""
    return EPOCH + timedelta(milliseconds=at_ms)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start_ms, end_ms)` in milliseconds since 1970-01-01T00:00Z; an end before its start is refused (ValueError)."""

    start_ms: int
    end_ms: int

    def __post_init__(self) -> None:
        if self.end_ms < self.start_ms:
            raise ValueError(f"span ends {self.start_ms - self.end_ms} ms before it starts")

    @classmethod
    def between(cls, start: datetime, end: datetime) -> Self:
        """The span of two aware instants."""
        return cls(to_ms(start), to_ms(end))

    @property
    def start(self) -> datetime:
        return from_ms(self.start_ms)

    @property
    def end(self) -> datetime:
        return from_ms(self.end_ms)

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms

    def holds(self, at_ms: int) -> bool:
        """Whether the instant lies inside (the end does not)."""
        return self.start_ms <= at_ms < self.end_ms

    def clip(self, other: "Span") -> "Span | None":
        """The part that both share; None where that is empty."""
        start, end = max(self.start_ms, other.start_ms), min(self.end_ms, other.end_ms)
        return Span(start, end) if start < end else None
