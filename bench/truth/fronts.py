"""Fronts: the places a script goes to, each with the kind that METRICS 1 gives it."""

from dataclasses import dataclass, field
from enum import StrEnum

from unscroll.kinds import Kind


class Typed(StrEnum):
    """What keys went into."""

    NOTHING = ""
    PUBLIC = "public"
    DM = "dm"


BURSTS = {Typed.PUBLIC: Kind.BROADCAST, Typed.DM: Kind.PRIVATE}
"""On a scroll surface a burst of typing counts as this (METRICS 2.2)."""


@dataclass(frozen=True, slots=True)
class Front:
    """Something in front. `limit_ms` is how long it counts without input (METRICS 2.2 a); `url` is empty outside of
    pages; `box` is what typing on it goes into."""

    name: str
    kind: Kind
    url: str = ""
    box: Typed = Typed.NOTHING
    limit_ms: int = 60_000

    @property
    def host(self) -> str:
        return self.url.split("/")[2]

    @property
    def path(self) -> str:
        return "/" + "/".join(self.url.split("/")[3:])


FEED = Front("feed", Kind.SCROLL, "https://www.instagram.com/")
REELS = Front("short videos", Kind.SCROLL, "https://www.instagram.com/reels/")
POST = Front(
    "post with a comment box", Kind.SCROLL, "https://www.reddit.com/r/birds/comments/1abc/heron/", Typed.PUBLIC
)
POPUP = Front("feed with a chat on it", Kind.SCROLL, "https://www.facebook.com/", Typed.DM)
THREAD = Front("private thread", Kind.PRIVATE, "https://www.instagram.com/direct/t/12345/", Typed.DM)
FRIEND = Front("one-to-one thread", Kind.ONE_TO_ONE, "https://x.com/messages/12-34", Typed.DM)
CHANNEL = Front("channel", Kind.GROUP, "https://discord.com/channels/11/22", Typed.DM)
COMPOSE = Front("compose page", Kind.BROADCAST, "https://x.com/compose/post", Typed.PUBLIC)
ARTICLE = Front("article", Kind.OTHER, "https://news.example.org/heron")
FILM = Front("film that sounds", Kind.OTHER, "https://www.youtube.com/watch?v=play")
IN_PAGE = Front("thread reached within the page", Kind.PRIVATE, box=Typed.DM)
TERMINAL = Front("terminal", Kind.OTHER)
ADDRESS_BAR = Front("address bar", Kind.OTHER)


@dataclass(slots=True)
class Record:
    """What a script did and when: Unix milliseconds, by the monotonic clock from one reading of the wall."""

    fronts: list[tuple[int, Front]] = field(default_factory=list)
    inputs: list[int] = field(default_factory=list)
    typed: list[int] = field(default_factory=list)
    """Keys that went into the box of the front of that instant."""
    sounds: list[tuple[int, int]] = field(default_factory=list)
    """Spans in which a tab that is not in front sounded."""
    start_ms: int = 0
    end_ms: int = 0
