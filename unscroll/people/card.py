"""Card: what one record of an export says of somebody."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from unscroll.bounds import FIRST_DAY, LAST_DAY
from unscroll.people.birthday import Birthday, read_birthday
from unscroll.people.handles import Handle, told_handle
from unscroll.plain import LONGEST_NAME, LONGEST_NOTE, one_line, plain

LONGEST_CADENCE_DAYS = 3_660
"""Ten years; an export that says more says this."""


@dataclass(frozen=True, slots=True)
class Card:
    """`key` names the record within its source: the native id, or a hash of what it says.

    `met_on` is when a platform connected the two (LinkedIn's *Connected On*): no contact, and it moves nothing.
    `own` is the id that an unscroll gave whom it wrote out, which a program may carry beside an id of its own.
    `cadence_days` is a stay-in-touch setting of the other program (Monica). `company` is where somebody works. `where`
    is the place in the file, for a Problem: no part of what the card says.
    """

    key: str
    name: str
    handles: tuple[Handle, ...] = ()
    tags: tuple[str, ...] = ()
    company: str = ""
    birthday: Birthday | None = None
    note: str = ""
    cadence_days: int | None = None
    met_on: date | None = None
    own: str = ""
    where: str = field(default="", compare=False)


def card_to_json(card: Card) -> dict[str, Any]:
    """The card as it travels to the ledger; what it does not say is left out."""
    told: dict[str, Any] = {
        "key": card.key,
        "name": card.name,
        "handles": [str(handle) for handle in card.handles],
        "tags": list(card.tags),
        "company": card.company,
        "birthday": str(card.birthday) if card.birthday else "",
        "note": card.note,
        "cadence_days": card.cadence_days,
        "met_on": card.met_on.isoformat() if card.met_on else "",
        "own": card.own,
    }
    return {name: value for name, value in told.items() if value}


def card_from_json(told: Mapping[str, Any]) -> Card:
    """The inverse of `card_to_json`; KeyError, TypeError or ValueError for anything else."""
    if not isinstance(told, Mapping):
        raise TypeError("a card is an object")
    met_on, cadence = told.get("met_on"), told.get("cadence_days")
    if cadence is not None and (type(cadence) is not int or cadence < 0):
        raise ValueError("a cadence is a number of days")
    return Card(
        key=str(told["key"]),
        name=one_line(str(told.get("name", "")))[:LONGEST_NAME],
        handles=tuple(told_handle(str(text)) for text in told.get("handles", ())),
        tags=tuple(one_line(str(tag))[:LONGEST_NAME] for tag in told.get("tags", ())),
        company=one_line(str(told.get("company", "")))[:LONGEST_NAME],
        birthday=read_birthday(str(told.get("birthday", ""))),
        note=plain(str(told.get("note", "")))[:LONGEST_NOTE],
        cadence_days=None if cadence is None else min(cadence, LONGEST_CADENCE_DAYS),
        met_on=_met(met_on),
        own=str(told.get("own", "")),
    )


def _met(text: Any) -> date | None:
    """A date outside the years that can be told is none."""
    day = date.fromisoformat(text) if text else None
    return day if day is not None and FIRST_DAY <= day <= LAST_DAY else None


def digest(card: Card) -> bytes:
    """16 bytes that stand for what the card says: the same card again adds nothing."""
    return hashlib.blake2b(json.dumps(card_to_json(card), sort_keys=True).encode(), digest_size=16).digest()
