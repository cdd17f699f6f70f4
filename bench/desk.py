"""Desk: a made-up person at a made-up computer, who leaves facts like those of the collectors."""

import hashlib
import random
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import unscroll
from unscroll.acts import Act, ActKind
from unscroll.sighting import (
    Call,
    Composer,
    Entry,
    Fact,
    Focus,
    Input,
    InputKind,
    InputSource,
    Page,
    Session,
    SessionState,
    Stretch,
)
from unscroll.surface import Surface, ThreadKey

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
APP = "chromium"
BROWSER_WINDOW = Surface("browser", "window", "browser/window", app=APP)
_SCREEN_PX = 900


@cache
def _platforms() -> dict[str, dict[str, Any]]:
    raw = (Path(unscroll.__file__).parent / "surfaces.toml").read_text(encoding="utf-8")
    return {p["id"]: p for p in tomllib.loads(raw)["platform"]}


@cache
def rule_name(platform: str, view: str) -> str:
    """The name of the shipped rule that gives a platform's view (DESIGN.md 4); KeyError where no rule does."""
    told = _platforms()[platform]
    for rule in told["rules"]:
        if rule["surface"] == view:
            digest = hashlib.sha256(f"{rule.get('host', '')}\0{rule['pattern']}".encode()).hexdigest()
            return f"{platform}/{view}/{digest[:6]}"
    if told["default_surface"] == view:
        return f"{platform}/default"
    raise KeyError(f"no rule gives {platform}/{view}")


@cache
def place(platform: str, view: str, partner: str = "") -> Surface:
    """A surface as the recogniser gives it; `partner` makes its thread."""
    digest = hashlib.sha256(f"{platform}\0{partner}".encode()).digest()[:16]
    thread = ThreadKey(digest) if partner else None
    return Surface(platform, view, rule_name(platform, view), thread=thread)


@cache
def native(app: str) -> Surface:
    return Surface("none", "window", "none", app=app)


@cache
def website() -> Surface:
    return Surface("website", "page", "none")


