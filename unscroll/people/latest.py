"""Latest: the last contact with everybody, from a few sums of each."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from unscroll.kinds import Evidence
from unscroll.people.touchpoint import IN_PERSON, SPOKEN, Direction


class LatestTouch(NamedTuple):
    """Of a number's genuine touchpoints of one direction, channel and evidence: the latest end, how many they are, the
    most messages of each side in one."""

    person: int
    direction: str
    channel: str
    evidence: str
    end_ms: int
    times: int = 1
    sent: int = 0
    received: int = 0


def last_contacts(touches: Iterable[LatestTouch], roots: Mapping[int, int]) -> dict[int, int]:
    """By person (`People.roots`), the end of the last contact (METRICS 3), as `tie_of` has it for one.

    Who has only ever been written to, or only ever wrote, was not in contact yet.
    """
    last: dict[int, int] = {}
    sides: dict[int, int] = {}
    for number, direction, channel, evidence, end_ms, _, sent, received in touches:
        root = roots.get(number)
        if root is None or (evidence == Evidence.ESTIMATED and channel in IN_PERSON):
            continue
        live = channel in SPOKEN or channel in IN_PERSON
        mine = live or sent > 0 or direction != Direction.IN
        theirs = live or received > 0 or direction != Direction.OUT
        sides[root] = sides.get(root, 0) | mine | theirs << 1
        if end_ms > last.get(root, -1):
            last[root] = end_ms
    return {root: end_ms for root, end_ms in last.items() if sides[root] == 3}
