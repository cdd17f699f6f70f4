"""Tie: what the touchpoints of one person say (METRICS 3, 4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from unscroll.day import Zones
from unscroll.intervals import merged
from unscroll.people.starts import WAIT_MS, Starts, starts_of
from unscroll.people.touch import Moved, moved, moves, touch_of
from unscroll.people.touchpoint import Direction, Touchpoint
from unscroll.span import DAY_MS, Span

ENOUGH_CONTACTS = 8
"""Contacts that a rhythm of one's own needs (METRICS 4)."""
DRIFT_TIMES = 8
"""A silence of more than 8 times the usual interval usually ends a tie (Navarro et al. 2017)."""
YEAR_MS = 365 * DAY_MS
QUARTER_MS = 90 * DAY_MS
UTC = Zones.only("UTC")


@dataclass(frozen=True, slots=True)
class Tie:
    """Instants are UTC milliseconds, None where there was no such thing.

    `first_contact_ms`: both sides had taken part by then. `last_contact_ms`: METRICS 3, *last contact*.
    `last_two_way_ms`: both took part in one touchpoint, or the one answered the other within 72 h. The first message,
    call and meeting are the depth of the tie.
    `rhythm_days`: the median gap between Days with contact; None below 8 of them. Several exchanges of a Day are one
    contact. `drifted`: silent for more than 8 times that.
    `last_word`: whose message was the last touchpoint; None where it was no message of one side.
    `two_way_90d_ms`: measured and logged time of both sides in 90 days, without overlaps; `estimated_90d_ms`: what the
    spans of exchanges known by timestamps alone would add, apart (METRICS 3). `days_in_year`: Days with contact among
    the last 365. `ask`: the one of the latest touchpoint; a newer contact ends it. `gave`, `got`: favours, in order.
    """

    first_contact_ms: int | None = None
    last_contact_ms: int | None = None
    last_two_way_ms: int | None = None
    last_call_ms: int | None = None
    last_in_person_ms: int | None = None
    first_message_ms: int | None = None
    first_call_ms: int | None = None
    first_meeting_ms: int | None = None
    rhythm_days: float | None = None
    drifted: bool = False
    starts: Starts = field(default_factory=Starts)
    last_word: Direction | None = None
    two_way_90d_ms: int = 0
    estimated_90d_ms: int = 0
    days_in_year: int = 0
    ask: str = ""
    gave: tuple[str, ...] = ()
    got: tuple[str, ...] = ()


def tie_of(touchpoints: Iterable[Touchpoint], now_ms: int, zones: Zones = UTC) -> Tie:
    """The tie with the one person whose touchpoints these are, in any order; `zones` says when Days turn.

    What begins after now is left out: nothing of the future is contact, also after the clock was set back. All that
    one person and I have shared is one conversation: who met for a coffee is no stranger to a message.
    """
    told = sorted((t for t in touchpoints if t.start_ms <= now_ms), key=order)
    ask = next((t.ask for t in reversed(told) if moves(t)), "")
    return tie_by(moved(map(touch_of, told)), told, ask, now_ms, zones)


def tie_by(touched: Sequence[Moved], told: Sequence[Touchpoint], ask: str, now_ms: int, zones: Zones = UTC) -> Tie:
    """The same of what can be contact, in order, by now; `told` are all touchpoints with favours in order, `ask` that
    of the last one that can be contact."""
    first_ms = _first_contact(touched)
    contacts = touched if first_ms is not None else ()
    days = _days(touched, zones)
    gap_days = _median_gap(days)
    rhythm = gap_days if first_ms is not None and len(set(days)) >= ENOUGH_CONTACTS else None
    last_ms = _last((end for _, end, _ in contacts), now_ms)
    known_ms, estimated_ms = _time_together(contacts, Span(now_ms - QUARTER_MS, now_ms))
    year_ms = now_ms - YEAR_MS
    year = {day for (start_ms, _, _), day in zip(contacts, days, strict=False) if start_ms > year_ms}
    final = touched[-1][2] if touched else None
    return Tie(
        first_contact_ms=first_ms,
        last_contact_ms=last_ms,
        last_two_way_ms=_last_two_way(touched, now_ms),
        last_call_ms=_last((end for _, end, sort in touched if sort.spoken), now_ms),
        last_in_person_ms=_last((end for _, end, sort in touched if sort.in_person), now_ms),
        first_message_ms=next((start for start, _, sort in touched if sort.written), None),
        first_call_ms=next((start for start, _, sort in touched if sort.spoken), None),
        first_meeting_ms=next((start for start, _, sort in touched if sort.in_person), None),
        rhythm_days=rhythm,
        drifted=bool(rhythm and last_ms is not None and now_ms - last_ms > DRIFT_TIMES * rhythm * DAY_MS),
        starts=starts_of(touched, days, gap_days, now_ms),
        last_word=final.direction if final and final.written and not final.both else None,
        two_way_90d_ms=known_ms,
        estimated_90d_ms=estimated_ms,
        days_in_year=len(year),
        ask=ask,
        gave=tuple(favour for t in told for favour in t.gave),
        got=tuple(favour for t in told for favour in t.got),
    )


