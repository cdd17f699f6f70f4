"""The page of a week, a month or a year: what its template is filled with."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from unscroll.kinds import Evidence
from unscroll.minutes import MINUTE_MS
from unscroll.plain import shown_name
from unscroll.reports.charts import Column, Figure, mirror
from unscroll.reports.day_page import Reader
from unscroll.reports.headline import Headline, Part
from unscroll.reports.history_words import history_sentences
from unscroll.reports.people_notes import PeopleNotes, period_sentences
from unscroll.reports.period import DayFigures, Period, PeriodKind, PeriodSummary
from unscroll.reports.sections import Row, scaled
from unscroll.reports.to_settle import to_settle
from unscroll.reports.words import EVIDENCE, count, duration, month, platform, short_date

MOST_PEOPLE = 20
DAY_HEAD = ("day", "feeds", "phone, typed in", "one-to-one", "unresolved", "note")


def period_context(summary: PeriodSummary, reader: Reader) -> dict[str, Any]:
    """The values that `period.html` shows."""
    days = summary.days
    return {
        "title": title(summary.period),
        "watched": _watched(summary),
        "recounting": _recounting(summary),
        "has_data": bool(days),
        "feeds_head": _feeds_head(summary) if days else None,
        "people_head": people_head(summary) if days else None,
        "figure": _figure(summary) if days else None,
        "day_head": DAY_HEAD,
        "day_table": [_day_row(d.date, d) for d in days] if summary.period.kind is PeriodKind.YEAR else (),
        "feeds": scaled(_feed_rows(summary)),
        "feed_notes": history_lines(summary),
        "people": people_met(summary),
        "people_notes": people_lines(summary, reader.people),
        "tasks": to_settle(summary),
    }


def history_lines(s: PeriodSummary) -> tuple[str, ...]:
    """What of the period is from browsers' histories: the sums of what its Days say."""
    told = ("history_min", "estimated_min", "estimated_feeds_min")
    sums = (MINUTE_MS * sum(getattr(d, name) for d in s.days) for name in told)
    return history_sentences(*sums, whose=s.period.kind)


def people_met(s: PeriodSummary) -> tuple[Row, ...]:
    """With whom the most time was spent."""
    known = s.evidence
    return scaled([_person(name, minutes, known.get(key or name, ())) for key, name, minutes in s.people[:MOST_PEOPLE]])


def people_lines(s: PeriodSummary, notes: PeopleNotes) -> tuple[str, ...]:
    """What is said of people below the rows of `people_met`."""
    more = len(s.people) - MOST_PEOPLE
    beside = "No contact with one person was seen or logged here." if not s.people else ""
    beside = f"And {more} more." if more > 0 else beside
    return (*filter(None, (beside,)), *period_sentences(notes))


def _person(name: str, minutes: int | None, evidence: tuple[Evidence, ...]) -> Row:
    text = "" if minutes is None else duration(minutes, True)
    return Row(shown_name(name), text, minutes or 0, ", ".join(EVIDENCE[e] for e in evidence), "one_to_one")


def _recounting(s: PeriodSummary) -> str:
    """How far the Days are counted again after a change of rules, labels or facts; empty where all are."""
    begun = len(s.dates)
    return (
        f"Recounting, {begun - s.uncounted} of {count(begun, 'day')} so far; the newest come first."
        if s.uncounted
        else ""
    )


def title(period: Period) -> str:
    if period.kind is PeriodKind.YEAR:
        return str(period.first.year)
    if period.kind is PeriodKind.MONTH:
        return month(period.first)
    return f"{short_date(period.first)} to {short_date(period.last)} {period.last.year}"


def file_name(period: Period) -> str:
    """`2026-W47.html`, `2026-11.html`, `2026.html`."""
    if period.kind is PeriodKind.WEEK:
        year, week, _ = period.first.isocalendar()
        return f"{year}-W{week:02d}.html"
    return f"{period.first:%Y-%m}.html" if period.kind is PeriodKind.MONTH else f"{period.first:%Y}.html"


def _watched(s: PeriodSummary) -> str:
    partial = len(s.days) - len(s.valid)
    parts = [f"{count(len(s.days), 'day')} with data"]
    if partial:
        parts.append(f"{partial} of them partial and left out of the medians")
    if s.missing:
        parts.append(f"{count(s.missing, 'day')} without: missing is not zero")
    return "; ".join(parts) + "."


def _feeds_head(s: PeriodSummary) -> Headline:
    total, typed = sum(d.feeds_min for d in s.days), sum(d.phone_min for d in s.days)
    shown, each = _shown(s.typical_feeds_min, total, s)
    beside = f"+ {duration(typed)} on the phone, typed in; " if typed else ""
    return Headline(
        "scroll",
        f"On feeds on this computer{each}",
        _prefix(s),
        shown,
        f"{_sum(total, s)}{beside}{_kept(s)}",
        _part(s, "scroll"),
    )


