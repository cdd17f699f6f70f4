"""The page of a Day: what its template is filled with."""

from dataclasses import dataclass, field
from typing import Any

from unscroll.day import Zones
from unscroll.kinds import Kind
from unscroll.reports.charts import hours_figure
from unscroll.reports.day_minutes import DayMinutes
from unscroll.reports.doubt import doubts
from unscroll.reports.explained import MADE, cannot_see, watched
from unscroll.reports.headline import headlines
from unscroll.reports.minutes import day_minutes
from unscroll.reports.people_notes import PeopleNotes, next_lines
from unscroll.reports.sections import (
    contact_notes,
    feed_rows,
    intercept_notes,
    kind_rows,
    people_rows,
    tasks,
    use_notes,
    work_rows,
)
from unscroll.reports.strip import AWAY, UNKNOWN, Strip, strip
from unscroll.reports.summary import DaySummary
from unscroll.reports.was_work import was_work
from unscroll.reports.words import KINDS, clock, duration, long_date, platform, view

SHORTEST_ROW_MS = 60_000
GAP_MS = 60_000
_TASKS = 2


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a page is made: the desk's zones, and when."""

    zones: Zones
    made_at_ms: int
    people: PeopleNotes = field(default_factory=PeopleNotes)


def day_context(summary: DaySummary, reader: Reader) -> dict[str, Any]:
    """The values that `day.html` shows; texts are plain, the template escapes them."""
    zones = reader.zones
    context = {
        "iso": summary.date.isoformat(),
        "date": long_date(summary.date),
        "where": _where(summary, zones),
        "has_data": summary.has_data,
        "cannot_see": cannot_see(summary),
        "forgotten": [part.what for part in summary.coverage.forgotten],
    }
    if not summary.has_data:
        return context
    minutes = day_minutes(summary)
    line = strip(summary, zones) if summary.seen else None
    return {
        **context,
        "watched": watched(summary),
        "partial": bool(summary.coverage.expected_ms) and not summary.coverage.valid,
        "heads": headlines(summary, minutes),
        "doubts": doubts(summary),
        "revised": summary.revised,
        "strip": line,
        "strip_alt": _strip_alt(minutes),
        "legend": _legend(line) if line else (),
        "line_rows": _line_rows(summary, reader),
        "kind_table": _kind_table(minutes),
        "people": people_rows(summary, minutes),
        "contact_notes": contact_notes(summary),
        "next": next_lines(reader.people),
        "hours": hours_figure(summary, minutes, zones),
        "tasks": (*tasks(summary, minutes), *was_work(summary, minutes, zones))[:_TASKS],
        "feeds": feed_rows(summary, minutes),
        "use_notes": use_notes(summary, zones),
        "work": work_rows(summary, minutes),
        "work_note": _work_note(minutes),
        "intercepts": intercept_notes(summary),
        "bends": [(clock(zones.local(b.at_ms)), b.what) for b in summary.bends],
        "made": MADE,
    }


def _where(s: DaySummary, zones: Zones) -> str:
    start, end = zones.local(s.span.start_ms), zones.local(s.span.end_ms)
    text = f"From {clock(start)} to {clock(end)} the next day, {zones.zone_at(s.span.start_ms).key}"
    if s.span.start_ms <= s.as_of_ms < s.span.end_ms:
        return f"{text}. So far, at {clock(zones.local(s.as_of_ms))}"
    hours = s.span.length_ms / 3_600_000
    return text if hours == 24 else f"{text}; {hours:g} hours long"


def _strip_alt(m: DayMinutes) -> str:
    parts = [f"{KINDS[k]} {duration(v)}" for k, v in m.kinds.items() if v]
    return f"The line of the day: {', '.join(parts) or 'nothing'}. The table below has every part."


def _legend(line: Strip) -> tuple[tuple[str, str], ...]:
    """Only what the picture shows, in the order of the kinds."""
    words = {
        **{str(kind): name for kind, name in KINDS.items()},
        "call": "call",
        "split": "scrolling in a call",
        AWAY: "nobody at the desk",
        UNKNOWN: "not watched",
    }
    shown = {g.label for g in (*line.segments, *line.calls, *line.split)}
    return tuple((look, text) for look, text in words.items() if look in shown)


def _line_rows(s: DaySummary, reader: Reader) -> list[tuple[str, str, str]]:
    """Pieces joined over short gaps where kind and platform stay; what is shorter than a minute is left out."""
    joined: list[tuple[int, int, Kind, str, str]] = []
    for p in s.line.pieces:
        same = (p.verdict.kind, p.surface.platform, p.surface.view)
        if joined and joined[-1][2:] == same and 0 <= p.start_ms - joined[-1][1] < GAP_MS:
            joined[-1] = (joined[-1][0], p.end_ms, *same)
        else:
            joined.append((p.start_ms, p.end_ms, *same))
    local = reader.zones.local
    return [
        (
            f"{clock(local(start))}–{clock(local(end))}",
            KINDS[kind],
            f"{platform(name)}, {view(seen)}",
        )
        for start, end, kind, name, seen in joined
        if end - start >= SHORTEST_ROW_MS
    ]


def _kind_table(m: DayMinutes) -> list[tuple[str, str]]:
    return [*((r.name, r.text) for r in kind_rows(m, KINDS)), ("together", duration(m.accounted))]


def _work_note(m: DayMinutes) -> str:
    counts = "It counts against the cap." if m.work_counts else "It does not count against the cap."
    return f"{duration(m.work)} of feeds for work. {counts}"
