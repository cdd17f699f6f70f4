"""History of Firefox and its kin: how long each page was looked at, typed into, scrolled."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from unscroll.bounds import FIRST_MS, LAST_MS
from unscroll.errors import Exit, Problem, UnscrollError
from unscroll.history import DEVICE
from unscroll.importers.contract import Ask, Claim, Record
from unscroll.importers.foreign_sqlite import DAMAGE, database_in, open_copy, table_columns, tables_of
from unscroll.importers.mail_folders import thunderbird_roots
from unscroll.importers.visit_draft import NO_TIME, Bare, estimated, key_of
from unscroll.kinds import Evidence
from unscroll.sighting import Sighting, Visited
from unscroll.span import Span
from unscroll.visits import FIREFOX, LONGEST_MS

name = FIREFOX
FILE = "places.sqlite"
_DAY_MS = 86_400_000
_FRAME, _DOWNLOAD, _EMBED = 8, 7, 4
"""Types of visits that are no pages in front."""
_NEEDED = {
    "moz_places": frozenset({"id", "url"}),
    "moz_historyvisits": frozenset({"id", "place_id", "visit_date", "visit_type"}),
}
_MEASURES = ("total_view_time", "typing_time", "key_presses", "scrolling_time", "scrolling_distance")
_METADATA = frozenset({"id", "place_id", "created_at", "updated_at", *_MEASURES})


def claims(path: Path) -> Claim | None:
    if thunderbird_roots(path):  # it is built on the same browser, and has its tables
        return None
    file = database_in(path, FILE)
    tables = tables_of(file) if file else {}
    if not {"moz_places", "moz_historyvisits"} <= set(tables):
        return None
    return Claim(name, "history of a browser of Firefox's family")


def read(path: Path, ask: Ask) -> Iterator[Record]:
    """Where the browser measured, what it measured; on days (of UTC) without that, the bare visits as estimates.
    UnscrollError (74) where the columns are others."""
    file = database_in(path, FILE)
    if file is None:
        return
    try:
        with open_copy(file) as db:
            if not _checked(db, file):
                return
            measured: set[int] = set()
            yield from _interactions(db, ask, file.name, measured)
            yield from estimated(_visits(db, measured), name, ask, file.name)
    except DAMAGE:
        yield Problem(file.name, "the file is damaged: what follows is left out")


def _checked(db: sqlite3.Connection, file: Path) -> bool:
    for table, needed in _NEEDED.items():
        columns = table_columns(db, table)
        if not columns:
            return False
        if not columns >= needed:
            hint = "Say so, with the version of the browser"
            raise UnscrollError(f"{file} is of a version not known here", hint, Exit.IO)
    return True


def _guid(db: sqlite3.Connection) -> str:
    """What names a place in each copy of a profile: a number drawn by lot, which says nothing of its address."""
    return "p.guid" if "guid" in table_columns(db, "moz_places") else "p.id"


def _interactions(db: sqlite3.Connection, ask: Ask, file: str, measured: set[int]) -> Iterator[Record]:
    """Notes the days in `measured`."""
    if not table_columns(db, "moz_places_metadata") >= _METADATA:
        return
    rows = db.execute(
        f"SELECT m.id, m.created_at, m.updated_at, {', '.join(f'm.{m}' for m in _MEASURES)}, {_guid(db)}, p.url,"
        " coalesce(p.title, '') FROM moz_places_metadata m JOIN moz_places p ON p.id = m.place_id"
        " ORDER BY m.updated_at, m.id"
    )
    for number, created, updated, viewed, *counts, guid, url, title in rows:
        if not _sound(created, updated, viewed, *counts):
            yield Problem(f"{file}:{number}", NO_TIME)
            continue
        measured.update(at // _DAY_MS for at in (created, updated - viewed, updated))
        if not viewed or not isinstance(url, str) or not isinstance(title, str):
            continue
        if surface := ask.surface_of(url, title):
            typing_ms, keys, scrolling_ms, px = counts
            key = key_of(name, guid, created)
            fact = Visited(surface, Evidence.MEASURED, key, min(typing_ms, viewed), min(scrolling_ms, viewed))
            yield Sighting(Span(updated - viewed, updated), fact, name, DEVICE, keys, px)


def _sound(created: Any, updated: Any, viewed: Any, *counts: Any) -> bool:
    if not all(isinstance(n, int) and n >= 0 for n in (created, updated, viewed, *counts)):
        return False
    return bool(viewed <= LONGEST_MS and FIRST_MS <= updated - viewed <= updated < LAST_MS and max(counts) < 1 << 40)


def _visits(db: sqlite3.Connection, measured: set[int]) -> Iterator[Bare]:
    rows = db.execute(
        f"SELECT v.id, v.visit_date, {_guid(db)}, p.url, coalesce(p.title, '') FROM moz_historyvisits v"
        f" JOIN moz_places p ON p.id = v.place_id WHERE v.visit_type NOT IN ({_EMBED}, {_DOWNLOAD}, {_FRAME})"
        " ORDER BY v.visit_date, v.id"
    )
    for number, date_us, guid, url, title in rows:
        if not isinstance(url, str) or not isinstance(title, str):
            continue
        start_ms = date_us // 1000 if isinstance(date_us, int) else 0
        if start_ms // _DAY_MS not in measured:
            yield Bare(number, start_ms, 0, url, title, key_of(name, guid, date_us))
