"""Sections: what stands below the headline of a Day's page, in rows or sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby

from unscroll.day import Zones
from unscroll.kinds import Context, Evidence, Kind
from unscroll.line import OverlayKind
from unscroll.links import LabelLink
from unscroll.meaning import Size
from unscroll.plain import shown_name
from unscroll.reports.contacts import Contact
from unscroll.reports.day_minutes import DayMinutes
from unscroll.reports.history_words import history_sentences
from unscroll.reports.minutes import contact_minutes, scroll_pieces, shared_out
from unscroll.reports.rounding import apportion, minutes_that_add_up, to_minutes
from unscroll.reports.summary import DaySummary
from unscroll.reports.words import EVIDENCE, clock, count, duration, platform, someone, view


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: `percent` of the longest one, `look` its class; `parts` break it down."""

    name: str
    text: str
    minutes: int
    note: str = ""
    look: str = ""
    percent: float = 0
    parts: tuple["Row", ...] = ()
    key: str = ""
    """Who it is, of a row of people; empty where nobody can tell, as in a call without a name or a thread."""


@dataclass(frozen=True, slots=True)
class Task:
    """Something that the reader can settle, the command that does it, links that ask whether to: words and address."""

    text: str
    command: str
    links: tuple[tuple[str, str], ...] = ()


SIZES = {Size.ONE: "One person", Size.GROUP: "A group", Size.NOBODY: "Nobody"}


def feed_rows(s: DaySummary, m: DayMinutes) -> tuple[Row, ...]:
    """Where feeds went: platforms, then their views, short videos apart; the minutes sum to what was spent."""
    rows = _platforms(s, m.personal, Context.PERSONAL)
    if m.work_counts:
        rows += _platforms(s, m.work, Context.WORK)
    phone = [u for u in s.unplaced if u.kind is Kind.SCROLL]
    for u, minutes in zip(phone, minutes_that_add_up([u.shown_ms for u in phone]), strict=True):
        name = f"{platform(u.platform)} on the phone" if u.platform else "Phone"
        rows.append(Row(name, duration(minutes, True), minutes, "typed in", "phone"))
    if m.held:
        note = "spent before a change that lowered it" + ("" if s.ended else "; it counts until tomorrow")
        rows.append(Row("Before a change", duration(m.held), m.held, note, "held"))
    return scaled(sorted(rows, key=lambda r: -r.minutes))


def work_rows(s: DaySummary, m: DayMinutes) -> tuple[Row, ...]:
    """Feeds in context work; they do not count against the cap unless the user says so."""
    return scaled(_platforms(s, m.work, Context.WORK))


def kind_rows(m: DayMinutes, labels: Mapping[str, str]) -> tuple[Row, ...]:
    """The whole line by kind; sums to the accounted time."""
    return scaled([Row(labels[k], duration(v), v, look=str(k)) for k, v in m.kinds.items()])


def people_rows(s: DaySummary, m: DayMinutes) -> tuple[Row, ...]:
    """Everyone met, each with channels and evidence, the longest first; estimates are in no sum."""
    rows = [
        (_who(c), c, minutes)
        for c, minutes in zip(s.contacts, contact_minutes(s, m), strict=True)
        if c.kind is Kind.ONE_TO_ONE
    ]
    found = []
    for (name, key), group in groupby(sorted(rows, key=lambda r: r[0]), key=lambda r: r[0]):
        parts = tuple(_channel(c, minutes) for _, c, minutes in group)
        sure = [p for p in parts if p.look != Evidence.ESTIMATED]
        total = sum(p.minutes for p in sure)
        text = duration(total, True) if any(p.text for p in sure) else "" if sure else parts[0].text
        found.append(Row(name, text, total, look="one_to_one", parts=parts, key=key))
    return scaled(sorted(found, key=lambda r: -r.minutes))


def tasks(s: DaySummary, m: DayMinutes, limit: int = 2) -> tuple[Task, ...]:
    """What would settle most: the longest unresolved threads, then the phone."""
    found = []
    minutes = apportion(m.kinds[Kind.PRIVATE], [u.length_ms for u in s.unresolved])
    for u, shown in zip(s.unresolved, minutes, strict=True):
        if u.thread is not None:
            text = f"{platform(u.platform)} thread {u.thread}, {duration(shown, True)}: one person, or a group?"
            links = tuple((words, str(LabelLink(str(u.thread), size))) for size, words in SIZES.items())
            found.append(Task(text, f"unscroll label {u.thread} one NAME", links))
    if not s.phone_known:
        found.insert(1, Task("The phone: how long on feeds?", f"unscroll phone 45m --day {s.date.isoformat()}"))
    return tuple(found[:limit])


