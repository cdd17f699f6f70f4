"""Sides: who took part in a touchpoint that is genuine."""

from unscroll.people.touchpoint import SPOKEN, Direction, Touchpoint


def mine(t: Touchpoint) -> bool:
    """Whether I took part. An exchange that counts messages may bear the direction of who began it."""
    return t.direction is not Direction.IN or t.sent > 0 or _live(t)


def theirs(t: Touchpoint) -> bool:
    """Whether they took part."""
    return t.direction is not Direction.OUT or t.received > 0 or _live(t)


def both(t: Touchpoint) -> bool:
    """Whether both did: a connected call or a meeting whoever asked for it, an exchange with words of both."""
    return mine(t) and theirs(t)


def _live(t: Touchpoint) -> bool:
    return t.channel in SPOKEN or t.in_person
