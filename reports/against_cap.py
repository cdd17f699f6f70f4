"""Against the cap: what is beside the measured feeds, in words that every report shares (METRICS 2.4)."""

from unscroll.reports.day_minutes import DayMinutes
from unscroll.reports.words import duration


def typed_in(minutes: DayMinutes) -> str:
    """`+ 59 min on the phone, typed in`; empty where nothing was."""
    return f"+ {duration(minutes.phone)} on the phone, typed in" if minutes.phone else ""


def of_the_cap(minutes: DayMinutes, at_least: bool) -> str:
    """`2 h 20 min of the cap of 2 h; 20 min past it`."""
    some = duration(minutes.spent, minutes.reached)
    spent = f"{'at least ' if at_least else ''}{some} of the cap of {duration(minutes.cap)}"
    return f"{spent}; {left(minutes, at_least)}"


def left(minutes: DayMinutes, at_least: bool) -> str:
    """`40 min left`, `20 min past it`; what is left is at most that while what was spent is at least so much."""
    if minutes.reached:
        past = minutes.spent - minutes.cap
        return f"{duration(past)} past it" if past > 0 else "it is reached"
    rest = duration(minutes.left, minutes.cap > 0)
    return f"{'at most ' if at_least and minutes.cap else ''}{rest} left"


def held(minutes: DayMinutes, ended: bool) -> str:
    """What the ratchet holds, as a part of what was spent; empty where it holds nothing."""
    if not minutes.held:
        return ""
    if ended:
        return f"{duration(minutes.held)} of it by how the Day was counted before a change"
    return f"{duration(minutes.held)} of it counts until tomorrow, though a change today lowered it"
