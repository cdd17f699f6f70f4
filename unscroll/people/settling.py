"""Settling: who of those who share strong handles are one, whatever the order in which they came."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from unscroll.people.handles import Handle, HandleKind
from unscroll.people.naming import agree
from unscroll.people.sharing import Told, differing, looked_for, marks, not_speaking_against


@dataclass(frozen=True, slots=True)
class Region:
    """What is to be settled together. `held` has all who hold a handle, `told` what each of them said."""

    told: Mapping[int, Told]
    held: Mapping[Handle, Sequence[int]]
    inner: frozenset[int]
    """Those who are settled; the others are only who they share handles with, and those are what they were."""
    at: Mapping[int, int]
    """Of each the person that they are so far."""
    units: Mapping[int, int]
    """Of each what is not parted: that person, or themselves."""
    apart: Sequence[tuple[int, int]] = ()
    whole: Collection[int] = ()
    """The units that are of several numbers."""


@dataclass(slots=True)
class Parts:
    """Numbers that are one by now, under one of them each, the lowest of the units."""

    units: Mapping[int, int]
    by: dict[int, Handle] = field(default_factory=dict)
    """Of a unit that is one with a lower one, by which handle."""
    _to: dict[int, int] = field(default_factory=dict)
    _barred: dict[int, set[int]] = field(default_factory=dict)

    def of(self, number: int) -> int:
        at = self.units.get(number, number)
        way = []
        while (to := self._to.get(at)) is not None:
            way.append(at)
            at = to
        for passed in way:
            self._to[passed] = at
        return at

    def bar(self, one: int, other: int) -> None:
        a, b = self.of(one), self.of(other)
        self._barred.setdefault(a, set()).add(b)
        self._barred.setdefault(b, set()).add(a)

    def unite(self, one: int, other: int, handle: Handle) -> bool:
        """Whether they are one by it now who were two; whom the user keeps apart are not."""
        a, b = self.of(one), self.of(other)
        if a == b or b in self._barred.get(a, ()):
            return False
        low, high = min(a, b), max(a, b)
        self._to[high] = low
        self.by[high] = handle
        for barred in self._barred.pop(high, ()):
            self._barred[barred].discard(high)
            self.bar(low, barred)
        return True


def settle(region: Region) -> Parts:
    """Who is one. Which pairs are is a matter of what each two were told with; then whoever has no name is whoever has
    the handle, where that is one person by all the rest. So nothing depends on the order, unless the user keeps some
    of them apart.
    """
    parts = Parts(region.units)
    for one, other in region.apart:
        parts.bar(one, other)
    handles = [handle for handle in sorted(region.held) if not region.inner.isdisjoint(region.held[handle])]
    named = {handle: [n for n in region.held[handle] if region.told[n].names] for handle in handles}
    nameless = {handle: [n for n in region.held[handle] if not region.told[n].names] for handle in handles}
    for handle in handles:
        for one, other in _sure(region, handle, named[handle]):
            if parts.of(one) != parts.of(other) and _agree_by(region, handle, one, other):
                parts.unite(one, other, handle)
    for handle in handles:
        if handle.kind is HandleKind.EMAIL and not crowded(region.told, named[handle]):
            for together in _likely(region, named[handle]):
                for one, other in not_speaking_against((parts.of(n), n, region.told[n]) for n in together):
                    parts.unite(one, other, handle)
    while any([_lone(parts, handle, named[handle], nameless[handle]) for handle in handles if nameless[handle]]):
        pass
    return parts


def crowded(told: Mapping[int, Told], named: Iterable[int]) -> bool:
    """Whether an e-mail address is of too many to tell by it alone who is who."""
    return differing(told[number].names for number in named)


def alike(told: Mapping[int, Told], some: Iterable[int], among: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Pairs of one of some with one among whom they are, whose names may agree; of those of the same names, enough to
    tie them together."""
    same: dict[tuple[str, ...], list[int]] = {}
    for number in among:
        same.setdefault(told[number].names, []).append(number)
    found: dict[int, list[tuple[str, ...]]] = {}
    for names in dict.fromkeys(told[number].names for number in some):
        for mark in marks(names):
            found.setdefault(mark, []).append(names)
    for names, numbers in same.items():
        yield from _tied(numbers)
        near = (other for mark in looked_for(names) & found.keys() for other in found[mark])
        yield from ((same[other][0], numbers[0]) for other in dict.fromkeys(near) if other != names)


def _sure(region: Region, handle: Handle, named: Sequence[int]) -> Iterator[tuple[int, int]]:
    if handle.kind in (HandleKind.PHONE, HandleKind.EMAIL):
        return alike(region.told, (n for n in named if n in region.inner), named)
    return _tied(named)


def _tied(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each with the first, then with the next, as the user may keep the first apart from some."""
    yield from ((numbers[0], number) for number in numbers[1:])
    yield from pairwise(numbers[1:])


def _agree_by(region: Region, handle: Handle, one: int, other: int) -> bool:
    shared = handle.kind in (HandleKind.PHONE, HandleKind.EMAIL)
    return not shared or agree(region.told[one].names, region.told[other].names)


def _likely(region: Region, named: Sequence[int]) -> Iterator[Sequence[int]]:
    """Whom an address of few is likely to tell to be one. Where the user keeps some of them apart, it joins no more of
    them: those who are one stay so."""
    persons: dict[int, list[int]] = {}
    for number in named:
        persons.setdefault(region.at[number], []).append(number)
    if any(one in persons and other in persons for one, other in region.apart):
        yield from persons.values()
    else:
        yield named


def _lone(parts: Parts, handle: Handle, named: Sequence[int], nameless: Sequence[int]) -> bool:
    """Whether those without a name became one with the one who has the handle; with nobody where several have it."""
    persons = {parts.of(number) for number in named}
    if len(persons) > 1:
        return False
    first = next(iter(named or nameless))
    return any([parts.unite(first, number, handle) for number in nameless])


def touched(told: Mapping[int, Told], handle: Handle, holders: Sequence[int], fresh: Collection[int]) -> set[int]:
    """Whose being one with others may change by what some who hold the handle are `fresh` to say: of a crowd those of
    like names alone, and whoever has no name."""
    new, named = [n for n in holders if n in fresh], [n for n in holders if told[n].names]
    before = [n for n in named if n not in fresh]
    if handle.kind is HandleKind.EMAIL:
        crowd = crowded(told, named) and crowded(told, before)
    else:
        crowd = handle.kind is HandleKind.PHONE
    if not crowd:
        return set(holders)
    like = {n for pair in alike(told, [n for n in new if told[n].names], named) for n in pair}
    return {*new, *like, *(n for n in holders if not told[n].names)}
