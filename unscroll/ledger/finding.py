"""Finder: whom somebody at the terminal may mean, of thousands, without putting each of them together."""

import json
import sqlite3
from collections.abc import Collection, Sequence
from functools import cached_property

from unscroll.people.everybody import People
from unscroll.people.handles import HandleKind
from unscroll.people.person import PersonFact
from unscroll.people.spelled import FOLDED_OUT, Spelled, letters_of, lines_of, slips_in, spelled
from unscroll.people.whom import ends_of, number_of, same_name, surely, values_of

_FAMILY = """WITH RECURSIVE family(id) AS (SELECT value FROM json_each(?)
 UNION SELECT CAST(f.value AS INTEGER) FROM family JOIN person_fact f ON f.person = family.id AND f.trait = 'joined'
 UNION SELECT f.person FROM family JOIN person_fact f ON f.value = CAST(family.id AS TEXT) AND f.trait = 'joined')"""
_NAMES = f"""{_FAMILY} SELECT p.id, p.name FROM person p LEFT JOIN person_change c ON c.id = p.change
 WHERE p.id IN family AND c.undone_ms IS NULL"""
_FACTS = f"""{_FAMILY} SELECT f.person, f.trait, f.value, f.holds, c.source, c.at_ms, f.id
 FROM person_fact f JOIN person_change c ON c.id = f.change
 WHERE f.person IN family AND c.undone_ms IS NULL ORDER BY f.id"""
_CALLED = """SELECT id FROM person WHERE name = ?1
 UNION SELECT person FROM person_fact WHERE trait = 'name' AND value = ?1"""
_OTHER_NAMES = """SELECT person, value FROM person_fact INDEXED BY person_fact_person WHERE trait = 'name'
 UNION ALL SELECT person, substr(value, 6) FROM person_fact WHERE value >= 'name:' AND value < 'name;'
 AND trait = 'handle'"""
_BEYOND = "length(CAST(name AS BLOB)) - length(name)"
"""More than 0 where a name has letters beyond ASCII, which SQLite cannot fold."""
_HAVING = f"SELECT id, name FROM person WHERE {_BEYOND} OR instr(name, '.') OR instr(name, '''') OR %s"
"""`fold` leaves points and apostrophes out, so that the words of those names are not seen here."""
_NEAR = f"SELECT id, name FROM person WHERE %s + {FOLDED_OUT} * ({_BEYOND}) >= %d"
_LONGEST = 40
"""So much of a word narrows it down enough; SQLite takes no pattern of any length."""
_HOLDING = "SELECT person FROM person_fact WHERE trait = 'handle' AND value IN (SELECT value FROM json_each(?))"
_ENDING = """SELECT person FROM person_fact WHERE trait = 'handle' AND value >= ?1 || ':' AND value < ?1 || ';'
 AND (substr(lower(value), -length(?2)) = ?2 OR value GLOB '*[^ -~]*')"""
"""Letters beyond ASCII have a case that SQLite does not know: `fits` decides."""


class Finder:
    """Reads over one connection; what was taken back may be among what it looks through, and nobody is found by it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def around(self, numbers: Collection[int]) -> People:
        """Those who bear these numbers, with all who are one with them and all that is known of each."""
        wanted = (json.dumps(list(numbers)),)
        first = dict(self._db.execute(_NAMES, wanted).fetchall())
        return People(first, map(PersonFact._make, self._db.execute(_FACTS, wanted)))

    def among(self, told: str) -> People:
        """Those among whom `fits` finds whom it would find among everybody, in a part of the time."""
        wanted = " ".join(told.split())
        ordinal = number_of(wanted)
        called = self._numbers(_CALLED, wanted) | ({ordinal} if ordinal is not None else set())
        people = self.around(called)
        if not wanted or ordinal is not None or same_name(people, wanted):
            return people
        lines = lines_of(wanted)
        likely = called | self._having_handles(wanted) | self._having(lines).likely(lines)
        people = self.around(likely)
        return people if surely(people, wanted) else self.around(likely.union(self._near(lines).slips(lines)))

    def near(self, told: str, most: int) -> People:
        """So many at the most whose names look most like it."""
        return self.around(self.spelled.nearest(told, most))

    def holding(self, *handles: str) -> set[int]:
        """The numbers of which one of these handles (`str(handle)`) was ever told."""
        return self._numbers(_HOLDING, json.dumps(handles))

    @cached_property
    def spelled(self) -> Spelled:
        """Every name that anybody ever had."""
        named = self._db.execute("SELECT id, name FROM person").fetchall()
        return spelled(named, self._others)

    def _having(self, lines: Sequence[str]) -> Spelled:
        """The names that may have the longest word of one of these lines."""
        words = [max(line.split(), key=len)[:_LONGEST] for line in lines]
        if not all(map(str.isalnum, words)):
            return self.spelled
        query = _HAVING % " OR ".join(["name LIKE ?"] * len(words))
        return spelled(self._db.execute(query, [f"%{word}%" for word in words]).fetchall(), self._others)

    def _near(self, lines: Sequence[str]) -> Spelled:
        """The names that may be one of these lines but for a slip: those with nearly all of its letters."""
        slips, named = slips_in(lines), list[tuple[int, str]]()
        for letters in map(letters_of, lines if slips else ()):
            has = " + ".join(["(name LIKE ?)"] * len(letters)) or "0"
            named += self._db.execute(_NEAR % (has, len(letters) - slips), [f"%{letter}%" for letter in letters])
        return spelled(named, self._others if slips else ())

    @cached_property
    def _others(self) -> list[tuple[int, str]]:
        return self._db.execute(_OTHER_NAMES).fetchall()

    def _having_handles(self, wanted: str) -> set[int]:
        """All whom `fits` could find by a handle."""
        found = self.holding(*(f"{kind}:{value}" for value in values_of(wanted) for kind in HandleKind))
        for kind, end in ends_of(wanted):
            found |= self._numbers(_ENDING, str(kind), end)
        return found

    def _numbers(self, query: str, *values: str) -> set[int]:
        return {number for (number,) in self._db.execute(query, values)}
