"""Sharing: what two records that have a strong handle in common are to each other (METRICS 4)."""

from collections.abc import Hashable, Iterable, Iterator
from functools import lru_cache
from itertools import combinations, islice, permutations, product
from typing import NamedTuple, Self

from unscroll.people.folding import fold
from unscroll.people.handles import HandleKind
from unscroll.people.naming import agree, spellings

MANY = 4
"""An e-mail address that people of so many names hold is a shared mailbox, and joins those of like names only."""
_SHORT = 3
"""Letters of the shortest short form that is no initial: Alex, Max."""


class Told(NamedTuple):
    """What a record said: all its names (none, where a handle stands for it), and its strong handles, a kind with a
    value each."""

    names: tuple[str, ...]
    handles: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, names: Iterable[str], handles: Iterable[str]) -> Self:
        """`handles` as `str(handle)`; other names are among them."""
        strong, told = [], list(names)
        for text in handles:
            kind, _, value = text.partition(":")
            if kind == HandleKind.NAME:
                told.append(value)
            else:
                strong.append((kind, value))
        stand_in = {value for _, value in strong}
        return cls(tuple(name for name in told if name and name not in stand_in), tuple(strong))


def differing(named: Iterable[tuple[str, ...]], most: int = MANY) -> bool:
    """Whether so many have names that do not agree: counted from the fullest names on, whatever order they come in."""
    found: list[tuple[str, ...]] = []
    for names in sorted(set(named), key=lambda names: (-max(map(len, names)), names)):
        if not any(may_agree(names, other) and agree(names, other) for other in found):
            found.append(names)
            if len(found) >= most:
                return True
    return False


def may_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two are worth comparing: thousands behind one switchboard are told apart by it soon."""
    return not looked_for(one).isdisjoint(marks(other))


def not_speaking_against(told: Iterable[tuple[int, int, Told]]) -> Iterator[tuple[int, int]]:
    """Pairs of numbers enough to tie all together that have no handles of one kind beside e-mail, such as telephones,
    without one of those in common. Of each the person that they are so far is told first.

    Not each two are looked at: those without a kind in common all go together, the others by what they have the same.
    """
    kinds: dict[frozenset[str], list[int]] = {}
    same: dict[tuple[str, str], dict[int, list[int]]] = {}
    each: dict[int, _ByKind] = {}
    for person, number, record in told:
        each[number] = _by_kind(record)
        kinds.setdefault(frozenset(each[number]), []).append(number)
        for kind, values in each[number].items():
            for value in values:
                same.setdefault((kind, value), {}).setdefault(person, []).append(number)
    for (one, ones), (other, others) in product(kinds.items(), repeat=2):
        if one.isdisjoint(other):
            yield from ((ones[0], number) for number in others)
    for persons in same.values():
        for ones, others in combinations(persons.values(), 2):
            yield from islice(((a, b) for a in ones for b in others if not _against(each[a], each[b])), 1)


_ByKind = dict[str, set[str]]


def _against(ones: _ByKind, others: _ByKind) -> bool:
    return any(ones[kind].isdisjoint(others[kind]) for kind in ones.keys() & others.keys())


def _by_kind(told: Told) -> _ByKind:
    """Two profiles, or ids, are of one kind where they are of one site."""
    found: _ByKind = {}
    for kind, value in told.handles:
        if kind != HandleKind.EMAIL:
            site = value.partition("/" if kind == HandleKind.PROFILE else ":")[0] if kind != HandleKind.PHONE else ""
            found.setdefault(f"{kind}:{site}", set()).add(value)
    return found


def marks(names: tuple[str, ...]) -> frozenset[int]:
    """Where names are found by what `looked_for` gives of any that agree with them."""
    return _keys(names)[0]


def looked_for(names: tuple[str, ...]) -> frozenset[int]:
    """What names that agree with these may be marked with; hashes, as they are many."""
    return _keys(names)[1]


@lru_cache(maxsize=20_000)
def _keys(names: tuple[str, ...]) -> tuple[frozenset[int], frozenset[int]]:
    """Names that agree (`agree`) are the same altogether, or share a word beside which stand two that are the same,
    one letter off, or one short for the other."""
    marked: set[Hashable] = {fold(name) for name in names}
    looked: set[Hashable] = set(marked)
    for naming in spellings(names):
        for whole in ("".join(naming.words), " ".join(sorted(naming.words))):
            marked.add(whole)
            looked.add(whole)
        for word, beside in permutations(dict.fromkeys(naming.words), 2):
            shorter = [beside[:1], *(beside[:n] for n in range(_SHORT, len(beside) - 1))]
            near = {(word, "near", beside[:n] + beside[n + 1 :]) for n in range(len(beside))} | {(word, "near", beside)}
            marked |= near | {(word, "short", short) for short in shorter} | {(word, "whole", beside)}
            looked |= near | {(word, "whole", short) for short in shorter} | {(word, "short", beside)}
    return frozenset(map(hash, marked)), frozenset(map(hash, looked))
