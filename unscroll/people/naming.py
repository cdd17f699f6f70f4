"""Naming: how a name is taken apart, so that two spellings of it can be compared."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from itertools import product

from unscroll.people.folding import fold
from unscroll.people.spelled import SPELLED_OUT, digits_of, unspaced

_TITLES = re.compile(r"dr|prof|phd|mba|msc|bsc|mr|mrs|ms|herr|frau|mag|dipl|ing|nee|geb")
_PRONOUNS = re.compile(r"\((she|he|they)\b[^)]*\)", re.IGNORECASE)
_DEGREES = re.compile(r"(?:(?:phd|mba|msc|bsc|ma|ba|md|jd|cpa|cfa|pmp|esq|mph|rn)\b ?)*")
"""Degrees that are no part of a name where they follow a comma; `Ma` and `Ba` are family names elsewhere."""
_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii", "iv": "iv"}
_NICKNAME_LETTERS = 3
_TYPO_LETTERS = 4
"""Words shorter than this are other names when a letter differs: Ana / Eva, Jan / Jon."""


class Likeness(IntEnum):
    """How far two names agree, from nothing to all of it."""

    UNKNOWN = 0
    """One of them is no name: a number, an address, emoji."""
    NOTHING = 1
    FAMILY = 2
    """The last word alone, or everything but junior / senior."""
    GIVEN = 3
    """A word that is not last in both: married names."""
    ALONE = 4
    """The same word, and it is all there is: Anna / Anna."""
    FITTING = 5
    """An initial or a short form: Z. Müller, Alex / Alexander."""
    NEAR = 6
    """But for one letter of one word."""
    WITHIN = 7
    """All words of the shorter, two at the least: a middle name, a double name."""
    EQUAL = 8
    """The same words in any order."""


@dataclass(frozen=True, slots=True)
class Naming:
    """One spelling of a name: folded words in the spoken order, without titles; `generation` is `jr`, `sr`, `iii`."""

    words: tuple[str, ...]
    generation: str = ""

    @property
    def full(self) -> bool:
        """Whether it is more than a given name: two words, or two letters of a script without spaces."""
        only = unicodedata.normalize("NFC", self.words[0])
        return len(self.words) > 1 or (len(only) > 1 and unspaced(only))


def spellings(names: Iterable[str]) -> tuple[Naming, ...]:
    """Each name as it is and, where it has umlauts, with `ae`, `oe`, `ue` too; nothing of what is no name."""
    found: dict[Naming, None] = {}
    for name in names:
        composed = unicodedata.normalize("NFC", name)
        for told in dict.fromkeys((composed, composed.translate(SPELLED_OUT))):
            naming = _taken_apart(told)
            if naming.words:
                found[naming] = None
    return tuple(found)


def _taken_apart(name: str) -> Naming:
    if "@" in name or not any(c.isalpha() for c in name):
        return Naming(())
    family, *rest = _PRONOUNS.sub(" ", name).split(",")
    words = fold(" ".join((*(part for part in rest if not _DEGREES.fullmatch(fold(part))), family))).split()
    bare = [w for w in words if not _TITLES.fullmatch(w) and w not in _GENERATIONS]
    if len(bare) < 2:
        return Naming(tuple(words))
    return Naming(tuple(bare), next((_GENERATIONS[w] for w in words if w in _GENERATIONS), ""))


def likeness(one: Iterable[Naming], other: Iterable[Naming]) -> tuple[Likeness, frozenset[str]]:
    """The best that any two spellings have in common, with the words that they share."""
    others = tuple(other)
    each = [_compare(a, b) for a in one for b in others]
    return max(each, key=lambda found: (found[0], sorted(found[1])), default=(Likeness.UNKNOWN, frozenset()))


def agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """Whether two who share a telephone are one human by their names: short forms, initials, typing errors and other
    spellings agree; those who share a family name alone, or are junior and senior, are two."""
    ones, others = tuple(one), tuple(other)
    if not {fold(name) for name in ones}.isdisjoint(fold(name) for name in others):
        return True
    pairs = product(spellings(ones), spellings(others))
    return any(a.generation == b.generation and _compare(a, b)[0] >= Likeness.ALONE for a, b in pairs)


def _compare(one: Naming, other: Naming) -> tuple[Likeness, frozenset[str]]:
    a, b = frozenset(one.words), frozenset(other.words)
    shared = a & b
    if (
        one.words == other.words
        or sorted(one.words) == sorted(other.words)
        or "".join(one.words) == "".join(other.words)
    ):
        if one.generation == other.generation:
            return (Likeness.EQUAL if one.full and other.full else Likeness.ALONE), a | b
        return (Likeness.FAMILY if one.generation and other.generation else Likeness.WITHIN), shared
    if not shared:
        firsts = [unicodedata.normalize("NFC", naming.words[0])[:1] for naming in (one, other)]
        one_family = unspaced(firsts[0]) and firsts[0] == firsts[1]
        return (Likeness.FAMILY if one_family else Likeness.NOTHING), shared
    if len(shared) > 1 and shared in (a, b):
        return Likeness.WITHIN, shared
    rest, more = a - b, b - a
    if len(rest) == len(more) == 1 and _one_letter_off(*rest, *more):
        return Likeness.NEAR, shared
    if rest and more and _fitting(*sorted((rest, more), key=len)):
        return Likeness.FITTING, shared
    telling = {word for word in shared if len(word) > 1 or not word.isascii()}  # Dirk M. Novak, Hilda M. Novak
    if not telling:
        return Likeness.NOTHING, frozenset()
    last = telling == {one.words[-1]} == {other.words[-1]}
    return (Likeness.FAMILY if last else Likeness.GIVEN), shared


def _fitting(fewer: frozenset[str], more: frozenset[str]) -> bool:
    def fit(words: frozenset[str], others: frozenset[str]) -> bool:
        return all(any(_short_for(w, x) or _short_for(x, w) for x in others) for w in words)

    return fit(fewer, more) and (len(fewer) < len(more) or fit(more, fewer))


def _short_for(short: str, word: str) -> bool:
    """An initial, or the first letters with two or more left off: Martin is no short form of Martina. Digits
    are neither: Person 1 is not Person 12."""
    if short[0].isdigit() or not word.startswith(short):
        return False
    return len(short) == 1 or _NICKNAME_LETTERS <= len(short) < len(word) - 1


def _one_letter_off(a: str, b: str) -> bool:
    """Whether one letter is wrong, missing or swapped, but for the last: Maria / Mario are two people. A digit is no
    letter: 1000 and 1010 are two numbers."""
    if digits_of(a) != digits_of(b):
        return False
    from rapidfuzz.distance import OSA

    if min(len(a), len(b)) < _TYPO_LETTERS or a[:-1] in (b, b[:-1]) or b[:-1] == a:
        return False
    return OSA.distance(a, b, score_cutoff=1) == 1
