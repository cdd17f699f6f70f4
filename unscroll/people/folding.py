"""Folding: names as they are compared, never as they are shown."""

import unicodedata
from collections.abc import Sequence

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})
_ASCII = {code: None if chr(code) in "'." else " " for code in range(128) if not chr(code).isalnum()}
"""Most names take this way, at a tenth of the cost."""

_ASCII_LINES = _ASCII | {ord("\n"): "\n"}

_ACCENT = 200
"""Combining classes from here on are accents above or below a letter."""
_POINTS = range(10, 37)
"""Vowel points of Hebrew, Arabic and Syriac, which are mostly left out."""


def fold(name: str) -> str:
    """Lower case without accents, punctuation or doubled spaces: `Zoë  Müller-Grün` is `zoe muller grun`.

    Letters of scripts without case stay as they are; a name without any letter or digit (emoji) folds to itself.
    """
    if name.isascii():
        words = " ".join(name.lower().translate(_ASCII).split())
        return words or " ".join(name.split())
    lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    bare = unicodedata.normalize("NFC", "".join(c for c in lower if not _dropped(c))).translate(_LETTERS)
    words = " ".join("".join(c if c.isalnum() or _within(c) else " " for c in bare).split())
    return words if any(c.isalnum() for c in words) else " ".join(name.split())


def fold_all(names: Sequence[str]) -> list[str]:
    """`fold` of each, thousands at once: what becomes of a letter is the same wherever it stands."""
    plain = iter(_folded([name for name in names if name.isascii()]))
    others = iter(_folded([name for name in names if not name.isascii()]))
    return [next(plain) if name.isascii() else next(others) for name in names]


def _folded(names: Sequence[str]) -> list[str]:
    whole = "\n".join(names)
    if whole.count("\n") != len(names) - 1:
        return [fold(name) for name in names]  # a name of two lines, which no command makes, or none
    if whole.isascii():
        bare = whole.lower().translate(_ASCII_LINES)
    else:
        lower = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", whole).casefold())
        kept = lower.translate({ord(c): None for c in set(lower) if _dropped(c)})
        bare = unicodedata.normalize("NFC", kept).translate(_LETTERS)
        bare = bare.translate({ord(c): " " for c in set(bare) if not (c.isalnum() or _within(c) or c == "\n")})
    while "  " in bare:
        bare = bare.replace("  ", " ")
    lines = bare.replace(" \n", "\n").replace("\n ", "\n").strip(" ").split("\n")
    return [
        line if any(map(str.isalnum, line)) else " ".join(name.split()) for line, name in zip(lines, names, strict=True)
    ]


def _dropped(c: str) -> bool:
    """Accents, apostrophes and what is not seen. A voicing mark or a virama makes another letter, and stays."""
    kind = unicodedata.combining(c)
    return (
        kind >= _ACCENT
        or kind in _POINTS
        or c in "'’."
        or "\ufe00" <= c <= "\ufe0f"
        or unicodedata.category(c) in ("Cf", "Me")
    )


def _within(c: str) -> bool:
    """Whether it is part of a letter: a vowel sign, a virama."""
    return unicodedata.category(c) in ("Mn", "Mc")
