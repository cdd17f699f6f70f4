"""Contacts in vCards 2.1, 3.0, 4.0: a file of them, or a folder of such files."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from unscroll.errors import Problem, UnscrollError
from unscroll.importers.contract import Ask, Claim, Record
from unscroll.importers.draft import COMPANY, DECEASED, Draft, full_name, one_line
from unscroll.importers.lines import Line, head_of, lines_of
from unscroll.importers.vcard_text import Property, frame_of, parse, unfolded, version_of
from unscroll.people.own_uid import looks_own

name = "vcard"

OWN_ID = "X-UNSCROLL-ID"
"""What unscroll adds for whom it knows by another UID (`reports.vcards`)."""
_SUFFIXES = (".vcf", ".vcard")
_BINARY = frozenset({"PHOTO", "LOGO", "SOUND", "KEY"})
_PLATFORMS = {
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-TELEGRAM": "telegram",
    "X-WHATSAPP": "whatsapp",
    "X-SIGNAL": "signal",
    "X-MATRIX": "matrix",
    "X-JABBER": "xmpp",
    "X-ICQ": "icq",
    "X-AIM": "aim",
    "X-MSN": "msn",
    "X-YAHOO": "yahoo",
    "X-QQ": "qq",
    "X-TWITTER": "twitter",
}
_NO_KINDS = frozenset({"group", "org", "organization", "location", "thing", "device", "application"})
_MOST = 2_000
"""Lines of a card that count; nobody has more, but a file without an end to its cards may."""
_SERVICES = ("X-SERVICE-TYPE", "SERVICE-TYPE")
_PLACES = frozenset({"home", "work", "pref", "other", "internet", "personal"})
"""Types that say where or how, beside those that name a platform."""


@dataclass(slots=True)
class _Open:
    """The lines of a card up to its end."""

    number: int
    properties: list[Property] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    old: bool = False
    binary: bool = False
    """The last property was a picture, whose lines may go on without a fold."""
    nested: int = 0
    """How many cards within this one are open; they are agents of theirs, and nobody of the user's."""


def claims(path: Path) -> Claim | None:
    if path.is_dir():
        count = len(files_of(path))
        return Claim(name, f"a folder of {count} vCard files", in_lines=True) if count else None
    head = head_of(path).lstrip()
    first = head.partition("\n")[0]
    if not frame_of(first) and not (
        path.suffix.lower() in _SUFFIXES and any(frame_of(line) for line in head.splitlines())
    ):
        return None
    count = sum(1 for line in lines_of(path) if line.text[:1] in "Bb" and frame_of(line.text) == "BEGIN")
    return Claim(name, f"contacts in vCards, {count} card{'' if count == 1 else 's'}", in_lines=True)


def read(path: Path, ask: Ask) -> Iterator[Record]:
    if not path.is_dir():
        yield from read_lines(lines_of(path), path.name, ask)
        return
    for file in files_of(path):
        try:
            yield from read_lines(lines_of(file), file.name, ask)
        except UnscrollError as why:
            yield Problem(file.name, why.message)


def files_of(folder: Path) -> list[Path]:
    """Those of the folder, then those one deeper: vdirsyncer has a folder per address book."""
    found = [*sorted(folder.glob("*")), *sorted(folder.glob("*/*"))]
    return [p for p in found if p.suffix.lower() in _SUFFIXES and not p.name.startswith(".") and p.is_file()]


def text_lines(text: str, number: int) -> list[Line]:
    """The lines of a card that a database holds, all under the number of its record."""
    return [Line(number, line) for line in text.replace("\r\n", "\n").split("\n")]


def read_lines(lines: Iterable[Line], file: str, ask: Ask) -> Iterator[Record]:
    """The cards in lines of a file by that name; also of what other programs keep in their databases."""
    card: _Open | None = None
    outside = False
    for line in unfolded(lines):
        frame = frame_of(line.text)
        if card is None:
            if frame == "BEGIN":
                card, outside = _Open(line.number), False
            elif line.text.strip() and not frame and not outside:
                outside = True
                yield Problem(_where(file, line.number), "text outside of a card: left out")
        elif frame == "BEGIN" and not _opens_agent(card):
            yield from _unended(file, card, ask)
            card = _Open(line.number)
        elif frame == "BEGIN":
            card.nested += 1
        elif frame == "END" and card.nested:
            card.nested -= 1
        elif frame == "END":
            yield from _records(file, card, ask)
            card = None
        elif not card.nested:
            _take(file, card, line)
    if card is not None:
        yield from _unended(file, card, ask)


