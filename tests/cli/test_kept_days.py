"""Kept figures of past Days: whatever is decided or seen late, a report says what it says without them."""

import json
from datetime import date
from pathlib import Path

import pytest
from support.home import DAY, DM, FEED, MINUTE, NINE, THREAD, invoke, page

from unscroll.cli import period_days
from unscroll.clock import FakeClock
from unscroll.commands import Correct, Forget, LabelThread, LogTouchpoint, TypePhone
from unscroll.daemon.kept_days import KeptDays
from unscroll.daemon.meanings import MeaningKeeper
from unscroll.ledger import Batch, open_writer
from unscroll.rulebook import load_rules
from unscroll.settings import load


@pytest.fixture
def counted(monkeypatch):
    """The Days that were counted from facts, in order."""
    days = []

    def count(self, day, now_ms):
        days.append(day)
        return was(self, day, now_ms)

    was = KeptDays.count
    monkeypatch.setattr(KeptDays, "count", count)
    return days


def month():
    return json.loads(invoke("report", DAY, "--month", "--format", "json").stdout)["days"]


def write(places, *commands, stretches=()):
    with open_writer(places, FakeClock.at(NINE + 72 * 60 * MINUTE)) as writer:
        assert all(result.ok for result in writer.commit(Batch(stretches, commands=commands)))


def afresh(places):
    with open_writer(places, FakeClock.at(NINE)) as writer:
        writer._db.execute("DELETE FROM day_cache")
    return month()


def test_a_past_day_is_counted_once(ledger, counted):
    first = month()
    assert counted.count(date.fromisoformat(DAY)) == 1
    assert counted == sorted(counted, reverse=True)
    counted.clear()
    assert month() == first
    assert counted == []


NOON = NINE + 180 * MINUTE
LATE = page(50, 60, FEED)
CHANGES = {
    "a label": (LabelThread(THREAD.digest.hex(), "one", "Ana"),),
    "a correction": (Correct(NINE, NINE + 10 * MINUTE, "other"),),
    "a context": (Correct(NINE, NINE + 10 * MINUTE, "", "work"),),
    "phone minutes": (TypePhone(DAY, "", 70 * MINUTE),),
    "a coffee": (LogTouchpoint("Bo", "coffee", NOON + 60 * MINUTE, NOON + 90 * MINUTE),),
    "a moment of contact": (LogTouchpoint("Bo", "letter", NOON, NOON),),
    "a forgotten hour": (Forget(NINE + 15 * MINUTE, NINE + 25 * MINUTE),),
    "a forgotten person": (Forget(person="Zoë"),),
}


@pytest.mark.parametrize("commands", CHANGES.values(), ids=CHANGES)
def test_a_decision_is_in_the_next_report(ledger, commands):
    before = month()
    write(ledger, *commands)
    after = month()
    assert after == afresh(ledger)
    assert after != before or commands[0] == CHANGES["a moment of contact"][0]


def test_late_facts_are_in_the_next_report(ledger):
    before = month()
    write(ledger, stretches=LATE)
    after = month()
    assert (after[0]["feeds_min"], before[0]["feeds_min"]) == (30, 20)
    assert after == afresh(ledger)


@pytest.mark.parametrize(
    "config",
    [
        '[[rule]]\nname = "club"\nkind = "other"\nplatform = "reddit"\n',
        'cap = "10m"\n',
        '[work]\nplaces = ["reddit"]\n',
        'phone = "none"\n',
        "[limits]\n",
        'day_turns_at = "09:10"\n',
    ],
)
def test_changed_settings_are_in_the_next_report(ledger, config):
    month()
    ledger.config_file.parent.mkdir(parents=True, exist_ok=True)
    ledger.config_file.write_text(config)
    assert month() == afresh(ledger)


def test_what_does_not_concern_a_day_leaves_its_figures(ledger, counted):
    with open_writer(ledger, FakeClock.at(NINE)) as writer:
        writer.commit(Batch(changes=MeaningKeeper((), load_rules().kinds).missing(load(ledger.config_file), NINE)))
    month()
    counted.clear()
    other = bytes(16).hex()
    write(
        ledger,
        LabelThread(other, "one", "Bo"),
        Correct(NINE - 72 * 60 * MINUTE, NINE - 71 * 60 * MINUTE, "other"),
        TypePhone("2026-11-18", "", 5 * MINUTE),
    )
    month()
    assert date.fromisoformat(DAY) not in counted
    assert date(2026, 11, 18) in counted


def test_a_page_leaves_older_days_to_the_daemon(ledger, monkeypatch, counted):
    monkeypatch.setattr(period_days, "_daemon_runs", lambda: True)
    monkeypatch.setattr(period_days, "AT_ONCE", 2)
    file = json.loads(invoke("report", DAY, "--year", "--json").stdout)["file"]
    page_text = Path(file).read_text()
    assert len(counted) == 2
    assert "Recounting, " in page_text
    counted.clear()
    assert month()[0]["feeds_min"] == 20, "other formats are whole"
    assert counted == [date.fromisoformat(DAY)]


def test_a_ledger_that_cannot_be_written_is_counted_each_time(ledger, monkeypatch, counted):
    with open_writer(ledger, FakeClock.at(NINE)):
        first = month()
        counted.clear()
        assert month() == first
    assert counted
    assert DM.thread == THREAD
