"""Sighting: what one source saw, for the span that it vouches for; joined sightings are a Stretch."""

from dataclasses import dataclass
from enum import StrEnum

from unscroll.kinds import Evidence
from unscroll.span import Span
from unscroll.surface import Surface

HERE = ""
"""The device of this machine; imports and other machines carry their own name."""


class Track(StrEnum):
    FOCUS = "focus"
    PAGE = "page"
    INPUT = "input"
    SESSION = "session"
    CALL = "call"
    MEDIA = "media"
    PHONE = "phone"
    LOG = "log"
    HISTORY = "history"


class Entry(StrEnum):
    """How a page was reached, as far as a browser extension can know."""

    TYPED = "typed"
    LINK = "link"
    RESTORED = "restored"
    UNKNOWN = "unknown"


class InputKind(StrEnum):
    WHEEL = "wheel"
    KEY = "key"
    CLICK = "click"
    MOTION = "motion"


class InputSource(StrEnum):
    """METRICS 2.5.0 (vi): instants are a union; counts are the page's for pages, the machine's for native windows."""

    PAGE = "page"
    MACHINE = "machine"


class Composer(StrEnum):
    """What the keys were typed into."""

    NONE = ""
    PUBLIC = "public"
    DM = "dm"
    LIVE_CHAT = "live_chat"


class SessionState(StrEnum):
    """What held for the desktop session; several may hold at once."""

    WATCHING = "watching"
    """The daemon was there: presence. `subject` is the boot id."""
    LOCKED = "locked"
    SCREEN_OFF = "screen_off"
    ASLEEP = "asleep"
    """The machine was suspended, so nothing could be missed: a gap in presence that is no daemon-off gap."""
    PAUSED = "paused"
    GUEST = "guest"
    BROWSER = "browser"
    """A browser's extension was connected. `subject` is the browser run, `pid` the browser's process."""


@dataclass(frozen=True, slots=True)
class Focus:
    """The front window. For a browser the platform is `browser`: the page track says which page."""

    surface: Surface
    pid: int = 0
    full_screen: bool = False
    track = Track.FOCUS


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a browser whose extension is connected.

    `browser` names the browser run (stable while the browser lives), `pid` its process, `tab` the tab run,
    `item` counts reels, posts or videos reached in a row within one view (first = 1), `deep` says that 8 screen
    heights of this view are scrolled through (METRICS 2.4), `participants` are the others, bots and me excluded;
    None where the page does not show them.
    """

    browser: str
    pid: int
    tab: str
    surface: Surface
    visible: bool = True
    focused: bool = True
    audible: bool = False
    playing: bool = False
    full_screen: bool = False
    participants: int | None = None
    entry: Entry = Entry.UNKNOWN
    item: int = 1
    deep: bool = False
    profile: str = ""
    track = Track.PAGE


@dataclass(frozen=True, slots=True)
class Input:
    """A run of input whose instants are under 5 s apart; which key it was is never known here."""

    kind: InputKind
    source: InputSource = InputSource.MACHINE
    composer: Composer = Composer.NONE
    track = Track.INPUT


@dataclass(frozen=True, slots=True)
class Session:
    state: SessionState
    subject: str = ""
    pid: int = 0
    track = Track.SESSION


@dataclass(frozen=True, slots=True)
class Call:
    """A call surface or app with its devices (METRICS 2.5.2). `others` excludes me and bots; None: not shown."""

    surface: Surface
    others: int | None = None
    microphone: bool = False
    camera: bool = False
    remote_audio: bool = False
    pid: int = 0
    track = Track.CALL


@dataclass(frozen=True, slots=True)
class Media:
    """A native program that plays; for pages the page track says it."""

    app: str
    pid: int = 0
    track = Track.MEDIA


@dataclass(frozen=True, slots=True)
class Phone:
    """Imported use of a phone; `app_level` where only the app is known, not the surface."""

    surface: Surface
    app_level: bool = False
    track = Track.PHONE


@dataclass(frozen=True, slots=True)
class Logged:
    """A meeting that the user logged or confirmed (METRICS 2.5.8)."""

    person_id: int
    channel: str
    track = Track.LOG


@dataclass(frozen=True, slots=True)
class Visited:
    """A page by a browser's own history, read in later (METRICS 3).

    `key` names the record, whichever copy of the history it was read from. Measured: its span is the time it was
    looked at, with `typing_ms` and `scrolling_ms` of it. Estimated: its span is a guess, `most_ms` the longest it can
    have been. The stretch counts keys, and scrolled px.
    """

    surface: Surface
    evidence: Evidence
    key: int
    typing_ms: int = 0
    scrolling_ms: int = 0
    most_ms: int = 0
    track = Track.HISTORY


Fact = Focus | Page | Input | Session | Call | Media | Phone | Logged | Visited


@dataclass(frozen=True, slots=True)
class Sighting:
    """`fact` held during `span`, which reaches backwards only, from the last proof to now.

    `count` (input instants) and `px` (scrolled CSS px, user-initiated) are what was counted within the span.
    """

    span: Span
    fact: Fact
    source: str
    device: str = HERE
    count: int = 0
    px: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Joined sightings of one fact, unbroken.

    `clock_run` rises by one when the wall clock was set back past what is recorded: within a run, labels never go
    back; runs may overlap (METRICS 2.6, row 49).
    """

    start_ms: int
    end_ms: int
    fact: Fact
    source: str
    device: str = HERE
    count: int = 0
    px: int = 0
    clock_run: int = 0

    @property
    def span(self) -> Span:
        return Span(self.start_ms, self.end_ms)
