"""Connections of LinkedIn: Connections.csv of the archive."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from unscroll.errors import Problem
from unscroll.importers.contract import Ask, Claim, Followers, Record
from unscroll.importers.csv_rows import Row, count_rows, find_header, rows_of
from unscroll.importers.draft import Draft, full_name

name = "linkedin-connections"

_NEEDED = frozenset({"first name", "last name", "connected on"})
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPOKEN = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3})[a-z]*\.?[ -](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", re.ASCII)


def claims(path: Path) -> Claim | None:
    header = find_header(path, _NEEDED)
    return Claim(name, f"connections of LinkedIn, {count_rows(path, header)}", in_lines=True) if header else None


def read(path: Path, ask: Ask) -> Iterator[Record]:
    header = find_header(path, _NEEDED)
    count = 0
    for row in rows_of(path, header) if header else ():
        if isinstance(row, Problem):
            yield row
            continue
        told = full_name(row.first("first name"), row.first("last name"))
        if not told or told.lower() == "linkedin member":
            yield Problem(row.where, "a member who has left LinkedIn: left out")
        else:
            draft = _draft(row, ask)
            yield from draft.records(_key(draft), told)
            count += 1
    if count:
        yield Followers("linkedin", count)


def _draft(row: Row, ask: Ask) -> Draft:
    draft = Draft(row.where, ask)
    draft.profile(row.first("url"))
    draft.email(row.first("email address"))
    draft.works_at(row.first("company"))
    if told := row.first("connected on"):
        draft.met_on = connected_on(told)
        if draft.met_on is None:
            draft.problem("the day of the connection is no date: left out")
    return draft


def _key(draft: Draft) -> str:
    """The profile's address names the member: an employer may change, the connection stays."""
    return next((h.value for h in draft.handles if h.value.startswith("linkedin.com/")), "")


def connected_on(text: str) -> date | None:
    """`05 Sep 2026` or `2026-09-05`; None where it is no day. Slashes do not say which is the month."""
    try:
        if found := _SPOKEN.fullmatch(text):
            return date(int(found[3]), _MONTHS.index(found[2].lower()) + 1, int(found[1]))
        if found := _ISO.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return None
