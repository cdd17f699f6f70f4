"""Calls: which stretches were live calls (METRICS 2.5.2)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from unscroll.kinds import Kind
from unscroll.line import LiveCall
from unscroll.meaning import Meaning
from unscroll.resolve import resolve_call
from unscroll.sighting import Call, Page, Session, SessionState, Stretch


@dataclass(frozen=True, slots=True)
class _Signal:
    start_ms: int
    end_ms: int
    fact: Call


def _is_live(fact: Call) -> bool:
    """A device in use, or remote audio with somebody there; waiting alone, a lobby, a hung-up window are not."""
    if fact.others == 0:
        return False
    return fact.microphone or fact.camera or (fact.remote_audio and (fact.others or 0) >= 1)


def _signals(calls: Iterable[Stretch], pages: Iterable[Stretch]) -> Iterator[_Signal]:
    for s in calls:
        if isinstance(s.fact, Call) and _is_live(s.fact):
            yield _Signal(s.start_ms, s.end_ms, s.fact)
    for s in pages:
        page = s.fact
        if isinstance(page, Page) and page.surface.view == "call":
            fact = Call(page.surface, page.participants, remote_audio=page.audible, pid=page.pid)
            if _is_live(fact):
                yield _Signal(s.start_ms, s.end_ms, fact)


def live_calls(
    calls: Iterable[Stretch], pages: Iterable[Stretch], session: Iterable[Stretch], meaning: Meaning
) -> tuple[LiveCall, ...]:
    """Live calls that are contact or broadcast, disjoint, ordered; while locked only those with a microphone.

    The call track knows the devices; a call page that is audible with others in it is believed where it is silent.
    """
    locked = [
        (s.start_ms, s.end_ms)
        for s in session
        if isinstance(s.fact, Session) and s.fact.state in (SessionState.LOCKED, SessionState.SCREEN_OFF)
    ]
    found: list[LiveCall] = []
    taken_ms = -1
    for signal in sorted(_signals(calls, pages), key=lambda s: (s.start_ms, s.fact.others is None)):
        fact = signal.fact
        resolved = resolve_call(meaning, fact.surface, fact.others, fact.microphone)
        if resolved.verdict.kind is Kind.OTHER:
            continue
        parts = [(max(signal.start_ms, taken_ms), signal.end_ms)]
        if not fact.microphone:
            parts = _without(parts, locked)
        for start, end in parts:
            if start < end:
                found.append(LiveCall(start, end, fact.surface, resolved.verdict, resolved.person_id))
                taken_ms = max(taken_ms, end)
    return tuple(found)


def _without(parts: list[tuple[int, int]], holes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    for hole_start, hole_end in holes:
        parts = [
            piece
            for start, end in parts
            for piece in ((start, min(end, hole_start)), (max(start, hole_end), end))
            if piece[0] < piece[1]
        ]
    return parts
