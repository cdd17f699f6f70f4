"""Formats: a Day as JSON, CSV or Markdown text, for `report --format`."""

import csv
import io
import json

from unscroll.plain import one_line
from unscroll.reports.day_page import Reader
from unscroll.reports.documents import day_json, timeline_json
from unscroll.reports.doubt import doubts
from unscroll.reports.explained import cannot_see, watched
from unscroll.reports.headline import Headline, headlines
from unscroll.reports.minutes import day_minutes
from unscroll.reports.people_notes import next_lines
from unscroll.reports.sections import Row, feed_rows, kind_rows, people_rows, tasks, use_notes, work_rows
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
    unseen = _section("What this cannot see", [f"- {line}" for line in cannot_see(summary)])
    if not summary.has_data:
        return f"{title}\nNo data: nothing was recorded on this day. Missing is not zero.\n{unseen}"
    minutes, names = day_minutes(summary), reader.platforms
    heads = headlines(summary, minutes)
    wrong = " ".join(doubts(summary))
    top = [
        "Revised since the day ended." if summary.revised else "",
        _headline(heads.feeds),
        _headline(heads.people),
        heads.ratio,
        f"This looks wrong: {wrong}" if wrong else "",
        heads.at_least_because,
        watched(summary),
    ]
    return "".join(
        (
            title,
            "\n",
            "\n\n".join(_text(line) for line in top if line),
            "\n",
            _section("The day by kind", _table(kind_rows(minutes, KINDS))),
            _section("People", _table(people_rows(summary, minutes, names))),
            _section("Whom you might write to", [f"- {_text(line)}" for line in next_lines(reader.people)]),
            _section(
                "Where feeds went", [*_table(feed_rows(summary, minutes, names)), "", *use_notes(summary, reader.zones)]
            ),
            _section("Work, apart", _table(work_rows(summary, minutes, names))),
            _section("Bends", [f"- {clock(reader.zones.local(b.at_ms))} {_text(b.what)}" for b in summary.bends]),
            _section("To settle", [f"- {_text(t.text)} `{t.command}`" for t in tasks(summary, minutes, names)]),
            unseen,
        )
    )


def _headline(h: Headline) -> str:
    return f"**{h.name}: {f'{h.prefix} ' if h.prefix else ''}{h.figure}** ({h.caption})"


def _section(title: str, lines: list[str]) -> str:
    return f"\n## {title}\n\n{chr(10).join(lines)}\n" if lines else ""


def _table(rows: tuple[Row, ...]) -> list[str]:
    lines = []
    for row in rows:
        text = f": {row.text}" if row.text else ""
        lines.append(f"- {_text(row.name)}{text}{f' ({row.note})' if row.note else ''}")
        lines += [f"  - {_part(part)}" for part in row.parts]
    return lines


def _part(row: Row) -> str:
    said = f"{_text(row.name)} {row.text}".rstrip()
    return f"{said}, {row.note}" if row.note else said


def _text(text: str) -> str:
    """Markdown's and HTML's own signs in names are only signs; a terminal's do not get through."""
    shown = one_line(text)
    for sign in "\\`[]<>|#":
        shown = shown.replace(sign, f"\\{sign}")
    return shown


def _cell(text: str) -> str:
    """A spreadsheet must not take a name for a formula, nor a terminal for its own."""
    text = one_line(text)
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
