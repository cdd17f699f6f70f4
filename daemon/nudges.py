"""Nudge: what is said of the budget, when (METRICS 5), in the words of METRICS 6."""

from collections.abc import Collection
from dataclasses import dataclass

from unscroll.settings import Mode


@dataclass(frozen=True, slots=True)
class Moment:
    """What holds when it is decided whether to speak; `mode` is the one in force (`Settings.mode_at`)."""

    mode: Mode
    quiet: bool = False
    in_call: bool = False
    full_screen: bool = False
    locked: bool = False
    inhibited: bool = False
    """The desktop asks for no notifications (do not disturb)."""

    @property
    def may_speak(self) -> bool:
        return not (self.quiet or self.in_call or self.full_screen or self.locked or self.inhibited)


@dataclass(frozen=True, slots=True)
class Decision:
    """`record` are the thresholds that are settled now, `say` the one of them to notify."""

    record: tuple[int, ...] = ()
    say: int | None = None


def decide(
    spent_ms: int, cap_ms: int, thresholds: Collection[int], recorded: Collection[int], moment: Moment
) -> Decision:
    """`thresholds` are percents of the cap; `recorded` those of this Day in the ledger, also from before a restart.

    In observe they are recorded in silence: leaving observe at noon says nothing of the morning. What is crossed
    while nothing may be said (quiet hours, a call) stays open, and is said later the same Day, the highest alone.
    """
    crossed = (t for t in sorted(thresholds) if spent_ms > 0 and spent_ms * 100 >= t * cap_ms)
    fresh = tuple(t for t in crossed if t not in recorded)
    if not fresh or moment.mode is Mode.OBSERVE:
        return Decision(fresh)
    return Decision(fresh, fresh[-1]) if moment.may_speak else Decision()


def words(threshold: int, spent_ms: int, cap_ms: int, at_least: bool, platform: str = "") -> str:
    """One line for a notification: what was spent of what, on this computer, without a judgement."""
    at = "at least " if at_least else ""
    spent, cap = _length(spent_ms), _length(cap_ms)
    on = f"the feeds of {platform}" if platform else "feeds"
    if threshold >= 100:
        return f"{at}{spent} on {on} today: the {cap} you set are used."
    return f"{at}{spent} of {cap} on {on} today, {_length(max(0, cap_ms - spent_ms))} left."


def _length(ms: int) -> str:
    minutes = ms // 60_000
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60:02d} min"
