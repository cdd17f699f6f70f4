"""Reached: whom I was in touch with first or at all on a Day (METRICS 2.3)."""

from collections.abc import Iterable
from dataclasses import dataclass

from unscroll.kinds import Evidence, Kind
from unscroll.line import Line, Who
from unscroll.people.touchpoint import CALL_MS, SPOKEN, WRITTEN, Direction, Touchpoint

MEETING_MS = 600_000
REACH_OUT_MS = 43_200_000
"""A first message is a reach-out when the last one either way is over 12 h old (METRICS 2.3)."""


def reached(line: Line, touchpoints: Iterable[Touchpoint] = ()) -> frozenset[Who]:
    """The distinct persons with an outgoing act on a Day: a message sent in a thread of one, a call of a minute, a
    meeting of ten that was logged (also where its length is not known). Groups add nobody; reading does not."""
    found: set[Who] = {message.who for message in line.messages}
    for call in line.calls:
        if call.verdict.kind is Kind.ONE_TO_ONE and call.end_ms - call.start_ms >= CALL_MS:
            found.add(call.person_id or call.surface.thread or call.surface.platform)
    found.update(t.person_id for t in touchpoints if _reaches(t))
    return frozenset(found)


def _reaches(t: Touchpoint) -> bool:
    if t.direction is Direction.IN or not t.genuine:
        return False
    length_ms = t.end_ms - t.start_ms
    if t.channel in WRITTEN:
        return True  # an estimated one was sent all the same: its length is what is estimated
    if t.evidence is Evidence.ESTIMATED:
        return False
    if length_ms == 0:
        return True
    return length_ms >= (CALL_MS if t.channel in SPOKEN else MEETING_MS)


@dataclass(frozen=True, slots=True)
class ReachOuts:
    """`answered` stays None: nothing live tells what was received (decision 6)."""

    started: int = 0
    replied: int = 0
    answered: int | None = None


def reach_outs(line: Line, touchpoints: Iterable[Touchpoint] = (), before: Iterable[Touchpoint] = ()) -> ReachOuts:
    """Whom I wrote to or called first on a Day, once a person, by what is known of both sides.

    The extension sees what I send, never what I receive: a live message alone cannot tell a first word from an answer,
    so it is counted as neither. Touchpoints with a direction can; `before` holds those of earlier Days.
    """
    latest: dict[int, int] = {}
    before, touchpoints = list(filter(_counts, before)), filter(_counts, touchpoints)
    for t in before:
        latest[t.person_id] = max(latest.get(t.person_id, 0), t.end_ms)
    inbound = {t.person_id: t.end_ms for t in before if t.direction is Direction.IN}
    started: set[int] = set()
    replied: set[int] = set()
    for t in sorted(touchpoints, key=lambda t: t.start_ms):
        if t.direction is Direction.OUT and line.window.holds(t.start_ms) and t.person_id not in started | replied:
            last = latest.get(t.person_id)
            if last is None or t.start_ms - last > REACH_OUT_MS:
                started.add(t.person_id)
            elif inbound.get(t.person_id) == last:
                replied.add(t.person_id)
        latest[t.person_id] = max(latest.get(t.person_id, 0), t.end_ms)
        if t.direction is Direction.IN:
            inbound[t.person_id] = t.end_ms
    return ReachOuts(len(started), len(replied))


def _counts(t: Touchpoint) -> bool:
    """Not what went to many, nor a meeting that nobody confirmed: neither is a word to a person (METRICS 3)."""
    return (t.genuine or t.channel not in WRITTEN) and not (t.in_person and t.evidence is Evidence.ESTIMATED)
