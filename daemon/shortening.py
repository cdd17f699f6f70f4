"""Shortening: texts of people for a line that somebody else shows."""

from unscroll.plain import one_line


def short(text: str, most: int) -> str:
    """On one line without what cannot be seen, at most so many characters: names may be hostile."""
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
