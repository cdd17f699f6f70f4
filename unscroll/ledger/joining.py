"""Joiner: who is one with whom.

Strong handles join people by themselves (METRICS 4), unless the user keeps them apart, or a number that a household or
an office shares says nothing.
"""

import sqlite3
from collections.abc import Iterable

from unscroll.errors import UnscrollError
from unscroll.people.folding import fold
from unscroll.people.handles import Handle, HandleKind
from unscroll.people.nobody import role_address
from unscroll.people.person import SETS, Trait

_HOLDING = """SELECT f.person FROM person_fact f JOIN person_change c ON c.id = f.change
 WHERE f.trait = 'handle' AND f.value = ? AND f.holds AND c.undone_ms IS NULL AND NOT EXISTS (
  SELECT 1 FROM person_fact g JOIN person_change d ON d.id = g.change
  WHERE g.value = f.value AND g.person = f.person AND g.trait = 'handle' AND g.id > f.id AND NOT g.holds
   AND d.undone_ms IS NULL)"""
"""Who holds a handle now."""
_JOINED_TO = """SELECT DISTINCT f.person FROM person_fact f JOIN person p ON p.id = f.person
 LEFT JOIN person_change c ON c.id = p.change WHERE f.trait = 'joined' AND f.value = ? AND c.undone_ms IS NULL"""
"""Who was ever joined to a number, but for those whose making was taken back."""


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

    def join_by(self, person: int, handles: Iterable[Handle], change: int) -> int:
        """Joins whoever shares a strong handle, the later to the earlier; how many."""
        joined = 0
        for handle in handles:
            if not handle.strong or role_address(handle):
                continue
            for holder in self.holders(str(handle)):
                mine, theirs = self.root(person), self.root(holder)
                if mine == theirs or self._apart(mine, theirs) or not self._may_be_one(handle, person, holder):
                    continue
                self.fact(change, max(mine, theirs), Trait.JOINED, str(min(mine, theirs)))
                joined += 1
        return joined

    def _may_be_one(self, handle: Handle, one: int, other: int) -> bool:
        """A telephone may be a household's or an office's: there the names have to share a word."""
        if handle.kind is not HandleKind.PHONE:
            return True
        words = [set(fold(self._db.execute("SELECT name FROM person WHERE id=?", (n,)).fetchone()[0]).split())
                 for n in (one, other)]  # fmt: skip
        return bool(words[0] & words[1])

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
