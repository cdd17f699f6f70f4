"""`report`: where it goes, in which format."""

import csv
import io
import json

import click
import pytest
from support.home import DAY, invoke
from support.synthetic_days import over_the_cap

from unscroll.cli import period_text
from unscroll.errors import Exit, UnscrollError
from unscroll.reports.period import Period, PeriodKind, day_figures, summarise_period
from unscroll.reports.summary import summarise


def test_a_page_goes_to_the_reports_folder(ledger):
    said = json.loads(invoke("report", DAY, "--json").stdout)
    assert said["file"] == str(ledger.reports / f"{DAY}.html")
    page = (ledger.reports / f"{DAY}.html").read_text()
    assert "20 November 2026" in page
    assert "Zoë" in page


@pytest.mark.parametrize("reach", [[], ["--week"], ["--month"], ["--year"], ["--year", "--format", "json"]])
def test_what_has_not_begun_has_no_report(ledger, reach):
    with pytest.raises(UnscrollError, match="2100-01-01 has not begun") as refused:
        invoke("report", "2100-01-01", *reach)
    assert refused.value.code is Exit.USAGE
    assert not list(ledger.reports.glob("2100*"))


def test_a_period_that_has_begun_may_reach_ahead(ledger):
    invoke("report", "2026-12-31", "--year")
    assert (ledger.reports / "2026.html").exists()


def test_other_formats_go_to_standard_output(ledger):
    assert json.loads(invoke("report", DAY, "--format", "json").stdout)["day"] == DAY
    rows = list(csv.DictReader(io.StringIO(invoke("report", DAY, "--format", "csv").stdout)))
    assert [row["kind"] for row in rows] == ["scroll", "private", "one_to_one"]
    assert invoke("report", DAY, "--format", "md").stdout.startswith("# Friday, 20 November 2026")


def test_the_ending_of_the_file_names_the_format(ledger, tmp_path):
    invoke("report", DAY, "-o", str(tmp_path / "r.json"))
    assert json.loads((tmp_path / "r.json").read_text())["schema"] == 1
    invoke("report", DAY, "-o", str(tmp_path / "r.html"), "--standalone")
    page = (tmp_path / "r.html").read_text()
    assert "<script" in page
    assert "<script defer src" not in page


@pytest.mark.parametrize("reach", ["--week", "--month", "--year"])
def test_periods(ledger, reach):
    days = json.loads(invoke("report", DAY, reach, "--format", "json").stdout)["days"]
    assert [(d["date"], d["feeds_min"], d["phone_min"], d["one_to_one_min"]) for d in days] == [(DAY, 20, 30, 45)]
    (row,) = csv.DictReader(io.StringIO(invoke("report", DAY, reach, "--format", "csv").stdout))
    assert (row["feeds_min"], row["phone_min"], row["at_least"]) == ("20", "30", "false")
    assert f"| {DAY} | 20 min | 30 min | 45 min | 10 min |" in invoke("report", DAY, reach, "--format", "md").stdout
    assert json.loads(invoke("report", DAY, reach, "--json").stdout)["file"].endswith(".html")


def test_options_that_do_not_go_together(ledger):
    with pytest.raises(click.UsageError):
        invoke("report", DAY, "--format", "csv", "--standalone")
    with pytest.raises(click.UsageError):
        invoke("report", DAY, "--open", "-o", "-")


def test_a_day_without_facts_says_so(places):
    assert "No data" in invoke("report", DAY, "--format", "md").stdout


def test_a_day_before_anything_was_recorded_gets_no_page(ledger):
    done = invoke("report", "1999-01-01")
    assert done.stdout == "no data: nothing was recorded before that day ended, so no page was written\n"
    assert json.loads(invoke("report", "1999-01-01", "--json").stdout)["file"] is None
    assert not (ledger.reports / "1999-01-01.html").exists()


def test_a_phone_that_is_not_known_is_empty_in_every_form():
    unknown = day_figures(summarise(over_the_cap()))
    period = summarise_period(Period.around(PeriodKind.WEEK, unknown.date), [unknown])
    (row,) = csv.DictReader(io.StringIO(period_text.as_csv(period)))
    assert (row["phone_min"], row["at_least"]) == ("", "true")
    assert json.loads(period_text.as_json(period))["days"][0]["phone_min"] is None
    assert "| at least 2 h 49 min | not known | 1 h 30 min |" in period_text.as_markdown(period)
