"""Headline: feeds against one-to-one, the two figures a page opens with."""

from dataclasses import dataclass

from unscroll.kinds import Kind
from unscroll.reports import against_cap
from unscroll.reports.day_minutes import DayMinutes
from unscroll.reports.summary import UNSEEN_LIMIT_MS, DaySummary
from unscroll.reports.words import duration


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: `look` is its class, `percent` its share of the common scale."""

    look: str
    text: str
    percent: float


@dataclass(frozen=True, slots=True)
class Headline:
    """`prefix` is "at least" where something known to exist was not seen."""

    look: str
    name: str
    prefix: str
    figure: str
    caption: str
    parts: tuple[Part, ...]
    cap_percent: float | None = None


@dataclass(frozen=True, slots=True)
class Headlines:
    feeds: Headline
    people: Headline
    ratio: str
    at_least_because: str


def headlines(summary: DaySummary, minutes: DayMinutes) -> Headlines:
    """Both bars share one scale, so that their lengths compare."""
    one, private = minutes.kinds[Kind.ONE_TO_ONE], minutes.kinds[Kind.PRIVATE]
    scale = max(minutes.cap, minutes.spent, one + private + minutes.estimated, 1)
    prefix = "at least" if summary.at_least else ""
    return Headlines(
        _feeds(summary, minutes, scale, prefix),
        _people(minutes, scale, prefix),
        _ratio(summary, minutes),
        at_least_because(summary),
    )


def at_least_because(summary: DaySummary) -> str:
    """What is missing from the figures, as a sentence; empty where nothing is known to be."""
    missing = [] if summary.phone_known else ["the phone is not known yet"]
    if summary.browsers_unseen:
        unseen = duration((summary.unseen_ms + 30_000) // 60_000)
        missing.append(f"{unseen} passed on pages that no extension could look into")
    if summary.browsed.estimated_scroll_ms > UNSEEN_LIMIT_MS:
        missing.append("some feeds are known by a browser's history alone, and only estimated")
    missing += [f"{part.what} was forgotten" for part in summary.coverage.forgotten]
    return f"At least, because {' and '.join(missing)}." if missing else ""


def _feeds(s: DaySummary, m: DayMinutes, scale: int, prefix: str) -> Headline:
    parts = [
        Part("scroll", f"on this computer, {duration(m.counted)}", 100 * m.counted / scale),
        Part("phone", f"phone, typed in, {duration(m.phone)}", 100 * m.phone / scale),
        Part("held", f"before a change, {duration(m.held)}", 100 * m.held / scale),
    ]
    return Headline(
        "scroll",
        "On feeds on this computer",
        prefix if s.seen else "",
        duration(m.counted, bool(s.counted_ms)) if s.seen else "no data",
        _against_cap(m, s),
        tuple(p for p in parts if p.percent),
        100 * m.cap / scale,
    )


def _against_cap(m: DayMinutes, s: DaySummary) -> str:
    """The figure against the cap; where more than the figure counts, what that is and what it comes to."""
    cap = duration(m.cap)
    if m.spent != m.counted:
        parts = (against_cap.typed_in(m), against_cap.of_the_cap(m, s.at_least), against_cap.held(m, s.ended))
        return "; ".join(part for part in parts if part)
    if m.reached:
        over = m.spent - m.cap
        return f"{duration(over)} over the cap of {cap}" if over > 0 else f"the cap of {cap} is reached"
    return f"of {cap}; {against_cap.left(m, s.at_least)}"


def _people(m: DayMinutes, scale: int, prefix: str) -> Headline:
    one, private = m.kinds[Kind.ONE_TO_ONE], m.kinds[Kind.PRIVATE]
    caption = []
    if m.estimated:
        caption.append(f"about {duration(m.estimated)} more, estimated from timestamps")
    if private:
        caption.append(f"{duration(private)} unresolved: could be one person or a group")
    parts = [
        Part("one_to_one", f"measured or logged, {duration(one)}", 100 * one / scale),
        Part("estimated", f"estimated, {duration(m.estimated)}", 100 * m.estimated / scale),
        Part("private", f"unresolved, {duration(private)}", 100 * private / scale),
    ]
    return Headline(
        "one_to_one",
        "With one person",
        prefix,
        duration(one),
        "; ".join(caption) or "measured or logged",
        tuple(p for p in parts if p.percent),
    )


def _ratio(s: DaySummary, m: DayMinutes) -> str:
    """The contact ratio, whose feeds are those of both contexts."""
    ratio = s.contact_ratio
    if ratio is None:
        return ""
    low, high = round(100 * ratio.low), round(100 * ratio.high)
    share = f"{low} %" if low == high else f"{low} to {high} %"
    feeds = "on feeds on this computer" + (", for work too," if m.work and not m.work_counts else "")
    return f"Of the time {feeds} or with one person, {share} was with one person."