@dataclass(slots=True)
class Desk:
    """Facts up to `at_ms`; each method does something for a while, then time stands there. `cycle_ms` is how often a
    run of input begins."""

    rng: random.Random
    at_ms: int
    boot: str
    cycle_ms: int = 18 * SECOND
    stretches: list[Stretch] = field(default_factory=list)
    acts: list[Act] = field(default_factory=list)
    _since_ms: int = 0
    _tab: int = 0
    _sat_down_ms: int = 0

    @property
    def run(self) -> str:
        """The browser run: one a boot."""
        return f"{APP}:{self.boot[:8]}"

    def _add(self, start: int, end: int, fact: Fact, source: str, count: int = 0, px: int = 0) -> None:
        if end > start:
            self.stretches.append(Stretch(start, end, fact, source, count=count, px=px))

    def sit_down(self) -> None:
        self._sat_down_ms = self.at_ms

    def get_up(self, *, lock: bool = True, watched: bool = True) -> None:
        """Presence up to here, then the screen locks; where nobody `watched`, nothing is known of the time since."""
        if not watched:
            self.stretches = [s for s in self.stretches if s.start_ms < self._sat_down_ms]
            self.acts = [act for act in self.acts if act.at_ms < self._sat_down_ms]
        else:
            self._add(self._sat_down_ms, self.at_ms, Session(SessionState.WATCHING, self.boot), "daemon")
            self._add(self._sat_down_ms, self.at_ms, Session(SessionState.BROWSER, self.run, 4100), "browser")
        if lock and watched:
            self._since_ms = self.at_ms

    def come_back(self, at_ms: int) -> None:
        if self._since_ms:
            self._add(self._since_ms, at_ms, Session(SessionState.LOCKED), "logind")
            self._add(self._since_ms, at_ms, Session(SessionState.WATCHING, self.boot), "daemon")
            self._since_ms = 0
        self.at_ms = at_ms
        self.sit_down()

    def window(self, app: str, length_ms: int) -> None:
        """Work in a program: keys, some clicks; the window changes now and then."""
        end = self.at_ms + length_ms
        while self.at_ms < end:
            stop = min(end, self.at_ms + self.rng.randrange(40, 400) * SECOND)
            self._add(self.at_ms, stop, Focus(native(app), 900 + len(app)), "x11")
            self._input(self.at_ms, stop, (InputKind.KEY, InputKind.KEY, InputKind.CLICK, InputKind.WHEEL))
            self.at_ms = stop
            app = self.rng.choice((app, app, "code", "xterm"))

    def browse(self, surface: Surface, length_ms: int, entry: Entry = Entry.TYPED, **flags: Any) -> None:
        """Look at a page; feeds and shorts are scrolled, item after item."""
        self._tab += self.rng.random() < 0.3
        start, end = self.at_ms, self.at_ms + length_ms
        self._add(start, end, Focus(BROWSER_WINDOW, 4100), "x11")
        item, at = 1, start
        while at < end:
            step = self.rng.randrange(15, 60) * SECOND if surface.view == "shorts" else end - at
            stop = min(end, at + step)
            page = Page(self.run, 4100, f"t{self._tab}", surface, entry=entry, item=item, **flags)
            deep_at = at + 90 * SECOND
            parts = [(at, stop, page)] if stop < deep_at or surface.view == "shorts" else []
            if not parts:
                deep = Page(self.run, 4100, f"t{self._tab}", surface, entry=entry, item=item, deep=True, **flags)
                parts = [(at, deep_at, page), (deep_at, stop, deep)]
            for first, last, fact in parts:
                self._add(first, last, fact, "browser", px=(last - first) // SECOND * self.rng.randrange(60, 140))
            at, item = stop, item + 1
        self._input(start, end, (InputKind.WHEEL, InputKind.WHEEL, InputKind.WHEEL, InputKind.CLICK), page=True)
        self.at_ms = end

    def write(
        self, surface: Surface, length_ms: int, sent: int, composer: Composer = Composer.DM, **flags: Any
    ) -> None:
        """Read and write in a thread or a composer; `sent` messages leave it."""
        start, end = self.at_ms, self.at_ms + length_ms
        self._add(start, end, Focus(BROWSER_WINDOW, 4100), "x11")
        self._add(start, end, Page(self.run, 4100, f"t{self._tab}", surface, entry=Entry.LINK, **flags), "browser")
        self._input(start, end, (InputKind.KEY,), page=True, composer=composer)
        what = ActKind.SENT if composer is Composer.DM else ActKind.POST
        for n in range(sent):
            self.acts.append(Act(start + (n + 1) * length_ms // (sent + 1), what, "browser", surface))
        self.at_ms = end

    def call(self, surface: Surface, length_ms: int, others: int) -> None:
        """A video call in the browser's window."""
        start, end = self.at_ms, self.at_ms + length_ms
        self._add(start, end, Focus(BROWSER_WINDOW, 4100), "x11")
        page = Page(self.run, 4100, f"t{self._tab}", surface, audible=True, playing=True, participants=others)
        self._add(start, end, page, "browser")
        self._add(start, end, Call(surface, others, True, True, True, 4100), "browser")
        self.at_ms = end

    def _input(
        self,
        start: int,
        end: int,
        kinds: tuple[InputKind, ...],
        *,
        page: bool = False,
        composer: Composer = Composer.NONE,
    ) -> None:
        rng = self.rng
        at = start + rng.randrange(200, 3_000)
        while at < end:
            kind = rng.choice(kinds)
            stop = min(end, at + rng.randrange(300, 9_000))
            count = 1 + (stop - at) // rng.randrange(150, 900)
            if page:
                px = count * rng.randrange(40, 120) if kind is InputKind.WHEEL else 0
                self._add(at, stop, Input(kind, InputSource.PAGE, composer), "browser", count, min(px, 9 * _SCREEN_PX))
            else:
                self._add(at, stop, Input(kind), "xinput", count)
            at = stop + rng.randrange(5_100, max(5_200, min(55 * SECOND, 2 * self.cycle_ms - 9_000)))
