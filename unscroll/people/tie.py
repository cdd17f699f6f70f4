"""Tie: what the touchpoints of one person say (METRICS 3, 4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from unscroll.day import Zones
from unscroll.evidence import Evidence
from unscroll.intervals import merged
from unscroll.people.sides import both, mine, theirs
from unscroll.people.starts import WAIT_MS, Starts, starts_of
from unscroll.people.touchpoint import SPOKEN, Direction, Touchpoint
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
    told = sorted((t for t in touchpoints if t.start_ms <= now_ms), key=_order)
    touched = [t for t in told if moves(t)]
    first_ms = _first_contact(touched)
    contacts = touched if first_ms is not None else []
    days = _days(touched, zones)
    gap_days = _median_gap(days)
    rhythm = gap_days if first_ms is not None and len(set(days)) >= ENOUGH_CONTACTS else None
    last_ms = _last(contacts, now_ms)
    known_ms, estimated_ms = time_together(contacts, Span(now_ms - QUARTER_MS, now_ms))
    calls, meetings = [t for t in touched if t.channel in SPOKEN], [t for t in touched if t.in_person]
    year = {day for t, day in zip(contacts, days, strict=False) if t.start_ms > now_ms - YEAR_MS}
    final = touched[-1] if touched else None
    return Tie(
        first_contact_ms=first_ms,
        last_contact_ms=last_ms,
        last_two_way_ms=_last_two_way(touched, now_ms),
        last_call_ms=_last(calls, now_ms),
        last_in_person_ms=_last(meetings, now_ms),
        first_message_ms=_first([t for t in touched if t.written]),
        first_call_ms=_first(calls),
        first_meeting_ms=_first(meetings),
        rhythm_days=rhythm,
        drifted=bool(rhythm and last_ms is not None and now_ms - last_ms > DRIFT_TIMES * rhythm * DAY_MS),
        starts=starts_of(touched, days, gap_days, now_ms),
        last_word=final.direction if final and final.written and not both(final) else None,
        two_way_90d_ms=known_ms,
        estimated_90d_ms=estimated_ms,
        days_in_year=len(year),
        ask=final.ask if final else "",
        gave=tuple(favour for t in told for favour in t.gave),
        got=tuple(favour for t in told for favour in t.got),
    )


def _order(t: Touchpoint) -> tuple[object, ...]:
    """Total, so that the order in which touchpoints come tells nothing."""
    told = (t.direction, t.channel, t.evidence, t.genuine, t.ask, t.gave, t.got, t.sent, t.received)
    return (t.start_ms, t.end_ms, t.id, t.source, t.key, *told)


def moves(t: Touchpoint) -> bool:
    """Whether it can be contact: not what a blast or a machine sent, no missed call, no meeting that nobody confirmed
    (METRICS 3: a meeting is measured or logged)."""
    return t.genuine and not (t.in_person and t.evidence is Evidence.ESTIMATED)


def _first_contact(touched: Iterable[Touchpoint]) -> int | None:
    """When both sides had taken part for the first time; None while only one ever did."""
    me = they = False
    for t in touched:
        me, they = me or mine(t), they or theirs(t)
        if me and they:
            return t.start_ms
    return None


def _last_two_way(touched: Iterable[Touchpoint], now_ms: int) -> int | None:
    """The latest end of what both took part in, or of an answer within 72 h to what the other had said."""
    said: dict[Direction, int] = {}
    found: list[int] = []
    for t in touched:
        end_ms = min(t.end_ms, now_ms)
        sides = [side for side, took in ((Direction.OUT, mine(t)), (Direction.IN, theirs(t))) if took]
        other_ms = said.get(Direction.IN if sides[0] is Direction.OUT else Direction.OUT)
        if len(sides) == 2 or (other_ms is not None and t.start_ms - other_ms <= WAIT_MS):
            found.append(end_ms)
        for side in sides:
            said[side] = max(said.get(side, end_ms), end_ms)
    return max(found, default=None)


def _days(touched: Iterable[Touchpoint], zones: Zones) -> list[int]:
    """Of each, in order, the number of the Day that it began in."""
    return [zones.day_of(t.start_ms).toordinal() for t in touched]


def _median_gap(days: Sequence[int]) -> float | None:
    """In days, of ordered Days; None where there is only one."""
    known = sorted(set(days))
    gaps = sorted(b - a for a, b in pairwise(known))
    middle = len(gaps) // 2  # `statistics` takes longer to import than a tie takes to be worked out
    return (gaps[middle] + gaps[~middle]) / 2 if gaps else None


def time_together(contacts: Iterable[Touchpoint], window: Span) -> tuple[int, int]:
    """Milliseconds of both sides inside the window: known, and what estimates would add. Overlaps count once."""
    known: list[Span] = []
    every: list[Span] = []
    for t in contacts:
        part = Span(t.start_ms, t.end_ms).clip(window) if both(t) else None
        if part is not None:
            every.append(part)
            if t.evidence is not Evidence.ESTIMATED:
                known.append(part)
    known_ms = united_ms(known)
    return known_ms, united_ms(every) - known_ms


def united_ms(spans: Iterable[Span]) -> int:
    """How long spans are together."""
    return sum(end - start for start, end in merged(spans))


def _first(ordered: Sequence[Touchpoint]) -> int | None:
    return ordered[0].start_ms if ordered else None


def _last(found: Iterable[Touchpoint], now_ms: int) -> int | None:
    """The latest end; what goes on has come to now."""
    return max((min(t.end_ms, now_ms) for t in found), default=None)
