"""HistoryWords: what is from browsers' histories, in words that every report shares (METRICS 3).

The status in words reads this too, so it imports neither the core nor dataclasses.
"""

from collections.abc import Iterator

from unscroll.minutes import said


def from_history(measured_ms: int, estimated_ms: int, estimated_scroll_ms: int, *, whose: str = "day") -> Iterator[str]:
    """What lies on the line without having been watched; what is estimated, and lies nowhere."""
    if measured_ms:
        yield f"{said(measured_ms)} of the {whose}'s time are from the browser's history, as it measured them"
    if estimated_ms:
        feeds = f", {said(estimated_scroll_ms)} of it on feeds" if estimated_scroll_ms else ""
        yield f"about {said(estimated_ms)} more, estimated from browsers' histories{feeds}: in no sum"


def history_sentences(
    measured_ms: int, estimated_ms: int, estimated_scroll_ms: int, *, whose: str = "day"
) -> tuple[str, ...]:
    """The same as sentences of a page."""
    told = from_history(measured_ms, estimated_ms, estimated_scroll_ms, whose=whose)
    return tuple(f"{words[0].upper()}{words[1:]}." for words in told)
