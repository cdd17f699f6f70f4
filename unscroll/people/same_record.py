"""Whether a card that comes under an id is of whom the id was of before.

A program's ids are its own within one account alone: another portal's, another telephone's begin at 1 as well.
"""

from enum import IntEnum

from unscroll.people.naming import Likeness, agree, likeness, spellings
from unscroll.people.sharing import Told


class CarriesOn(IntEnum):
    """How surely it is the same record, edited."""

    NOT = 0
    LIKELY = 1
    SURELY = 2


def carries_on(before: Told, card: Told) -> CarriesOn:
    """By a strong handle whatever the names (a marriage, a number that got a name); else by names that agree, or that
    are partly the same where one of them has no strong handle: nothing but the id says that they are two.

    A card without a name is somebody's by its handles alone; one that has none of those either says nothing of whom.
    """
    if not set(before.handles).isdisjoint(card.handles):
        return CarriesOn.SURELY
    if not card.names:
        return CarriesOn.NOT if card.handles else CarriesOn.LIKELY
    if agree(before.names, card.names):
        return CarriesOn.LIKELY
    unsaid = not (before.handles and card.handles)
    if unsaid and likeness(spellings(before.names), spellings(card.names))[0] >= Likeness.GIVEN:
        return CarriesOn.LIKELY
    return CarriesOn.NOT