def _prefix(s: PeriodSummary) -> str:
    return "at least" if s.at_least else ""


def _kept(s: PeriodSummary) -> str:
    """On how many Days the cap was kept, among those of which it is known."""
    known, days = len(s.cap_known), len(s.days)
    if not known:
        return "not known on any day whether the cap was kept"
    kept = f"the cap kept on {sum(1 for d in s.cap_known if d.kept)} of {count(known, 'day')}"
    return f"{kept}, not known on {days - known}" if days > known else kept


def people_head(s: PeriodSummary) -> Headline:
    """The minutes with one person, and how many people were met."""
    total, private = sum(d.one_to_one_min for d in s.days), sum(d.unresolved_min for d in s.days)
    shown, each = _shown(s.typical_one_to_one_min, total, s)
    caption = f"{_sum(total, s)}{'at least ' if s.met_more else ''}{count(s.met, 'person', 'people')} met"
    if private:
        caption += f"; {duration(private)} unresolved: could be one person or a group"
    return Headline("one_to_one", f"With one person{each}", _prefix(s), shown, caption, _part(s, "one_to_one"))


def _shown(typical: int | None, total: int, s: PeriodSummary) -> tuple[str, str]:
    """The median of a Day where there are Days enough, else the sum."""
    if typical is None:
        return duration(total), ""
    return duration(typical), f", median of {count(len(s.valid), 'day')}"


def _sum(total: int, s: PeriodSummary) -> str:
    return f"{duration(total)} together; " if len(s.days) > 1 else ""


def _part(s: PeriodSummary, look: str) -> tuple[Part, ...]:
    feeds, one = (sum(getattr(d, field) for d in s.days) for field in ("feeds_min", "one_to_one_min"))
    minutes = feeds if look == "scroll" else one
    return (Part(look, duration(minutes), 100 * minutes / max(feeds, one, 1)),) if minutes else ()


def _figure(s: PeriodSummary) -> Figure:
    known = {d.date: d for d in s.days}
    if s.period.kind is PeriodKind.YEAR:
        columns, marks = _weeks(s)
        return mirror("week", "Week by week: feeds above the line, people below", columns, marks)
    columns = [
        Column(_label(s.period, d), _minutes([known[d]] if d in known else []), d <= s.until and d not in known)
        for d in s.period.dates
    ]
    step = 1 if s.period.kind is PeriodKind.WEEK else 5
    marks = [c.name for c in columns[::step]]
    caps = {d.cap_min for d in s.days}
    cap = caps.pop() if len(caps) == 1 else None
    figure = mirror("day", "Day by day: feeds above the line, people below", columns, marks, cap)
    return replace(figure, head=DAY_HEAD, rows=tuple(_day_row(d, known.get(d)) for d in s.dates))


def _label(period: Period, day: date) -> str:
    return short_date(day)[:3] + f" {day.day}" if period.kind is PeriodKind.WEEK else str(day.day)


def _weeks(s: PeriodSummary) -> tuple[list[Column], list[str]]:
    """The year's weeks, and those that a month begins in."""
    known = {d.date: d for d in s.days}
    weeks: dict[str, list[DayFigures]] = {}
    months: dict[int, str] = {}
    for day in s.period.dates:
        name = short_date(max(s.period.first, day - timedelta(days=day.weekday())))[4:]
        weeks.setdefault(name, []).extend([known[day]] if day in known else [])
        months.setdefault(day.month, name)
    return [Column(name, _minutes(days)) for name, days in weeks.items()], list(months.values())[::2]


def _minutes(days: list[DayFigures]) -> tuple[int, int, int] | None:
    if not days:
        return None
    return (
        sum(d.feeds_min for d in days),
        sum(d.one_to_one_min for d in days),
        sum(d.unresolved_min for d in days),
    )


def _day_row(day: date, d: DayFigures | None) -> tuple[str, ...]:
    if d is None:
        return short_date(day), "no data", "", "", "", ""
    feeds = f"{'at least ' if d.at_least else ''}{duration(d.feeds_min)}"
    note = "" if d.valid else "partial"
    return short_date(day), feeds, on_phone(d), duration(d.one_to_one_min), duration(d.unresolved_min), note


def on_phone(d: DayFigures) -> str:
    """What was typed in for a Day, in words."""
    return duration(d.phone_min) if d.phone_known else "not known"


def _feed_rows(s: PeriodSummary) -> list[Row]:
    """Platforms as measured, then apart from them what was typed in."""
    rows = [Row(platform(n), duration(m), m, look="scroll") for n, m in s.platforms]
    for name, minutes in s.phone:
        where = f"{platform(name)} on the phone" if name else "Phone"
        rows.append(Row(where, duration(minutes), minutes, "typed in", "phone"))
    return sorted(rows, key=lambda row: -row.minutes)
