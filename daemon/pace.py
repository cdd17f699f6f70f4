"""Pace: when the next checkpoint is due (SYSTEMS 2.2, DESIGN 6)."""

from unscroll.collectors.contract import Seen
from unscroll.sighting import Call, Input, Page, Sighting

BUSY_MS = 30_000
"""Between checkpoints while somebody is there or a call is live: what kill -9 may cost."""

REST_MS = 60_000
"""Between checkpoints while nobody is there."""

_PRESENT_MS = 60_000

TAIL_MS = 1_860_000
"""A silent tail never counts for longer than this after the last input (METRICS 2.2 c), a minute to spare."""


class Pace:
    """Instants are of the monotonic clock, in milliseconds."""

    def __init__(self, now_ms: int) -> None:
        self._active_ms = now_ms - _PRESENT_MS
        self._last_ms = now_ms

    def saw(self, seen: Seen, now_ms: int) -> None:
        """Takes notice of what tells that somebody is there."""
        if (
            not isinstance(seen, Sighting)
            or isinstance(seen.fact, Input | Call)
            or (isinstance(seen.fact, Page) and (seen.fact.playing or seen.count))
        ):
            self._active_ms = now_ms

    def checked(self, now_ms: int) -> None:
        self._last_ms = now_ms

    def attended(self, now_ms: int) -> bool:
        return now_ms - self._active_ms < _PRESENT_MS

    def may_count(self, now_ms: int) -> bool:
        """Whether what is in front may still count."""
        return now_ms - self._active_ms < TAIL_MS

    def wait_ms(self, now_ms: int) -> int:
        """How long from now to the next checkpoint."""
        every_ms = BUSY_MS if self.attended(now_ms) else REST_MS
        return max(0, self._last_ms + every_ms - now_ms)
