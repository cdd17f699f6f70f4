"""Plain: texts of people without what cannot be seen."""

import unicodedata

_JOINERS = "\u200c\u200d"
"""They part or join letters of Persian and Hindi, and hold emoji together."""
_HIDDEN = frozenset({"Cc", "Cf"})
_LINE_ENDS = frozenset({"Zl", "Zp"})

LONGEST_NAME = 400
"""Characters of a name, a firm, a tag, a channel: what is longer is cut, or refused where somebody types it."""
_SHOWN_NAME = 60
"""Characters of a name in a row among others, which it would push off the screen."""
LONGEST_NOTE = 4_000
"""Characters of a note; more is a document."""


def is_whole(text: str) -> bool:
    """Whether no character of it is half a one (a lone surrogate), which no file and no ledger takes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def plain(text: str) -> str:
    """`text` without control, direction and other hidden characters; line ends and tabs stay, blanks around it go.

    A terminal, a page or a spreadsheet shows it as it is. ValueError where it holds half a character, as a text has
    that is no UTF-8.
    """
    if not text.isprintable():
        if not is_whole(text):
            raise ValueError("half a character")
        text = "".join(_shown(c) for c in text.replace("\r\n", "\n"))
    return text.strip(f"{_JOINERS} \t\n")


def one_line(text: str) -> str:
    """`plain` on one line, each blank single: a name, a tag, a channel. ValueError as there."""
    return plain(" ".join(plain(text).split()))


def shown_name(name: str) -> str:
    """A name as a list or a report shows it: with an ellipsis where it is longer than names are."""
    return name if len(name) <= _SHOWN_NAME else f"{name[: _SHOWN_NAME - 1].rstrip()}…"


def _shown(c: str) -> str:
    if c in "\n\t" or c in _JOINERS:
        return c
    kind = unicodedata.category(c)
    if kind in _LINE_ENDS:
        return "\n"
    if kind in _HIDDEN:
        return " " if c.isspace() else ""
    return c
