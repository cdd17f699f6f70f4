"""Forgotten: that facts of a Day were deleted, so that what is left of them does not pass for all of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from unscroll.bounds import within
from unscroll.budget import Bend
from unscroll.day import Zones
from unscroll.intervals import merged
from unscroll.journal import Change, ChangeKind
from unscroll.span import Span


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A span that something was deleted of; `what` is its local time, `06:00 to 17:00`. What it was, nobody knows."""

    span: Span
    what: str


def forgotten_span(change: Change) -> Span | None:
    """The span that a change says was forgotten; None for any other change."""
    if change.what is not ChangeKind.FORGOTTEN or not within(change.body["start_ms"], change.body["end_ms"]):
        return None
    return Span(change.body["start_ms"], change.body["end_ms"])


def forgotten_of(journal: Iterable[Change], day: Span, zones: Zones) -> tuple[Forgotten, ...]:
    """What was forgotten of a Day, in order."""
    found = [part for change in journal if (span := forgotten_span(change)) and (part := span.clip(day))]
    return tuple(Forgotten(Span(start, end), _between(start, end, zones)) for start, end in merged(found))


def forgetting_bends(journal: Iterable[Change], day: Span, zones: Zones) -> tuple[Bend, ...]:
    """What was forgotten of a Day while it went on. Whether it held minutes that counted is gone with it, so each is
    listed."""
    return tuple(
        Bend(change.at_ms, f"{_between(part.start_ms, part.end_ms, zones)} was forgotten")
        for change in journal
        if day.holds(change.at_ms) and (span := forgotten_span(change)) and (part := span.clip(day))
    )


def _between(start_ms: int, end_ms: int, zones: Zones) -> str:
    return f"{zones.local(start_ms):%H:%M} to {zones.local(end_ms):%H:%M}"
