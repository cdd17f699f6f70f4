"""Kept figures of Days that are over: the same as counted ones, as long as nothing they come from changed."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from support.home import DAY, invoke, stretches

from unscroll.cli import kept
from unscroll.clock import SystemClock
from unscroll.ledger import Batch, open_writer
from unscroll.places import Places


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The Days that were counted since it was cleared."""
    days: list[str] = []
    real = kept.day_figures

    def counting(summary):
        days.append(summary.date.isoformat())
        return real(summary)

    monkeypatch.setattr(kept, "day_figures", counting)
    return days


def year() -> list[dict]:
    return json.loads(invoke("report", DAY, "--year", "--format", "json").stdout)["days"]


def test_a_year_is_counted_once(ledger: Places, counted: list[str]) -> None:
    first = year()
    assert [day["feeds_min"] for day in first] == [50]
    assert len(counted) > 300
    assert counted == sorted(counted, reverse=True), "newest first"
    counted.clear()
    assert year() == first
    assert set(counted) <= {max(counted, default="")}, "only the Day that is not over"
    with closing(open_writer(ledger, SystemClock())) as writer:
        writer.drop_caches()
    assert year() == first


def test_what_changes_the_meaning_counts_again(ledger: Places, counted: list[str]) -> None:
    assert [day["one_to_one_min"] for day in year()] == [45]
    counted.clear()
    invoke("correct", f"{DAY} 09:00-09:10", "one_to_one")
    assert [day["one_to_one_min"] for day in year()] == [55]
    assert len(counted) > 300


def test_a_fact_that_comes_late_counts_its_day_again(ledger: Places, counted: list[str]) -> None:
    year()
    counted.clear()
    with closing(open_writer(ledger, SystemClock())) as writer:
        grown = replace(stretches()[0], end_ms=stretches()[0].end_ms + 60_000)
        writer.commit(Batch((grown,)))
    year()
    assert DAY in counted
    assert len(counted) < 5
