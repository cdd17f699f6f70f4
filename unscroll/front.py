"""Front: which surface of a device is looked at (METRICS 2.5, steps 0 and 7)."""

from dataclasses import dataclass, field, replace

from unscroll.line import OverlayKind
from unscroll.sighting import Focus, Media, Page, Session, SessionState, Stretch
from unscroll.surface import BROWSER, Surface

INTERNAL = Surface(BROWSER, "internal", "browser/internal")
UNSEEN = Surface(BROWSER, "unseen", "browser/unseen")
"""A page in a browser whose extension is not connected, or may not look into it."""
DESKTOP = Surface("none", "desktop", "none")
"""In focus where no window has it: the focus track runs, and nothing is attended."""
_DARK = frozenset({SessionState.LOCKED, SessionState.SCREEN_OFF, SessionState.PAUSED, SessionState.GUEST})
_SHORT_VIDEO = frozenset({"shorts", "stories"})
_STILL = frozenset({"post", "profile"})
"""Left open without input they are not attended after the first limit, whatever plays on them (METRICS 2.4)."""


@dataclass(frozen=True, slots=True)
class Front:
    """The surface in front. `page` is its page where it is one; `unseen` a browser's app id where the extension was
    not connected; the two flags pick the limit of a silent tail."""

    surface: Surface
    page: Page | None = None
    unseen: str = ""
    plays: bool = False
    plays_full_screen: bool = False

    @property
    def place(self) -> object:
        """What must change for the person to have gone somewhere else; flags of the same place do not."""
        page = self.page
        return (self.surface, page.browser, page.tab) if page is not None else self.surface


def _app_of(browser_run: str) -> str:
    return browser_run.partition(":")[0]


def _not_seen(app: str) -> Front:
    return Front(replace(UNSEEN, app=app), unseen=app or "?")


@dataclass(slots=True)
class Scene:
    """What is open on one device at one instant; stretches enter, leave."""

    focus: Focus | None = None
    pages: dict[tuple[str, str], Page] = field(default_factory=dict)
    browsers: dict[str, int] = field(default_factory=dict)
    media: dict[int, Media] = field(default_factory=dict)
    dark: set[tuple[SessionState, str]] = field(default_factory=set)

    def enter(self, stretch: Stretch) -> None:
        match stretch.fact:
            case Focus() as fact:
                self.focus = fact
            case Page() as fact:
                self.pages[fact.browser, fact.tab] = fact
            case Media() as fact:
                self.media[fact.pid] = fact
            case Session() as fact:
                if fact.state is SessionState.BROWSER:
                    self.browsers[fact.subject] = fact.pid
                elif fact.state in _DARK:
                    self.dark.add((fact.state, fact.subject))

    def leave(self, stretch: Stretch) -> None:
        match stretch.fact:
            case Focus() as fact:
                if self.focus is fact:
                    self.focus = None
            case Page() as fact:
                if self.pages.get((fact.browser, fact.tab)) is fact:
                    del self.pages[fact.browser, fact.tab]
            case Media() as fact:
                if self.media.get(fact.pid) is fact:
                    del self.media[fact.pid]
            case Session() as fact:
                if fact.state is SessionState.BROWSER:
                    self.browsers.pop(fact.subject, None)
                elif fact.state in _DARK:
                    self.dark.discard((fact.state, fact.subject))

    def front(self) -> Front | None:
        """What is looked at; None while locked, dark, paused, lent to a guest, or with no window in front."""
        if self.dark:
            return None
        focus = self.focus
        if focus is None:  # where no focus track runs, a page that says so is believed
            page = next((p for p in self.pages.values() if p.visible and p.focused), None)
            return self._of_page(page, False) if page is not None else None
        if focus.surface == DESKTOP:
            return None
        if focus.surface.platform == BROWSER:
            return self._of_browser(focus)
        playing = any(m.pid == focus.pid or m.app == focus.surface.app for m in self.media.values())
        return Front(focus.surface, plays_full_screen=focus.full_screen and playing)

    def _of_browser(self, focus: Focus) -> Front:
        runs = {page.browser: page.pid for page in self.pages.values()} | self.browsers
        own = {run for run, pid in runs.items() if pid and pid == focus.pid}
        # sandboxed browsers number their processes apart, so the app id is the second key
        candidates = own or {run for run in runs if _app_of(run) == focus.surface.app}
        for page in self.pages.values():
            if page.browser in candidates and page.visible and page.focused:
                return self._of_page(page, focus.full_screen, focus.surface.app)
        if own or (candidates and not (focus.pid and all(runs[run] for run in candidates))):
            return Front(INTERNAL)
        return _not_seen(focus.surface.app)

    def _of_page(self, page: Page, full_screen: bool, app: str = "") -> Front:
        if page.surface == UNSEEN:
            return _not_seen(app)
        view = page.surface.view
        playing = page.playing and view not in _STILL
        plays = playing and (page.audible or view in _SHORT_VIDEO)
        return Front(page.surface, page, "", plays, playing and (page.full_screen or full_screen))

    def beside(self, front: Front) -> tuple[tuple[OverlayKind, Surface], ...]:
        """What else could be heard or seen while `front` is looked at: overlays, never added in."""
        found = []
        for page in self.pages.values():
            if page is front.page or page.surface == UNSEEN:
                continue
            if page.audible and page.surface.view != "call":
                found.append((OverlayKind.LISTENING, page.surface))
            elif page.visible:
                found.append((OverlayKind.IN_VIEW, page.surface))
        return tuple(found)
