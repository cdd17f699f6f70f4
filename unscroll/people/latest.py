"""Latest: the last contact with everybody, from a few sums of each."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class LatestTouch(NamedTuple):
    """Of the genuine touchpoints of a number: the latest end; `sides` is 1 where I ever took part, 2 where they did, 3
    where both."""

    person: int
    end_ms: int
    sides: int


def last_contacts(touches: Iterable[LatestTouch], roots: Mapping[int, int]) -> dict[int, int]:
    """By person (`People.roots`), the end of the last contact (METRICS 3), as `tie_of` has it for one.

    Who has only ever been written to, or only ever wrote, was not in contact yet.
    """
    last: dict[int, int] = {}
    sides: dict[int, int] = {}
    for number, end_ms, took_part in touches:
        root = roots.get(number)
        if root is not None:
            sides[root] = sides.get(root, 0) | took_part
            last[root] = max(end_ms, last.get(root, end_ms))
    return {root: end_ms for root, end_ms in last.items() if sides[root] == 3}
