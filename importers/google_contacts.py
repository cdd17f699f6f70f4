"""Contacts of Google as CSV, with the column names of before 2024 or of today."""

from collections.abc import Iterator
from pathlib import Path

from unscroll.errors import Problem
from unscroll.importers.contract import Ask, Claim, Record
from unscroll.importers.csv_rows import Header, Row, count_rows, find_header, rows_of
from unscroll.importers.draft import COMPANY, Draft, full_name

name = "google-contacts"

_OLD = frozenset({"given name", "family name", "group membership"})
_NEW = frozenset({"first name", "last name", "labels"})
_MANY = " ::: "
_MEANT = frozenset({"friends", "family", "coworkers"})
"""Groups that Google makes and the user fills; `* myContacts` and `* starred` say nothing of a person."""


def _header(path: Path) -> Header | None:
    found = find_header(path, _OLD) or find_header(path, _NEW)
    # HubSpot and others have first names, last names and labels too, but no numbered columns.
    return found if found and any(" 1 - " in name or name == "file as" for name in found.names) else None


def claims(path: Path) -> Claim | None:
    header = _header(path)
    return Claim(name, f"contacts of Google, {count_rows(path, header)}", in_lines=True) if header else None


def read(path: Path, ask: Ask) -> Iterator[Record]:
    header = _header(path)
    for row in rows_of(path, header) if header else ():
        if isinstance(row, Problem):
            yield row
        elif not (told := _name(row)) and row.first("organization name", "organization 1 - name"):
            yield Problem(row.where, COMPANY)
        else:
            yield from _draft(row, ask).records("", told)


def _name(row: Row) -> str:
    parts = (
        row.first("given name", "first name"),
        row.first("additional name", "middle name"),
        row.first("family name", "last name"),
    )
    return full_name(*parts) or row.first("name", "nickname", "file as")


def _many(row: Row, name: str, what: str = "value") -> Iterator[str]:
    for _, told in row.numbered(name, what):
        yield from told.split(_MANY)


def _draft(row: Row, ask: Ask) -> Draft:
    draft = Draft(row.where, ask)
    for text in _many(row, "e-mail"):
        draft.email(text)
    fax = {column.replace(" - label", " - value") for column, label in _labels(row) if "fax" in label.lower()}
    for column, told in row.numbered("phone", "value"):
        for text in told.split(_MANY) if column not in fax else ():
            draft.phone(text)
    for text in _many(row, "website"):
        draft.web(text)
    for column, told in row.numbered("im", "value"):
        draft.on_platform(row.first(column.replace(" - value", " - service")), told)
    for text in row.first("nickname").split(_MANY):
        draft.alias(text)
    for label in row.first("labels", "group membership").split(_MANY):
        _tag(draft, label)
    draft.works_at(row.first("organization name", "organization 1 - name"))
    draft.birthday(row.first("birthday"))
    draft.annotate(row.first("notes"))
    return draft


def _labels(row: Row) -> Iterator[tuple[str, str]]:
    yield from row.numbered("phone", "label")
    for column, label in row.numbered("phone", "type"):
        yield column.replace(" - type", " - label"), label


def _tag(draft: Draft, label: str) -> None:
    """A star stands before Google's own."""
    own = label.strip().removeprefix("*").strip()
    if not label.strip().startswith("*") or own.lower() in _MEANT:
        draft.tag(own)
