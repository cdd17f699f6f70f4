"""A desk for tests: what was open and touched, in seconds after 09:00 UTC, as facts and as the line they give."""

from dataclasses import replace

from unscroll.acts import Act, ActKind
from unscroll.day import Zones
from unscroll.kinds import Kind, KindBook
from unscroll.line import Facts, Line
from unscroll.meaning import Correction, Label, Meaning
from unscroll.sessionize import Sessionizer
from unscroll.sighting import (
    HERE,
    Call,
    Composer,
    Focus,
    Input,
    InputKind,
    InputSource,
    Logged,
    Media,
    Page,
    Phone,
    Session,
    SessionState,
    Sighting,
    Track,
)
from unscroll.span import Span
from unscroll.surface import Surface, ThreadKey
from unscroll.timeline import timeline

T0 = 1_795_424_400_000  # 2026-11-23T09:00Z
UTC = Zones.only("UTC")

_SCROLL = {"feed", "shorts", "stories", "explore", "post", "profile", "community", "notifications"}
_KIND = {view: Kind.SCROLL for view in _SCROLL} | {
    "compose": Kind.BROADCAST,
    "group_chat": Kind.GROUP,
    "dm_thread": Kind.PRIVATE,
    "chat_app": Kind.PRIVATE,
    "call": Kind.PRIVATE,
    "mail_thread": Kind.PRIVATE,
}
SHIPPED = {
    f"{p}/{v}/aaaaaa": k for p in ("instagram", "youtube", "x", "telegram", "slack", "meet") for v, k in _KIND.items()
}


def surface(view: str, platform: str = "instagram", thread: str = "") -> Surface:
    key = ThreadKey(thread.encode().ljust(16, b".")) if thread else None
    return Surface(platform, view, f"{platform}/{view}/aaaaaa", thread=key)


def known(view: str, kind: Kind, platform: str = "slack", thread: str = "") -> Surface:
    """A surface whose rule itself names the kind, as Slack's D... addresses do."""
    SHIPPED[f"{platform}/{view}/{kind}"] = kind
    return replace(surface(view, platform, thread), rule=f"{platform}/{view}/{kind}")


FEED = surface("feed")
REEL = surface("shorts")
THREAD = surface("dm_thread", thread="zoe")
CHROMIUM = Surface("browser", "window", "browser/window", "chromium")
TERMINAL = Surface("none", "window", "none", "xterm")
PID = 4242


class Desk:
    """Everything is told in whole seconds after 09:00."""

    def __init__(self, device: str = HERE) -> None:
        self.device = device
        self.seen: list[Sighting] = []
        self.acts: list[Act] = []
        self.labels: dict[ThreadKey, Label] = {}
        self.corrections: list[Correction] = []
        self.meaning = Meaning(KindBook(SHIPPED))

    def put(self, start, end, fact, source="test", device=None, **counted) -> "Desk":
        span = Span(T0 + int(start * 1000), T0 + int(end * 1000))
        self.seen.append(Sighting(span, fact, source, self.device if device is None else device, **counted))
        return self

    def window(self, start, end, place=TERMINAL, pid=7, full_screen=False) -> "Desk":
        return self.put(start, end, Focus(place, pid, full_screen))

    def page(self, start, end, place=FEED, *, front=True, tab="1", browser="chromium:1", **flags) -> "Desk":
        """A page; in front unless told otherwise, with its browser's window."""
        px = flags.pop("px", 0)
        flags = {"visible": front, "focused": front} | flags
        if front:
            self.window(start, end, CHROMIUM, PID)
        return self.put(start, end, Page(browser, PID, tab, place, **flags), px=px)

    def touch(self, *instants, kind=InputKind.WHEEL, composer=Composer.NONE, source=InputSource.MACHINE) -> "Desk":
        for at in instants:
            self.put(at, at, Input(kind, source, composer), count=1)
        return self

    def hands_on(self, start, end, kind=InputKind.WHEEL, composer=Composer.NONE) -> "Desk":
        return self.put(start, end, Input(kind, InputSource.MACHINE, composer), count=int(end - start))

    def call(self, start, end, place=None, **signals) -> "Desk":
        return self.put(start, end, Call(place or surface("call", "meet", "call"), **signals))

    def phone(self, start, end, place=FEED) -> "Desk":
        return self.put(start, end, Phone(place), device="phone")

    def met(self, start, end, person_id=1, channel="coffee") -> "Desk":
        return self.put(start, end, Logged(person_id, channel))

    def state(self, start, end, state=SessionState.LOCKED, subject="", pid=0) -> "Desk":
        return self.put(start, end, Session(state, subject, pid))

    def plays(self, start, end, app="mpv", pid=7) -> "Desk":
        return self.put(start, end, Media(app, pid))

    def act(self, at, what: ActKind, place=None, value="") -> "Desk":
        self.acts.append(Act(T0 + int(at * 1000), what, "test", place, value))
        return self

    def facts(self, clock_run: int = 0) -> Facts:
        joiner = Sessionizer(clock_run)
        for sighting in self.seen:
            joiner.add(sighting)
        tracks = {track: [] for track in Track}
        for stretch in joiner.changed():
            tracks[stretch.fact.track].append(stretch)
        return Facts(**{track.value: tuple(stretches) for track, stretches in tracks.items()}, acts=tuple(self.acts))

    def line(self, start=0, end=86_400, zones=UTC) -> Line:
        meaning = replace(self.meaning, labels=self.labels, corrections=tuple(self.corrections))
        return timeline(self.facts(), meaning, Span(T0 + start * 1000, T0 + end * 1000), zones)

    def seconds(self, **kw) -> dict[str, float]:
        """Seconds per kind, and the overlays that are not empty."""
        return seconds(self.line(**kw))


def seconds(line: Line) -> dict[str, float]:
    total: dict[str, float] = {}
    for piece in line.pieces:
        total[piece.verdict.kind.value] = total.get(piece.verdict.kind.value, 0) + piece.length_ms / 1000
    for overlay in line.overlays:
        total[overlay.kind.value] = total.get(overlay.kind.value, 0) + (overlay.end_ms - overlay.start_ms) / 1000
    return total
