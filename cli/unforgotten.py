"""Unforgotten: what is made from the ledger, without what was forgotten while it was made."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from unscroll.cli.reading import maybe_ledger
from unscroll.ledger.forgets import FORGETS

T = TypeVar("T")


def settled(make: Callable[[], T], take_back: Callable[[T], None] = lambda _: None) -> T:
    """What `make` gives, made anew as long as something is forgotten meanwhile; `take_back` undoes each of before.

    Whoever forgets raises the mark first, then deletes written pages: one that came too late for that is seen here.
    """
    while True:
        before = _forgets()
        try:
            made = make()
        except FileNotFoundError:  # half written, it was deleted by whoever forgot
            if _forgets() == before:
                raise
            continue
        if _forgets() == before:
            return made
        take_back(made)


def take_back_file(file: Path | None) -> None:
    """Deletes what was written, before it is written anew: that may take long, or be ended."""
    if file is not None:
        file.unlink(missing_ok=True)


def _forgets() -> str | None:
    """Read over a connection of its own: the ledger may be another file by now."""
    with maybe_ledger() as reader:
        return None if reader is None else reader.mark(FORGETS)
