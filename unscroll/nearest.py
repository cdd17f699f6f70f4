"""Nearest: the word that somebody may have meant."""

from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str | None:
    """The known word most like another; None where none is at least so like (0-1, difflib's ratio)."""
    from difflib import get_close_matches  # most never mistype, and the daemon's memory is counted

    return next(iter(get_close_matches(word, list(known), 1, likeness)), None)
