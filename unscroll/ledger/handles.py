"""Handles: those of thousands of people, without putting anybody together."""

import json
import sqlite3
from collections.abc import Collection, Mapping

from unscroll.people.person import YOU

_HANDLES = """SELECT f.person, f.value, f.holds, c.source FROM person_fact f JOIN person_change c ON c.id = f.change
 WHERE c.undone_ms IS NULL AND f.trait = 'handle'%s ORDER BY f.id"""


def handles_of(db: sqlite3.Connection, numbers: Collection[int] | None) -> Mapping[int, Collection[str]]:
    """By number, of all or of some, the handles that hold: the user's own word goes before any export, the latest
    before the others."""
    some = "" if numbers is None else " AND f.person IN (SELECT value FROM json_each(?))"
    wanted = () if numbers is None else (json.dumps(list(numbers)),)
    found: dict[int, set[str]] = {}
    yours: set[tuple[int, str]] = set()
    for number, text, holds, source in db.execute(_HANDLES % some, wanted):
        if source == YOU:
            yours.add((number, text))
        elif yours and (number, text) in yours:
            continue
        if (of := found.get(number)) is None:
            of = found[number] = set()
        (of.add if holds else of.discard)(text)
    return found
