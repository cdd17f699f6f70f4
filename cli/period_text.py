"""A period as JSON, CSV or Markdown text: a row a Day, in whole minutes, as the Days' own pages print them."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from unscroll.reports.markdown import headline, plain_text, rows_as_list, section
from unscroll.reports.people_notes import PeopleNotes, favours
from unscroll.reports.period import DayFigures, PeriodSummary, evidence_of
from unscroll.reports.period_page import history_lines, on_phone, people_head, people_lines, people_met
from unscroll.reports.to_settle import to_settle
from unscroll.reports.words import count, duration, long_date

COLUMNS = (
    "date",
    "valid",
    "at_least",
    "cap_min",
    "feeds_min",
    "phone_min",
    "held_min",
    "one_to_one_min",
    "unresolved_min",
)
"""`feeds_min` was measured, `phone_min` typed in; with `held_min` they are what counted against the cap.
Where the phone is not known, `phone_min` is empty."""


def as_json(period: PeriodSummary, notes: PeopleNotes) -> str:
    """The Days with data, where a missing Day is missing, not zero; with whom, and what passed between people."""
    document = {
        "schema": 1,
        "kind": str(period.period.kind),
        "first": period.period.first.isoformat(),
        "last": period.period.last.isoformat(),
        "days": [_day(day) for day in period.days],
        "people": _who(period.people, period.evidence),
        "new": [{"person": name, "via": via or None} for name, via in notes.new],
        "gave": [{"what": word, "times": times} for word, times in favours(notes.gave)],
        "got": [{"what": word, "times": times} for word, times in favours(notes.got)],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_csv(period: PeriodSummary) -> str:
    """A header, then a row a Day."""
    text = io.StringIO()
    table = csv.DictWriter(text, COLUMNS, extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    table.writerows({name: _cell(v) for name, v in _day(day).items()} for day in period.days)
    return text.getvalue()


def as_markdown(period: PeriodSummary, notes: PeopleNotes) -> str:
    """A table of the Days, then the people."""
    lines = [
        f"# {long_date(period.period.first)} to {long_date(period.period.last)}",
        "",
        "| day | feeds | phone, typed in | one-to-one | unresolved |  |",
        "|---|---|---|---|---|---|",
        *(_row(day) for day in period.days),
        "",
        f"{count(period.missing, 'day')} without data: missing is not zero.",
        *(line for said in history_lines(period) for line in ("", plain_text(said))),
    ]
    return (
        "\n".join(lines) + "\n" + section("People", _people(period, notes)) + section("To settle", _to_settle(period))
    )


def _people(period: PeriodSummary, notes: PeopleNotes) -> list[str]:
    """As the page has them."""
    if not period.days:
        return []
    rows = rows_as_list(people_met(period))
    below = [line for said in people_lines(period, notes) for line in ("", plain_text(said))]
    return [headline(people_head(period)), *(["", *rows] if rows else []), *below]


def _to_settle(period: PeriodSummary) -> list[str]:
    return [f"- {plain_text(task.text)} `{task.command}`" for task in to_settle(period)]


def _day(day: DayFigures) -> dict[str, Any]:
    told = asdict(day)
    del told["evidence"], told["unresolved"]
    return {
        **told,
        "date": day.date.isoformat(),
        "phone_min": day.phone_min if day.phone_known else None,
        "platforms": [{"platform": name, "minutes": count} for name, count in day.platforms],
        "phone": [{"platform": name, "minutes": count} for name, count in day.phone],
        "people": _who(day.people, evidence_of([day])),
    }


def _who(people: Iterable[tuple[str, str, int | None]], known: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    return [
        {"person": name, "minutes": minutes, "evidence": known.get(key or name, ())} for key, name, minutes in people
    ]


def _cell(value: Any) -> Any:
    """As JSON writes it."""
    return str(value).lower() if isinstance(value, bool) else value


def _row(day: DayFigures) -> str:
    least = "at least " if day.at_least else ""
    cells = (
        day.date.isoformat(),
        f"{least}{duration(day.feeds_min)}",
        on_phone(day),
        duration(day.one_to_one_min),
        duration(day.unresolved_min),
        "" if day.valid else "partial",
    )
    return f"| {' | '.join(cells)} |"
