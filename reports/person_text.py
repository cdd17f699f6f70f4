"""Person text: what is known of one person, in rows for a terminal (METRICS 4, 6)."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from unscroll.day import Zones
from unscroll.people.due import Due
from unscroll.people.handles import HandleKind
from unscroll.people.person import Knows, Person
from unscroll.people.tie import Tie
from unscroll.people.touchpoint import Direction, Touchpoint
from unscroll.plain import shown_name
from unscroll.reports.people_words import ahead_words, band_words, dated, rhythm_words, silence_words, why_not_due
from unscroll.reports.rounding import to_minutes
from unscroll.reports.words import EVIDENCE, count, duration

MOST = 8
"""Touchpoints at the end of a page."""
_KINDS = {HandleKind.EMAIL: "e-mail", HandleKind.PHONE: "phone", HandleKind.PROFILE: "profile", HandleKind.ID: "id"}
_KNOWS = {Knows.KNOW: "you know them", Knows.WOULD_LIKE: "you would like to know them", Knows.LET_GO: "you let go"}
_KNOWN = {True: ", they know you", False: ", they do not know you", None: ""}
_BEGAN = {Direction.OUT: "from you", Direction.IN: "from them", Direction.BOTH: ""}

Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the rows are made of; `parts` are the numbers that were joined in the person, with their own names;
    `vias` the names of those who brought the two together, by number."""

    person: Person
    tie: Tie
    due: Due | None
    parts: tuple[tuple[int, str], ...]
    now_ms: int
    zones: Zones
    vias: Mapping[int, str]

    def date(self, at_ms: int) -> str:
        return dated(self.zones.local(at_ms).date(), self.zones.local(self.now_ms).date())

    def days_to(self, at_ms: int) -> int:
        """Whole local dates from today."""
        return (self.zones.local(at_ms).date() - self.zones.local(self.now_ms).date()).days


def facts(shown: Shown) -> list[Row]:
    """Two cells each; what is not known has no row."""
    rows = (*_who(shown), *_contact(shown), *_history(shown))
    return [(label, told) for label, told in rows if told]


def _who(shown: Shown) -> Iterator[Row]:
    person = shown.person
    yield "also", ", ".join(map(shown_name, person.names[1:]))
    yield from ((_KINDS[h.kind], h.value) for h in person.handles if h.strong)
    yield "circle", rhythm_words(person)
    yield "tags", ", ".join(person.tags)
    yield "company", shown_name(person.company)
    if person.birthday:
        today = shown.zones.local(shown.now_ms).date()
        yield "birthday", f"{person.birthday} ({ahead_words((person.birthday.next(today) - today).days)})"
    yield "note", person.note
    yield "connected", person.met_on
    yield "known", _KNOWS[person.knows] + _KNOWN[person.known] if person.knows else ""


def _contact(shown: Shown) -> Iterator[Row]:
    tie, due = shown.tie, shown.due
    yield "last contact", _since(tie.last_contact_ms, shown) or "none yet"
    if tie.last_two_way_ms != tie.last_contact_ms:
        yield "last two-way", _since(tie.last_two_way_ms, shown)
    yield "last in person", _since(tie.last_in_person_ms, shown)
    if due is None:
        unasked = "the cadence was set to none" if shown.person.own_cadence_days == 0 else "no circle, no cadence"
        yield "due", why_not_due(shown.person, shown.now_ms) or f"nothing is asked: {unasked}"
    else:
        yield "due", f"{shown.date(due.due_ms)} ({ahead_words(shown.days_to(due.due_ms))}), {band_words(due)}"
    if tie.rhythm_days is not None:
        drifted = "; silent for more than 8 times that" if tie.drifted else ""
        yield "own rhythm", f"every {count(max(1, round(tie.rhythm_days)), 'day')}{drifted}"
    yield "ask about", tie.ask


def _since(at_ms: int | None, shown: Shown) -> str:
    return "" if at_ms is None else f"{silence_words(at_ms, shown.now_ms)} ago, {shown.date(at_ms)}"


def _history(shown: Shown) -> Iterator[Row]:
    tie, starts = shown.tie, shown.tie.starts
    if starts.count:
        share = starts.my_share
        told = "too few to tell" if share is None else f"you {round(100 * share)} % of {starts.count} starts"
        yield "who starts", told
    firsts = (
        ("message", tie.first_message_ms),
        ("call", tie.first_call_ms),
        ("meeting", tie.first_meeting_ms),
    )
    yield "first", ", ".join(f"{what} {shown.date(at_ms)}" for what, at_ms in firsts if at_ms is not None)
    quarter_ms = tie.two_way_90d_ms
    yield "last 90 days", f"{_minutes(quarter_ms)} together, measured or logged" if quarter_ms else ""
    yield "via", ", ".join(dict.fromkeys(map(shown_name, shown.vias.values())))
    yield "you gave", _favours(tie.gave)
    yield "you got", _favours(tie.got)
    yield "merged of", ", ".join(f"#{number} {shown_name(name)}" for number, name in shown.parts)


def _favours(told: Sequence[str]) -> str:
    """`help, advice 3 times`: a list of facts, never a balance."""
    return ", ".join(word if times == 1 else f"{word} {times} times" for word, times in Counter(told).items())


def _minutes(length_ms: int) -> str:
    return duration(to_minutes(length_ms), length_ms > 0)


def latest(touchpoints: Sequence[Touchpoint], shown: Shown) -> list[tuple[str, ...]]:
    """The last ones, the newest first: date, channel, how long, what else."""
    return [
        (shown.date(t.start_ms), t.channel, _length(t), "; ".join(_told(t, shown)))
        for t in sorted(touchpoints, key=lambda t: (t.start_ms, t.id), reverse=True)[:MOST]
    ]


def _length(t: Touchpoint) -> str:
    known = t.end_ms > t.start_ms and not (t.written and t.evidence == "estimated")
    return _minutes(t.end_ms - t.start_ms) if known else ""


def _told(t: Touchpoint, shown: Shown) -> Iterator[str]:
    yield EVIDENCE[t.evidence]
    if _BEGAN[t.direction]:
        yield _BEGAN[t.direction]
    theirs, mine = t.messages
    if t.evidence == "estimated" and _BEGAN[t.direction] and (mine or 0) + (theirs or 0) == 1:
        pass  # a message by itself: from whom it is says all
    elif mine:
        yield f"{count(mine, 'message')} of yours{f', {theirs} of theirs' if theirs is not None else ''}"
    elif theirs:
        yield f"{count(theirs, 'message')} of theirs"
    if not t.genuine:
        yield "did not reach" if not t.written else "to many, or by a machine"
    if via := shown.vias.get(t.via_id or 0):
        yield f"via {via}"
    if t.note:
        yield t.note
