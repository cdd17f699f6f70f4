"""Card: what one record of an export says of somebody."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from unscroll.people.birthday import Birthday, read_birthday
from unscroll.people.handles import Handle, read_handle


@dataclass(frozen=True, slots=True)
class Card:
    """`key` names the record within its source: the native id, or a hash of what it says.

    `met_on` is when a platform connected the two (LinkedIn's *Connected On*): no contact, and it moves nothing.
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
    }
    return {name: value for name, value in told.items() if value}


def card_from_json(told: Mapping[str, Any]) -> Card:
    """The inverse of `card_to_json`; KeyError, TypeError or ValueError for anything else."""
    met_on = told.get("met_on")
    return Card(
        key=str(told["key"]),
        name=str(told.get("name", "")),
        handles=tuple(read_handle(text) for text in told.get("handles", ())),
        tags=tuple(str(tag) for tag in told.get("tags", ())),
        company=str(told.get("company", "")),
        birthday=read_birthday(told.get("birthday", "")),
        note=str(told.get("note", "")),
        cadence_days=int(told["cadence_days"]) if "cadence_days" in told else None,
        met_on=date.fromisoformat(met_on) if met_on else None,
    )


def digest(card: Card) -> bytes:
    """16 bytes that stand for what the card says: the same card again adds nothing."""
    return hashlib.blake2b(json.dumps(card_to_json(card), sort_keys=True).encode(), digest_size=16).digest()
