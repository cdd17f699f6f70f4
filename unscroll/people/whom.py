"""Whom: the person that somebody at the terminal means by what they type."""

import re
from collections.abc import Iterable, Iterator, Sequence

from unscroll.errors import Exit, UnscrollError
from unscroll.people.circles import Circle
from unscroll.people.everybody import People
from unscroll.people.folding import fold
from unscroll.people.handles import Handle, HandleKind, email, platform_id, profile
from unscroll.people.person import Person
from unscroll.people.spelled import Spelled, lines_of, spelled, unspaced
from unscroll.plain import shown_name

LISTED = 5
"""So many names at the most stand in a hint."""
_NUMBER_DIGITS = 6
_NUMBER = r"[+\d(][\d\s()./-]*"
_ORDINAL = r"#\s?(\d{1,18})"
_CIRCLES = tuple(Circle)


def fits(people: People, told: str) -> tuple[Person, ...]:
    """Those who may be meant, the best first; a fit of one sort excludes the weaker sorts.

    The name that is shown, another name, either in other letters (case, accents, umlauts, order of words), a handle,
    `#12`, whole words of a name, the first letters of its words, a user name, a slip of the fingers.
    """
    found = surely(people, told)
    if found or number_of(told) is not None:
        return found
    names, known = _spelled(people), {person.id: person for person in people.everybody}
    return tuple(dict.fromkeys(known[number] for number in names.slips(lines_of(told))))


def surely(people: People, told: str) -> tuple[Person, ...]:
    """As `fits`, without a slip of the fingers."""
    wanted = " ".join(told.split())
    for found in _sorts(people, wanted) if wanted else ():
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def same_name(people: People, told: str) -> list[Person]:
    """Those whose name that is shown is exactly this: the surest fit."""
    return [p for p in people.everybody if p.name == told]


def number_of(told: str) -> int | None:
    """12 of `#12`; None of what is no number of a person."""
    found = re.fullmatch(_ORDINAL, " ".join(told.split()), re.ASCII)
    return int(found[1]) if found else None


def named_wholly(person: Person, told: str) -> bool:
    """Whether this is a whole name, a handle or the number of somebody, as opposed to a part that fits them."""
    wanted = " ".join(told.split())
    whole = fold(wanted) in map(fold, person.names)
    return number_of(wanted) is not None or whole or any(h.value in values_of(wanted) for h in person.handles)


def values_of(wanted: str) -> set[str]:
    """What a handle may be that is told in full."""
    if re.fullmatch(_NUMBER, wanted, re.ASCII):
        return {f"+{_digits(wanted)}"} if wanted.startswith("+") else set()
    if " " in wanted:
        return set()
    platform, _, number = wanted.partition(":")
    read = (email(wanted), profile(wanted), platform_id(platform, number))
    return {handle.value for handle in read if handle is not None}


def ends_of(wanted: str) -> Iterator[tuple[HandleKind, str]]:
    """What else a handle of a kind may end in, in small letters: the digits of a number, a user name."""
    number = re.fullmatch(_NUMBER, wanted, re.ASCII) and not wanted.startswith("+")
    if number and (home := _digits(wanted).lstrip("0")):
        yield HandleKind.PHONE, home
    if user := _user(wanted):
        yield HandleKind.PROFILE, user
        yield HandleKind.ID, user


def one(people: People, told: str) -> Person:
    """The person that is meant. UnscrollError (2) names up to five who may be, or come near."""
    found = fits(people, told)
    if len(found) == 1:
        return found[0]
    if found:
        named = "; ".join(f"#{p.id} {told_apart(p, found)}" for p in found[:LISTED])
        more = f", {len(found) - LISTED} more" if len(found) > LISTED else ""
        raise UnscrollError(f"{told!r} may be {len(found)} people", f"say a number: {named}{more}", Exit.USAGE)
    near = near_names(people, told)
    hint = f"near names: {'; '.join(f'#{p.id} {told_apart(p, near)}' for p in near)}" if near else ""
    raise UnscrollError(f"nobody is known as {told!r}", hint or "`unscroll people` lists everybody", Exit.USAGE)


