"""Reporting: the report of a Day or a period, in the format asked for."""

from collections.abc import Callable
from pathlib import Path

from unscroll.cli import period_text
from unscroll.cli.asking import places
from unscroll.cli.period_days import read_period
from unscroll.cli.reading import Reading, open_reading
from unscroll.reports import formats, pages
from unscroll.reports.day_page import Reader
from unscroll.reports.period import Period, PeriodKind, PeriodSummary
from unscroll.reports.summary import DaySummary


def write_page(date: str, reach: str | None, standalone: bool) -> Path:
    """Writes the page into the reports folder; returns the file."""
    with open_reading() as reading:
        reader, folder = _reader(reading), places().reports
        if reach is None:
            return pages.write_day(reading.day(reading.desk.day(date)), folder, reader, standalone)
        return pages.write_period(_period(reading, date, reach, whole=False), folder, reader, standalone)


def render(date: str, reach: str | None, form: str, standalone: bool) -> str:
    """The report as text."""
    with open_reading() as reading:
        reader = _reader(reading)
        if reach is None:
            day: DaySummary = reading.day(reading.desk.day(date))
            of_day: dict[str, Callable[[], str]] = {
                "html": lambda: pages.render_day(day, reader, standalone),
                "json": lambda: formats.as_json(day),
                "csv": lambda: formats.as_csv(day),
                "md": lambda: formats.as_markdown(day, reader),
            }
            return of_day[form]()
        period = _period(reading, date, reach, whole=form != "html")
        of_period: dict[str, Callable[[], str]] = {
            "html": lambda: pages.render_period(period, reader, standalone),
            "json": lambda: period_text.as_json(period),
            "csv": lambda: period_text.as_csv(period),
            "md": lambda: period_text.as_markdown(period),
        }
        return of_period[form]()


def _reader(reading: Reading) -> Reader:
    return Reader(reading.given.zones, reading.now_ms)


def _period(reading: Reading, date: str, reach: str, whole: bool = True) -> PeriodSummary:
    return read_period(reading, Period.around(PeriodKind(reach), reading.desk.day(date)), whole)
