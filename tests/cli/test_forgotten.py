"""A Day of which something was forgotten says so wherever its figures stand, and enters no trend."""

import json
from datetime import timedelta

import pytest
from support.home import DAY, MINUTE, NINE, invoke

from unscroll.clock import FakeClock, SystemClock
from unscroll.commands import Forget
from unscroll.daemon.meanings import MeaningKeeper
from unscroll.ledger import Batch, open_writer
from unscroll.rulebook import load_rules
from unscroll.settings import load
from unscroll.span import from_ms

GONE = "08:00 to 10:00 was forgotten"


@pytest.fixture
def today(ledger, monkeypatch):
    """The Day of the small ledger goes on: it is 10:00."""
    monkeypatch.setattr(SystemClock, "read", lambda _: FakeClock.at(NINE + 60 * MINUTE).read())
    return ledger


def told(*args):
    return json.loads(invoke(*args, "--json").stdout)


def month():
    return invoke("report", DAY, "--month", "--format", "json").stdout


def test_minutes_of_today_are_freed_but_not_in_silence(today):
    before = told("status")
    assert before["spent_s"] == 20 * 60 + 30 * 60
    assert before["forgotten"] == []
    assert not before["at_least"]
    invoke("forget", "--span", f"{DAY} 08:00-12:00", "--yes")
    status = told("status")
    assert status["at_least"]
    assert [part["what"] for part in status["forgotten"]] == ["08:00 to 10:00"]
    text = invoke("status").stdout
    assert GONE in text
    assert "at least 0 min on feeds" in text
    day = told("day", DAY)
    assert not day["coverage"]["valid"]
    assert [bend["what"] for bend in day["bends"]] == [GONE]
    text = invoke("day", DAY).stdout
    assert GONE in text
    assert "not watched" not in text


@pytest.mark.parametrize("format", ["html", "md", "json"])
def test_each_report_of_the_day_says_so(today, format):
    invoke("forget", "--span", f"{DAY} 08:00-12:00", "--yes")
    page = invoke("report", DAY, "--format", format, "-o", "-").stdout
    assert ("08:00 to 10:00" if format == "json" else f"At least, because {GONE}.") in page
    assert "was not watched" not in page


def test_today_forgotten_whole_says_so_though_nothing_is_left(today):
    invoke("forget", "--span", "today", "--yes")
    gone = "04:00 to 10:00 was forgotten"
    assert told("status")["no_data"]
    for text in (invoke("status").stdout, invoke("day", DAY).stdout):
        assert "no data" in text
        assert gone in text
    for format in ("html", "md"):
        page = invoke("report", DAY, "--format", format, "-o", "-").stdout
        assert gone in page
        assert "othing was recorded" not in page


def test_a_past_day_is_no_bend_and_in_no_trend(ledger):
    rows = json.loads(month())["days"]
    assert [row["at_least"] for row in rows if row["date"] == DAY] == [False]
    invoke("forget", "--span", f"{DAY} 09:25-09:27", "--yes")
    rows = json.loads(month())["days"]
    assert [(row["at_least"], row["valid"]) for row in rows if row["date"] == DAY] == [(True, False)]
    assert told("day", DAY)["bends"] == []


def test_it_is_told_with_everything_else_that_is_stored(ledger):
    invoke("forget", "--span", f"{DAY} 09:25-09:27", "--yes")
    assert f"{DAY} 09:25:00 to 09:27:00  forgotten, at 2026-11-23" in invoke("what-you-know", "500w").stdout
    rows = [json.loads(line) for line in invoke("export").stdout.splitlines()]
    (row,) = [row for row in rows if row["row"] == "change" and row["what"] == "forgotten"]
    start = from_ms(NINE) + timedelta(minutes=25)
    assert row["body"] == {
        "start_ms": round(start.timestamp() * 1000),
        "end_ms": round((start + timedelta(minutes=2)).timestamp() * 1000),
    }
    assert invoke("check").stdout == "the ledger is whole\n"


def test_a_kept_day_is_counted_again_after_it(ledger):
    """Where the kept figures outlive the forgetting, as in a ledger that was put together from two."""
    journal = MeaningKeeper((), load_rules().kinds).missing(load(ledger.config_file), NINE)
    with open_writer(ledger, FakeClock.at(NINE + 72 * 60 * MINUTE)) as writer:
        writer.commit(Batch(changes=journal))
    month()
    first = month()
    with open_writer(ledger, FakeClock.at(NINE + 72 * 60 * MINUTE)) as writer:
        kept = writer._db.execute("SELECT * FROM day_cache").fetchall()
        writer.commit(Batch(commands=(Forget(NINE + 25 * MINUTE, NINE + 27 * MINUTE),)))
        writer._db.executemany("INSERT INTO day_cache VALUES(?, ?, ?, ?, ?)", kept)
    assert kept
    assert month() != first
