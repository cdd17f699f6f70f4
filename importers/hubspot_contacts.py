"""Contacts of HubSpot as CSV; which columns there are depends on the view that was exported."""

from collections.abc import Iterator
from pathlib import Path

from unscroll.errors import Problem, UnscrollError
from unscroll.importers.contract import Ask, Claim, Record
from unscroll.importers.csv_rows import Header, Row, count_rows, find_header, rows_of
from unscroll.importers.draft import Draft, full_name
from unscroll.people.circles import BUSINESS_TAG
from unscroll.people.own_uid import looks_own

name = "hubspot-contacts"

_NEEDED = frozenset({"record id"})
"""Of any export of HubSpot; deals, tickets and companies have none of `_PERSON`."""
_ENGAGEMENT = frozenset({"activity type", "activity date"})
_PERSON = ("first name", "last name", "email")
_EMAILS = ("email", "work email", "additional email addresses")
_PHONES = ("phone number", "mobile phone number", "whatsapp phone number")
_PROFILES = ("linkedin url", "linkedin bio", "linkedin profile", "linkedin profile url", "twitter username")
OWN_ID, OWN_HANDLES, OWN_TAGS, OWN_NOTE = "unscroll id", "unscroll handles", "unscroll tags", "unscroll note"
"""Columns that unscroll adds for what HubSpot has no property for (`reports.hubspot`)."""


def _header(path: Path) -> Header | None:
    found = find_header(path, _NEEDED)
    return found if found and set(_PERSON) & set(found.names) else None


def claims(path: Path) -> Claim | None:
    """UnscrollError (1) for engagements: they name people too, and none of their rows is a contact."""
    header = _header(path)
    if header and _ENGAGEMENT & set(header.names):
        raise UnscrollError(
            f"{path} holds engagements of HubSpot (calls, meetings), which cannot be read yet",
            "export the contacts instead",
        )
    return Claim(name, f"contacts of HubSpot, {count_rows(path, header)}", in_lines=True) if header else None


def read(path: Path, ask: Ask) -> Iterator[Record]:
    header = _header(path)
    names = header.names if header else ()
    for row in rows_of(path, header) if header else ():
        if isinstance(row, Problem):
            yield row
        elif not _is_contact(row):
            yield Problem(row.where, "no contact: no record id of HubSpot, or neither name nor address: left out")
        else:
            draft = _draft(row, ask)
            if OWN_TAGS not in names:
                draft.tag(BUSINESS_TAG)
            called = full_name(row.first("first name"), row.first("last name"))
            yield from draft.records(row.first("record id") or draft.own, called)


def _draft(row: Row, ask: Ask) -> Draft:
    draft = Draft(row.where, ask, own=_own_id(row))
    for column in _EMAILS:
        for text in row.first(column).split(";"):
            draft.email(text)
    for column in _PHONES:
        draft.phone(row.first(column))
    for column in _PROFILES:
        draft.web(row.first(column))
    for text in _own_list(row.first(OWN_HANDLES)):
        draft.spelled(text)
    for text in _own_list(row.first(OWN_TAGS)):
        draft.tag(text)
    draft.annotate(row.first(OWN_NOTE))
    draft.works_at(row.first("company name", "associated company", "primary company", "company"))
    draft.birthday(row.first("date of birth", "birthday"))
    return draft


def _is_contact(row: Row) -> bool:
    """A row without a record id is one that HubSpot has not seen yet: of somebody whom unscroll wrote out."""
    number = row.first("record id")
    return bool(row.first(*_PERSON)) and (number.isdecimal() or not number)


def _own_id(row: Row) -> str:
    """ "" for what somebody else wrote there: rows that share a word are not of one person."""
    told = row.first(OWN_ID).lower()
    return told if looks_own(told) else ""


def _own_list(text: str) -> list[str]:
    parts = (part.strip() for part in text.split(";"))
    return [part.replace("%3B", ";").replace("%25", "%") for part in parts if part]
