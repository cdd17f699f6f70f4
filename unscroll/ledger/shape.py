"""Shape: whether a ledger has the tables that its version makes."""

import contextlib
import sqlite3
from functools import cache

from unscroll.ledger.build import build
from unscroll.ledger.schema import SINCE, VERSION

_MADE = "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"


def misshapen(db: sqlite3.Connection) -> tuple[str, ...]:
    """What is missing, altered or foreign, in sentences; nothing for a file without tables.

    Of an older version only the tables' names are known. A view or an index of the user's own changes no fact, so it
    may stay; a trigger may not.
    """
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version == 0:
        return ()
    found = _shape(db)
    said = [f"the trigger {name} is none of unscroll's" for kind, name in found if kind == "trigger"]
    for (kind, name), sql in _wanted().items():
        if version < VERSION and (kind != "table" or SINCE.get(name, 1) > version):
            continue
        if (kind, name) not in found:
            said.append(f"the {kind} {name} is missing")
        elif version == VERSION and found[kind, name] != sql:
            said.append(f"the {kind} {name} is not as unscroll makes it")
    return tuple(said)


def _shape(db: sqlite3.Connection) -> dict[tuple[str, str], str]:
    return {(kind, name): " ".join(sql.split()) for kind, name, sql in db.execute(_MADE).fetchall()}


@cache
def _wanted() -> dict[tuple[str, str], str]:
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        build(db)
        return _shape(db)
