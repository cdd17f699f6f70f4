"""Recognition at the door: an address, a title or a program's id becomes a platform, a view and the rule that said so.

Follows the matching order at the head of surfaces.toml (METRICS 1). What was matched does not leave this module but as
the partner of a `Found`, which becomes a thread key.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from unscroll.kinds import Kind
from unscroll.rules import DoorRule, Platform, Rules, finder
from unscroll.surface import BROWSER, Surface, ThreadKey

ThreadKeyOf = Callable[[str, str], ThreadKey]
"""(platform, partner) -> the key under which the thread is stored."""

CUT = 2048
"""Characters of a tail or a title that are looked at."""

_SLASHES = re.compile("//+")
_UNSEEN = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_BLANK = re.compile("[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")
_COUNTER = re.compile(r"(?:\(\d+\+?\) |\[\d+\+?\] |[*!] |[•●·‣◦○] ?| )+", re.ASCII)
_NOT_IN_APP = re.compile(r"[^\w.() +-]")
_SHAPE_OF_HOST = re.compile(r"[a-z0-9.\[\]:_-]{0,253}\Z")


@dataclass(frozen=True, slots=True)
class PagePlace:
    """A page as the browser's own parser gives it: `host` without port, `query` with its `?`, `fragment` with its `#`.

    `scheme` with or without colon; `hint` is an `any_host` value of surfaces.toml. A query or fragment without its
    mark is refused (ValueError).
    """

    scheme: str
    host: str
    path: str
    query: str = ""
    fragment: str = ""
    title: str = ""
    hint: str = ""

    def __post_init__(self) -> None:
        if self.query[:1] not in ("", "?") or self.fragment[:1] not in ("", "#"):
            raise ValueError("a query starts with ? and a fragment with #")


@dataclass(frozen=True, slots=True)
class Found:
    """What a place is. `partner` is in clear: it is hashed at once and never stored."""

    platform: str
    view: str
    kind: Kind
    rule: str
    partner: str = ""


NOTHING = Found("none", "none", Kind.OTHER, "none")
_WINDOW = Found(BROWSER, "window", Kind.OTHER, "browser/window")


def recognise_page(rules: Rules, place: PagePlace, thread_key: ThreadKeyOf, *, all_sites: bool = False) -> Surface:
    """The surface of a page. An unknown site is `website/page`, without its host unless `all_sites` (record.sites)."""
    if not _on_the_web(place):
        return Surface(BROWSER, "internal", "browser/internal")
    found = find_page(rules, place)
    if found.platform == "none":
        host = _host(place.host)
        shown = host if all_sites and _SHAPE_OF_HOST.match(host) else ""
        return Surface("website", "page", found.rule, host=shown)
    return Surface(found.platform, found.view, found.rule, thread=_thread(found, thread_key))


def recognise_window(rules: Rules, app: str, title: str, thread_key: ThreadKeyOf) -> Surface:
    """The surface of a window by its WM_CLASS class or Wayland app id. A browser's `app` is the browser's own id."""
    found = find_window(rules, app, title)
    shown = _NOT_IN_APP.sub("_", app)[:80]
    if found.platform == BROWSER:
        return Surface(BROWSER, found.view, found.rule, app=browser_of(rules, app))
    if found.platform == "none":
        return Surface("none", "window", found.rule, app=shown)
    return Surface(found.platform, found.view, found.rule, app=shown, thread=_thread(found, thread_key))


def find_page(rules: Rules, place: PagePlace) -> Found:
    """Platform, view, kind, rule and partner of a page; `NOTHING` where no rule knows it."""
    if not _on_the_web(place):
        return NOTHING
    host = _host(place.host)
    platform = rules.platform_of(host, place.hint)
    title = clean_title(rules, place.title) if place.title else ""
    found = NOTHING
    if platform:
        found = _settled(platform, _by_address(platform, host, tail(place)), title, native=False)
    for rule in rules.door:
        if not rule.app and _fits(rule, found, title) and _fits_address(rule, host, place.path):
            return Found(found.platform, found.view, rule.kind, rule.name, found.partner)
    return found


def find_window(rules: Rules, app: str, title: str) -> Found:
    """Platform, view, kind, rule and partner of a native window; `NOTHING` where no rule knows the program."""
    if browser_of(rules, app):
        return _WINDOW
    title = clean_title(rules, title) if title else ""
    found = NOTHING
    if known := rules.apps.get(app.lower()):
        as_app = Found(known.platform.id, known.view, known.kind, known.name)
        found = _settled(known.platform, as_app, title, native=True)
    for rule in rules.door:
        same_app = not rule.app or rule.app.lower() == app.lower()
        if same_app and not (rule.host or rule.path) and _fits(rule, found, title):
            return Found(found.platform, found.view, rule.kind, rule.name, found.partner)
    return found


def usual_kind(rules: Rules, platform: str) -> Kind:
    """The kind of a platform where nothing but the platform is known (phone time typed in, METRICS 2.4): its front
    page's where that is scroll, else its program's, else other; scroll where no platform is named."""
    if not platform:
        return Kind.SCROLL
    hosts = [host for host, found in rules.hosts.items() if found.id == platform]
    fronts = {find_page(rules, PagePlace("https", host, "/")).kind for host in hosts}
    program = next((app.kind for app in rules.apps.values() if app.platform.id == platform), Kind.OTHER)
    return Kind.SCROLL if Kind.SCROLL in fronts else program


def browser_of(rules: Rules, app: str) -> str:
    """The browser that a window class, app id or process name is of; "" where it is none."""
    name = app.lower()
    if found := rules.browsers.get(name):
        return found
    if "-" in name:
        for start, browser in rules.web_apps.items():
            if name.startswith(start) and re.search(r"-(?:default|profile_\d+)\Z", name):
                return browser
    return ""


def tail(place: PagePlace) -> str:
    """Path with single slashes and no last one, then query and fragment, cut (surfaces.toml, step 3)."""
    return f"{_path(place.path)}{place.query}{place.fragment}"[:CUT]


def clean_title(rules: Rules, title: str) -> str:
    """The title as title rules see it (surfaces.toml, step 5); every blank is a plain space, ends are bare."""
    title = _BLANK.sub(" ", _UNSEEN.sub("", title[:CUT])).strip(" ")
    title = rules.suffix.sub("", title)
    counter = _COUNTER.match(title)
    return title[counter.end() :] if counter else title


def _on_the_web(place: PagePlace) -> bool:
    return place.scheme.rstrip(":").lower() in ("http", "https") and bool(place.host)


def _host(host: str) -> str:
    return host.lower().removesuffix(".")


def _path(path: str) -> str:
    return _SLASHES.sub("/", path).removesuffix("/") or "/"


def _by_address(platform: Platform, host: str, tail: str) -> Found:
    for rule in platform.rules_on(host):
        if match := finder(rule.pattern)(tail):
            return Found(platform.id, rule.view, rule.kind, rule.name, _group(match, rule.partner))
    return Found(platform.id, platform.default_view, platform.default_kind, f"{platform.id}/default")


def _settled(platform: Platform, found: Found, title: str, *, native: bool) -> Found:
    if not title or not (native or found.kind is Kind.PRIVATE):
        return found
    unnamed = native or found.view == "chat_app"
    for rule in platform.titles:
        if match := finder(rule.pattern)(title):
            if not unnamed and rule.kind not in (Kind.ONE_TO_ONE, Kind.GROUP):
                return found
            partner = found.partner or _group(match, rule.partner)
            return Found(platform.id, rule.view, rule.kind, rule.name, partner)
    return found


def _group(match: re.Match[str], number: int) -> str:
    return (match.group(number) or "") if number else ""


def _fits(rule: DoorRule, found: Found, title: str) -> bool:
    return (
        (not rule.platform or rule.platform == found.platform)
        and (not rule.view or rule.view == found.view)
        and (not rule.title or bool(finder(rule.title)(title)))
    )


def _fits_address(rule: DoorRule, host: str, path: str) -> bool:
    below = not rule.host or f".{host}".endswith(f".{rule.host.lower()}")
    return below and (not rule.path or bool(finder(rule.path)(_path(path)[:CUT])))


def _thread(found: Found, thread_key: ThreadKeyOf) -> ThreadKey | None:
    return thread_key(found.platform, found.partner) if found.partner else None
