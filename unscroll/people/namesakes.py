"""Namesakes: who may be there twice although nothing but the name says so.

A bare name joins nobody and is no suggestion (METRICS 4); but somebody typed in by name alone has nothing else.
"""

from unscroll.people.everybody import People
from unscroll.people.folding import fold, fold_all
from unscroll.people.naming import spellings
from unscroll.people.person import Person


def namesakes(people: People) -> list[tuple[Person, Person]]:
    """Two of one full name that nobody else bears, of whom one has no handle; none whom the user keeps apart."""
    bearers: dict[str, list[Person]] = {}
    for person in people.everybody:
        if any(naming.full for naming in spellings((person.name,))):
            bearers.setdefault(fold(person.name), []).append(person)
    barred = {frozenset((people.roots.get(a, a), people.roots.get(b, b))) for a, b in people.apart}
    return [
        (one, other)
        for one, other in (tuple(found) for found in bearers.values() if len(found) == 2)
        if not (_reachable(one) and _reachable(other)) and frozenset((one.id, other.id)) not in barred
    ]


def in_pairs(people: People) -> list[int]:
    """The numbers of whoever shares a name with exactly one other: of thousands a few are to be put together."""
    roots = sorted(set(people.roots.values()))
    bearers: dict[str, list[int]] = {}
    for root, name in zip(roots, fold_all([people.names[root] for root in roots]), strict=True):
        bearers.setdefault(name, []).append(root)
    paired = {root for found in bearers.values() if len(found) == 2 for root in found}
    return [number for number, root in people.roots.items() if root in paired]


def _reachable(person: Person) -> bool:
    return any(handle.strong for handle in person.handles)
