"""Gathering: what is read of many numbers at once, to settle who is one with whom."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping

from unscroll.people.handles import Handle, HandleKind
from unscroll.people.nobody import role_address
from unscroll.people.person import YOU, Trait
from unscroll.people.settling import Region, touched
from unscroll.people.sharing import Told

_NOW = """c.undone_ms IS NULL AND f.holds AND NOT EXISTS (
  SELECT 1 FROM person_fact g JOIN person_change d ON d.id = g.change WHERE g.person = f.person AND g.trait = f.trait
   AND {of} g.id > f.id AND d.undone_ms IS NULL)"""
"""A fact that holds, the latest of its number; never found by its value, which thousands may share."""
_FROM = "FROM json_each(?) j CROSS JOIN person_fact f ON f.{by} = j.value JOIN person_change c ON c.id = f.change"
_HELD = f"""SELECT f.value, f.person {_FROM.format(by="value")} WHERE f.trait = 'handle'
 AND {_NOW.format(of="+g.value = f.value AND")} ORDER BY f.person"""
_POINTERS = f"SELECT f.person, f.value {_FROM.format(by='person')} WHERE f.trait = 'joined' AND {_NOW.format(of='')}"
_POINTING = f"SELECT f.person, f.value {_FROM.format(by='value')} WHERE f.trait = 'joined' AND {_NOW.format(of='')}"
_APART = """SELECT f.person, f.value {from_} WHERE f.trait = 'apart'
 AND {now}"""
_APART_BY = [
    _APART.format(from_=_FROM.format(by=by), now=_NOW.format(of="+g.value = f.value AND")) for by in ("person", "value")
]
_TOLD = """SELECT p.id, p.name, f.trait, f.value FROM json_each(?) j CROSS JOIN person p ON p.id = j.value
 LEFT JOIN person_fact f ON f.person = p.id AND f.trait IN ('name', 'handle') AND f.holds
 AND EXISTS(SELECT 1 FROM person_change c WHERE c.id = f.change AND c.undone_ms IS NULL) ORDER BY p.id, f.id"""
"""What numbers of their own were told with, by name and handles."""
_SAID = f"""SELECT f.person, f.trait, f.id, c.source {_FROM.format(by="person")}
 WHERE c.undone_ms IS NULL AND (c.source = '{YOU}' OR f.trait = 'joined')"""


class Gatherer:
    """Reads within the transaction that its caller began."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def touched(self, fresh: Collection[int], handles: Iterable[Handle]) -> set[int]:
        """The numbers that are to be settled when some have just said that they have handles; none, where nobody
        shares those."""
        held = self._shared(handles)
        told = self.told({number for numbers in held.values() for number in numbers})
        return {number for handle, numbers in held.items() for number in touched(told, handle, numbers, fresh)}

    def region(self, numbers: Collection[int]) -> Region:
        """The persons whom the numbers are of, and all who share a handle with these."""
        members = self.members(set(self.roots(numbers).values()))
        told = self.told(members)
        held = self._shared(Handle(HandleKind(kind), value) for of in told.values() for kind, value in of.handles)
        others = {number for numbers in held.values() for number in numbers} - told.keys()
        apart = self.apart(members)
        at = members | self.roots(others | {number for pair in apart for number in pair} - told.keys())
        whole = self._whole(members)
        return Region(
            told | self.told(others),
            held,
            frozenset(members),
            at,
            {n: root if n not in members or root in whole else n for n, root in at.items()},
            sorted((at[one], at[other]) for one, other in apart),
            whole,
        )

    def _shared(self, handles: Iterable[Handle]) -> dict[Handle, list[int]]:
        """Of strong handles those that several hold, by all of them."""
        strong = {str(handle): handle for handle in handles if handle.strong and not role_address(handle)}
        return {strong[text]: numbers for text, numbers in self.held(strong).items() if len(numbers) > 1}

    def _whole(self, members: Mapping[int, int]) -> set[int]:
        """The persons that stay as they are: of whom the user said anything since an export joined them, that they are
        one or two above all."""
        several = [number for number, root in members.items() if number != root]
        several += {members[number] for number in several}
        rows = self._db.execute(_SAID, (json.dumps(several),)).fetchall()
        first: dict[int, int] = {}
        for number, trait, fact, source in rows:
            if trait == Trait.JOINED and source != YOU:
                first[members[number]] = min(fact, first.get(members[number], fact))
        ties = (Trait.JOINED, Trait.APART)
        return {
            members[number]
            for number, trait, fact, source in rows
            if source == YOU and (trait in ties or fact > first.get(members[number], 0))
        }

    def held(self, handles: Iterable[str]) -> dict[str, list[int]]:
        """Who holds each now, of handles as `str(handle)`; the lowest first."""
        found: dict[str, list[int]] = {}
        for handle, number in self._db.execute(_HELD, (json.dumps(list(handles)),)):
            numbers = found.setdefault(handle, [])
            if not numbers or numbers[-1] != number:
                numbers.append(number)
        return found

    def pointers(self, numbers: Iterable[int]) -> dict[int, int]:
        """To whom those who are joined now are joined."""
        rows = self._db.execute(_POINTERS, (json.dumps(list(numbers)),))
        return {number: int(to) for number, to in rows}

    def roots(self, numbers: Iterable[int]) -> dict[int, int]:
        """Of each the person that they are now; a ring, which no command makes, ends where it began."""
        to: dict[int, int] = {}
        wanted = set(numbers)
        asked, seen = wanted, set(wanted)
        while asked:
            to |= (new := self.pointers(asked))
            asked = set(new.values()) - seen
            seen |= asked
        found = {}
        for number in wanted:
            way = [number]
            while (at := to.get(way[-1])) is not None and at not in way:
                way.append(at)
            found[number] = way[-1]
        return found

    def members(self, roots: Collection[int]) -> dict[int, int]:
        """All numbers of persons, with the person."""
        found = {root: root for root in roots}
        asked = set(found)
        while asked:
            rows = self._db.execute(_POINTING, (json.dumps([str(number) for number in asked]),))
            new = {number: found[int(to)] for number, to in rows if number not in found}
            found |= new
            asked = set(new)
        return found

    def apart(self, numbers: Iterable[int]) -> set[tuple[int, int]]:
        """What the user said of any of them: the one is not the other."""
        told = list(numbers)
        lists = json.dumps(told), json.dumps([str(number) for number in told])
        return {
            (one, int(other))
            for sql, told_of in zip(_APART_BY, lists, strict=True)
            for one, other in self._db.execute(sql, (told_of,))
        }

    def told(self, numbers: Iterable[int]) -> dict[int, Told]:
        names: dict[int, list[str]] = {}
        handles: dict[int, list[str]] = {}
        for number, first, trait, value in self._db.execute(_TOLD, (json.dumps(list(numbers)),)):
            names.setdefault(number, [first])
            handles.setdefault(number, [])
            if trait is not None:
                (names if trait == "name" else handles)[number].append(value)
        return {number: Told.of(names[number], handles[number]) for number in names}
