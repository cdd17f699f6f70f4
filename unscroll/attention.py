"""Attention: the attended seconds of one device, each with its label (METRICS 2.2, 2.4)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from unscroll.bursts import FAR, Bursts, typed
from unscroll.front import INTERNAL, Front, Scene
from unscroll.intervals import merged
from unscroll.kinds import Kind, Verdict
from unscroll.line import Overlay, OverlayKind, Unseen
from unscroll.meaning import Limits, Meaning
from unscroll.resolve import Resolved, is_contact, resolve
from unscroll.sighting import Composer, Entry, Input, InputKind, Page, Stretch
from unscroll.surface import Surface

SEARCH_MS = 120_000
"""Search turns into scroll after this much of one run (METRICS 2.4); `Page.deep` says 8 screen heights."""
ITEM_MS = 60_000
"""One item opened from a thread keeps the thread's label for this long (METRICS 2.4)."""
_BREAK_MS = 60_000
_ITEMS = frozenset({"shorts", "post", "video", "stories", "live"})
_WATCH = frozenset({"video", "live"})
_TOUCH = Input(InputKind.MOTION)
_TYPED_DM = Resolved(Verdict(Kind.PRIVATE, "composer/dm"))
_TYPED_PUBLIC = Resolved(Verdict(Kind.BROADCAST, "composer/public"))
_TYPED_LIVE_CHAT = Resolved(Verdict(Kind.GROUP, "composer/live_chat"))
_LONG_SEARCH = Resolved(Verdict(Kind.SCROLL, "search/long"))


@dataclass(slots=True)
class Attended:
    """A stretch of attention on one device; the sweep lets the last one grow."""

    start_ms: int
    end_ms: int
    resolved: Resolved
    surface: Surface
    page: Page | None


@dataclass(slots=True)
class Attention:
    """What `attend` found, ordered and disjoint; `unseen` and `overlays` lie within it."""

    attended: list[Attended] = field(default_factory=list)
    unseen: list[Unseen] = field(default_factory=list)
    overlays: list[Overlay] = field(default_factory=list)


def attend(tracks: Iterable[Iterable[Stretch]], meaning: Meaning) -> Attention:
    """Sweeps the focus, page, input, session and media stretches of one device, ordered or not, once."""
    stretches = list(_touched((s for track in tracks for s in track), meaning.limits))
    events: list[tuple[int, int, int]] = []
    for i, s in enumerate(stretches):
        if s.start_ms == s.end_ms:
            if isinstance(s.fact, Input):  # one instant; anything else had no length
                events.append((s.start_ms, 1, i))
        else:
            events.append((s.start_ms, 2, i))
            events.append((s.end_ms, 0, i))
    events.sort()
    sweep = _Sweep(meaning)
    before = -1
    for at_ms, what, i in events:
        if at_ms > before >= 0:
            sweep.pass_to(before, at_ms)
        sweep.take(stretches[i], what, at_ms)
        before = at_ms
    return sweep.found


def _touched(stretches: Iterable[Stretch], limits: Limits) -> Iterator[Stretch]:
    """The stretches with their input as few long runs: a pause shorter than any limit ends no attention. Typing is
    also kept as it is, since its bursts are shorter."""
    inputs = []
    for s in stretches:
        if not isinstance(s.fact, Input):
            yield s
            continue
        inputs.append(s)
        if typed(s.fact):
            yield s
    pause_ms = min(limits.input_ms, limits.playing_ms, limits.full_screen_ms)
    for start_ms, end_ms in merged(inputs, pause_ms):
        yield Stretch(start_ms, end_ms - pause_ms, _TOUCH, "")


