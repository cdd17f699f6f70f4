"""Joiner: who is one with whom.

Strong handles join people by themselves (METRICS 4), unless the user keeps them apart, or names speak against it where
several may share one: a household's or an office's telephone, a couple's e-mail.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from unscroll.errors import UnscrollError
from unscroll.ledger.gathering import Gatherer
from unscroll.people.handles import Handle
from unscroll.people.person import SETS, Trait
from unscroll.people.settling import Parts, Region, settle


class Join(NamedTuple):
    """The person `other` became one with `kept` by a handle that both hold."""

    kept: int
    other: int
    handle: Handle


class Parting(NamedTuple):
    """The person `other` is no more one with `kept`, as an export had made them."""

    kept: int
    other: int


class Joiner:
    """Works within the transaction that its caller began."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._gatherer = Gatherer(db)

    def holders(self, handle: str) -> list[int]:
        """The numbers that hold a handle (`str(handle)`) now."""
        return self._gatherer.held([handle]).get(handle, [])

    def root(self, number: int) -> int:
        """The person that bears a number now. UnscrollError (1) where nobody does."""
        row = self._db.execute(
            "SELECT 1 FROM person p LEFT JOIN person_change c ON c.id = p.change"
            " WHERE p.id = ? AND c.undone_ms IS NULL",
            (number,),
        ).fetchone()
        if row is None:
            raise UnscrollError("there is no such person", "unscroll people list shows who there is")
        way = [number]
        while (to := self.joined_to(way[-1])) is not None and to not in way:
            way.append(to)
        return way[-1]

    def joined_to(self, number: int) -> int | None:
        row = self._db.execute(
            "SELECT f.value, f.holds FROM person_fact f JOIN person_change c ON c.id = f.change"
            " WHERE f.person = ? AND f.trait = 'joined' AND c.undone_ms IS NULL ORDER BY f.id DESC LIMIT 1",
            (number,),
        ).fetchone()
        return int(row[0]) if row is not None and row[1] else None

    def goes_round(self, number: int) -> bool:
        """Whether following who a number is joined to never ends."""
        way = [number]
        while (to := self.joined_to(way[-1])) is not None:
            if to in way:
                return True
            way.append(to)
        return False

    def join_by(self, fresh: Mapping[int, Iterable[Handle]], change: int) -> tuple[list[Join], list[Parting]]:
        """Joins whoever shares a strong handle, where some are `fresh` to say that they have theirs.

        Whether two are one is settled anew by what all of them were told with, so the order in which cards come makes
        no difference (`unscroll.people.settling`). It parts again whom an export joined where that turns out to be
        wrong: an e-mail address has four names by now, a record without a name is of one of several. Of whom the user
        said anything since stays whole.
        """
        numbers = self._gatherer.touched(fresh, (handle for handles in fresh.values() for handle in handles))
        if not numbers:
            return [], []
        while True:
            region = self._gatherer.region(numbers)
            parts = settle(region)
            homes = {parts.of(number) for number in region.inner}
            more = {n for n in region.told if n not in region.inner and parts.of(n) in homes}
            if not more:
                return self._write(region, parts, change)
            numbers |= more

    def _write(self, region: Region, parts: Parts, change: int) -> tuple[list[Join], list[Parting]]:
        """An export joins the higher number to the lower, so that going upwards those below are right already."""
        joins, partings = [], {}
        to = self._gatherer.pointers(region.inner)
        for unit in sorted({region.units[number] for number in region.inner}):
            kept = parts.of(unit)
            if kept == unit:
                if unit in to:
                    self.fact(change, unit, Trait.JOINED, str(to.pop(unit)), holds=False)
            elif _end(unit, to) != kept:
                holder = _holder(region, kept, parts.by[unit])
                self.fact(change, unit, Trait.JOINED, str(holder))
                to[unit] = holder
                if region.at[unit] != region.at[kept]:
                    joins.append(Join(kept, unit, parts.by[unit]))
            if parts.of(region.at[unit]) != kept:
                partings[region.at[unit], kept] = Parting(region.at[unit], kept)
        return joins, list(partings.values())

    def members(self, person: int) -> list[int]:
        """All numbers of a person."""
        return list(self._gatherer.members([person]))

    def members_of(self, numbers: Iterable[int]) -> Mapping[int, int]:
        """All numbers of the persons whom some are of, with the person."""
        return self._gatherer.members(set(self._gatherer.roots(numbers).values()))

    def name(self, number: int) -> str:
        """What a number was first called."""
        return str(self._db.execute("SELECT name FROM person WHERE id = ?", (number,)).fetchone()[0])

    def drop_apart(self, one: int, other: int, change: int) -> None:
        """A merge by the user's own word ends their keeping apart."""
        ones, others = (self._gatherer.members([self.root(number)]) for number in (one, other))
        for this, that in sorted(self._gatherer.apart(ones)):
            if (this in ones and that in others) or (this in others and that in ones):
                self.fact(change, this, Trait.APART, str(that), holds=False)

    def take_back(self, change: int, person: int, trait: Trait, value: str) -> None:
        """Ends a fact for every part of a person that bears it, or what was taken back of the one shows of another."""
        members = json.dumps(self.members(person))
        of = " AND +f.value = ?" if trait in SETS else ""
        rows = self._db.execute(
            "SELECT DISTINCT f.person FROM json_each(?) j CROSS JOIN person_fact f ON f.person = j.value"
            " JOIN person_change c ON c.id = f.change"
            f" WHERE f.trait = ? AND f.holds AND c.undone_ms IS NULL{of}",
            (members, str(trait), *([value] if of else [])),
        )
        for number in sorted({person, *(number for (number,) in rows.fetchall())}):
            self.fact(change, number, trait, value, holds=False)

    def fact(self, change: int, person: int, trait: Trait, value: str, holds: bool = True) -> None:
        """Writes a fact of a change."""
        self._db.execute(
            "INSERT INTO person_fact(change, person, trait, value, holds) VALUES(?, ?, ?, ?, ?)",
            (change, person, str(trait), value, int(holds)),
        )


def _holder(region: Region, unit: int, handle: Handle) -> int:
    """Of what is not parted the number that holds the handle, which a later split or undo may take along."""
    if unit not in region.whole:  # of thousands who share one, each is a unit of its own
        return unit
    holders = [n for n in region.held[handle] if region.units.get(n) == unit]
    return unit if unit in holders else min(holders, default=unit)


def _end(number: int, to: Mapping[int, int]) -> int:
    while number in to:
        number = to[number]
    return number
