"""A report that is made while something is forgotten says nothing of it afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.home import DAY, invoke

from unscroll.cli import period_days, reporting, unforgotten
from unscroll.clock import SystemClock
from unscroll.commands import Forget
from unscroll.ledger import Batch, Writer, open_writer
from unscroll.ledger.forgets import FORGETS
from unscroll.places import Places
from unscroll.reports import pages


@pytest.fixture
def forget(ledger: Places) -> Callable[[], None]:
    """Forgets Zoë, the first time that it is called."""
    still = [Forget(person="Zoë")]

    def once() -> None:
        if still:
            command = still.pop()
            with open_writer(ledger, SystemClock()) as writer:
                (result,) = writer.commit(Batch(commands=(command,)))
            assert result.message == "forgot 3 rows"

    return once


def first(monkeypatch: pytest.MonkeyPatch, where: object, name: str, done: Callable[[], None]) -> None:
    """Before each call of a function."""
    real = getattr(where, name)

    def hooked(*args: object) -> object:
        done()
        return real(*args)

    monkeypatch.setattr(where, name, hooked)


HTML = [(), ("--week",), ("--year",)]


@pytest.mark.parametrize("reach", HTML)
def test_a_page_that_lands_after_the_sweep_is_made_anew(ledger, forget, monkeypatch, reach):
    first(monkeypatch, pages, "write_whole", forget)
    file = Path(invoke("report", DAY, *reach, "--standalone").stdout.strip())
    assert "Zoë" not in file.read_text()
    assert "<main" in file.read_text()


def test_a_page_that_was_swept_away_half_written_is_made_anew(ledger, forget, monkeypatch):
    first(monkeypatch, pages.os, "fdopen", forget)
    assert "Zoë" not in Path(invoke("report", DAY, "--standalone").stdout.strip()).read_text()
    assert [file.name for file in ledger.reports.iterdir() if file.name[0] == "."] == []


def test_the_stale_page_goes_before_the_new_one_is_rendered(ledger, forget, monkeypatch):
    there = []
    first(monkeypatch, pages, "render_day", lambda: there.append((ledger.reports / f"{DAY}.html").exists()))
    first(monkeypatch, pages, "write_whole", forget)
    invoke("report", DAY)
    assert there == [False, False]


@pytest.mark.parametrize("name", ["r.html", "r.md", "r.json"])
@pytest.mark.parametrize("when", [(reporting, "open_private"), (reporting, "open_reading"), (unforgotten, "_forgets")])
def test_a_file_of_the_users_too(ledger, forget, monkeypatch, tmp_path, name, when):
    first(monkeypatch, *when, forget)
    invoke("report", DAY, "-o", str(tmp_path / name))
    assert "Zoë" not in (tmp_path / name).read_text()


def test_a_file_that_is_named_by_a_link_keeps_its_link(ledger, forget, monkeypatch, tmp_path):
    (tmp_path / "link.md").symlink_to(tmp_path / "r.md")
    first(monkeypatch, reporting, "open_private", forget)
    invoke("report", DAY, "-o", str(tmp_path / "link.md"))
    assert (tmp_path / "link.md").is_symlink()
    assert "Zoë" not in (tmp_path / "r.md").read_text()


def test_what_goes_to_standard_output_is_made_anew_before_it_goes(ledger, forget, monkeypatch):
    first(monkeypatch, reporting.formats, "as_json", forget)
    shown = invoke("report", DAY, "--format", "json").stdout
    assert '"day"' in shown
    assert "Zoë" not in shown


def test_a_page_that_cannot_be_written_is_tried_once(ledger, tmp_path):
    with pytest.raises(FileNotFoundError):
        invoke("report", DAY, "-o", str(tmp_path / "no" / "such.html"))


def test_figures_counted_with_the_journal_of_before_are_not_kept(ledger, forget, monkeypatch):
    kept = []
    monkeypatch.setattr(Writer, "cache_days", lambda _, rows: kept.extend(rows))
    first(monkeypatch, period_days, "open_writer", forget)
    with reporting.open_reading() as reading:
        period_days.read_period(reading, reporting.Period.around(reporting.PeriodKind.WEEK, reading.desk.day(DAY)))
    assert kept == []


def test_only_what_took_something_counts(ledger, forget):
    def counted() -> str | None:
        with open_writer(ledger, SystemClock()) as writer:
            writer.commit(Batch(commands=(Forget(platform="nosuch"),)))
            return writer.reader.mark(FORGETS)

    assert counted() is None
    forget()
    assert counted() == "1"
