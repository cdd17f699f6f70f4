"""Reason: something that speaks for two persons being one human, in words for the user."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from unscroll.people.accounts import Account, account, clashes, mailbox, same_users, workplace
from unscroll.people.folding import fold
from unscroll.people.handles import Handle, HandleKind
from unscroll.people.naming import Likeness, Naming, likeness, spellings
from unscroll.people.nobody import role_address
from unscroll.people.person import Person

USER_LETTERS = 5
"""A shorter user name is taken by many: `alex`, `zoe`."""
LONG_USER_LETTERS = 8
"""So long a one says something where the names say nothing: a nickname on one platform, a name on the other."""
_LEGAL = re.compile("gmbh|inc|ltd|llc|llp|plc|sarl|spa|ag|kg|ug|bv|nv|pty|corp|corporation|limited|co|the|group")
_NO_COMPANY = re.compile("(self|employed|selfemployed|freelancer?|student|retired|independent|none|na| )*")
_SAID = {
    Likeness.UNKNOWN: "one of them without a name",
    Likeness.NOTHING: "different names",
    Likeness.FAMILY: "same family name",
    Likeness.GIVEN: "names partly the same",
    Likeness.ALONE: "same first name",
    Likeness.FITTING: "names short for each other",
    Likeness.NEAR: "nearly the same name",
    Likeness.WITHIN: "one name within the other",
    Likeness.EQUAL: "same name",
}
_AT_COMPANY = {Likeness.FITTING: 50, Likeness.NEAR: 55, Likeness.WITHIN: 65, Likeness.EQUAL: 75}
_BY_NUMBER = {Likeness.NOTHING: 60, Likeness.GIVEN: 70, Likeness.UNKNOWN: 80}
"""Not `FAMILY`: those who share a line and a family name are a family. Where names agree a number joins by itself."""
_BY_ROLE = {Likeness.NOTHING: 50}
_BY_ADDRESS = {Likeness.NOTHING: 80, Likeness.FAMILY: 80, Likeness.GIVEN: 80}
"""Whoever was not joined by an e-mail address that both have is asked about, also where one thing speaks against."""

Rare = Callable[[Iterable[Hashable]], bool]
"""Whether few people bear all of some words (as `word_key`), user names or handles."""


@dataclass(frozen=True, slots=True)
class Reason:
    points: int
    words: str
    short: str
    """What it adds behind another reason."""


@dataclass(frozen=True, slots=True)
class Face:
    """What of a person is compared."""

    person: Person
    names: tuple[Naming, ...]
    accounts: tuple[Account, ...]
    mailboxes: frozenset[str]
    keys: frozenset[Handle]
    """Handles that no two people have in common: those who do are joined without asking."""
    shared: frozenset[Handle]
    """Handles that two people may have in common: numbers, e-mail addresses."""
    works: Mapping[str, str]
    """The companies, folded, with how they are shown."""

    @property
    def marks(self) -> Iterator[Hashable]:
        """What is told to be rare or not."""
        yield from {word_key(word) for naming in self.names for word in naming.words}
        yield from {a.user for a in self.accounts}
        yield from self.shared


def word_key(word: str) -> Hashable:
    """A word of a name among user names."""
    return "word", word


def face_of(person: Person) -> Face:
    accounts = tuple(sorted({a for h in person.handles if (a := account(h)) is not None and a.user}))
    works = {work: a.place[1:] for a in accounts if a.mail and (work := _company(workplace(a)))}
    if company := _company(person.company):
        works[company] = person.company.strip()
    shared = frozenset(h for h in person.handles if h.kind in (HandleKind.PHONE, HandleKind.EMAIL))
    keys = frozenset(h for h in person.handles if h.strong) - shared
    mailboxes = frozenset(mailbox(h) for h in shared if h.kind is HandleKind.EMAIL and not role_address(h))
    return Face(person, spellings(person.names), accounts, mailboxes, keys, shared, works)


def _company(name: str) -> str:
    folded = fold(name)
    words = [word for word in folded.split() if not _LEGAL.fullmatch(word)]
    return "" if _NO_COMPANY.fullmatch(folded) else "".join(words)


def reasons(one: Face, other: Face, rare: Rare) -> list[Reason]:
    """Those of two faces, the strongest first."""
    like, words = likeness(one.names, other.names)
    rare_name = bool(words) and rare(map(word_key, words))
    made_of_name = frozenset("".join(order) for order in permutations(sorted(words)[:4]))

    def rare_user(user: str) -> bool:
        return rare((user,)) and (rare_name or user not in made_of_name)

    found = [
        *_by_account(one, other, like, rare_user),
        *_by_shared(one, other, like, rare),
        *_by_birthday(one, other, like),
        *(_by_company(one, other, like) if like in _AT_COMPANY and rare_name else ()),
    ]
    return sorted(found, key=lambda reason: (-reason.points, reason.words))


def against(one: Face, other: Face) -> int:
    """How many things speak against it: two addresses at one company, two profiles on one site, two birthdays."""
    a, b = one.person.birthday, other.person.birthday
    born = a is not None and b is not None and (a.month, a.day, a.year or b.year) != (b.month, b.day, b.year or a.year)
    return clashes(one.accounts, other.accounts) + born


def _by_account(one: Face, other: Face, like: Likeness, rare: Callable[[str], bool]) -> list[Reason]:
    """The best of what mailboxes and user names say; one spelling of a name everywhere is one reason, not many.

    A user name made of the name alone is as rare as that name: all who are called Alex Kim take `alexkim`.
    """
    said = _SAID[like]
    equal = {mailbox(h) for h in one.shared & other.shared if h.kind is HandleKind.EMAIL}
    boxes = (one.mailboxes & other.mailboxes) - equal
    found = [Reason(95 if like >= Likeness.ALONE else 85, f"one mailbox {box}, {said}", "one mailbox") for box in boxes]
    for a, b in same_users(one.accounts, other.accounts):
        mails, shown = a.mail + b.mail, " or ".join(sorted({a.shown, b.shown}))
        points = _user_points(a.user, mails, like, one.names + other.names) if rare(a.user) else 0
        if a.place == b.place:
            if a.shown == b.shown and not mails:
                found.append(Reason(95, f"same account {shown} on {a.place}, {said}", "same account"))
        elif points and mails == 0:
            found.append(
                Reason(points, f"same handle {shown} on two platforms, {said}", "same handle on two platforms")
            )
        elif points and mails == 1:
            mail, profile = (a, b) if a.mail else (b, a)
            alike = f"address {mail.shown}@ and profile {profile.shown}"
            found.append(Reason(points, f"{said}, {alike}", alike))
        elif points:
            found.append(Reason(points, f"{said}, address {shown}@ at two domains", f"address {shown}@ at two domains"))
    return sorted(found, key=lambda reason: (-reason.points, reason.words))[:1]


def _user_points(user: str, mails: int, like: Likeness, names: Iterable[Naming]) -> int:
    """0 where a shared user name tells nothing: too short, or one word of a name, which its namesakes take too."""
    if len(user) < USER_LETTERS or any(user in naming.words for naming in names):
        return 70 - 10 * mails if like >= Likeness.WITHIN and mails < 2 else 0
    if like >= Likeness.FITTING:
        return 90 - 5 * mails
    if like in (Likeness.GIVEN, Likeness.ALONE, Likeness.UNKNOWN):
        return 75 - 5 * mails
    return 65 - 5 * mails if mails < 2 and len(user) >= LONG_USER_LETTERS else 0


def _by_shared(one: Face, other: Face, like: Likeness, rare: Rare) -> Iterator[Reason]:
    """A number, or an e-mail address; that of a whole office is no reason."""
    for handle in sorted(one.shared & other.shared):
        number = handle.kind is HandleKind.PHONE
        by = _BY_NUMBER if number else _BY_ROLE if role_address(handle) else _BY_ADDRESS
        points = by.get(like, 0)
        if points and rare((handle,)):
            what = f"same {'number' if number else 'address'} {handle.value}"
            yield Reason(points, f"{what}, {_SAID[like]}", what)


def _by_birthday(one: Face, other: Face, like: Likeness) -> Iterator[Reason]:
    born, too = one.person.birthday, other.person.birthday
    if born is None or too is None or like < Likeness.WITHIN or (born.month, born.day) != (too.month, too.day):
        return
    yield Reason(80 if born == too and born.year else 75, f"{_SAID[like]}, same birthday", "same birthday")


def _by_company(one: Face, other: Face, like: Likeness) -> Iterator[Reason]:
    if one.mailboxes & other.mailboxes:
        return  # one mailbox is at one company
    for work in sorted(one.works.keys() & other.works.keys())[:1]:
        both = f"both at {min(one.works[work], other.works[work])}"
        yield Reason(_AT_COMPANY[like], f"{'same rare name' if like is Likeness.EQUAL else _SAID[like]}, {both}", both)
