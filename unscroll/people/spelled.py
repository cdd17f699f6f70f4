"""Spelled: all spellings of all names, as somebody at the terminal may type them.

It must answer while a person waits, so that names are folded all at once and looked through as lines of text.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from unscroll.people.folding import fold, fold_all

_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
SPELLED_OUT = str.maketrans(_UMLAUTS | {umlaut.upper(): two for umlaut, two in _UMLAUTS.items()})
_UNSPACED = (("\u2e80", "\u9fff"), ("\uac00", "\ud7a3"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff"))
"""No pattern: one of letters so far apart is large, which costs 3 ms to compile."""
_ONE_LETTER_FROM = 5
_TWO_LETTERS_FROM = 10
"""A name of so many letters may have one or two wrong: four letters are a name of their own (Anna, Anne, Hanna)."""
_TELLING = 16
"""So many different letters tell a name from most others."""
FOLDED_OUT = 2.5
"""So many different ASCII letters at the most come of a letter beyond ASCII, for each of its bytes above one (UTF-8):
`ae` of one of two bytes."""

NEAR_FROM = 57
"""Names of less likeness (`fuzz.ratio`, of 100) are not offered either; Ana / Anne has 57."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """Names folded, each between spaces, with whose they are; those from `others` on are not the name that is shown."""

    whose: Sequence[int]
    lines: Sequence[str]
    others: int

    def same(self, told: Sequence[str]) -> Iterator[list[int]]:
        """Those whose line is one of these: by the name that is shown, by any, by any in another order of words."""
        numbered = list(enumerate(self.lines))
        same = [n for n, line in numbered if line in told]
        yield [self.whose[n] for n in same if n < self.others]
        yield [self.whose[n] for n in same]
        orders, lengths = [sorted(line.split()) for line in told], {len(line) for line in told}
        turned = [n for n, line in numbered if len(line) in lengths and sorted(line.split()) in orders]
        yield [self.whose[n] for n in turned]

    def likely(self, told: Sequence[str]) -> set[int]:
        """All that `same` and `having` could find by these lines, and some more: whoever has all words of one."""
        found: set[int] = set()
        for first, *others in (sorted(line.split(), key=len, reverse=True) for line in told):
            having = ((self.whose[n], line) for n, line in enumerate(self.lines) if first in line)
            found |= {number for number, line in having if all(word in line for word in others)}
        return found

    def having(self, parts: Sequence[str]) -> list[int]:
        """Those in whose line each part stands, at a place of its own."""
        longest = sorted(parts, key=len, reverse=True)
        first = longest[0]
        likely = [n for n, line in enumerate(self.lines) if first in line]
        return [self.whose[n] for n in likely if _each_in(longest, self.lines[n])]

    def slips(self, told: Sequence[str]) -> list[int]:
        """Those whose whole names have a letter or two other than these lines, the nearest first; never a part."""
        most, found = slips_in(told), dict[int, int]()
        for wanted in told if most else ():
            letters, turned = Counter(wanted), _in_order(wanted)
            kinds = set(wanted)
            for at, line in enumerate(self.lines):
                more = len(line) - len(wanted)
                if not -most <= more <= most or len(kinds.difference(line)) > most:
                    continue
                lacks = sum(count - min(count, line.count(letter)) for letter, count in letters.items())
                if lacks > most or lacks + more > most:
                    continue
                off = min(slips_between(wanted, line, most), slips_between(turned, _in_order(line), most))
                if off <= most:
                    found[at] = min(off, found.get(at, most))
        return [self.whose[at] for at in sorted(found, key=lambda at: (found[at], at))]

    def nearest(self, told: str, most: int) -> list[int]:
        """So many at the most whose names, or a word of them, look most like it."""
        from rapidfuzz import fuzz, process

        parts = [(part, n) for n, line in enumerate(self.lines) for part in dict.fromkeys((line[1:-1], *line.split()))]
        names = [part for part, _ in parts]
        found = process.extract(fold(told), names, scorer=fuzz.ratio, score_cutoff=NEAR_FROM, limit=4 * most)
        return list(dict.fromkeys(self.whose[parts[at][1]] for _, _, at in found))[:most]


def slips_in(told: Sequence[str]) -> int:
    """How many letters of a name that is told as these lines may be wrong."""
    letters = max(len(line.replace(" ", "")) for line in told)
    return (letters >= _ONE_LETTER_FROM) + (letters >= _TWO_LETTERS_FROM)


def letters_of(line: str) -> list[str]:
    """ASCII letters and digits that a line has: enough of them to tell it from most others."""
    return [letter for letter in dict.fromkeys(line) if letter.isascii() and letter.isalnum()][:_TELLING]


def slips_between(one: str, other: str, most: int) -> int:
    """How many letters are wrong, too many, left out or swapped with the next one; above `most` it is any number.

    The restricted edit distance (OSA), row by row: what does it for thousands of names costs more to import.
    """
    before, last = [0], list(range(len(other) + 1))
    for i, letter in enumerate(one):
        row = [i + 1]
        for j, there in enumerate(other):
            off = min(last[j] + (letter != there), last[j + 1] + 1, row[j] + 1)
            if i and j and letter == other[j - 1] and one[i - 1] == there:
                off = min(off, before[j - 1] + 1)
            row.append(off)
        if min(row) > most and min(last) >= most:
            return most + 1
        before, last = last, row
    return last[-1]


def spelled(shown: Iterable[tuple[int, str]], others: Iterable[tuple[int, str]]) -> Spelled:
    """Of names with whose they are: those that are shown, and the other ones."""
    whose: list[int] = []
    names: list[str] = []
    first_other = 0
    for named in (tuple(shown), tuple(others)):
        first_other = len(names)
        umlauts = [(number, out) for number, name in named if not name.isascii() and (out := _spelled_out(name))]
        whose += [number for number, _ in (*named, *umlauts)]
        names += [name for _, name in (*named, *umlauts)]
    return Spelled(whose, [f" {line} " for line in fold_all(names)], first_other)


def lines_of(name: str) -> list[str]:
    """The lines of what is told: with `ae`, `oe`, `ue` too where it has umlauts."""
    out = _spelled_out(name)
    return [f" {fold(told)} " for told in ((name, out) if out else (name,))]


def unspaced(word: str) -> bool:
    """Whether a word is of Chinese, Japanese or Korean letters, where a whole name may be one word."""
    first = unicodedata.normalize("NFC", word)[:1]
    return any(low <= first <= high for low, high in _UNSPACED)


def _spelled_out(name: str) -> str:
    """The name with `ae`, `oe`, `ue`; "" where there is no umlaut."""
    composed = unicodedata.normalize("NFC", name)
    out = composed.translate(SPELLED_OUT)
    return "" if out == composed else out


def _in_order(line: str) -> str:
    return " ".join(sorted(line.split()))


def _each_in(parts: Sequence[str], line: str) -> bool:
    for part in parts:
        if part not in line:
            return False
        at = line.index(part)
        end = line.index(" ", at + 1)
        line = line[:at] + line[end:]
    return True
