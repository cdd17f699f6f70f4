"""Formats: a Day as JSON, CSV or Markdown text, for `report --format`."""

import csv
import io
import json

from unscroll.plain import one_line
from unscroll.reports.day_minutes import DayMinutes
from unscroll.reports.day_page import Reader
from unscroll.reports.documents import day_json, timeline_json
from unscroll.reports.doubt import doubts
from unscroll.reports.explained import cannot_see, watched
from unscroll.reports.headline import headlines
from unscroll.reports.markdown import headline, plain_text, rows_as_list, section
from unscroll.reports.minutes import day_minutes
from unscroll.reports.people_notes import next_lines
from unscroll.reports.sections import feed_rows, kind_rows, people_rows, tasks, use_notes, work_rows
from unscroll.reports.summary import DaySummary
from unscroll.reports.words import KINDS, clock, long_date

COLUMNS = ("start", "end", "kind", "platform", "surface", "rule", "evidence", "context", "device", "person")


def as_json(summary: DaySummary) -> str:
    """The `day --json` document, indented."""
    return json.dumps(day_json(summary), ensure_ascii=False, indent=1) + "\n"


def as_csv(summary: DaySummary) -> str:
    """The timeline, a row a piece, with a header; times are UTC."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({k: _cell(str(v)) for k, v in row.items()} for row in timeline_json(summary))
    return text.getvalue()


def as_markdown(summary: DaySummary, reader: Reader) -> str:
    """The page's figures as Markdown; names stay text."""
    title = f"# {long_date(summary.date)}\n"
    unseen = section("What this cannot see", [f"- {line}" for line in cannot_see(summary)])
    if not summary.has_data:
        gone = ", ".join(f"{part.what} was forgotten" for part in summary.coverage.forgotten)
        why = gone or "nothing was recorded on this day"
        return f"{title}\nNo data: {why}. Missing is not zero.\n{unseen}"
    minutes = day_minutes(summary)
    heads = headlines(summary, minutes)
    wrong = " ".join(doubts(summary))
    top = [
        "Revised since the day ended." if summary.revised else "",
        headline(heads.feeds),
        headline(heads.people),
        heads.ratio,
        f"This looks wrong: {wrong}" if wrong else "",
        heads.at_least_because,
        watched(summary),
    ]
    return "".join(
        (
            title,
            "\n",
            "\n\n".join(plain_text(line) for line in top if line),
            "\n",
            section("The day by kind", rows_as_list(kind_rows(minutes, KINDS))),
            section("People", rows_as_list(people_rows(summary, minutes))),
            section("Whom you might write to", [f"- {plain_text(line)}" for line in next_lines(reader.people)]),
            section("Where feeds went", _feeds(summary, minutes, reader)),
            section("Work, apart", rows_as_list(work_rows(summary, minutes))),
            section("Bends", [f"- {clock(reader.zones.local(b.at_ms))} {plain_text(b.what)}" for b in summary.bends]),
            section("To settle", [f"- {plain_text(t.text)} `{t.command}`" for t in tasks(summary, minutes)]),
            unseen,
        )
    )


def _feeds(summary: DaySummary, minutes: DayMinutes, reader: Reader) -> list[str]:
    notes = use_notes(summary, reader.zones)
    rows = rows_as_list(feed_rows(summary, minutes)) or ["No feeds were seen here."]
    return [*rows, *(["", *notes] if notes else [])]


def _cell(text: str) -> str:
    """A spreadsheet must not take a name for a formula, nor a terminal for its own."""
    text = one_line(text)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
