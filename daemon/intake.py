"""Intake: the door between the collectors and the ledger."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from unscroll.acts import Act
from unscroll.collectors.contract import Seen
from unscroll.daemon.holes import Holes, outside
from unscroll.daemon.timekeeper import Timekeeper
from unscroll.sessionize import Sessionizer
from unscroll.sighting import Call, Fact, Focus, Input, Media, Page, Phone, Session, SessionState, Sighting, Stretch
from unscroll.span import Span
from unscroll.surface import Surface

Never = Callable[[str], bool]
"""Whether a host or a program's id, in lower case, is never to be watched."""

SOURCE = "daemon"
"""The source of what the daemon itself vouches for: presence, rests, sleep."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What came through the door: stretches that are new or grew, in ledger time, and acts."""

    stretches: tuple[Stretch, ...] = ()
    acts: tuple[Act, ...] = ()


class Intake:
    """Sightings wait here until the next checkpoint, when every source has proved what held: only then is it known
    whether the screen was locked while keys were pressed, and what was pressed then is dropped (DESIGN 6).

    Nothing on the never list and nothing of a rest passes, whichever collector let it through.
    """

    def __init__(self, timekeeper: Timekeeper, never: Never) -> None:
        self._time = timekeeper
        self._never = never
        self._joiner = Sessionizer(timekeeper.clock_run)
        self._waiting: list[Seen] = []
        self._locks, self._rests = Holes(), Holes()

    def never(self, never: Never) -> None:
        """The never list from now on."""
        self._never = never

    def take(self, seen: Seen) -> None:
        """Takes in what a collector saw, in paced time."""
        if isinstance(seen, Sighting) and isinstance(seen.fact, Session) and seen.fact.state is SessionState.LOCKED:
            self._locks.add(seen.span)
        if not self._barred(seen):
            self._waiting.append(seen)

    def rest(self, span: Span) -> None:
        """Nothing seen within `span` (paced) is kept, also what a browser tells of it later."""
        self._rests.add(span)

    def break_off(self) -> None:
        """Ends every stretch where it stands (suspend, clock step)."""
        self._joiner.break_off()

    def settle(self) -> Settled:
        """Lets pass what waits."""
        waiting, self._waiting = self._waiting, []
        acts: list[Act] = []
        for seen in waiting:
            if isinstance(seen, Act):
                acts.extend(self._act(seen))
            else:
                self._sighting(seen)
        return Settled(self._joiner.changed(), tuple(acts))

    def own(self, span: Span, state: SessionState, subject: str = "") -> None:
        """The daemon's own word on a paced `span`: presence, a rest."""
        self._waiting.append(Sighting(span, Session(state, subject), SOURCE))

    def _act(self, act: Act) -> Iterable[Act]:
        at = Span(act.at_ms, act.at_ms)
        if outside(at, self._rests.spans):
            for part in self._time.place(at):
                yield replace(act, at_ms=part.span.start_ms, clock_run=part.clock_run)

    def _sighting(self, seen: Sighting) -> None:
        holes: tuple[Span, ...] = ()
        if not isinstance(seen.fact, Session):
            holes = self._rests.spans
        if isinstance(seen.fact, Input):
            holes = (*holes, *self._locks.spans)
        parts = outside(seen.span, holes)
        whole = parts == (seen.span,)
        for i, part in enumerate(parts):
            for j, placed in enumerate(self._time.place(part)):
                if placed.clock_run != self._joiner.clock_run:
                    self._joiner.break_off()
                    self._joiner.clock_run = placed.clock_run
                first = i == 0 and j == 0
                # Counts cannot be divided: whole, they stay with the first part; cut by a hole, one instant is sure.
                count = seen.count if whole and first else min(seen.count, 1)
                px = seen.px if whole and first else 0
                self._joiner.add(replace(seen, span=placed.span, count=count, px=px))

    def _barred(self, seen: Seen) -> bool:
        surface = seen.surface if isinstance(seen, Act) else surface_of(seen.fact)
        app = seen.fact.app if isinstance(seen, Sighting) and isinstance(seen.fact, Media) else ""
        words = {app, *((surface.app, surface.host) if surface else ())} - {""}
        return any(self._never(word.lower()) for word in words)


def surface_of(fact: Fact) -> Surface | None:
    """The surface of a fact that has one."""
    return fact.surface if isinstance(fact, Focus | Page | Call | Phone) else None
