"""Persons in a line each, and what is said of two who may be one."""

from support.gathered import gathered

from unscroll.people.alike import suggestions
from unscroll.people.birthday import read_birthday
from unscroll.people.handles import Handle, alias, email, phone, platform_id, profile
from unscroll.people.person import Person


def handle(text: str) -> Handle:
    if text.startswith("aka "):
        found = alias(text[4:])
    elif "/" in text:
        found = profile(text)
    elif "@" in text:
        found = email(text)
    elif text.startswith("+"):
        found = phone(text)
    else:
        found = platform_id(*text.split(":"))
    assert found is not None, text
    return found


def person(number: int, name: str, *handles: str, company: str = "", born: str = "") -> Person:
    of = tuple(sorted(map(handle, handles)))
    return Person(number, name, (number,), of, company=company, birthday=read_birthday(born))


def told(*persons: Person) -> list[str]:
    return [s.evidence for s in suggestions(gathered(persons))]
