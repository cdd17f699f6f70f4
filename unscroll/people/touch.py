"""Touch: a touchpoint in short, of which somebody may have hundreds of thousands."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from unscroll.evidence import Evidence
from unscroll.people.sides import mine, theirs
from unscroll.people.touchpoint import SPOKEN, Direction, Touchpoint


class Touch(NamedTuple):
    """`told`: whether there is an ask, a favour or who brought the two together. `sent`, `received`: whether any
    message was."""

    start_ms: int
    end_ms: int
    id: int
    told: int
    direction: str
    channel: str
    evidence: str
    genuine: int
    sent: int
    received: int


@dataclass(frozen=True, slots=True)
class Sort:
    """What a touchpoint is, whenever it was. `moves`: it can be contact; `known`: its length is no estimate."""

    direction: Direction
    moves: bool
    mine: bool
    theirs: bool
    both: bool
    spoken: bool
    in_person: bool
    written: bool
    known: bool


Moved = tuple[int, int, Sort]
"""Start, end and sort of what can be contact."""


def moves(t: Touchpoint) -> bool:
    """Whether it can be contact: not what a blast or a machine sent, no missed call, no meeting that nobody confirmed
    (METRICS 3: a meeting is measured or logged)."""
    return t.genuine and not (t.in_person and t.evidence is Evidence.ESTIMATED)


def touch_of(t: Touchpoint) -> Touch:
    """The same in short."""
    told = bool(t.ask or t.gave or t.got or t.via_id)
    sort = (t.direction, t.channel, t.evidence, t.genuine, t.sent > 0, t.received > 0)
    return Touch(t.start_ms, t.end_ms, t.id, told, *sort)


def moved(touches: Iterable[Touch]) -> Iterator[Moved]:
    """Those that can be contact, in the same order."""
    sorts: dict[tuple[object, ...], Sort] = {}
    for touch in touches:
        told = touch[4:]
        if (sort := sorts.get(told)) is None:
            sort = sorts[told] = _sort(*told)
        if sort.moves:
            yield touch[0], touch[1], sort


def _sort(direction: str, channel: str, evidence: str, genuine: int, sent: int, received: int) -> Sort:
    way, by = Direction(direction), Evidence(evidence)
    t = Touchpoint(0, 0, 0, 0, channel, way, by, genuine=bool(genuine), sent=int(sent), received=int(received))
    me, they = mine(t), theirs(t)
    spoken, known = channel in SPOKEN, by is not Evidence.ESTIMATED
    return Sort(way, moves(t), me, they, me and they, spoken, t.in_person, t.written, known)
