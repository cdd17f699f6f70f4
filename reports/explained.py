"""Explained: what a report cannot see, how each of its figures is made; in words."""

from unscroll.reports.rounding import to_minutes
from unscroll.reports.summary import DaySummary
from unscroll.reports.words import duration

MADE = (
    (
        "On feeds",
        "Time with a feed, short videos, stories, a post or a profile in front of you, at this desk or on a device "
        "that was imported. It counts while you scroll, type or click, and for 60 s after; 180 s where something "
        "plays. Scroll for work is shown apart.",
    ),
    (
        "The cap",
        "Only feeds count against it, with what was typed in for the phone; contact does not lower it. A correction "
        "that lowers a figure changes the report at once, but frees no minutes before the next Day.",
    ),
    (
        "With one person",
        "A thread, a mail, a call or a logged meeting with exactly one other person. Reading counts too. In a call, "
        "the seconds in which you scroll a feed are feed time.",
    ),
    (
        "Unresolved",
        "Private threads and calls where neither the address nor the title says how many people are in them. "
        "They are never added to the time with one person; once you label a thread, its past is counted again.",
    ),
    (
        "Measured, logged, estimated",
        "Measured: seen as it happened. Logged: typed in or confirmed by you. Estimated: worked out from the "
        "timestamps of messages, or of a browser's history; a range, and in no sum.",
    ),
    (
        "The share with one person",
        "One-to-one over one-to-one and feeds. The low end holds what was measured or logged, the high end also the "
        "unresolved and the estimated. Below five minutes in all there is no share.",
    ),
    (
        "Longest run, visits, drift",
        "A run is feed time with gaps under 30 s. A visit with an aim began with a message, a search, a post to write, "
        "a long video or a link; it drifted when 3 min of feeds or more followed.",
    ),
    (
        "Watched",
        "The share of the time between the first and last sign of this computer, sleep left out, in which unscroll "
        "ran. Under 80 % the day is partial and left out of trends.",
    ),
    ("Minutes", "Kept in milliseconds, printed in minutes, rounded so that the parts add up to the printed total."),
)


def cannot_see(summary: DaySummary) -> tuple[str, ...]:
    """What is outside of this Day's figures, the particular things first."""
    lines = []
    if not summary.phone_known:
        lines.append("The phone: nothing is known of it for this day.")
    elif summary.unplaced:
        lines.append("When the phone was used: only how long, as typed in.")
    if summary.unseen_ms:
        lines.append(f"Pages that no extension could look into: {_text(summary.unseen_ms)} on this day.")
    lines += [f"Something of {part.what}: it was forgotten." for part in summary.coverage.forgotten]
    missing = summary.coverage.expected_ms - summary.coverage.watched_ms
    if to_minutes(missing):
        lines.append(f"{_text(missing)} in which this computer was awake and unscroll was paused or not running.")
    return (
        *lines,
        "Calls made on a phone, and meetings in person, unless you log them.",
        "Other devices, unless their use is imported.",
        "Private windows unless you allow them, and whatever is on the never-watch list.",
    )


def watched(summary: DaySummary) -> str:
    """How much of the time awake was watched, in one sentence."""
    c = summary.coverage
    if not c.expected_ms and c.forgotten:
        return "A partial day, left out of trends. Nothing is known any more of when this computer was watched."
    if not c.expected_ms:
        told = " What a browser's history says of it is below." if summary.browsed else ""
        return f"This computer was not watched on this day.{told}"
    if not to_minutes(c.expected_ms):
        return "A partial day, left out of trends. Watched for under a minute."
    sentence = f"Watched {_text(c.watched_ms)} of the {_text(c.expected_ms)} that this computer was awake."
    if c.watched_ms == c.expected_ms:
        sentence = f"Watched all of the {_text(c.expected_ms)} that this computer was awake."
    return sentence if c.valid else f"A partial day, left out of trends. {sentence}"


def _text(length_ms: int) -> str:
    return duration(to_minutes(length_ms), bool(length_ms))
