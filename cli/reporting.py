"""Reporting: the report of a Day or a period, in the format asked for."""

from collections.abc import Callable
from datetime import date as Date
from functools import partial
from pathlib import Path

from unscroll.cli import period_text
from unscroll.cli.asking import places
from unscroll.cli.period_days import read_period
from unscroll.cli.reading import Reading, open_reading
from unscroll.cli.unforgotten import settled, take_back_file
from unscroll.daemon.people_notes import notes_of_period, with_next
from unscroll.daemon.reaching import reach
from unscroll.daemon.roster import Roster
from unscroll.errors import Exit, UnscrollError
from unscroll.files import named, open_private
from unscroll.people.digest import MOST
from unscroll.reports import formats, pages
from unscroll.reports.day_page import Reader
from unscroll.reports.people_notes import PeopleNotes
from unscroll.reports.period import Period, PeriodKind, PeriodSummary
from unscroll.reports.summary import DaySummary
from unscroll.span import Span


def write_page(date: str, reach: str | None, standalone: bool) -> Path | None:
    """Writes the page into the reports folder, without what is forgotten meanwhile; None for a Day that ended before
    anything was recorded."""
    return settled(partial(_write_page, date, reach, standalone), take_back_file)


def write_file(file: Path, date: str, reach: str | None, form: str) -> None:
    """Writes the report where the user says, without what is forgotten meanwhile."""

    def write() -> Path:
        text = render(date, reach, form, standalone=True)
        with named(file), open_private(file) as out:  # it names people and hours, whoever may read the folder
            out.write(text)
        return file.resolve()

    if file.exists() and not file.is_file():
        write()  # what went into a pipe cannot be taken back
    else:
        settled(write, take_back_file)


def render(date: str, reach: str | None, form: str, standalone: bool) -> str:
    """The report as text, without what is forgotten meanwhile."""
    return settled(partial(_render, date, reach, form, standalone))


def _write_page(date: str, reach: str | None, standalone: bool) -> Path | None:
    with open_reading() as reading:
        folder = places().reports
        if reach is None:
            day = reading.day(_begun(reading, reading.desk.day(date), date))
            reader = _reader(reading, day.span)
            if not day.has_data and _before_the_first(reading, day):
                return None
            return pages.write_day(day, folder, reader, standalone)
        period = _period(reading, date, reach, whole=False)
        return pages.write_period(period, folder, _reader_of(reading, period.period), standalone)


def _render(date: str, reach: str | None, form: str, standalone: bool) -> str:
    with open_reading() as reading:
        if reach is None:
            day: DaySummary = reading.day(_begun(reading, reading.desk.day(date), date))
            reader = _reader(reading, day.span)
            of_day: dict[str, Callable[[], str]] = {
                "html": lambda: pages.render_day(day, reader, standalone),
                "json": lambda: formats.as_json(day),
                "csv": lambda: formats.as_csv(day),
                "md": lambda: formats.as_markdown(day, reader),
            }
            return of_day[form]()
        period = _period(reading, date, reach, whole=form != "html")
        reader = _reader_of(reading, period.period)
        of_period: dict[str, Callable[[], str]] = {
            "html": lambda: pages.render_period(period, reader, standalone),
            "json": lambda: period_text.as_json(period, reader.people),
            "csv": lambda: period_text.as_csv(period),
            "md": lambda: period_text.as_markdown(period, reader.people),
        }
        return of_period[form]()


def _before_the_first(reading: Reading, day: DaySummary) -> bool:
    first_ms = reading.reader.first_row_ms() if reading.reader else None
    return day.span.end_ms <= (reading.now_ms if first_ms is None else first_ms)


def _reader(reading: Reading, day: Span) -> Reader:
    """For the page of a Day: whom to reach out to stands on those of today and yesterday, which are read today."""
    people = PeopleNotes()
    if reading.reader is not None and reading.now_ms - day.end_ms < day.length_ms:
        roster = Roster(reading.reader, reading.now_ms, reading.given.zones)
        people = with_next(people, reach(roster, MOST))
    return Reader(reading.given.zones, reading.now_ms, people=people)


def _reader_of(reading: Reading, period: Period) -> Reader:
    """For the page of a period."""
    zones, people = reading.given.zones, PeopleNotes()
    if reading.reader is not None:
        span = Span(zones.start_ms(period.first), zones.span_of(period.last).end_ms)
        people = notes_of_period(reading.reader, span, zones)
    return Reader(zones, reading.now_ms, people=people)


def _period(reading: Reading, date: str, reach: str, whole: bool = True) -> PeriodSummary:
    period = Period.around(PeriodKind(reach), reading.desk.day(date))
    _begun(reading, period.first, f"the {reach} of {date}")
    return read_period(reading, period, whole)


def _begun(reading: Reading, first: Date, told: str) -> Date:
    """`first`, where it is not ahead: UnscrollError (2) for what has nothing to tell yet."""
    if first > reading.desk.today:
        raise UnscrollError(f"{told} has not begun", "a report is of a day up to today", Exit.USAGE)
    return first