def order(t: Touchpoint) -> tuple[object, ...]:
    """Total, so that the order in which touchpoints come tells nothing."""
    told = (t.direction, t.channel, t.evidence, t.genuine, t.ask, t.gave, t.got, t.sent, t.received)
    return (t.start_ms, t.end_ms, t.id, t.source, t.key, *told)


def _first_contact(touched: Iterable[Moved]) -> int | None:
    """When both sides had taken part for the first time; None while only one ever did."""
    me = they = False
    for start_ms, _, sort in touched:
        me, they = me or sort.mine, they or sort.theirs
        if me and they:
            return start_ms
    return None


def _last_two_way(touched: Iterable[Moved], now_ms: int) -> int | None:
    """The latest end of what both took part in, or of an answer within 72 h to what the other had said."""
    never = latest = mine_ms = theirs_ms = -(1 << 62)
    for start_ms, end_ms, sort in touched:
        if end_ms > now_ms:
            end_ms = now_ms
        if end_ms > latest and (sort.both or start_ms - (theirs_ms if sort.mine else mine_ms) <= WAIT_MS):
            latest = end_ms
        if sort.mine and end_ms > mine_ms:
            mine_ms = end_ms
        if sort.theirs and end_ms > theirs_ms:
            theirs_ms = end_ms
    return None if latest == never else latest


def _days(touched: Iterable[Moved], zones: Zones) -> list[int]:
    """Of each, in order, the number of the Day that it began in; worked out once for each Day."""
    found: list[int] = []
    since_ms, until_ms, number = 0, 0, 0
    for start_ms, _, _ in touched:
        if not since_ms <= start_ms < until_ms:
            day = zones.day_of(start_ms)
            span, number = zones.span_of(day), day.toordinal()
            since_ms, until_ms = span.start_ms, span.end_ms
        found.append(number)
    return found


def _median_gap(days: Sequence[int]) -> float | None:
    """In days, of ordered Days; None where there is only one."""
    known = sorted(set(days))
    gaps = sorted(b - a for a, b in pairwise(known))
    middle = len(gaps) // 2  # `statistics` takes longer to import than a tie takes to be worked out
    return (gaps[middle] + gaps[~middle]) / 2 if gaps else None


def _time_together(contacts: Iterable[Moved], window: Span) -> tuple[int, int]:
    """Milliseconds of both sides inside the window: known, and what estimates would add. Overlaps count once."""
    since_ms = window.start_ms
    late = ((start, end, sort.known) for start, end, sort in contacts if end > since_ms and sort.both)
    parts = [(part, known) for start, end, known in late if (part := Span(start, end).clip(window)) is not None]
    known_ms = united_ms(part for part, known in parts if known)
    return known_ms, united_ms(part for part, _ in parts) - known_ms


def united_ms(spans: Iterable[Span]) -> int:
    """How long spans are together."""
    return sum(end - start for start, end in merged(spans))


def _last(ends: Iterable[int], now_ms: int) -> int | None:
    """The latest end; what goes on has come to now."""
    latest = max(ends, default=None)
    return None if latest is None else min(latest, now_ms)