def use_notes(s: DaySummary, zones: Zones) -> tuple[str, ...]:
    """The way feeds were used: longest run, sittings, drift, distance."""
    runs, notes = s.runs, []
    if runs.longest_ms:
        notes.append(f"Longest run without a break: {duration(to_minutes(runs.longest_ms), True)}.")
    if runs.launches:
        between = ""
        if runs.first_ms is not None and runs.last_ms is not None and runs.launches > 1:
            between = (
                f", the first at {clock(zones.local(runs.first_ms))}, the last at {clock(zones.local(runs.last_ms))}"
            )
        notes.append(f"Feeds were opened {count(runs.launches, 'time')}{between}.")
    if s.drift.drifted:
        drifted = duration(to_minutes(s.drift.length_ms), True)
        notes.append(
            f"{s.drift.drifted} of {count(s.drift.aimed, 'visit')} that began with an aim turned into feeds: {drifted}."
        )
    b = s.browsed
    notes += history_sentences(b.measured_ms, b.estimated_ms, b.estimated_scroll_ms)
    if b.typing_ms or b.scrolling_ms:
        typing, scrolling = (duration(to_minutes(ms), True) for ms in (b.typing_ms, b.scrolling_ms))
        notes.append(f"By the browser's own count {typing} of that went into typing, {scrolling} into scrolling.")
    if s.scroll_m:
        notes.append(f"{s.scroll_m:.0f} m of scrolling (nominal; never compared with other people).")
    return tuple(notes)


def contact_notes(s: DaySummary) -> tuple[str, ...]:
    """Reach-outs and messages, as sentences."""
    notes, r = [], s.reach_outs
    if s.people_reached:
        notes.append(f"{count(s.people_reached, 'person', 'people')} reached.")
    if r.started or r.replied:
        answered = "" if r.answered is None else f"; {r.answered} of the started ones were answered"
        notes.append(f"{count(r.started, 'conversation')} started, {r.replied} answered by you{answered}.")
    split_ms = s.overlays[OverlayKind.SPLIT_ATTENTION]
    if split_ms:
        notes.append(f"{duration(to_minutes(split_ms), True)} of calls went by while scrolling.")
    return tuple(notes)


def intercept_notes(s: DaySummary) -> tuple[str, ...]:
    i = s.intercepts
    if not i.shown:
        return ()
    notes = [f"You left {i.left} of {count(i.shown, 'feed')} at the intercept and went on {count(i.went_on, 'time')}."]
    if i.swapped:
        notes.append(f"{i.swapped} of them {'was' if i.swapped == 1 else 'were'} followed by a message or call.")
    return tuple(notes)


def _platforms(s: DaySummary, total_min: int, context: Context) -> list[Row]:
    pieces = scroll_pieces(s, context)
    rows = []
    for name, (_, minutes) in shared_out(total_min, pieces, lambda p: p.surface.platform).items():
        own = [p for p in pieces if p.surface.platform == name]
        views = shared_out(minutes, own, lambda p: p.surface.view)
        parts = tuple(Row(view(v), duration(shown, True), shown, look=_look(v)) for v, (_, shown) in views.items())
        rows.append(Row(platform(name), duration(minutes, True), minutes, look="scroll", parts=parts))
    return rows


def _look(view_name: str) -> str:
    return "shorts" if view_name == "shorts" else ""


def _who(c: Contact) -> tuple[str, str]:
    """Name and identity: two people may bear one name, and two unnamed threads are two people."""
    called = shown_name(c.person) or someone(c.platform)
    if c.person_id is not None:
        return called, f"#{c.person_id}"
    return called, f"{c.platform} {c.thread}" if c.thread else ""


def _channel(c: Contact, minutes: int) -> Row:
    where = platform(c.platform)
    name = c.channel if c.evidence is Evidence.LOGGED or not c.platform else f"{where} {c.channel}"
    text = duration(minutes, True) if c.has_length else ""
    if c.evidence is Evidence.ESTIMATED:
        text = f"about {text} ({to_minutes(c.low_ms)} to {to_minutes(c.high_ms)})"
    return Row(name, text, minutes, EVIDENCE[c.evidence], str(c.evidence))


def scaled(rows: list[Row]) -> tuple[Row, ...]:
    """The rows with their bars' lengths."""
    longest = max((r.minutes for r in rows), default=0) or 1
    return tuple(
        Row(r.name, r.text, r.minutes, r.note, r.look, round(100 * r.minutes / longest, 2), r.parts, r.key)
        for r in rows
    )
