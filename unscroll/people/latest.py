"""Latest: the last contact with everybody, from a few sums of each."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class LatestTouch(NamedTuple):
    """Of the genuine touchpoints of a number: the latest end, whether I and whether they ever took part."""

    person: int
    end_ms: int
    mine: bool
    theirs: bool


def last_contacts(touches: Iterable[LatestTouch], roots: Mapping[int, int]) -> dict[int, int]:
    """By person (`People.roots`), the end of the last contact (METRICS 3), as `tie_of` has it for one.

    Who has only ever been written to, or only ever wrote, was not in contact yet.
    """
    last: dict[int, int] = {}
    sides: dict[int, int] = {}
    for number, end_ms, mine, theirs in touches:
        root = roots.get(number)
        if root is not None:
            sides[root] = sides.get(root, 0) | mine | theirs << 1
            last[root] = max(end_ms, last.get(root, end_ms))
    return {root: end_ms for root, end_ms in last.items() if sides[root] == 3}
