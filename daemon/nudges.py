"""Nudge: what is said of the budget, when (METRICS 5), in the words of METRICS 6."""

from collections.abc import Collection
from dataclasses import dataclass

from unscroll.budget import PlatformCap
from unscroll.minutes import duration, said
from unscroll.platforms import platform
from unscroll.reports.against_cap import left
from unscroll.reports.day_minutes import DayMinutes
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


def words(threshold: int, minutes: DayMinutes, at_least: bool) -> str:
    """One line for a notification: what was spent of what, on this computer, without a judgement."""
    # nothing crosses no threshold: what rounds to none is some
    spent = f"{'at least ' if at_least else ''}{duration(minutes.spent, some=True)}"
    if threshold >= 100:
        return _used(f"{spent} on feeds", duration(minutes.cap))
    return f"{spent} of {duration(minutes.cap)} on feeds today, {left(minutes, at_least)}."


def platform_words(own: PlatformCap, at_least: bool) -> str:
    """The same at the end of a platform's own cap."""
    spent = f"{'at least ' if at_least else ''}{said(own.spent_ms)}"
    return _used(f"{spent} on the feeds of {platform(own.platform, {})}", said(own.cap_ms))


def _used(spent: str, cap: str) -> str:
    return f"{spent} today: the {cap} you set are used."
