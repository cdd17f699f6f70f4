"""Joiner: who is one with whom.

Strong handles join people by themselves (METRICS 4), unless the user keeps them apart, or names speak against it where
several may share one: a household's or an office's telephone, a couple's e-mail.
"""

import sqlite3
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from unscroll.errors import UnscrollError
from unscroll.people.handles import Handle
from unscroll.people.nobody import role_address
from unscroll.people.person import SETS, Trait
from unscroll.people.sharing import Told, Verdict, differing, verdict

_HOLDING = """SELECT f.person FROM person_fact f JOIN person_change c ON c.id = f.change
 WHERE f.trait = 'handle' AND f.value = ? AND f.holds AND c.undone_ms IS NULL AND NOT EXISTS (
  SELECT 1 FROM person_fact g JOIN person_change d ON d.id = g.change
  WHERE g.value = f.value AND g.person = f.person AND g.trait = 'handle' AND g.id > f.id AND NOT g.holds
   AND d.undone_ms IS NULL)"""
"""Who holds a handle now."""
_JOINED_TO = """SELECT DISTINCT f.person FROM person_fact f JOIN person p ON p.id = f.person
 JOIN person_change d ON d.id = f.change LEFT JOIN person_change c ON c.id = p.change
 WHERE f.trait = 'joined' AND f.value = ? AND c.undone_ms IS NULL AND d.undone_ms IS NULL"""
"""Who was ever joined to a number, but for what was taken back: the joining, or their making."""
_TOLD = """SELECT p.id, p.name, f.trait, f.value FROM person p LEFT JOIN person_fact f ON f.person = p.id
 AND f.trait IN ('name', 'handle') AND f.holds
 AND EXISTS(SELECT 1 FROM person_change c WHERE c.id = f.change AND c.undone_ms IS NULL) WHERE p.id"""
"""What numbers of their own were told with, by name and handles."""
MANY = 4
"""An e-mail address that people of so many names hold is a shared mailbox, and joins those of like names only."""


class Join(NamedTuple):
    """The person `other` became one with `kept` by a handle that both hold."""

    kept: int
    other: int
    handle: Handle


class Joiner:
    """Works within the transaction that its caller began."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def holders(self, handle: str) -> list[int]:
        """The numbers that hold a handle (`str(handle)`) now."""
        return [number for (number,) in self._db.execute(_HOLDING, (handle,)).fetchall()]

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

    def join_by(self, person: int, handles: Iterable[Handle], change: int) -> list[Join]:
        """Joins whoever shares a strong handle, the later to the earlier.

        Whether two are one is asked of each two numbers, by what these were told with, never of those whom they are
        joined with already: so the order in which cards come makes no difference. But for one case: an e-mail address
        that people of ever more names hold joins the first of them (`MANY`), as what was joined is not parted again.
        """
        joined = []
        for handle in handles:
            if not handle.strong or role_address(handle):
                continue
            for holder in self._the_same(person, handle):
                mine, theirs = self.root(person), self.root(holder)
                if mine != theirs and not self._apart(mine, theirs):
                    join = Join(min(mine, theirs), max(mine, theirs), handle)
                    self.fact(change, join.other, Trait.JOINED, str(join.kept))
                    joined.append(join)
        return joined

    def _the_same(self, person: int, handle: Handle) -> list[int]:
        """Whom a handle tells to be this person, the likeliest first."""
        mine = self._told("= ?", person)[person]
        said = self._told(f"IN ({_HOLDING}) AND p.id <> ?", str(handle), person)
        verdicts = {number: verdict(handle, mine, theirs) for number, theirs in said.items()}
        sure = [number for number, found in verdicts.items() if found is Verdict.ONE]
        likely = [number for number, found in verdicts.items() if found is Verdict.UNLESS_MANY]
        if likely and (differing((mine, *said.values()), MANY) or self._any_apart(said)):
            likely = []
        return sure + likely

    def _any_apart(self, numbers: Iterable[int]) -> bool:
        """Whether the user keeps any two of them apart."""
        roots = sorted({self.root(number) for number in numbers})
        return any(self._apart(one, other) for one, other in combinations(roots, 2))

    def _told(self, which: str, *values: str | int) -> dict[int, Told]:
        """By the numbers, the earliest first."""
        names: dict[int, list[str]] = {}
        handles: dict[int, list[str]] = {}
        for number, first, trait, value in self._db.execute(f"{_TOLD} {which} ORDER BY p.id, f.id", values):
            names.setdefault(number, [first])
            handles.setdefault(number, [])
            if trait is not None:
                (names if trait == "name" else handles)[number].append(value)
        return {number: Told.of(names[number], handles[number]) for number in names}

    def name(self, number: int) -> str:
        """What a number was first called."""
        return str(self._db.execute("SELECT name FROM person WHERE id = ?", (number,)).fetchone()[0])

    def _members(self, root: int) -> list[int]:
        found, queue = [root], [root]
        while queue:
            rows = self._db.execute(_JOINED_TO, (str(queue.pop()),)).fetchall()
            new = [number for (number,) in rows if number not in found and self.root(number) == root]
            found += new
            queue += new
        return found

    def _apart(self, one: int, other: int) -> bool:
        ones, others = self._members(one), self._members(other)
        return any(self._kept_apart(a, b) or self._kept_apart(b, a) for a in ones for b in others)

    def _kept_apart(self, one: int, other: int) -> bool:
        row = self._db.execute(
            "SELECT f.holds FROM person_fact f JOIN person_change c ON c.id = f.change WHERE f.person = ?"
            " AND f.trait = 'apart' AND f.value = ? AND c.undone_ms IS NULL ORDER BY f.id DESC LIMIT 1",
            (one, str(other)),
        ).fetchone()
        return bool(row and row[0])

    def drop_apart(self, one: int, other: int, change: int) -> None:
        """A merge by the user's own word ends their keeping apart."""
        for a in self._members(self.root(one)):
            for b in self._members(self.root(other)):
                for this, that in ((a, b), (b, a)):
                    if self._kept_apart(this, that):
                        self.fact(change, this, Trait.APART, str(that), holds=False)

    def take_back(self, change: int, person: int, trait: Trait, value: str) -> None:
        """Ends a fact for every part of a person that bears it, or what was taken back of the one shows of another."""
        of = " AND f.value = ?" if trait in SETS else ""
        for number in self._members(person):
            row = self._db.execute(
                "SELECT 1 FROM person_fact f JOIN person_change c ON c.id = f.change WHERE f.person = ?"
                f" AND f.trait = ? AND f.holds AND c.undone_ms IS NULL{of} LIMIT 1",
                (number, str(trait), *([value] if of else [])),
            ).fetchone()
            if row is not None or number == person:
                self.fact(change, number, trait, value, holds=False)

    def fact(self, change: int, person: int, trait: Trait, value: str, holds: bool = True) -> None:
        """Writes a fact of a change."""
        self._db.execute(
            "INSERT INTO person_fact(change, person, trait, value, holds) VALUES(?, ?, ?, ?, ?)",
            (change, person, str(trait), value, int(holds)),
        )
