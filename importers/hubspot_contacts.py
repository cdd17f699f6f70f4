"""Contacts of HubSpot as CSV; which columns there are depends on the view that was exported."""

from collections.abc import Iterator
from pathlib import Path

from unscroll.errors import Problem
from unscroll.importers.contract import Ask, Claim, Record
from unscroll.importers.csv_rows import Header, Row, count_rows, find_header, rows_of
from unscroll.importers.draft import Draft, full_name
from unscroll.people.circles import BUSINESS_TAG

name = "hubspot-contacts"

_NEEDED = frozenset({"record id"})
"""Of any export of HubSpot; deals, tickets and companies have none of `_PERSON`."""
_PERSON = ("first name", "last name", "email")
_EMAILS = ("email", "work email", "additional email addresses")
_PHONES = ("phone number", "mobile phone number", "whatsapp phone number")
_PROFILES = ("linkedin url", "linkedin bio", "linkedin profile", "linkedin profile url", "twitter username")


def _header(path: Path) -> Header | None:
    found = find_header(path, _NEEDED)
    return found if found and set(_PERSON) & set(found.names) else None


def claims(path: Path) -> Claim | None:
    header = _header(path)
    return Claim(name, f"contacts of HubSpot, {count_rows(path, header)} rows") if header else None


def read(path: Path, ask: Ask) -> Iterator[Record]:
    header = _header(path)
    for row in rows_of(path, header) if header else ():
        if isinstance(row, Problem):
            yield row
        elif not row.first("record id").isdecimal() or not row.first(*_PERSON):
            yield Problem(row.where, "no contact: it has no record id, or neither name nor e-mail address: left out")
        else:
            yield from _draft(row, ask).records(
                row.first("record id"), full_name(row.first("first name"), row.first("last name"))
            )


def _draft(row: Row, ask: Ask) -> Draft:
    draft = Draft(row.where, ask)
    for column in _EMAILS:
        for text in row.first(column).split(";"):
            draft.email(text)
    for column in _PHONES:
        draft.phone(row.first(column))
    for column in _PROFILES:
        draft.web(row.first(column))
    draft.tag(BUSINESS_TAG)
    draft.works_at(row.first("company name", "associated company", "primary company", "company"))
    draft.birthday(row.first("date of birth", "birthday"))
    return draft
