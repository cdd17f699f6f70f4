"""History of Chromium and its kin: when each page was visited, how long it was open at most."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from unscroll.errors import Exit, Problem, UnscrollError
from unscroll.importers.contract import Ask, Claim, Record
from unscroll.importers.foreign_sqlite import DAMAGE, database_in, open_copy, table_columns, tables_of
from unscroll.importers.visit_draft import Bare, estimated, key_of
from unscroll.visits import CHROMIUM

name = CHROMIUM
FILE = "History"
_TO_1970_US = 11_644_473_600_000_000
"""Chromium counts from 1601."""
_CHAIN_END, _CORE, _FRAMES = 0x20000000, 0xFF, (3, 4)
"""Of a transition: the last of a chain of redirects; the kinds that are frames within a page."""
_NEEDED = frozenset({"id", "url", "visit_time", "transition"})


def claims(path: Path) -> Claim | None:
    file = database_in(path, FILE)
    tables = tables_of(file) if file else {}
    if not {"urls", "visits"} <= set(tables) or "visit_time" not in tables["visits"]:
        return None
    return Claim(name, "history of a browser of Chromium's family")


def read(path: Path, ask: Ask) -> Iterator[Record]:
    """Every visit is estimated: the browser's own length counts tabs in the background too. Those of other devices,
    that the browser's sync brought here, are left out. UnscrollError (74) where the columns are others."""
    file = database_in(path, FILE)
    if file is None:
        return
    try:
        with open_copy(file) as db:
            yield from estimated(_visits(db, file), name, ask, file.name)
    except DAMAGE:
        yield Problem(file.name, "the file is damaged: what follows is left out")


def _visits(db: sqlite3.Connection, file: Path) -> Iterator[Bare]:
    columns = table_columns(db, "visits")
    if not columns:
        return
    if not columns >= _NEEDED:
        raise UnscrollError(
            f"{file} is of a version not known here", "Say so, with the version of the browser", Exit.IO
        )
    length = "v.visit_duration" if "visit_duration" in columns else "0"
    own = " WHERE coalesce(v.originator_cache_guid, '') = ''" if "originator_cache_guid" in columns else ""
    rows = db.execute(
        f"SELECT v.id, v.visit_time, v.transition, {length}, u.url, coalesce(u.title, '') FROM visits v"
        f" JOIN urls u ON u.id = v.url{own} ORDER BY v.visit_time, v.id"
    )
    for number, time, transition, length_us, url, title in rows:
        if not isinstance(url, str) or not isinstance(title, str) or not isinstance(transition, int):
            continue
        if not transition & _CHAIN_END or transition & _CORE in _FRAMES:
            continue
        sound = isinstance(time, int) and isinstance(length_us, int)
        start_ms, open_ms = ((time - _TO_1970_US) // 1000, length_us // 1000) if sound else (0, -1)
        yield Bare(number, start_ms, open_ms, url, title, key_of(name, time))
