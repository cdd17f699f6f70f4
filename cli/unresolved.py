"""Unresolved: the threads whose size is not known yet."""

from dataclasses import dataclass

from unscroll.cli.asking import ask_or_none
from unscroll.cli.reading import open_reading
from unscroll.clock import SystemClock
from unscroll.kinds import Kind
from unscroll.reports.values import instant, seconds
from unscroll.span import DAY_MS, Span
from unscroll.surface import ThreadKey
from unscroll.timeline import timeline

_SINCE_MS = 28 * DAY_MS
_OPEN_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class OpenThread:
    """`key` is the whole key in hex, `last` the instant of the last second on it."""

    key: str
    name: str
    platform: str
    seconds: float
    last: str


def open_threads() -> list[OpenThread]:
    """The unresolved threads of the last four weeks, longest first."""
    lengths: dict[ThreadKey, int] = {}
    last: dict[ThreadKey, int] = {}
    platforms: dict[ThreadKey, str] = {}
    with open_reading() as reading:
        now_ms, meaning, zones = reading.now_ms, reading.meaning, reading.given.zones
        for start_ms in range(now_ms - _SINCE_MS, now_ms, DAY_MS):
            span = Span(start_ms, min(start_ms + DAY_MS, now_ms))
            for piece in timeline(reading.facts(span), meaning, span, zones).pieces:
                thread = piece.contact.thread
                if piece.verdict.kind is Kind.PRIVATE and thread is not None:
                    lengths[thread] = lengths.get(thread, 0) + piece.length_ms
                    last[thread] = piece.end_ms
                    platforms[thread] = piece.contact.platform
    longest = sorted(lengths, key=lambda t: (-lengths[t], str(t)))
    return [OpenThread(t.digest.hex(), str(t), platforms[t], seconds(lengths[t]), instant(last[t])) for t in longest]


def open_now() -> str | None:
    """The key, in hex, of the thread that was looked at last within the hour; None where there was none."""
    # A daemon writes each 30 s: asked to explain this instant, it writes first, so that "now" is not the thread before.
    now_ms = SystemClock().read().wall_ms
    ask_or_none("explain", start_ms=now_ms, end_ms=now_ms)
    with open_reading() as reading:
        span = Span(reading.now_ms - _OPEN_MS, reading.now_ms + 1)
        line = timeline(reading.facts(span), reading.meaning, span, reading.given.zones)
    threads = [p.surface.thread for p in line.pieces if p.surface.thread is not None]
    return threads[-1].digest.hex() if threads else None
