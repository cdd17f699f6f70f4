"""Guessing: which charset letters were read in, where a file does not say."""

import re
from collections.abc import Iterator
from pathlib import Path

from unscroll.errors import Problem, UnscrollError
from unscroll.importers.lines import fallback, lines_of
from unscroll.importers.vcard import files_of
from unscroll.importers.vcard_text import unfolded

_TAKEN = {"cp1252": "Windows-1252 (Western Europe)", "latin-1": "Latin-1"}
_SAYS_WHICH = re.compile(r"\bcharset=", re.IGNORECASE)
"""Of a property of a vCard: its bytes are read as it says."""


def guesses(path: Path) -> Iterator[Problem]:
    """One of each file that was read by a guess; of a folder, of each file in it."""
    for file in files_of(path) if path.is_dir() else (path,):
        try:
            yield from _guess(file)
        except UnscrollError:
            continue  # it cannot be read, as was told already


def _guess(file: Path) -> Iterator[Problem]:
    """By the first line that is neither UTF-8 nor says what else it is. Unfolded, as a fold may part a letter."""
    for line in unfolded(lines_of(file)):
        if line.text.isascii() or not any("\udc80" <= c <= "\udcff" for c in line.text):
            continue
        raw = line.text.encode("utf-8", "surrogateescape")
        if not _SAYS_WHICH.search(line.text) and not _is_utf_8(raw):
            told = f"no UTF-8, so read as {_TAKEN[fallback(raw)]}: where letters are wrong, save it as UTF-8"
            yield Problem(f"{file.name}:{line.number}", told)
            return


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeError:
        return False
    return True