class _Sweep:
    """The state between two events."""

    def __init__(self, meaning: Meaning) -> None:
        self.found = Attention()
        self.meaning = meaning
        self.scene = Scene()
        self.front: Front | None = None
        self.resolved = Resolved(Verdict(Kind.OTHER, "none"))
        self.beside: tuple[tuple[OverlayKind, Surface], ...] = ()
        self.stale = True
        self.inputs = 0
        self.last_input_ms = -FAR
        self.expired = True
        self.bursts = Bursts()
        self.search_ms = 0
        self.search_end_ms = -FAR
        self.grace: Resolved | None = None
        self.grace_end_ms = 0
        self.last = Attended(-1, -1, self.resolved, INTERNAL, None)
        self._resolved: dict[tuple[Surface, int | None], Resolved] = {}

    def take(self, stretch: Stretch, what: int, at_ms: int) -> None:
        """One event: 0 a stretch ends, 1 an instant of input, 2 a stretch begins."""
        fact = stretch.fact
        if isinstance(fact, Input):
            self._input(fact, what, at_ms)
            return
        self.stale = True
        if what:
            self.scene.enter(stretch)
        else:
            self.scene.leave(stretch)

    def _input(self, fact: Input, what: int, at_ms: int) -> None:
        if what == 2:
            self.inputs += 1
        else:
            self.inputs -= what == 0
            self.last_input_ms = at_ms
        if typed(fact):
            if what == 2:
                self.bursts.begin(fact.composer)
            elif what == 0:
                self.bursts.end(fact.composer, at_ms)
            else:
                self.bursts.key(fact.composer, at_ms)
        self.expired = False

    def pass_to(self, start_ms: int, end_ms: int) -> None:
        """Time passes with nothing happening: cuts it where a limit runs out or a label turns."""
        if self.stale:
            self._look(start_ms)
        front = self.front
        if front is None:
            return
        while start_ms < end_ms:
            until = end_ms
            if not self.inputs:
                until = min(until, self.last_input_ms + self._limit_ms(front))
                if self.expired or until <= start_ms:
                    self.expired = True
                    return
            resolved, turn_ms = self._label(front, start_ms)
            until = min(until, turn_ms)
            self._record(front, resolved, start_ms, until)
            start_ms = until

    def _look(self, at_ms: int) -> None:
        """Finds what is in front after something changed; going elsewhere ends what belonged to the old place."""
        self.stale = False
        before, front = self.front, self.scene.front()
        self.front = front
        if front is None:
            self.beside = ()
            return
        self.beside = self.scene.beside(front)
        participants = front.page.participants if front.page is not None else None
        key = (front.surface, participants)
        known = self._resolved.get(key)
        if known is None:
            known = self._resolved[key] = resolve(self.meaning, front.surface, participants)
        self.resolved = known
        if before is not None and before.place == front.place:
            return
        self.bursts.forget()
        self.grace = self._thread_before(front, at_ms)
        self.grace_end_ms = at_ms + ITEM_MS
        if front.surface.view != "search" or before is None or before.surface.platform != front.surface.platform:
            self.search_ms = 0

    def _thread_before(self, front: Front, at_ms: int) -> Resolved | None:
        """The thread that the first item was opened from."""
        if front.page is None or front.surface.view not in _ITEMS:
            return None
        last = self.last
        from_thread = is_contact(last.resolved.verdict.kind) and last.surface.view not in _ITEMS
        if not from_thread or not _leads_to(last.page, front.page) or at_ms - last.end_ms >= _BREAK_MS:
            return None
        return Resolved(Verdict(last.resolved.verdict.kind, "item-from-thread"), last.resolved.person_id, last.surface)

    def _limit_ms(self, front: Front) -> int:
        limits = self.meaning.limits
        if front.plays_full_screen:
            return limits.full_screen_ms
        return limits.playing_ms if front.plays else limits.input_ms

    def _label(self, front: Front, at_ms: int) -> tuple[Resolved, int]:
        """The label at an instant, and until when it holds if nothing happens."""
        resolved, page = self.resolved, front.page
        kind, view = resolved.verdict.kind, front.surface.view
        if page is None:
            return resolved, FAR
        if kind is Kind.SCROLL:
            if (until := self.bursts.until_ms(Composer.DM)) > at_ms:
                return _TYPED_DM, until
            if (until := self.bursts.until_ms(Composer.PUBLIC)) > at_ms:
                return _TYPED_PUBLIC, until
            if self.grace is not None and page.item == 1 and at_ms < self.grace_end_ms:
                return self.grace, self.grace_end_ms
        if view in _WATCH and (until := self.bursts.until_ms(Composer.LIVE_CHAT)) > at_ms:
            return _TYPED_LIVE_CHAT, until
        if view == "search" and resolved.verdict == Verdict(Kind.OTHER, front.surface.rule):
            if at_ms - self.search_end_ms >= _BREAK_MS:
                self.search_ms = 0
            if page.deep or self.search_ms >= SEARCH_MS:
                return _LONG_SEARCH, FAR
            return resolved, at_ms + SEARCH_MS - self.search_ms
        return resolved, FAR

    def _record(self, front: Front, resolved: Resolved, start_ms: int, end_ms: int) -> None:
        if front.surface.view == "search":
            self.search_ms += end_ms - start_ms
            self.search_end_ms = end_ms
        last = self.last
        if (
            last.end_ms == start_ms
            and last.resolved is resolved
            and last.page is front.page
            and last.surface is front.surface
        ):
            last.end_ms = end_ms
        else:
            self.last = Attended(start_ms, end_ms, resolved, front.surface, front.page)
            self.found.attended.append(self.last)
        if front.unseen:
            self.found.unseen.append(Unseen(start_ms, end_ms, front.unseen))
        for kind, surface in self.beside:
            if kind is not OverlayKind.IN_VIEW or resolve(self.meaning, surface, None).verdict.kind is Kind.SCROLL:
                self.found.overlays.append(Overlay(start_ms, end_ms, kind, surface))


def _leads_to(before: Page | None, page: Page) -> bool:
    """Whether a page was opened from where one was before: in the same tab, or by a link from elsewhere."""
    same_tab = before is not None and (before.browser, before.tab) == (page.browser, page.tab)
    return same_tab or page.entry is Entry.LINK
