"""Facts: what holds of one person, of all that was ever told."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from unscroll.bounds import LAST_MS
from unscroll.people.birthday import read_birthday
from unscroll.people.circles import BUSINESS_TAG, Circle
from unscroll.people.handles import Handle, HandleKind, read_handle
from unscroll.people.person import YOU, Knows, Person, PersonFact, Trait

Held = dict[str, dict[str, PersonFact]]
"""By trait, by value: the latest fact; traits that hold one value at a time have it under ""."""
GIVE_CADENCE = (Trait.CIRCLE, Trait.CADENCE)
_CIRCLES = {str(circle): circle for circle in Circle}
_ANSWERS = {"yes": True, "no": False}


class Facts:
    """What holds of those who are one, the root's own before the others'."""

    def __init__(self, order: list[int], held: Mapping[int, Held]) -> None:
        self.root = order[0]
        self.by_trait: dict[str, list[PersonFact]] = {}
        by_trait = self.by_trait
        for number in order:
            for trait, values in held[number].items():
                told = [fact for fact in values.values() if fact.holds]
                if trait in by_trait:
                    by_trait[trait] += told
                elif told:
                    by_trait[trait] = told

    def one(self, trait: str) -> str:
        """The value of the root; where it has none, of the others: the user's own word first, then the latest."""
        told = self.by_trait.get(trait)
        if told is None:
            return ""
        if len(told) == 1:
            return told[0].value
        own = [fact for fact in told if fact.person == self.root]
        return max(own or told, key=lambda f: (f.source == YOU, f.id)).value

    def all_of(self, trait: str) -> tuple[str, ...]:
        told = self.by_trait.get(trait)
        if told is None:
            return ()
        return (told[0].value,) if len(told) == 1 else tuple(sorted({fact.value for fact in told}))

    def sources(self) -> tuple[str, ...]:
        """The exports that told anything of them."""
        return tuple(sorted({fact.source for told in self.by_trait.values() for fact in told} - {YOU}))

    def put_ms(self) -> int:
        """When the latest fact that gives a cadence came."""
        by_trait = self.by_trait
        puts = [f.at_ms for trait in GIVE_CADENCE if trait in by_trait for f in by_trait[trait]]
        return max([*puts, *self._business_ms()], default=0)

    def business(self) -> bool:
        """Whether the user tagged them so; the tag of an export asks for nothing (METRICS 4)."""
        return bool(self._business_ms())

    def _business_ms(self) -> list[int]:
        tags = self.by_trait.get(Trait.TAG, ())
        return [f.at_ms for f in tags if f.value == BUSINESS_TAG and f.source == YOU]


def in_order(root: int, ids: Iterable[int]) -> list[int]:
    """The numbers of a person, the root's own first."""
    return [root, *(number for number in sorted(ids) if number != root)]


def name_of(facts: Facts, first_names: Mapping[int, str]) -> str:
    """What they are called now."""
    return facts.one(Trait.NAME) or first_names[facts.root]


def put_together(root: int, ids: list[int], held: Mapping[int, Held], first_names: Mapping[int, str]) -> Person:
    """The person whose numbers these are."""
    if len(ids) == 1 and not held[root]:
        return Person(root, first_names[root], (root,))  # most are, where few traits are asked for
    order = in_order(root, ids)
    facts = Facts(order, held)
    name = name_of(facts, first_names)
    handles = tuple(read_handle(text) for text in facts.all_of(Trait.HANDLE))
    others = {*(first_names[number] for number in order), *facts.all_of(Trait.NAME)} - {name, ""}
    if others:
        handles = tuple(sorted({*handles, *(Handle(HandleKind.NAME, other) for other in others)}))
    told = {field: read(facts.one(trait)) for trait, (field, read) in _READ.items() if trait in facts.by_trait}
    return Person(
        root,
        name,
        tuple(order),
        handles,
        tags=facts.all_of(Trait.TAG),
        business=facts.business(),
        put_ms=facts.put_ms(),
        sources=facts.sources(),
        **told,
    )


def _days(value: str) -> int | None:
    return int(value) if value else None


def _instant(value: str) -> int:
    return min(int(value or 0), LAST_MS)


_READ: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    Trait.CIRCLE: ("circle", _CIRCLES.get),
    Trait.CADENCE: ("own_cadence_days", _days),
    Trait.BIRTHDAY: ("birthday", read_birthday),
    Trait.NOTE: ("note", str),
    Trait.COMPANY: ("company", str),
    Trait.MUTED: ("muted", bool),
    Trait.NEVER: ("never", bool),
    Trait.KNOWS: ("knows", Knows),
    Trait.KNOWN: ("known", _ANSWERS.get),
    Trait.MET_ON: ("met_on", str),
    Trait.PASSED: ("passed_ms", _instant),
    Trait.SNOOZED: ("snoozed_until_ms", _instant),
}
"""Of the traits that hold one value at a time, the field of a person and what makes it of the value."""
