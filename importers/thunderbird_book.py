"""Contacts in Thunderbird's address books: `abook.sqlite`, and those beside it."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from unscroll.errors import Problem
from unscroll.importers.contract import Ask, Claim, Record
from unscroll.importers.draft import Draft, full_name
from unscroll.importers.foreign_sqlite import DAMAGE, database_in, open_copy, tables_of
from unscroll.importers.vcard import read_lines, text_lines

name = "thunderbird"
FILE = "abook.sqlite"

COLLECTED = "history.sqlite"
"""Addresses that were written to once, kept by the program itself: of nobody whom the user put into a book."""
_EMAILS = ("PrimaryEmail", "SecondEmail")
_PHONES = ("CellularNumber", "HomePhone", "WorkPhone")
_CARDS = "SELECT card, name, value FROM properties WHERE card IS NOT NULL ORDER BY card, name"


def claims(path: Path) -> Claim | None:
    if path.name == COLLECTED or path.is_dir() or database_in(path, FILE) is None:
        return None
    if not {"card", "name", "value"} <= tables_of(path).get("properties", frozenset()):
        return None
    return Claim(name, "contacts of Thunderbird")


def read(path: Path, ask: Ask) -> Iterator[Record]:
    if path.is_dir() or database_in(path, FILE) is None:
        return
    try:
        with open_copy(path) as db:
            told: dict[str, str] = {}
            number, card = 0, None
            for of, what, value in _rows(db):
                if of != card:
                    if card is not None:
                        yield from _records(path, number, card, told, ask)
                    number, card, told = number + 1, of, {}
                told[what] = value
            if card is not None:
                yield from _records(path, number, card, told, ask)
    except DAMAGE:
        yield Problem(path.name, "the file is damaged: what follows is left out")


def _rows(db: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    for row in db.execute(_CARDS):
        if all(isinstance(part, str) for part in row):
            yield row


def _records(path: Path, number: int, card: str, told: dict[str, str], ask: Ask) -> Iterator[Record]:
    """As of version 102 a vCard says all; before it, one property each."""
    where = f"{path.name}:{number}"
    if "_vCard" in told:
        lines = text_lines(told["_vCard"], number)
        yield from read_lines(lines, path.name, ask)
        return
    draft = Draft(where, ask)
    for field in _EMAILS:
        draft.email(told.get(field, ""))
    for field in _PHONES:
        draft.phone(told.get(field, ""))
    draft.alias(told.get("NickName", ""))
    draft.works_at(told.get("Company", ""))
    draft.web(told.get("WebPage2", ""))
    draft.annotate(told.get("Notes", ""))
    draft.birthday(_birthday(told))
    called = told.get("DisplayName", "") or full_name(told.get("FirstName", ""), told.get("LastName", ""))
    yield from draft.records(card, called)


def _birthday(told: dict[str, str]) -> str:
    month, day, year = (told.get(f"Birth{part}", "").strip() for part in ("Month", "Day", "Year"))
    if not (month.isdecimal() and day.isdecimal()):
        return ""
    return f"{year if year.isdecimal() else '-'}-{int(month):02d}-{int(day):02d}"
