"""Sessionize: sightings that touch and agree become stretches (pure, idempotent)."""

from collections.abc import Hashable
from dataclasses import replace

from unscroll.sighting import Call, Fact, Input, Media, Page, Session, Sighting, Stretch, Track

INPUT_GAP_MS = 5_000
"""Input instants under this apart are one run (DESIGN.md 6): the last input is known to a second, rows stay few."""

_KEPT_MS = 600_000
"""How long after its end a stretch may still be joined to: a browser resends what the daemon missed."""


def _lane(fact: Fact) -> Hashable:
    """What a fact may run beside: facts of one lane exclude each other, lanes overlap."""
    match fact:
        case Page():
            return (fact.browser, fact.tab)
        case Input():
            return (fact.kind, fact.source, fact.composer)
        case Session():
            return (fact.state, fact.subject)
        case Call() | Media():
            return (fact.track, fact.pid, getattr(fact, "app", ""))
        case _:
            return None


class Sessionizer:
    """Joins sightings as they come. Not thread-safe; belongs to the loop."""

    def __init__(self, clock_run: int = 0) -> None:
        self.clock_run = clock_run
        self._open: dict[Hashable, Stretch] = {}
        self._changed: dict[Hashable, Stretch] = {}

    def add(self, seen: Sighting) -> None:
        """Takes a sighting in; a part that an open stretch of the lane already covers with another fact is cut off."""
        key = (seen.fact.track, seen.source, seen.device, _lane(seen.fact))
        open_ = self._open.get(key)
        start, end = seen.span.start_ms, seen.span.end_ms
        if open_ is not None and open_.start_ms <= start:
            gap = INPUT_GAP_MS - 1 if seen.fact.track is Track.INPUT else 0
            if open_.fact == seen.fact and start <= open_.end_ms + gap:
                self._keep(
                    key,
                    replace(
                        open_, end_ms=max(end, open_.end_ms), count=open_.count + seen.count, px=open_.px + seen.px
                    ),
                )
                return
            if start < open_.end_ms:
                start = open_.end_ms
                if start >= end:
                    return
        self._keep(key, self._new(seen, start, end))

    def _new(self, seen: Sighting, start_ms: int, end_ms: int) -> Stretch:
        return Stretch(start_ms, end_ms, seen.fact, seen.source, seen.device, seen.count, seen.px, self.clock_run)

    def _keep(self, key: Hashable, stretch: Stretch) -> None:
        latest = self._open.get(key)
        if latest is None or stretch.end_ms >= latest.end_ms:
            self._open[key] = stretch
        self._changed[(key, stretch.start_ms, stretch.fact)] = stretch

    def changed(self) -> tuple[Stretch, ...]:
        """The stretches that are new or grew since the last call, ordered by start."""
        changed = tuple(sorted(self._changed.values(), key=lambda s: s.start_ms))
        self._changed.clear()
        if changed:
            horizon = max(s.end_ms for s in changed) - _KEPT_MS
            self._open = {k: s for k, s in self._open.items() if s.end_ms >= horizon}
        return changed

    def break_off(self) -> None:
        """Ends every open stretch where it stands: nothing seen later joins on (suspend, clock step)."""
        self._open.clear()