def told_apart(person: Person, among: Iterable[Person]) -> str:
    """The name, cut where it is long; where others share it, with the first thing that none of them has: `Alex Kim
    (Acme)`."""
    namesakes = [p for p in among if p.id != person.id and fold(p.name) == fold(person.name)]
    taken = {fold(word) for p in namesakes for word in _marks(p)}
    mark = next((word for word in _marks(person) if fold(word) not in taken), "") if namesakes else ""
    shown = shown_name(person.name)
    return f"{shown} ({shown_name(mark)})" if mark else shown


def _marks(person: Person) -> Iterator[str]:
    if person.company:
        yield person.company
    yield from (handle.value for handle in sorted(person.handles))
    if person.circle:
        yield person.circle.value
    yield from person.tags


def near_names(people: People, told: str) -> tuple[Person, ...]:
    """Up to five whose names look most like it, for a hint and never to act on."""
    known = {person.id: person for person in people.everybody}
    return tuple(known[number] for number in _spelled(people).near(told, LISTED))


def _sorts(people: People, wanted: str) -> Iterator[list[Person]]:
    """The sorts of fit from the surest on, each worked out when those before it found nobody."""
    everybody = people.everybody
    if (number := number_of(wanted)) is not None:  # before a name: an export may bring somebody called `#3`
        yield [person] if (person := people.of(number)) else []
        yield same_name(people, wanted)
        return
    yield _inner_first(same_name(people, wanted))
    if wanted.startswith("@"):
        yield _inner_first(_by_user_name(everybody, wanted))
    yield _inner_first([p for p in everybody if wanted in p.names[1:]])
    known = {person.id: person for person in everybody}
    names, told = _spelled(people), lines_of(wanted)
    for numbers in names.same(told):
        yield _inner_first([known[n] for n in numbers])
    yield _inner_first(_by_handle(everybody, wanted))
    words = [line.split() for line in told]
    whole = (names.having([f" {word} " for word in each]) for each in words)
    yield _inner_first([known[n] for numbers in whole for n in numbers])
    begun = (names.having([word if unspaced(word) else f" {word}" for word in each]) for each in words)
    yield _inner_first([known[n] for numbers in begun for n in numbers])
    yield _inner_first(_by_user_name(everybody, wanted))


def _spelled(people: People) -> Spelled:
    everybody = people.everybody
    return spelled(((p.id, p.name) for p in everybody), ((p.id, other) for p in everybody for other in p.names[1:]))


def _inner_first(persons: list[Person]) -> list[Person]:
    """Those of the inner circle, then of the next ones, then of none."""
    return sorted(persons, key=lambda p: _CIRCLES.index(p.circle) if p.circle else len(_CIRCLES))


def _by_handle(people: Sequence[Person], wanted: str) -> list[Person]:
    if re.fullmatch(_NUMBER, wanted, re.ASCII):
        return _by_number(people, wanted)
    values = values_of(wanted)
    return [p for p in people for h in p.handles if h.value in values] if values else []


def _by_user_name(people: Sequence[Person], wanted: str) -> list[Person]:
    user = _user(wanted)
    return [
        p for p in people for h in p.handles if user and h.value.casefold().endswith(user) and _user_name(h) == user
    ]


def _user(wanted: str) -> str:
    return wanted.lstrip("@").casefold()


def _user_name(handle: Handle) -> str:
    """The last part of a profile's address or of an id."""
    if handle.kind not in (HandleKind.PROFILE, HandleKind.ID):
        return ""
    return handle.value.replace(":", "/").rpartition("/")[2].lstrip("@").casefold()


def _by_number(people: Sequence[Person], wanted: str) -> list[Person]:
    """A whole number, or the end of one as it is dialled at home: 06 12 34 56 78 of +33612345678."""
    digits = _digits(wanted)
    home = digits.lstrip("0")
    if len(home) < _NUMBER_DIGITS:
        return []
    numbers = ((p, h.value) for p in people for h in p.handles if h.kind is HandleKind.PHONE)
    return [p for p, value in numbers if (value == f"+{digits}" if wanted.startswith("+") else value.endswith(home))]


def _digits(wanted: str) -> str:
    return "".join(c for c in wanted.replace("(0)", "") if c.isdigit())
