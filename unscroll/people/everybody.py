"""Everybody: people folded from the facts about them.

Person facts come in the changes that brought them. A change that was taken back (`undone`) counts for nothing, so that
an undo gives back exactly what was there. Two people who turned out to be one are joined by a fact too, and everything
that bears either's number is of both.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from unscroll.people.circles import BUSINESS_TAG
from unscroll.people.facts import GIVE_CADENCE, Facts, Held, in_order, name_of, put_together
from unscroll.people.person import SETS, YOU, Person, PersonFact, Trait


class People:
    """Everybody that facts are known of. A person is put together when asked for: of thousands, a list names a few."""

    def __init__(self, first_names: Mapping[int, str] | None = None, facts: Iterable[PersonFact] = ()) -> None:
        """`first_names` are those that numbers were made with; `facts` come in the order of their ids, without those
        of changes that were undone. A fact about a number that is not in `first_names` is left out."""
        self._first = dict(first_names or {})
        self._held: dict[int, Held] = {number: {} for number in self._first}
        for fact in facts:
            of = self._held.get(fact[0])
            if of is not None:
                values = of.setdefault(fact[1], {})
                key = fact[2] if fact[1] in SETS else ""
                if fact[4] == YOU or fact[1] == Trait.JOINED or key not in values or values[key].source != YOU:
                    values[key] = fact
        self.roots: Mapping[int, int] = _roots(self._held)
        """Of each number the person that it is now."""
        self._ids: dict[int, list[int]] = {root: [root] for number, root in self.roots.items() if number == root}
        for number, root in self.roots.items():
            if number != root:
                self._ids[root].append(number)
        self._made: dict[int, Person] = {}

    def first_name(self, number: int) -> str:
        """The name that a number was made with, which no change of theirs touches. KeyError for nobody's."""
        return self._first[number]

    def __len__(self) -> int:
        return len(self._ids)

    def of(self, number: int) -> Person | None:
        """The person that bears a number now; None where nobody does."""
        root = self.roots.get(number)
        if root is None:
            return None
        if root not in self._made:
            self._made[root] = put_together(root, self._ids[root], self._held, self._first)
        return self._made[root]

    @cached_property
    def everybody(self) -> tuple[Person, ...]:
        """All of them, by name."""
        found = [person for root in self._ids if (person := self.of(root)) is not None]
        return tuple(sorted(found, key=lambda p: (p.name.casefold(), p.id)))

    @cached_property
    def bare(self) -> Mapping[int, str]:
        """The names of those of whom no fact says anything: of thousands they need not be put together."""
        return {root: self._first[root] for root, ids in self._ids.items() if len(ids) == 1 and not self._held[root]}

    @property
    def told(self) -> tuple[Person, ...]:
        """All others."""
        return tuple(person for root in self._ids if root not in self.bare and (person := self.of(root)) is not None)

    def holding(self, *traits: str) -> tuple[Person, ...]:
        """Those of whom one of these is known, by number."""
        roots = {self.roots[number] for number, of in self._held.items() if any(trait in of for trait in traits)}
        return tuple(person for root in sorted(roots) if (person := self.of(root)) is not None)

    def called(self, number: int) -> str:
        """The name that a number itself bears, whoever it was joined to; "" where nobody has it."""
        return name_of(Facts([number], self._held), self._first) if number in self._held else ""

    @cached_property
    def asked(self) -> tuple[Person, ...]:
        """Those with whom contact may be asked for: by a circle, a cadence or the tag that carries one."""
        roots = {
            self.roots[number]
            for number, of in self._held.items()
            if any(trait in of for trait in GIVE_CADENCE) or BUSINESS_TAG in of.get(Trait.TAG, ())
        }
        found = (person for root in sorted(roots) if (person := self.of(root)) is not None)
        return tuple(person for person in found if person.circle is not None or person.cadence_days is not None)

    @cached_property
    def names(self) -> Mapping[int, str]:
        """The name of every number."""
        found = dict(self._first)
        for root, ids in self._ids.items():
            if len(ids) > 1 or Trait.NAME in self._held[root]:
                found |= dict.fromkeys(ids, name_of(Facts(in_order(root, ids), self._held), self._first))
        return found

    @cached_property
    def apart(self) -> frozenset[tuple[int, int]]:
        """Pairs of numbers (the lower first) that the user keeps apart."""
        return _apart(self._held)

    @cached_property
    def declined(self) -> Mapping[tuple[int, int], frozenset[str]]:
        """By pairs of numbers (the lower first), the evidence by which the user did not want the two merged."""
        found: dict[tuple[int, int], set[str]] = {}
        for number, of in self._held.items():
            for value, fact in of.get(Trait.DECLINED, {}).items():
                other, _, evidence = value.partition(" ")
                if fact.holds:
                    found.setdefault((min(number, int(other)), max(number, int(other))), set()).add(evidence)
        return {pair: frozenset(told) for pair, told in found.items()}

    def kept_apart(self, one: Person, other: Person) -> bool:
        """Whether any part of the one is not any part of the other."""
        return any((min(a, b), max(a, b)) in self.apart for a in one.ids for b in other.ids)


def _apart(held: Mapping[int, Held]) -> frozenset[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    for number, of in held.items():
        for value, fact in of.get(Trait.APART, {}).items():
            if fact.holds:
                found.add((min(number, int(value)), max(number, int(value))))
    return frozenset(found)


def _roots(held: Mapping[int, Held]) -> dict[int, int]:
    """Of each number the last of its chain of JOINED; a ring, which no command makes, is of its lowest number."""
    to: dict[int, int] = {}
    for number, of in held.items():
        joined = of.get(Trait.JOINED) if of else None
        if joined and joined[""].holds and int(joined[""].value) in held:
            to[number] = int(joined[""].value)
    roots = dict(zip(held, held, strict=True))
    for number in to:
        way = [number]
        while (at := to.get(way[-1])) is not None and at not in way:
            way.append(at)
        roots[number] = way[-1] if at is None else min(way[way.index(at) :])
    return roots
