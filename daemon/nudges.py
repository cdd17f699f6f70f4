"""Nudge: what is said of the budget, when (METRICS 5), in the words of METRICS 6."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

THRESHOLDS = (50, 80, 100)
"""Percent of the cap at which something is said: three a Day at most."""

OBSERVED_MS = 7 * 24 * 3_600_000
"""For seven days after the first sighting nothing is said, unless the user set a mode."""


class Mode(StrEnum):
    OBSERVE = "observe"
    NUDGE = "nudge"
    INTERCEPT = "intercept"
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Moment:
    """What holds when it is decided whether to speak. `mode` is None where the user set none; `now_ms` and
    `first_sighting_ms` are ledger time, the latter None before anything was seen."""

    now_ms: int
    first_sighting_ms: int | None
    mode: Mode | None = None
    quiet: bool = False
    in_call: bool = False
    full_screen: bool = False
    locked: bool = False
    inhibited: bool = False
    """The desktop asks for no notifications (do not disturb)."""

    @property
    def in_force(self) -> Mode:
        """The mode in force: the user's, else observe for seven days, then nudge."""
        if self.mode is not None:
            return self.mode
        first = self.first_sighting_ms
        return Mode.OBSERVE if first is None or self.now_ms - first < OBSERVED_MS else Mode.NUDGE


@dataclass(frozen=True, slots=True)
class Decision:
    """`record` are the thresholds that are settled now, `say` the one of them to notify."""

    record: tuple[int, ...] = ()
    say: int | None = None


def decide(spent_ms: int, cap_ms: int, recorded: Collection[int], moment: Moment) -> Decision:
    """`recorded` are the thresholds of this Day in the ledger, also from before a restart.

    In observe they are recorded in silence: leaving observe at noon says nothing of the morning. What is crossed
    while nothing may be said (quiet hours, a call) stays open, and is said later the same Day, the highest alone.
    """
    fresh = tuple(t for t in THRESHOLDS if spent_ms > 0 and spent_ms * 100 >= t * cap_ms and t not in recorded)
    if not fresh or moment.in_force is Mode.OBSERVE:
        return Decision(fresh)
    if moment.quiet or moment.in_call or moment.full_screen or moment.locked or moment.inhibited:
        return Decision()
    return Decision(fresh, fresh[-1])


def words(threshold: int, spent_ms: int, cap_ms: int, at_least: bool) -> str:
    """One line for a notification: what was spent of what, on this computer, without a judgement."""
    at = "at least " if at_least else ""
    spent, cap = _length(spent_ms), _length(cap_ms)
    if threshold >= 100:
        return f"{at}{spent} on feeds today: the {cap} you set are used."
    return f"{at}{spent} of {cap} on feeds today, {_length(max(0, cap_ms - spent_ms))} left."


def in_quiet_hours(minute: int, hours: Collection[tuple[int, int]]) -> bool:
    """Whether the local `minute` after midnight lies in one of `hours` (start, end); an end before its start wraps."""
    return any(start <= minute < end if start <= end else minute >= start or minute < end for start, end in hours)


def _length(ms: int) -> str:
    minutes = ms // 60_000
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02d} min"
