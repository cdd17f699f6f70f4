"""Person: somebody, folded from what is known of them.

What is known are person facts, in the changes that brought them: a change that was taken back (`undone`) counts for
nothing, so that an undo gives back exactly what was there. Two people who turned out to be one are joined by a fact
too, and everything that bears either's number is of both.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from unscroll.birthday import Birthday, read_birthday
from unscroll.circles import BUSINESS_DAYS, BUSINESS_TAG, CADENCE_DAYS, Circle
from unscroll.handles import Handle, HandleKind, read_handle

YOU = "you"
"""The source of what the user said themselves; it is believed before any export."""


class Trait(StrEnum):
    """What a fact is about; those of `SETS` may hold several values at a time, the others one."""

    NAME = "name"
    HANDLE = "handle"
    TAG = "tag"
    CIRCLE = "circle"
    CADENCE = "cadence"
    """Days, in decimal; `0` is none whatever the circle says."""
    BIRTHDAY = "birthday"
    NOTE = "note"
    COMPANY = "company"
    MUTED = "muted"
    """No suggestion and no digest names them until it is taken back."""
    NEVER = "never"
    """Never due: no reminder, whatever the circle says."""
    KNOWS = "knows"
    """An answer of `people review` (`Knows`)."""
    KNOWN = "known"
    """Whether they know me (`yes`, `no`): the next step of the ladder (METRICS 4)."""
    MET_ON = "met_on"
    """When a platform connected the two, an ISO date."""
    SNOOZED = "snoozed"
    """Until which instant (UTC milliseconds) nothing is asked."""
    JOINED = "joined"
    """The number of the person that this one is: their part of a merge."""
    APART = "apart"
    """The number of a person that this one is not, by the user's word: never joined nor suggested again."""


SETS = frozenset({Trait.HANDLE, Trait.TAG, Trait.APART})


class Knows(StrEnum):
    """The first question of `people review`."""

    KNOW = "know"
    WOULD_LIKE = "would_like"
    LET_GO = "let_go"


@dataclass(frozen=True, slots=True)
class PersonFact:
    """From `at_ms` on, `trait` of a person is `value`, or where not `holds` no more. `source` said so."""

    person: int
    trait: Trait
    value: str
    holds: bool = True
    source: str = YOU
    at_ms: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody. `id` is the first of `ids`, the numbers that are joined in them; `name` is never empty.

    `put_ms` is when they were last given a cadence, through a circle, a tag or one of their own.
    """

    id: int
    name: str
    ids: tuple[int, ...] = ()
    handles: tuple[Handle, ...] = ()
    tags: tuple[str, ...] = ()
    circle: Circle | None = None
    own_cadence_days: int | None = None
    birthday: Birthday | None = None
    note: str = ""
    company: str = ""
    muted: bool = False
    never: bool = False
    knows: Knows | None = None
    known: bool | None = None
    met_on: str = ""
    snoozed_until_ms: int = 0
    put_ms: int = 0
    sources: tuple[str, ...] = ()

    @property
    def cadence_days(self) -> int | None:
        """Days between contacts: their own, else the circle's or the tag's (METRICS 4); None: never due."""
        if self.own_cadence_days is not None:
            return self.own_cadence_days or None
        if self.circle is not None:
            return CADENCE_DAYS[self.circle]
        return BUSINESS_DAYS if BUSINESS_TAG in self.tags else None

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the other ones."""
        return (self.name, *(h.value for h in self.handles if h.kind is HandleKind.NAME and h.value != self.name))


@dataclass(frozen=True)
class People:
    """Everybody, by `fold_people`. `roots` gives of each number the person that it is now."""

    everybody: tuple[Person, ...] = ()
    roots: Mapping[int, int] = field(default_factory=dict)
    apart: frozenset[tuple[int, int]] = frozenset()
    """Pairs of numbers (the lower first) that the user keeps apart."""

    @cached_property
    def _by_id(self) -> Mapping[int, Person]:
        return {person.id: person for person in self.everybody}

    def of(self, number: int) -> Person | None:
        """The person that bears a number now; None where nobody does."""
        return self._by_id.get(self.roots.get(number, number))

    @cached_property
    def names(self) -> Mapping[int, str]:
        """The name of every number ever given to somebody who is here."""
        return {number: person.name for person in self.everybody for number in person.ids}

    def kept_apart(self, one: Person, other: Person) -> bool:
        """Whether any part of the one is not any part of the other."""
        return any((min(a, b), max(a, b)) in self.apart for a in one.ids for b in other.ids)


