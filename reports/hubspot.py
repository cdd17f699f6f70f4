"""HubSpot: people, and what there was with them, as the tables that HubSpot's import takes.

What HubSpot has no property for stands in columns of unscroll's own, which the importer of HubSpot's contacts reads, so
that nothing is lost on the way out and in again.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping

from unscroll.people.handles import Handle, HandleKind
from unscroll.people.person import Person
from unscroll.people.touchpoint import IN_PERSON, SPOKEN, Direction, Touchpoint
from unscroll.reports.vcards import profile_address
from unscroll.span import from_ms

CONTACTS = (
    *("Record ID", "First Name", "Last Name", "Email", "Additional email addresses", "Phone Number"),
    *("Mobile Phone Number", "LinkedIn URL", "Company name", "Date of birth"),
    *("Unscroll id", "Unscroll handles", "Unscroll tags", "Unscroll note"),
)
ENGAGEMENTS = (
    *("Activity type", "Activity date", "Title", "Body", "Direction", "Duration (ms)", "Start time", "End time"),
    *("Record ID", "First Name", "Last Name", "Email", "Unscroll channel", "Unscroll evidence", "Unscroll genuine"),
)
_FORMULA = re.compile(r"'*\s*[=+\-@]")
_NUMBER = re.compile(r"\+\d+(;ext=\d+)?", re.ASCII)
_NOTE_LINES = 150
"""Lines of a note that stay lines: a cell of hundreds of lines is read as a quote that is never closed."""
_DIRECTIONS = {Direction.OUT: "OUTBOUND", Direction.IN: "INBOUND", Direction.BOTH: ""}


def contacts_csv(people: Iterable[Person], record_ids: Mapping[int, str], own_ids: Mapping[int, str]) -> Iterator[str]:
    """A header and a row of each person. `record_ids` are HubSpot's own, by the numbers of people: its import takes a
    row with one for news of that contact. `own_ids` are unscroll's, by which it knows those again who have no other
    key."""
    yield _row(CONTACTS)
    for person in people:
        given, _, family = person.name.rpartition(" ")
        first, last = (given, family) if given else (family, "")
        own_id = next((own_ids[number] for number in sorted(person.ids) if number in own_ids), "")
        yield _row((_record_id(person, record_ids), first, last, *_columns(person, own_id)))


def engagements_csv(
    of: Iterable[tuple[Person, Iterable[Touchpoint]]], record_ids: Mapping[int, str], names: Mapping[int, str]
) -> Iterator[str]:
    """A header and a row of each touchpoint; `names` are everybody's, by number."""
    yield _row(ENGAGEMENTS)
    for person, touchpoints in of:
        given, _, family = person.name.rpartition(" ")
        who = (given, family) if given else (family, "")
        email = next((h.value for h in person.handles if h.kind is HandleKind.EMAIL), "")
        for t in touchpoints:
            start, end = _instant(t.start_ms), _instant(t.end_ms)
            length = str(t.end_ms - t.start_ms) if t.end_ms > t.start_ms else ""
            what = (
                _type(t.channel),
                start,
                f"{t.channel} with {person.name}",
                _body(t, names),
                _DIRECTIONS[t.direction],
            )
            own = (t.channel, str(t.evidence), "yes" if t.genuine else "no")
            yield _row((*what, length, start, end, _record_id(person, record_ids), *who, email, *own))


def _record_id(person: Person, record_ids: Mapping[int, str]) -> str:
    return next((record_ids[number] for number in sorted(person.ids) if number in record_ids), "")


def _columns(person: Person, own_id: str) -> tuple[str, ...]:
    rest = list(person.handles)
    emails = _taken(rest, HandleKind.EMAIL)
    phones = _taken(rest, HandleKind.PHONE, most=2)
    linkedin = _taken(rest, HandleKind.PROFILE, most=1, start="linkedin.com/")
    return (
        emails[0] if emails else "",
        ";".join(emails[1:]),
        *(*phones, "", "")[:2],
        *(map(profile_address, linkedin) if linkedin else ("",)),
        person.company,
        str(person.birthday) if person.birthday else "",
        own_id,
        _listed(map(str, rest)),
        _listed(person.tags),
        _note(person.note),
    )


def _taken(rest: list[Handle], kind: HandleKind, most: int | None = None, start: str = "") -> list[str]:
    """Takes handles of a kind away, in order."""
    taken = [handle for handle in rest if handle.kind is kind and handle.value.startswith(start)][:most]
    for handle in taken:
        rest.remove(handle)
    return [handle.value for handle in taken]


def _listed(values: Iterable[str]) -> str:
    return ";".join(value.replace("%", "%25").replace(";", "%3B") for value in values)


def _note(text: str) -> str:
    lines = text.split("\n")
    return "\n".join((*lines[:_NOTE_LINES], *filter(None, (" ".join(lines[_NOTE_LINES:]),))))


def _type(channel: str) -> str:
    if channel in SPOKEN:
        return "CALL"
    return "MEETING" if channel in IN_PERSON else "EMAIL" if channel == "email" else "NOTE"


def _body(t: Touchpoint, names: Mapping[int, str]) -> str:
    via = names.get(t.via_id or 0, "")
    told = {"": t.note, "Via: ": via, "Next: ": t.ask, "Gave: ": ", ".join(t.gave), "Got: ": ", ".join(t.got)}
    return "\n".join(f"{name}{text}" for name, text in told.items() if text)


def _instant(at_ms: int) -> str:
    return from_ms(at_ms).isoformat(timespec="seconds").replace("+00:00", "Z")


def _row(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it; a telephone number is none."""
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell
