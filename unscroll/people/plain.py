"""Plain: a text of somebody's own on one short line, for where nothing else guards against it."""

import unicodedata

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})


def plain(text: str, most: int) -> str:
    """Without control, format or direction characters, at most so many characters: names are hostile."""
    shown = "".join(
        " " if c in "\t\n\r" else c for c in text if c in "\t\n\r" or unicodedata.category(c) not in _HIDDEN
    )
    one_line = " ".join(shown.split())
    return one_line if len(one_line) <= most else f"{one_line[: most - 1].rstrip()}…"
