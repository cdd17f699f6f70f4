"""Sharing: what two records that have a strong handle in common are to each other (METRICS 4)."""

from collections.abc import Iterable
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple, Self

from unscroll.people.folding import fold
from unscroll.people.handles import Handle, HandleKind
from unscroll.people.naming import agree, spellings


class Verdict(Enum):
    ONE = auto()
    UNLESS_MANY = auto()
    """One, but where many have the handle, or the user keeps some of those apart."""
    TWO = auto()


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


def verdict(handle: Handle, one: Told, other: Told) -> Verdict:
    """Whether a handle that both have makes them one.

    Somebody without a name is whoever has the handle, but for a telephone: through a record of the number alone, all
    who are behind a switchboard would be one.
    """
    telephone = handle.kind is HandleKind.PHONE
    if _agree(one, other) or not (telephone or (one.names and other.names)):
        return Verdict.ONE
    if telephone:
        return Verdict.TWO
    if handle.kind is HandleKind.EMAIL:
        return Verdict.TWO if _speak_against(one, other) else Verdict.UNLESS_MANY
    return Verdict.ONE


def differing(told: Iterable[Told], most: int) -> bool:
    """Whether `most` or more of them have names that do not agree."""
    found: list[Told] = []
    for one in told:
        if one.names and not any(_agree(one, other) for other in found):
            found.append(one)
            if len(found) >= most:
                return True
    return False


def _agree(one: Told, other: Told) -> bool:
    return not _words(one.names).isdisjoint(_words(other.names)) and agree(one.names, other.names)


@lru_cache(maxsize=20_000)
def _words(names: tuple[str, ...]) -> frozenset[str]:
    """What two must have a part of in common to agree: thousands behind one switchboard are told apart by it soon."""
    words = {word for naming in spellings(names) for word in (*naming.words, "".join(naming.words))}
    return frozenset(words | {fold(name) for name in names})


def _speak_against(one: Told, other: Told) -> bool:
    """Whether both have handles of one kind beside e-mail, such as telephones, and none of those in common."""
    ones, others = _by_kind(one), _by_kind(other)
    return any(ones[kind].isdisjoint(others[kind]) for kind in ones.keys() & others.keys())


def _by_kind(told: Told) -> dict[str, set[str]]:
    """Two profiles, or ids, are of one kind where they are of one site."""
    found: dict[str, set[str]] = {}
    for kind, value in told.handles:
        if kind != HandleKind.EMAIL:
            site = value.partition("/" if kind == HandleKind.PROFILE else ":")[0] if kind != HandleKind.PHONE else ""
            found.setdefault(f"{kind}:{site}", set()).add(value)
    return found
