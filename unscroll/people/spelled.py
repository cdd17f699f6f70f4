"""Spelled: all spellings of all names, as somebody at the terminal may type them.

It must answer while a person waits, so that names are folded all at once and looked through as lines of text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from unscroll.people.folding import fold, fold_all

_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
SPELLED_OUT = str.maketrans(_UMLAUTS | {umlaut.upper(): two for umlaut, two in _UMLAUTS.items()})
_UNSPACED = "[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]"
_ONE_LETTER_FROM = 5
_TWO_LETTERS_FROM = 10
"""A name of so many letters may have one or two wrong: four letters are a name of their own (Anna, Anne, Hanna)."""

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
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        letters = max(len(line.replace(" ", "")) for line in told)
        slips = (letters >= _ONE_LETTER_FROM) + (letters >= _TWO_LETTERS_FROM)
        found: dict[int, int] = {}
        ordered = [" ".join(sorted(line.split())) for line in self.lines] if slips else []
        for line in told if slips else ():
            for wanted, lines in ((line, self.lines), (" ".join(sorted(line.split())), ordered)):
                for _, off, at in process.extract(wanted, lines, scorer=OSA.distance, score_cutoff=slips, limit=None):
                    found[at] = min(int(off), found.get(at, slips))
        return [self.whose[at] for at in sorted(found, key=lambda at: (found[at], at))]

    def nearest(self, told: str, most: int) -> list[int]:
        """So many at the most whose names, or a word of them, look most like it."""
        from rapidfuzz import fuzz, process

        parts = [(part, n) for n, line in enumerate(self.lines) for part in dict.fromkeys((line[1:-1], *line.split()))]
        names = [part for part, _ in parts]
        found = process.extract(fold(told), names, scorer=fuzz.ratio, score_cutoff=NEAR_FROM, limit=4 * most)
        return list(dict.fromkeys(self.whose[parts[at][1]] for _, _, at in found))[:most]


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
    return bool(re.match(_UNSPACED, unicodedata.normalize("NFC", word)))


def _spelled_out(name: str) -> str:
    """The name with `ae`, `oe`, `ue`; "" where there is no umlaut."""
    composed = unicodedata.normalize("NFC", name)
    out = composed.translate(SPELLED_OUT)
    return "" if out == composed else out


def _each_in(parts: Sequence[str], line: str) -> bool:
    for part in parts:
        if part not in line:
            return False
        at = line.index(part)
        end = line.index(" ", at + 1)
        line = line[:at] + line[end:]
    return True
