"""`report`: where it goes, in which format."""

import csv
import io
import json
from datetime import date

import click
import pytest
from support.home import DAY, invoke
from support.outline import outline
from support.synthetic_days import over_the_cap

from unscroll.cli import period_text
from unscroll.errors import Exit, UnscrollError
from unscroll.reports.people_notes import PeopleNotes
from unscroll.reports.period import DayFigures, Period, PeriodKind, day_figures, summarise_period
from unscroll.reports.summary import summarise

WEEK = Period.around(PeriodKind.WEEK, date(2026, 11, 20))


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


@pytest.mark.parametrize("reach", ["--week", "--month"])
def test_a_period_tells_of_people_alike_in_every_form(ledger, reach):
    got = ("--got", "introduction", "--gave", "help")
    invoke("log", "coffee", "Ben", "20m", "--at", f"{DAY} 15:00", *got, "--gave", "advice", "--via", "Zoë")
    invoke("log", "coffee", "Zoë", "20m", "--at", f"{DAY} 16:00", *got)
    told = json.loads(invoke("report", DAY, reach, "--format", "json").stdout)
    assert told["people"] == [
        {"person": "Zoë", "minutes": 65, "evidence": ["logged"]},
        {"person": "Ben", "minutes": 20, "evidence": ["logged"]},
    ]
    assert told["new"] == [{"person": "Ben", "via": "Zoë"}, {"person": "Zoë", "via": None}]
    assert told["gave"] == [{"what": "help", "times": 2}, {"what": "advice", "times": 1}]
    assert told["got"] == [{"what": "introduction", "times": 2}]
    text = invoke("report", DAY, reach, "--format", "md").stdout
    page = outline(invoke("report", DAY, reach, "-o", "-").stdout).lines
    sentences = [
        "New: Ben (via Zoë), Zoë. First contact, as far as is known.",
        "You gave help 2 times, advice once.",
        "You got introduction 2 times.",
    ]
    for line in sentences:
        assert line in text
        assert f"  p {line}" in page
    assert "\n## People\n\n**With one person: 1 h 25 min** (2 people met; 10 min unresolved" in text
    assert "\n- Zoë: 1 h 05 min (logged by you)\n- Ben: 20 min (logged by you)\n" in text


def test_a_period_without_people_says_so_in_every_form():
    period = summarise_period(WEEK, [DayFigures(WEEK.first, True, False, 120, 60, 0, 0)])
    told = json.loads(period_text.as_json(period, PeopleNotes()))
    assert [told[name] for name in ("people", "new", "gave", "got")] == [[], [], [], []]
    assert "No contact with one person was seen or logged here." in period_text.as_markdown(period, PeopleNotes())
    assert "## People" not in period_text.as_markdown(summarise_period(WEEK, []), PeopleNotes(gave=("help",)))


def test_names_in_a_period_stay_text():
    met = DayFigures(WEEK.first, True, False, 120, 60, 9, 0, people=(("k", "<img> | `a`", 9),))
    text = period_text.as_markdown(summarise_period(WEEK, [met]), PeopleNotes(new=(("[a](b)", "<i>"),)))
    assert "- \\<img\\> \\| \\`a\\`: 9 min" in text
    assert "New: \\[a\\](b) (via \\<i\\>)." in text


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
    assert json.loads(period_text.as_json(period, PeopleNotes()))["days"][0]["phone_min"] is None
    assert "| at least 2 h 49 min | not known | 1 h 30 min |" in period_text.as_markdown(period, PeopleNotes())
