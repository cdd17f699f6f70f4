"""Rounding: whole minutes whose parts add up to the printed total (METRICS 2.1)."""

from collections.abc import Sequence

from unscroll.minutes import MINUTE_MS
from unscroll.minutes import to_minutes as to_minutes


def apportion(total_min: int, parts_ms: Sequence[int]) -> tuple[int, ...]:
    """Minutes for each part (milliseconds) that sum to `total_min`; the largest remainders are rounded up.

    `total_min` is the sum of the parts rounded up or down to a minute, so no part moves by a minute or more;
    any other total is refused (ValueError). Equal remainders go to the earlier part.
    """
    whole = [part // MINUTE_MS for part in parts_ms]
    missing = total_min - sum(whole)
    by_remainder = sorted(
        (i for i, part in enumerate(parts_ms) if part % MINUTE_MS), key=lambda i: -(parts_ms[i] % MINUTE_MS)
    )
    if not 0 <= missing <= len(by_remainder):
        raise ValueError(f"{total_min} min is not the rounded sum of the parts")
    for i in by_remainder[:missing]:
        whole[i] += 1
    return tuple(whole)


def minutes_that_add_up(parts_ms: Sequence[int]) -> tuple[int, ...]:
    """Minutes for each part that sum to the rounded sum of all."""
    return apportion(to_minutes(sum(parts_ms)), parts_ms)
