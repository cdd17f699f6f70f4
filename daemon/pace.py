"""Pace: when the next checkpoint is due (SYSTEMS 2.2, DESIGN 6)."""

from unscroll.collectors.contract import Seen
from unscroll.sighting import Call, Focus, Input, Page, Sighting

BUSY_MS = 30_000
"""Between checkpoints while somebody is there or a call is live: what kill -9 may cost."""

REST_MS = 60_000
"""Between checkpoints while nobody is there."""

LONG_REST_MS = 120_000
"""The same, once nothing in front can count any more: below what collectors vouch for in one go (150 s)."""

_PRESENT_MS = 60_000

TAIL_MS = 240_000
"""A silent tail counts no longer than this after the last input (METRICS 2.2 b), a minute to spare."""

FULL_SCREEN_TAIL_MS = 1_860_000
"""The same with a full-screen window in front (METRICS 2.2 c)."""


class Pace:
    """Instants are of the monotonic clock, in milliseconds."""

    def __init__(self, now_ms: int) -> None:
        self._active_ms = now_ms - TAIL_MS
        self._full_screen = False
        self._last_ms = now_ms

    def saw(self, seen: Seen, now_ms: int) -> None:
        """Takes notice of what tells that somebody is there, or that a silent tail may be a long one."""
        if isinstance(seen, Sighting) and isinstance(seen.fact, Focus):
            self._full_screen = seen.fact.full_screen
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
        return now_ms - self._active_ms < (FULL_SCREEN_TAIL_MS if self._full_screen else TAIL_MS)

    def wait_ms(self, now_ms: int) -> int:
        """How long from now to the next checkpoint."""
        every_ms = BUSY_MS if self.attended(now_ms) else REST_MS if self.may_count(now_ms) else LONG_REST_MS
        return max(0, self._last_ms + every_ms - now_ms)
