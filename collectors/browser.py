"""Browsers: the frames of their extensions become sightings, each frame once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from unscroll.collectors.browser_frames import Delta, Hello, number_of, parse
from unscroll.collectors.browser_pages import PagePiece, seen_of, sound
from unscroll.collectors.contract import Now, Seen
from unscroll.collectors.doing_frames import DoingFrame, ForgetHour, PauseFor, WasWork
from unscroll.collectors.frame_fields import BadFrame
from unscroll.collectors.options_frames import AskCircles, AskSettings, OptionsFrame, PutInCircle, SetSettings
from unscroll.collectors.popup_frames import Ask, AskPeople, LabelTab, LogContact
from unscroll.errors import Problem
from unscroll.front import UNSEEN
from unscroll.recognise import PagePlace
from unscroll.sighting import Session, SessionState, Sighting
from unscroll.span import Span
from unscroll.surface import Surface, ThreadKey

SOURCE = "browser"
OUTSIDE = Surface("website", "page", "none")
"""A page of which the extension told no address, as `recognise_page` says it of unknown hosts."""
_FRAMES_IN_TEN_SECONDS = 120
_REMEMBERED_RUNS = 4096
_SEAM_MS = 20
"""Pieces that follow each other meet: their instants are put into the ledger's time one by one, each with the rounding
of two clocks."""


class RecognisePage(Protocol):
    def __call__(self, place: PagePlace) -> Surface | None:
        """The surface of a page; None where it is on the never-watch list."""
        ...


@dataclass(frozen=True, slots=True)
class BrowserMeans:
    """What the browser collector is given.

    `now_ms` is the ledger's time, `wall_ms` the wall clock's, by which pages stamp; `acks` are the newest committed
    sequence numbers by run; `version` is this service's.
    """

    now_ms: Now
    wall_ms: Now
    recognise_page: RecognisePage
    version: str
    acks: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ThreadAsked:
    """The popup asks what is known of the thread that a tab shows; `thread` is None where it shows none."""

    ask: Ask
    thread: ThreadKey | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a frame was. With a `run` it is to be acknowledged as `seq` once `seen`, and what came before, is
    committed; a frame that came before has nothing to be seen and is acknowledged all the same."""

    run: str = ""
    seq: int = 0
    seen: tuple[Seen, ...] = ()
    problems: tuple[Problem, ...] = ()
    hello: bool = False
    told: LabelTab | LogContact | None = None
    """What the popup says; it waits for what comes of it."""
    asked: ThreadAsked | AskPeople | None = None
    """What the popup asks."""
    doing: DoingFrame | None = None
    """What the popup does."""
    options: OptionsFrame | None = None
    """What the options page asks."""


class BrowserCollector:
    """Holds what is common to all browsers: which frames came already. Each connection of a native host is a link."""

    name = SOURCE

    def __init__(self, means: BrowserMeans) -> None:
        self.means = means
        self.links: list[BrowserLink] = []
        self._taken = dict(means.acks)
        self._ends: dict[str, int] = {}

    def link(self, pid: int) -> "BrowserLink":
        """A native host connected; `pid` is its browser's process."""
        link = BrowserLink(self, pid)
        self.links.append(link)
        return link

    @property
    def why(self) -> str:
        """What is wrong with the browsers, in a sentence; empty where nothing is."""
        return next((link.why for link in self.links if link.why), "")

    def fresh(self, run: str, seq: int) -> bool:
        """Whether a frame comes for the first time; the next time it does not."""
        if seq <= self._taken.get(run, 0):
            return False
        self._taken.pop(run, None)
        self._taken[run] = seq
        if len(self._taken) > _REMEMBERED_RUNS:
            self._taken.pop(next(iter(self._taken)))
        return True

    def claim(self, run: str, span: Span) -> Span | None:
        """The part of `span` that the run did not tell yet; pieces of one page never overlap, and what is no more
        than two clocks read apart is no hole between them."""
        start = span.start_ms
        if (told_ms := self._ends.get(run)) is not None and start < told_ms + _SEAM_MS:
            start = told_ms
        if start > span.end_ms:
            return None
        self._ends.pop(run, None)
        self._ends[run] = span.end_ms
        if len(self._ends) > _REMEMBERED_RUNS:
            self._ends.pop(next(iter(self._ends)))
        return Span(start, span.end_ms)


