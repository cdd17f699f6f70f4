"""A draft: what a record says of somebody, before it is a card."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import unquote

from unscroll.errors import Problem
from unscroll.importers.contract import Ask, Record
from unscroll.people.birthday import Birthday, read_birthday
from unscroll.people.card import Card
from unscroll.people.handles import Handle, HandleKind, alias, email, phone, platform_id, profile, told_handle

LONGEST_NOTE = 10_000
"""Characters."""
_SOCIAL = frozenset(
    {
        "bsky.app",
        "facebook.com",
        "github.com",
        "instagram.com",
        "linkedin.com",
        "pinterest.com",
        "reddit.com",
        "t.me",
        "threads.net",
        "tiktok.com",
        "twitch.tv",
        "vk.com",
        "x.com",
        "xing.com",
        "youtube.com",
    }
)
"""Hosts whose pages are of one person each. Any other page may be of a firm, and shared by those who work there."""
_TELEPHONE_PLATFORMS = frozenset({"whatsapp", "signal"})
_SCHEME = re.compile(r"([a-z][a-z0-9.+-]*):(.*)", re.IGNORECASE | re.DOTALL)
_VERB = re.compile(r"\?(chat|call|add)$|^goim\?screenname=|^(sendim|addfriend)\?", re.IGNORECASE)
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")

NO_REGION = "a telephone number without its country, and no country is known to read it by: left out"
NO_PHONE = "a telephone number that is nobody's own, or none: left out"
NO_EMAIL = "an e-mail address that is none: left out"
NO_BIRTHDAY = "a birthday that is no day of a year: left out"
NO_HANDLE = "a handle that is none: left out"
COMPANY = "a company, no person: left out"
DECEASED = "marked as deceased: left out"


def one_line(text: str) -> str:
    """The text without line ends, doubled spaces and what is not seen."""
    return " ".join(_UNSEEN.sub("", text).split())


def full_name(*parts: str) -> str:
    return one_line(" ".join(parts))


@dataclass(slots=True)
class Draft:
    """Filled property by property; `records` gives the card, after a Problem for each part that cannot be read.

    What is told is kept raw beside its handle, so that a key made of it is the same whatever `ask` says.
    """

    where: str
    ask: Ask
    told: set[str] = field(default_factory=set)
    handles: dict[Handle, None] = field(default_factory=dict)
    tags: dict[str, None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    company: str = ""
    day: Birthday | None = None
    note: str = ""
    cadence_days: int | None = None
    met_on: date | None = None
    own: str = ""

    def problem(self, what: str) -> None:
        self.problems.append(Problem(self.where, what))

    def email(self, text: str) -> None:
        self._handle(text, email(text), NO_EMAIL)

    def phone(self, text: str) -> None:
        international = text.strip().removeprefix("tel:").startswith(("+", "(+", "00"))
        self._handle(text, phone(text, self.ask.region), NO_PHONE if self.ask.region or international else NO_REGION)

    def profile(self, text: str) -> None:
        """A page that the source itself calls a profile."""
        self._handle(text, profile(text))

    def web(self, text: str) -> None:
        """Any page: one of a person where its host has such, else no handle."""
        found = profile(text)
        host = found.value.partition("/")[0] if found else ""
        if found and (host in _SOCIAL or "/@" in found.value):
            self._handle(text, found)

    def on_platform(self, platform: str, text: str) -> None:
        """Somebody's name or number on a platform, or the address of their page there."""
        if found := _SCHEME.fullmatch(text.strip()):
            scheme, rest = found[1].lower(), unquote(found[2])
            if scheme in ("http", "https"):
                self.profile(text)
                return
            platform, text = platform or scheme, _VERB.sub("", rest).lstrip("/")
        number = phone(text, self.ask.region) if platform.lower() in _TELEPHONE_PLATFORMS else None
        self._handle(text, number or platform_id(one_line(platform), one_line(text).lower()))

    def alias(self, text: str) -> None:
        self._handle(text, alias(one_line(text)))

    def spelled(self, text: str) -> None:
        """A handle as unscroll itself spells it out (`str(handle)`)."""
        try:
            self._handle(text, told_handle(text))
        except ValueError:
            self.problem(NO_HANDLE)

    def tag(self, text: str) -> None:
        if tag := one_line(text).lower():
            self.tags[tag] = None

    def works_at(self, text: str) -> None:
        self.company = self.company or one_line(text)

    def birthday(self, text: str) -> None:
        if text.strip():
            self.told.add(text.strip())
            self.day = self.day or read_birthday(text)
            if self.day is None:
                self.problem(NO_BIRTHDAY)

    def forget_year(self) -> None:
        if self.day:
            self.day = Birthday(self.day.month, self.day.day)

    def annotate(self, text: str) -> None:
        clean = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
        self.note = "\n".join(part for part in (self.note, clean) if part)[:LONGEST_NOTE]

    def records(self, key: str, name: str) -> Iterator[Record]:
        """`key` is the native id; where that is empty, a hash of what was told."""
        name = one_line(name)
        others = tuple(h for h in self.handles if h.kind is not HandleKind.NAME or h.value != name)
        yield from self.problems
        yield Card(
            one_line(key) or self._hash(name),
            name,
            others,
            tuple(self.tags),
            self.company,
            self.day,
            self.note,
            self.cadence_days,
            self.met_on,
            self.own,
            self.where,
        )

    def _handle(self, text: str, found: Handle | None, otherwise: str = "") -> None:
        told = one_line(text)
        if not told:
            return
        self.told.add(told)
        if found is not None:
            self.handles[found] = None
        elif otherwise:
            self.problem(otherwise)

    def _hash(self, name: str) -> str:
        told = "\0".join((name, self.company, self.note, *sorted(self.told)))
        return hashlib.sha256(told.encode("utf-8")).hexdigest()[:32]