def _opens_agent(card: _Open) -> bool:
    last = card.properties[-1] if card.properties else None
    return bool(card.nested) or (last is not None and last.name == "AGENT" and not last.value.strip())


def _take(file: str, card: _Open, line: Line) -> None:
    if version := version_of(line.text):
        card.old = version.startswith("2")
        return
    if len(card.properties) + len(card.problems) >= _MOST:
        return
    found = parse(line.text, card.old)
    if found is None:
        if line.text.strip() and not card.binary:
            card.problems.append(Problem(_where(file, line.number), "a line that is no property: left out"))
        return
    card.binary = found.name in _BINARY
    if line.cut and not card.binary:
        card.problems.append(Problem(_where(file, line.number), "a line that is too long to be anybody's: left out"))
    elif not card.binary:
        card.properties.append(found)


def _unended(file: str, card: _Open, ask: Ask) -> Iterator[Record]:
    """A card that breaks off; what it says before counts."""
    card.problems.append(Problem(_where(file, card.number), "a card without its end: what is there was read"))
    if card.properties:
        yield from _records(file, card, ask)
    else:
        yield from card.problems


def _where(file: str, number: int) -> str:
    return f"{file}:{number}"


def _records(file: str, card: _Open, ask: Ask) -> Iterator[Record]:
    yield from card.problems
    told = card.properties
    own = _first(told, OWN_ID).lower()
    draft = Draft(_where(file, card.number), ask, own=own if looks_own(own) else "")
    if why := _no_person(told):
        yield Problem(draft.where, why)
        return
    for item in told:
        _add(draft, item)
    yield from draft.records(_first(told, "UID").removeprefix("urn:uuid:"), _name(told))


def _first(told: list[Property], *names: str) -> str:
    """The first that is not empty, in the order of `names`."""
    return next((one_line(p.text) for n in names for p in told if p.name == n and p.text.strip()), "")


def _structured(told: list[Property]) -> str:
    """Given, additional and family names; titles and the like are no part of it."""
    for item in told:
        if item.name == "N":
            family, given, additional, *_ = [*item.split(";"), "", ""]
            if found := full_name(given, additional, family):
                return found
    return ""


def _name(told: list[Property]) -> str:
    return _first(told, "FN") or _structured(told) or _first(told, "NICKNAME", "X-NICKNAME")


def _no_person(told: list[Property]) -> str:
    """Why a card is of no person, or of none that reminders may name; "" for somebody."""
    kind = _first(told, "KIND", "X-ADDRESSBOOKSERVER-KIND", "X-KIND").lower()
    if kind in _NO_KINDS:
        return COMPANY if kind.startswith("org") else f"a {kind}, no person: left out"
    if _first(told, "DEATHDATE", "X-DEATHDATE"):
        return DECEASED
    firm = next((one_line(p.split(";")[0]) for p in told if p.name == "ORG"), "")
    if _first(told, "X-ABSHOWAS").upper() == "COMPANY" or (
        firm and not _structured(told) and _name(told) in ("", firm)
    ):
        return COMPANY
    return ""


def _add(draft: Draft, item: Property) -> None:
    match item.name:
        case "EMAIL":
            draft.email(item.text)
        case "TEL" if "fax" not in item.types and "pager" not in item.types:
            draft.phone(item.text)
        case "NICKNAME" | "X-NICKNAME" | "X-MAIDENNAME":
            for part in item.split(","):
                draft.alias(part)
        case "CATEGORIES":
            for part in item.split(","):
                draft.tag(part)
        case "ORG":
            draft.works_at(item.split(";")[0])
        case "NOTE":
            draft.annotate(item.text)
        case "BDAY" if item.param("VALUE").lower() != "text":
            draft.birthday(_day(item))
        case "URL" if "profile" in item.types:
            draft.profile(item.text)
        case "URL":
            draft.web(item.text)
        case "IMPP" | "X-SOCIALPROFILE" | "SOCIALPROFILE":
            draft.on_platform(_platform(item), item.text)
        case other if other in _PLATFORMS:
            draft.on_platform(_PLATFORMS[other], item.text)


def _day(item: Property) -> str:
    """Apple writes a year of its choice for an unknown one, and says which."""
    omitted = item.param("X-APPLE-OMIT-YEAR")
    told = item.text.strip()
    return f"-{told[4:]}" if omitted and told.startswith(f"{omitted}-") else told


def _platform(item: Property) -> str:
    """What it says of itself; "" where the scheme of the value has to say it."""
    service = next((item.param(name) for name in _SERVICES if item.param(name)), "")
    return service or ("" if item.name == "IMPP" else next(iter(sorted(item.types - _PLACES)), ""))