class BrowserLink:
    """One connected browser profile."""

    def __init__(self, collector: BrowserCollector, pid: int) -> None:
        self._of = collector
        self.pid = pid
        self.why = ""
        self._hello: Hello | None = None
        self._proof_ms = collector.means.now_ms()
        self._window: tuple[int, int] = (0, 0)

    def receive(self, frame: Any) -> Receipt:
        """Takes one frame of the extension; never raises for what is in it."""
        try:
            body = parse(frame)
        except BadFrame as bad:
            return self._refused(frame, str(bad))
        match body:
            case Hello():
                return self._greeted(body)
            case Delta():
                return self._delta(body)
            case Ask():
                return Receipt(asked=ThreadAsked(body, self._thread(body.place)))
            case AskPeople():
                return Receipt(asked=body)
            case LabelTab() | LogContact():
                return Receipt(told=body)
            case WasWork() | PauseFor() | ForgetHour():
                return Receipt(doing=body)
            case AskSettings() | SetSettings() | AskCircles() | PutInCircle():
                return Receipt(options=body)

    def prove(self) -> tuple[Seen, ...]:
        """The connection held up to now: the browser's presence since the last proof."""
        now_ms = self._of.means.now_ms()
        span = Span(min(self._proof_ms, now_ms), now_ms)
        self._proof_ms = now_ms
        if self._hello is None:
            return ()
        return (Sighting(span, Session(SessionState.BROWSER, self._hello.browser, self.pid), SOURCE),)

    def close(self) -> tuple[Seen, ...]:
        """The connection ended; what it still vouches for."""
        if self in self._of.links:
            self._of.links.remove(self)
        return self.prove()

    def _greeted(self, hello: Hello) -> Receipt:
        self._hello, self.why = hello, ""
        problems: tuple[Problem, ...] = ()
        if hello.version != self._of.means.version:
            self.why = (
                f"the extension in a browser is version {hello.version}, this service {self._of.means.version}: "
                "reload the extension"
            )
        if hello.lost:
            problems = (Problem(SOURCE, f"{hello.lost} pieces of pages did not fit while the service was away"),)
        return Receipt(hello=True, problems=problems)

    def _delta(self, delta: Delta) -> Receipt:
        receipt = Receipt(delta.run, delta.seq)
        if self._hello is None:
            return Receipt(problems=(Problem(SOURCE, "a frame before the extension's hello"),))
        if not self._of.fresh(delta.run, delta.seq):
            return receipt
        means = self._of.means
        shift_ms = means.now_ms() - means.wall_ms()
        if self._flooded(delta.start_ms):
            return self._with(receipt, "a page changes too often: some of its pieces are not counted")
        piece, problem = sound(delta, shift_ms, means.now_ms())
        span = self._of.claim(delta.run, piece.span) if piece else None
        if piece is None or span is None:
            return self._with(receipt, problem or "a piece of a page that was told already")
        bare = UNSEEN if delta.unseen else OUTSIDE
        surface = means.recognise_page(delta.place) if delta.place and not delta.unseen else bare
        if surface is None:
            return receipt
        whose = PagePiece(delta, span, piece.shift_ms, surface, self._hello, self.pid)
        seen = seen_of(whose, SOURCE)
        return Receipt(delta.run, delta.seq, seen, (Problem(SOURCE, problem),) if problem else ())

    def _thread(self, place: PagePlace | None) -> ThreadKey | None:
        """Of the page that the frame itself names: what a tab once showed says nothing of what it shows now."""
        surface = self._of.means.recognise_page(place) if place else None
        return surface.thread if surface else None

    def _flooded(self, start_ms: int) -> bool:
        window, count = self._window
        if start_ms // 10_000 != window:
            window, count = start_ms // 10_000, 0
        self._window = (window, count + 1)
        return count >= _FRAMES_IN_TEN_SECONDS

    def _refused(self, frame: Any, what: str) -> Receipt:
        """A bad frame would come again and again if it were not acknowledged."""
        if "another version" in what:
            self.why = "the extension in a browser is of another version than this service: reload the extension"
        problems = (Problem(SOURCE, what),)
        try:
            run, seq = number_of(frame)
        except BadFrame:
            return Receipt(problems=problems)
        self._of.fresh(run, seq)
        return Receipt(run, seq, problems=problems)

    @staticmethod
    def _with(receipt: Receipt, what: str) -> Receipt:
        return Receipt(receipt.run, receipt.seq, problems=(Problem(SOURCE, what),))
