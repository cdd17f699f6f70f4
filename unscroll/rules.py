"""Rules: the rule file as values that can be asked."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

from unscroll.kinds import Kind, KindBook, UserRule

_KINDS = {kind.value: kind for kind in Kind}
FLAGS = re.IGNORECASE | re.ASCII
"""ASCII, so that classes and case fold as JavaScript's do without its u flag."""


@dataclass(frozen=True, slots=True)
class PageRule:
    """`pattern` on the tail, on hosts that `host` finds ("" is all); group `partner` names the thread (0: none)."""

    host: str
    pattern: str
    view: str
    kind: Kind
    partner: int
    name: str


@dataclass(frozen=True, slots=True)
class TitleRule:
    pattern: str
    view: str
    kind: Kind
    partner: int
    name: str


@dataclass(frozen=True, slots=True)
class AppRule:
    """What a native program's window is, before its title is looked at."""

    platform: "Platform"
    view: str
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class DoorRule:
    """A `[[rule]]` of config.toml that needs an address or a title, so it counts from now on. Empty fits anything.

    `host` is a host with all below it; `path` and `title` are patterns; the rest are as in `UserRule`.
    """

    name: str
    kind: Kind
    host: str = ""
    path: str = ""
    title: str = ""
    platform: str = ""
    view: str = ""
    app: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Platform:
    """A site or program; its rules are made of their rows when first asked. Compared by identity, to key a cache."""

    id: str
    default_view: str
    default_kind: Kind
    rows: Mapping[str, Any]

    def rules_on(self, host: str) -> tuple[PageRule, ...]:
        """The page rules that may apply on `host`, in order."""
        return _rules_on(self, host)

    @property
    def titles(self) -> tuple[TitleRule, ...]:
        """The title rules in order."""
        return _titles(self)


@lru_cache(maxsize=512)
def _rules_on(platform: Platform, host: str) -> tuple[PageRule, ...]:
    rows = (row for row in platform.rows["rules"] if not row[0] or finder(row[0])(host))
    return tuple(PageRule(where, p, v, _KINDS[k], partner, name) for where, p, v, k, partner, name in rows)


@lru_cache(maxsize=512)
def _titles(platform: Platform) -> tuple[TitleRule, ...]:
    rows = platform.rows["titles"]
    return tuple(TitleRule(p, v, _KINDS[k], partner, name) for p, v, k, partner, name in rows)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """All rules. Keys of `hosts`, `hints`, `apps`, `browsers` are lower case; `kinds` holds every name ever given."""

    hosts: Mapping[str, Platform]
    hints: Mapping[str, Platform]
    apps: Mapping[str, AppRule]
    browsers: Mapping[str, str]
    web_apps: Mapping[str, str]
    """Start of a web app's window class -> id of the browser."""
    suffix: re.Pattern[str]
    """What browsers append to a page's title."""
    never: tuple[str, ...]
    """The shipped `[never]` entries."""
    kinds: Mapping[str, Kind]
    door: tuple[DoorRule, ...] = field(default=())
    meanings: tuple[UserRule, ...] = field(default=())

    def platform_of(self, host: str, hint: str = "") -> Platform | None:
        """The platform whose host entry is the longest that `host` ends in on a label boundary; else the hint's."""
        rest = host
        while rest:
            if found := self.hosts.get(rest):
                return found
            rest = rest.partition(".")[2]
        return self.hints.get(hint)

    def kind_book(self) -> KindBook:
        """The kinds for `Meaning`: the user's meanings, then the kind of the rule that recognised."""
        return KindBook(self.kinds, self.meanings)

    @classmethod
    def of(cls, book: Mapping[str, Any], user: Iterable[UserRule | DoorRule] = ()) -> "Rules":
        """The rules of `rulefile.book`'s document with the user's own."""
        platforms = {table["id"]: (_platform(table), table) for table in book["platforms"]}
        user = tuple(user)
        door = tuple(rule for rule in user if isinstance(rule, DoorRule))
        return cls(
            hosts={host: platform for platform, table in platforms.values() for host in table["hosts"]},
            hints={table["hint"]: platform for platform, table in platforms.values() if table["hint"]},
            apps=_apps(platforms.values()),
            browsers={name: browser["id"] for browser in book["browsers"] for name in browser["names"]},
            web_apps={browser["web_app"]: browser["id"] for browser in book["browsers"] if browser["web_app"]},
            suffix=_suffix(title for browser in book["browsers"] for title in browser["titles"]),
            never=tuple(book["never"]),
            kinds=_kinds(book, door),
            door=door,
            meanings=tuple(rule for rule in user if isinstance(rule, UserRule)),
        )


def _platform(table: Mapping[str, Any]) -> Platform:
    view, kind = table["default"]
    return Platform(table["id"], view, _KINDS[kind], table)


def _apps(platforms: Iterable[tuple[Platform, Mapping[str, Any]]]) -> dict[str, AppRule]:
    apps: dict[str, AppRule] = {}
    for platform, table in platforms:
        for names, view, kind, name in table["apps"]:
            rule = AppRule(platform, view, _KINDS[kind], name)
            for app in names:
                apps.setdefault(app, rule)
    return apps


def _suffix(titles: Iterable[str]) -> re.Pattern[str]:
    words = "|".join(re.escape(title) for title in sorted(set(titles), key=len, reverse=True))
    return re.compile(rf" [-–—] (?:{words})\Z", FLAGS)


def _kinds(book: Mapping[str, Any], door: Iterable[DoorRule]) -> dict[str, Kind]:
    kinds = {"none": Kind.OTHER, "browser/window": Kind.OTHER, "browser/internal": Kind.OTHER}
    kinds |= {name: _KINDS[kind] for name, kind in book["retired"].items()}
    for table in book["platforms"]:
        kinds[f"{table['id']}/default"] = _KINDS[table["default"][1]]
        kinds |= {row[5]: _KINDS[row[3]] for row in table["rules"]}
        kinds |= {row[4]: _KINDS[row[2]] for row in table["titles"]}
        kinds |= {name: _KINDS[kind] for _names, _view, kind, name in table["apps"]}
    return kinds | {rule.name: rule.kind for rule in door}


@cache
def finder(pattern: str) -> Callable[[str], re.Match[str] | None]:
    """The pattern compiled when first asked; where each alternative is anchored, only the start is tried."""
    compiled = re.compile(pattern, FLAGS)
    return compiled.match if anchored(pattern) else compiled.search


def anchored(pattern: str) -> bool:
    """Whether every top-level alternative starts with `^`, so that a search is a match at the start."""
    depth, at, starts = 0, 0, [0]
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif char == "[":
            at = pattern.index("]", at + 2)
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and depth == 0:
            starts.append(at + 1)
        at += 1
    return all(pattern.startswith("^", start) for start in starts)
