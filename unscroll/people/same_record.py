"""Whether a card that comes under an id is of whom the id was of before.

A program's ids are its own within one account alone: another portal's, another telephone's begin at 1 as well.
"""

from enum import IntEnum

from unscroll.people.handles import Handle, HandleKind
from unscroll.people.naming import Likeness, agree, likeness, spellings
from unscroll.people.nobody import role_address
from unscroll.people.sharing import Told


class CarriesOn(IntEnum):
    """How surely it is the same record, edited."""

    NOT = 0
    LIKELY = 1
    SURELY = 2


def carries_on(before: Told, card: Told) -> CarriesOn:
    """By a strong handle whatever the names (a marriage, a number that got a name); else by names that agree, or that
    are partly the same where one of them has no strong handle: nothing but the id says that they are two.

    A number or a role's address is an office's too: with two names, and handles of their own beside it, they are
    colleagues.
    A card without a name is somebody's by its handles alone; one that has none of those either says nothing of whom.
    """
    shared = set(before.handles) & set(card.handles)
    if any(map(_of_one, shared)):
        return CarriesOn.SURELY
    if not (card.names and before.names):
        said = CarriesOn.NOT if card.names or card.handles else CarriesOn.LIKELY
        return CarriesOn.SURELY if shared else said
    like = likeness(spellings(before.names), spellings(card.names))[0]
    if shared and (like >= Likeness.GIVEN or not (set(before.handles) - shared and set(card.handles) - shared)):
        return CarriesOn.SURELY
    unsaid = not (before.handles and card.handles)
    if (unsaid and like >= Likeness.GIVEN) or agree(before.names, card.names):
        return CarriesOn.LIKELY
    return CarriesOn.NOT


def _of_one(told: tuple[str, str]) -> bool:
    handle = Handle(HandleKind(told[0]), told[1])
    return handle.kind is not HandleKind.PHONE and not role_address(handle)
