"""Contacts in GNOME's address books: `contacts.db` of the Evolution data server."""

from collections.abc import Iterator
from pathlib import Path

from unscroll.errors import Problem
from unscroll.importers.contract import Ask, Claim, Record
from unscroll.importers.foreign_sqlite import DAMAGE, Tables, database_in, open_copy, tables_of
from unscroll.importers.vcard import read_lines, text_lines

name = "evolution"
FILE = "contacts.db"

DAMAGED = "the file is damaged: what follows is left out"
_NEEDED = frozenset({"uid", "vcard"})


def claims(path: Path) -> Claim | None:
    file = database_in(path, FILE)
    if file is None or not _books(tables_of(file)):
        return None
    return Claim(name, "contacts of GNOME")


def read(path: Path, ask: Ask) -> Iterator[Record]:
    file = database_in(path, FILE)
    if file is None:
        return
    books = _books(tables_of(file))
    if not books:
        yield Problem(file.name, DAMAGED)
    try:
        with open_copy(file) as db:
            number = 0
            for table in books:
                quoted = table.replace('"', '""')
                for (text,) in db.execute(f'SELECT vcard FROM "{quoted}" WHERE vcard IS NOT NULL ORDER BY uid'):
                    number += 1
                    lines = text_lines(str(text), number)
                    yield from read_lines(lines, file.name, ask)
    except DAMAGE:
        yield Problem(file.name, DAMAGED)


def _books(tables: Tables) -> list[str]:
    """There is a table for each folder, by the folder's name; `folders` lists them."""
    if "folders" not in tables:
        return []
    return sorted(table for table, columns in tables.items() if columns >= _NEEDED)
