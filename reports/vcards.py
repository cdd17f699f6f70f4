"""vCards: people as other address books read them in.

Version 3.0, as that is what all of them read (RFC 2426; some refuse 4.0). It has no birthday without a year, so that is
written as Apple does, which Google, Nextcloud and others understand.
"""

from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import quote

from unscroll.people.birthday import Birthday
from unscroll.people.handles import Handle, HandleKind
from unscroll.people.person import Person

_LINE = 75
"""Bytes of a line before it is folded."""
_NO_YEAR = 1604
"""A leap year that Apple took for a year that is not known."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_PLAIN = "/@:+,~!$&'()*="
"""What may stand in a path as it is."""
_UNQUOTED = str.maketrans("", "", '"\r\n')
_SCHEME = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.+-")


def vcards(people: Iterable[Person], uids: Mapping[int, str], own_ids: Mapping[int, str]) -> Iterator[str]:
    """A card of each, with its line ends. `uids` by the numbers of people; `own_ids` are unscroll's, by which its other
    exports know those who came with a UID."""
    for person in people:
        card = _card(person, _uid(person, uids), _uid(person, own_ids))
        yield "".join(f"{_folded(line)}\r\n" for line in card)


def _uid(person: Person, uids: Mapping[int, str]) -> str:
    return next((uids[number] for number in sorted(person.ids) if number in uids), "")


def _card(person: Person, uid: str, own_id: str) -> Iterator[str]:
    given, _, family = person.name.rpartition(" ")
    if not given:
        given, family = family, ""
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:{_text(uid)}"
    if own_id not in ("", uid):
        yield f"X-UNSCROLL-ID:{own_id}"
    yield f"FN:{_text(person.name)}"
    yield f"N:{_text(family)};{_text(given)};;;"
    aliases = [handle.value for handle in person.handles if handle.kind is HandleKind.NAME]
    if aliases:
        yield f"NICKNAME:{','.join(map(_text, aliases))}"
    yield from map(_handle, (handle for handle in person.handles if handle.kind is not HandleKind.NAME))
    if person.company:
        yield f"ORG:{_text(person.company)}"
    if person.tags:
        yield f"CATEGORIES:{','.join(map(_text, person.tags))}"
    if person.birthday:
        yield _born(person.birthday)
    if person.note:
        yield f"NOTE:{_text(person.note)}"
    yield "END:VCARD"


def _handle(handle: Handle) -> str:
    value = handle.value
    match handle.kind:
        case HandleKind.EMAIL:
            return f"EMAIL;TYPE=INTERNET:{_text(value)}"
        case HandleKind.PHONE:
            return f"TEL:{_text(value)}"
        case HandleKind.PROFILE:
            return f"URL;TYPE=profile:{profile_address(value)}"
    platform, _, number = value.partition(":")
    scheme = platform if platform[:1].isalpha() and _SCHEME.issuperset(platform) else "x-apple"
    named = platform if scheme == platform else f'"{platform.translate(_UNQUOTED)}"'
    return f"IMPP;X-SERVICE-TYPE={named}:{scheme}:{quote(number, safe='@')}"


def profile_address(value: str) -> str:
    """The address of a profile handle."""
    host, _, path = value.partition("/")
    return f"https://{host}/{quote(path, safe=_PLAIN)}"


def _born(day: Birthday) -> str:
    if day.year is None:
        return f"BDAY;X-APPLE-OMIT-YEAR={_NO_YEAR}:{_NO_YEAR}-{day.month:02}-{day.day:02}"
    return f"BDAY:{day}"


def _text(told: str) -> str:
    return told.translate(_ESCAPED)


def _folded(line: str) -> str:
    """Lines of 75 bytes; no letter is cut in two."""
    if len(line.encode("utf-8", "replace")) <= _LINE:
        return line
    parts, size = [""], 0
    for c in line:
        width = len(c.encode("utf-8", "replace"))
        if size + width > _LINE:
            parts.append(" ")
            size = 1
        parts[-1] += c
        size += width
    return "\r\n".join(parts)
