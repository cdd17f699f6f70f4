"""Visits: records of a browser's history as they travel to the ledger."""

from collections.abc import Mapping
from typing import Any

from unscroll.history import DEVICE
from unscroll.kinds import Evidence
from unscroll.sighting import Sighting, Visited
from unscroll.span import Span
from unscroll.surface import Surface, thread_of

FIREFOX, CHROMIUM = "firefox-history", "chromium-history"
HISTORIES = (FIREFOX, CHROMIUM)
"""The sources of visits, by the family of the browser."""
LONGEST_MS = 24 * 3_600_000
"""Of one visit: more is a clock that was set, not somebody who looked."""
_LARGEST = 1 << 62
_COUNTS = ("key", "typing_ms", "scrolling_ms", "most_ms", "count", "px")
_WORDS = ("platform", "view", "rule", "app", "host")


def visit_to_json(seen: Sighting) -> dict[str, Any]:
    """The visit as it travels; what is empty is left out. TypeError for another fact than Visited."""
    fact = seen.fact
    if not isinstance(fact, Visited):
        raise TypeError("no visit")
    told: dict[str, Any] = {word: getattr(fact.surface, word) for word in _WORDS}
    told["thread"] = fact.surface.thread.digest.hex() if fact.surface.thread else ""
    told |= {"key": fact.key, "typing_ms": fact.typing_ms, "scrolling_ms": fact.scrolling_ms, "most_ms": fact.most_ms}
    told |= {"count": seen.count, "px": seen.px, "start_ms": seen.span.start_ms, "end_ms": seen.span.end_ms}
    return {"evidence": str(fact.evidence), **{name: value for name, value in told.items() if value}}


def visit_from_json(told: Mapping[str, Any], source: str) -> Sighting:
    """The inverse of `visit_to_json`; KeyError, TypeError or ValueError for anything else."""
    if not isinstance(told, Mapping):
        raise TypeError("a visit is an object")
    numbers = {name: told.get(name, 0) for name in (*_COUNTS, "start_ms", "end_ms")}
    words = {name: told.get(name, "") for name in (*_WORDS, "thread")}
    if any(type(n) is not int or not 0 <= n < _LARGEST for n in numbers.values()):
        raise ValueError("a visit has whole numbers")
    if any(not isinstance(w, str) for w in words.values()):
        raise TypeError("a visit has words")
    span = Span(numbers["start_ms"], numbers["end_ms"])
    digest = words.pop("thread")
    thread = thread_of(digest)
    if bool(digest) != bool(thread) or not 0 < span.length_ms <= LONGEST_MS or not numbers["key"]:
        raise ValueError("a visit has a length, a key, and a thread that is one")
    evidence = Evidence(told["evidence"])
    if evidence is Evidence.LOGGED:
        raise ValueError("nobody typed a visit in")
    durations = (numbers["typing_ms"], numbers["scrolling_ms"], numbers["most_ms"])
    fact = Visited(Surface(**words, thread=thread), evidence, numbers["key"], *durations)
    return Sighting(span, fact, source, DEVICE, numbers["count"], numbers["px"])
