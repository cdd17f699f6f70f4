"""Touch: a touchpoint in short, of which somebody may have hundreds of thousands."""

from collections.abc import Iterable
from dataclasses import dataclass

from unscroll.evidence import Evidence
from unscroll.people.sides import mine, theirs
from unscroll.people.touchpoint import IN_PERSON, SPOKEN, WRITTEN, Direction, Touchpoint

Touch = tuple[int, int, int, int, int]
"""Start, end, id; whether there is an ask, a favour or who brought the two together; the number of its sort. A row as
it is read: thousands of objects take longer to make than all that is worked out of them."""
DIRECTIONS = tuple(Direction)
CHANNELS = ((), sorted(WRITTEN), sorted(SPOKEN), sorted(IN_PERSON))
"""Channels of one sort; all others have the number 0."""


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
    told = int(bool(t.ask or t.gave or t.got or t.via_id))
    channel = next((n for n, some in enumerate(CHANNELS) if t.channel in some), 0)
    estimated = t.evidence is Evidence.ESTIMATED
    ways = DIRECTIONS.index(t.direction) | channel << 2 | estimated << 4
    return (t.start_ms, t.end_ms, t.id, told, ways | t.genuine << 5 | (t.sent > 0) << 6 | (t.received > 0) << 7)


def moved(touches: Iterable[Touch]) -> list[Moved]:
    """Those that can be contact, in the same order."""
    sorts = _Sorts()
    return [(touch[0], touch[1], sort) for touch in touches if (sort := sorts[touch[4]]).moves]


class _Sorts(dict[int, Sort]):
    """By their numbers, each worked out once."""

    def __missing__(self, number: int) -> Sort:
        sort = self[number] = _sort(number)
        return sort


def _sort(number: int) -> Sort:
    way, channel = DIRECTIONS[number & 3], next(iter(CHANNELS[number >> 2 & 3]), "")
    known = not number & 1 << 4
    evidence = Evidence.LOGGED if known else Evidence.ESTIMATED
    sent, received = number >> 6 & 1, number >> 7 & 1
    t = Touchpoint(0, 0, 0, 0, channel, way, evidence, genuine=bool(number & 1 << 5), sent=sent, received=received)
    me, they = mine(t), theirs(t)
    return Sort(way, moves(t), me, they, me and they, channel in SPOKEN, t.in_person, t.written, known)
