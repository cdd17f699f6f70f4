"""Pieces of pages as sightings."""

from dataclasses import dataclass

from unscroll.acts import Act, ActKind
from unscroll.collectors.browser_frames import Delta, Hello, PageAct
from unscroll.collectors.contract import Seen
from unscroll.sighting import Input, InputSource, Page, Sighting
from unscroll.span import Span
from unscroll.surface import Surface

OLDEST_MS = 24 * 3_600_000
"""Pieces may wait that long for a service that was away."""
LONGEST_MS = 5 * 60_000
"""A page tells at least once a minute, so a longer piece is not vouched for."""
_AHEAD_MS = 2_000
_ACT_LATE_MS = 2_000
"""A message is known to be sent up to a second after the key that sent it, maybe in the next piece."""
_EVENTS_A_SECOND = 300


@dataclass(frozen=True, slots=True)
class Sound:
    """A piece whose span can be: in the ledger's time, `shift_ms` ahead of the page's."""

    span: Span
    shift_ms: int


@dataclass(frozen=True, slots=True)
class PagePiece:
    """A piece with everything that its sightings need; `span` is the part that counts, in the ledger's time."""

    delta: Delta
    span: Span
    shift_ms: int
    surface: Surface
    hello: Hello
    pid: int


def sound(delta: Delta, shift_ms: int, now_ms: int) -> tuple[Sound | None, str]:
    """The span of a piece as far as the clock allows, and what was wrong with it ("" where nothing was)."""
    start_ms, end_ms = delta.start_ms + shift_ms, delta.end_ms + shift_ms
    if start_ms > now_ms + _AHEAD_MS:
        return None, "a piece of a page that lies in the future"
    if end_ms < now_ms - OLDEST_MS:
        return None, "a piece of a page that is more than a day old"
    problem = ""
    if end_ms > now_ms + _AHEAD_MS:
        problem = "a piece of a page that reaches into the future was cut"
    end_ms = min(end_ms, max(now_ms, start_ms))
    if end_ms - start_ms > LONGEST_MS:
        start_ms, problem = end_ms - LONGEST_MS, "a piece of a page that is longer than five minutes was cut"
    return Sound(Span(min(start_ms, end_ms), end_ms), shift_ms), problem


def seen_of(piece: PagePiece, source: str) -> tuple[Seen, ...]:
    """The page itself, the runs of input on it, and its acts."""
    delta = piece.delta
    page = Page(
        browser=piece.hello.browser,
        pid=piece.pid,
        tab=delta.tab,
        surface=piece.surface,
        visible=delta.visible,
        focused=delta.focused,
        audible=delta.audible,
        playing=delta.playing,
        full_screen=delta.full_screen,
        participants=delta.participants,
        entry=delta.entry,
        item=delta.item,
        deep=delta.deep,
        profile=piece.hello.profile,
    )
    seen: list[Seen] = [Sighting(piece.span, page, source, px=delta.px)]
    seen.extend(_inputs(piece, source))
    seen.extend(act for told in delta.acts for act in _act(told, piece, source))
    return tuple(seen)


def _inputs(piece: PagePiece, source: str) -> list[Sighting]:
    """Runs within the piece; more than 300 events a second are not a hand's."""
    found = []
    for run in piece.delta.input:
        start_ms = max(run.start_ms + piece.shift_ms, piece.span.start_ms)
        end_ms = min(run.end_ms + piece.shift_ms, piece.span.end_ms)
        if start_ms > end_ms:
            continue
        most = _EVENTS_A_SECOND * (1 + (end_ms - start_ms + 999) // 1000)
        fact = Input(run.kind, InputSource.PAGE, run.composer)
        found.append(Sighting(Span(start_ms, end_ms), fact, source, count=min(run.count, most)))
    return found


def _act(told: PageAct, piece: PagePiece, source: str) -> list[Act]:
    """What was sent, with the composer it was typed into, or clicked: what it means is for the time line to say."""
    at_ms = told.at_ms + piece.shift_ms
    what = ActKind.CLICK if told.what == "click" else ActKind.SENT
    if piece.surface.platform == "website":  # outside the rules nothing is written to anybody
        return []
    if not piece.span.start_ms - _ACT_LATE_MS <= at_ms <= piece.span.end_ms:
        return []
    return [Act(at_ms, what, source, surface=piece.surface, value=str(told.composer))]
