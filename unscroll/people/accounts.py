"""Account: what a handle says beyond its being equal to another: whose place it is at, under which user name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from unscroll.people.folding import fold
from unscroll.people.handles import Handle, HandleKind
from unscroll.people.nobody import role_address

_FREE_MAIL = re.compile(
    "gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|web|t-online|freenet|posteo|mailbox|"
    "proton|protonmail|pm|fastmail|hey|zoho|tutanota|tuta|yandex|mail|qq|163|126|naver|orange|free|laposte|wanadoo|"
    "libero|btinternet|comcast|bluewin|sbcglobal"
)
"""Where people have several mailboxes, and colleagues do not meet."""
_SITES = {"t": "telegram", "twitter": "x", "fb": "facebook", "youtu": "youtube"}
_SECOND_LEVEL = frozenset({"co", "com", "ac", "org", "net", "gov", "edu"})
_BEFORE = frozenset({"in", "u", "user", "users", "profile", "add"})
"""First parts of a path that stand before the user name."""
_PAGES = re.compile(
    "company|school|groups?|pages?|people|pub|events|channel|c|p|posts?|about|contact|team|staff|blog|home|index|en|de|fr"
)
"""First parts of a path that lead to something other than a person's own page."""
_OPAQUE = re.compile(r"\d+|(?=.*\d)[0-9a-f]{16,}|acoaa.*", re.IGNORECASE)
_LINKEDIN_TAIL = re.compile(r"-(?=[0-9a-f]*\d)[0-9a-f]{6,}$")
_FILE = re.compile(r"\.(php|html?|aspx?)$")


@dataclass(frozen=True, slots=True, order=True)
class Account:
    """`shown` at `place` (`linkedin`, `x`, `@acme.com`). `user` is what it has in common with others of its owner:
    `zoemueller` of `zoe.mueller`. An `opaque` one is a number, so that it is like no user name and unlike none."""

    place: str
    user: str
    shown: str
    mail: bool = False
    opaque: bool = False


def account(handle: Handle) -> Account | None:
    """The account behind a handle; None for a number, a role address or a page that is no person's."""
    if handle.kind is HandleKind.EMAIL:
        local, _, domain = mailbox(handle).rpartition("@")
        return None if role_address(handle) else Account(f"@{domain}", _user(local), local, mail=True)
    if handle.kind is HandleKind.ID:
        platform, _, name = handle.value.partition(":")
    elif handle.kind is HandleKind.PROFILE:
        host, *path = handle.value.split("/")
        own = path[1:] if path[0] in _BEFORE else path
        if not own or _PAGES.fullmatch(own[0]) or _FILE.search(own[0]):
            return None
        platform, name = label(host), unquote(own[0])
    else:
        return None
    place = _SITES.get(platform, platform)
    shown = name.lstrip("@")
    bare = _LINKEDIN_TAIL.sub("", shown) if place == "linkedin" else shown
    return Account(place, _user(bare), shown, opaque=bool(_OPAQUE.fullmatch(shown)))


def _user(name: str) -> str:
    return fold(name).replace(" ", "")


def mailbox(handle: Handle) -> str:
    """Where an e-mail to it arrives: without `+list`, and for Gmail without dots."""
    local, _, domain = handle.value.rpartition("@")
    local = local.partition("+")[0] or local
    if domain in ("gmail.com", "googlemail.com"):
        return f"{local.replace('.', '')}@gmail.com"
    return f"{local}@{domain}"


def label(host: str) -> str:
    """The word that a domain is known by: `acme` of `mail.acme.co.uk`."""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in _SECOND_LEVEL:
        return labels[-3]
    return labels[-2] if len(labels) > 1 else host


def workplace(mail: Account) -> str:
    """The word of the company whose mailbox it is; "" for one where anybody has a mailbox."""
    named = label(mail.place[1:])
    return "" if _FREE_MAIL.fullmatch(named) else named


def clashes(one: Iterable[Account], other: Iterable[Account]) -> int:
    """At how many places the two go by different names, where a person has one: it speaks against their being one."""
    mine, theirs = _by_place(one), _by_place(other)
    return sum(not mine[place] & theirs[place] for place in mine.keys() & theirs.keys())


def _by_place(accounts: Iterable[Account]) -> dict[tuple[str, bool], set[str]]:
    found: dict[tuple[str, bool], set[str]] = {}
    for each in accounts:
        if not each.mail or workplace(each):
            found.setdefault((each.place, each.opaque), set()).add(each.shown)
    return found


def same_users(one: Sequence[Account], other: Sequence[Account]) -> Iterator[tuple[Account, Account]]:
    """The accounts of the two that bear one user name that they chose."""
    return ((a, b) for a in one for b in other if a.user == b.user and not a.opaque and not b.opaque)