def fold_people(first_names: Mapping[int, str], facts: Iterable[PersonFact]) -> People:
    """Everybody by name. `first_names` are those that they were made with; `facts` come in the order of their ids and
    without those of changes that were undone. A fact about a number that is not in `first_names` is left out."""
    held: dict[int, dict[tuple[Trait, str], PersonFact]] = {number: {} for number in first_names}
    for fact in facts:
        of = held.get(fact.person)
        if of is not None:
            of[fact.trait, fact.value if fact.trait in SETS else ""] = fact
    roots = _roots(held)
    members: dict[int, list[int]] = {}
    for number in sorted(held):
        members.setdefault(roots[number], []).append(number)
    apart = frozenset(
        (min(number, int(value)), max(number, int(value)))
        for number, of in held.items()
        for (trait, value), fact in of.items()
        if trait is Trait.APART and fact.holds
    )
    everybody = (_person(root, ids, held, first_names) for root, ids in members.items())
    return People(tuple(sorted(everybody, key=lambda p: (p.name.casefold(), p.id))), roots, apart)


def _roots(held: Mapping[int, Mapping[tuple[Trait, str], PersonFact]]) -> dict[int, int]:
    """Of each number the last of its chain of JOINED; a ring, which no command makes, is of its lowest number."""
    to: dict[int, int] = {}
    for number, of in held.items():
        joined = of.get((Trait.JOINED, ""))
        if joined is not None and joined.holds and int(joined.value) in held:
            to[number] = int(joined.value)
    roots: dict[int, int] = {}
    for number in held:
        way = [number]
        while way[-1] in to and to[way[-1]] not in way:
            way.append(to[way[-1]])
        roots[number] = min(way[way.index(to[way[-1]]) :]) if way[-1] in to else way[-1]
    return roots


def _person(
    root: int,
    ids: list[int],
    held: Mapping[int, Mapping[tuple[Trait, str], PersonFact]],
    first_names: Mapping[int, str],
) -> Person:
    order = [root, *(number for number in ids if number != root)]
    holding: dict[Trait, list[PersonFact]] = {}
    for number in order:
        for fact in held[number].values():
            if fact.holds:
                holding.setdefault(fact.trait, []).append(fact)

    def one(trait: Trait) -> str:
        """The value of the root; where it has none, of the others: the user's own word first, then the latest."""
        told = holding.get(trait)
        if not told:
            return ""
        own = [fact for fact in told if fact.person == root]
        return max(own or told, key=lambda f: (f.source == YOU, f.id)).value

    def all_of(trait: Trait) -> list[str]:
        return sorted({fact.value for fact in holding.get(trait, ())})

    name = one(Trait.NAME) or first_names[root]
    other_names = {held[n][Trait.NAME, ""].value if (Trait.NAME, "") in held[n] else first_names[n] for n in order}
    handles = {read_handle(value) for value in all_of(Trait.HANDLE)}
    handles |= {Handle(HandleKind.NAME, other) for other in other_names if other and other != name}
    circle, cadence, tags = one(Trait.CIRCLE), one(Trait.CADENCE), all_of(Trait.TAG)
    puts = [f.at_ms for trait in (Trait.CIRCLE, Trait.CADENCE) for f in holding.get(trait, ())]
    puts += [f.at_ms for f in holding.get(Trait.TAG, ()) if f.value == BUSINESS_TAG]
    sources = {fact.source for told in holding.values() for fact in told} - {YOU}
    return Person(
        id=root,
        name=name,
        ids=tuple(order),
        handles=tuple(sorted(handles)),
        tags=tuple(tags),
        circle=Circle(circle) if circle else None,
        own_cadence_days=int(cadence) if cadence else None,
        birthday=read_birthday(one(Trait.BIRTHDAY)),
        note=one(Trait.NOTE),
        company=one(Trait.COMPANY),
        muted=bool(one(Trait.MUTED)),
        never=bool(one(Trait.NEVER)),
        knows=Knows(told) if (told := one(Trait.KNOWS)) else None,
        known={"yes": True, "no": False}.get(one(Trait.KNOWN)),
        met_on=one(Trait.MET_ON),
        snoozed_until_ms=int(one(Trait.SNOOZED) or 0),
        put_ms=max(puts, default=0),
        sources=tuple(sorted(sources)),
    )
