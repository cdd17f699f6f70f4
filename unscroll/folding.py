"""Folding: names as they are compared, never as they are shown."""

import unicodedata

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})


def fold(name: str) -> str:
    """Lower case without accents, punctuation or doubled spaces: `Zoë  Müller-Grün` is `zoe muller grun`.

    Letters of scripts without case stay as they are; a name without any letter or digit (emoji) folds to itself.
    """
    lower = unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else "" if c in "'’." else " " for c in bare).split()
    return " ".join(words) or " ".join(name.split())
