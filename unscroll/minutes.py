"""Minutes: how a length is rounded, printed; everywhere.

Without imports: the status line of a prompt and the daemon load this at their start.
"""

MINUTE_MS = 60_000


def to_minutes(length_ms: int) -> int:
    """The nearest whole minute of a length in milliseconds, halves up."""
    return (length_ms + MINUTE_MS // 2) // MINUTE_MS


def duration(minutes: int, some: bool = False) -> str:
    """`1 h 05 min`, `38 min`; "under 1 min" where there is `some`thing that rounds to none.

    `extension/minutes.js` says the same (tests/golden/durations.json).
    """
    if minutes == 0 and some:
        return "under 1 min"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d} min" if rest else f"{hours} h"


def said(length_ms: int) -> str:
    """A length in milliseconds, in words."""
    return duration(to_minutes(length_ms), length_ms > 0)
