"""Aside: ledgers that were put aside, which no forgetting reaches."""

import json
import shlex
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from unscroll.places import Places

_ASIDE = "aside"
"""The mark that names those that lay there when something was forgotten."""
_WHY = ("corrupt", "replaced", "found")


def note_aside(db: sqlite3.Connection, places: Places) -> None:
    """Remembers which ones hold what is forgotten now."""
    names = sorted({_name(file.name) for file in _files(places)})
    db.execute("INSERT OR REPLACE INTO mark VALUES(?, ?)", (_ASIDE, json.dumps(names)))


def still_aside(db: sqlite3.Connection, places: Places) -> tuple[Path, ...]:
    """Those of them that are still there."""
    row = db.execute("SELECT value FROM mark WHERE name=?", (_ASIDE,)).fetchone()
    there = {_name(file.name) for file in _files(places)} if row else set()
    return tuple(places.data / name for name in (json.loads(row[0]) if row else ()) if name in there)


def deletes(aside: Iterable[Path]) -> str:
    """The command that deletes them with their logs."""
    return " ".join(("rm", *(f"{shlex.quote(str(path))}*" for path in aside)))


def _files(places: Places) -> Iterable[Path]:
    return (file for why in _WHY for file in places.data.glob(f"{places.ledger.name}.{why}-*"))


def _name(name: str) -> str:
    for end in ("-wal", "-shm", "-journal"):
        name = name.removesuffix(end)
    return name
