"""The JSON documents of CONTRACT.md 4."""

import json
from datetime import datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.synthetic_days import (
    DAY,
    ZONE,
    all_unresolved,
    dst_day,
    inputs,
    line,
    no_data,
    normal_day,
    only_phone,
    over_the_cap,
    window,
)

from unscroll.day import Zones
from unscroll.kinds import Evidence, Kind, Verdict
from unscroll.line import Line, Piece
from unscroll.reports.contacts import Beside
from unscroll.reports.day_page import Reader
from unscroll.reports.documents import CollectorInfo, DaemonInfo, ReachNext, day_json, status_json
from unscroll.reports.formats import as_markdown
from unscroll.reports.minutes import day_minutes
from unscroll.reports.sections import people_rows
from unscroll.reports.summary import summarise
from unscroll.reports.values import instant
from unscroll.surface import Surface

NAMED = frozenset(
    {
        "schema",
        "day",
        "as_of",
        "cap_s",
        "spent_s",
        "left_s",
        "state",
        "at_least",
        "seconds",
        "contact_ratio",
        "people_reached",
        "span",
        "accounted_s",
        "attended_s",
        "overlays",
        "surfaces",
        "people",
        "runs",
        "work_scroll_s",
        "unplaced",
        "drift",
        "scroll_m",
        "acts",
        "intercepts",
        "bends",
        "reach_outs",
        "coverage",
        "timeline",
    }
)
DAYS = [no_data, normal_day, over_the_cap, all_unresolved, only_phone, dst_day]


def exact_ms(row):
    start, end = (datetime.fromisoformat(row[k]) for k in ("start", "end"))
    return (end - start) // timedelta(milliseconds=1)


def as_ms(seconds):
    ms = Fraction(str(seconds)) * 1000
    assert ms.denominator == 1, f"{seconds} has more than 3 decimals"
    return int(ms)


@pytest.mark.parametrize("day", DAYS, ids=lambda d: d.__name__)
def test_every_day_is_json_with_all_that_the_contract_names(day):
    body = json.loads(json.dumps(day_json(summarise(day())), allow_nan=False))
    assert set(body) >= NAMED
    assert set(body["seconds"]) == {"scroll", "broadcast", "one_to_one", "group", "private", "other"}
    assert set(body["overlays"]) == {"split_attention_s", "listening_s", "in_view_s"}
    assert set(body["runs"]) == {"longest_s", "first", "last", "sittings", "launches"}
    assert set(body["coverage"]) == {"expected_s", "watched_s", "browser_s", "browser_seen_s", "valid"}
    assert set(body["intercepts"]) == {"shown", "left", "went_on", "timed_out", "swapped", "over_stay_s"}


@pytest.mark.parametrize("day", DAYS, ids=lambda d: d.__name__)
def test_the_timeline_is_ordered_disjoint_and_sums_to_accounted(day):
    body = day_json(summarise(day()))
    ends = ""
    for row in body["timeline"]:
        assert ends <= row["start"] < row["end"]
        ends = row["end"]
    assert sum(exact_ms(r) for r in body["timeline"]) == as_ms(body["accounted_s"])


pieces = st.lists(st.tuples(st.integers(0, 5_000), st.integers(1, 400_000), st.sampled_from(Kind)), max_size=40)


@given(pieces)
def test_parts_add_up_to_the_millisecond_whatever_the_line(steps):
    at, found = window().start_ms, []
    for gap, length, kind in steps:
        surface = Surface("reddit", "feed" if kind is Kind.SCROLL else "page", "r")
        found.append(Piece(at + gap, at + gap + length, Verdict(kind, "r"), surface))
        at += gap + length
    body = day_json(summarise(inputs(Line(window(), tuple(found)))))
    accounted = as_ms(body["accounted_s"])
    assert sum(as_ms(v) for v in body["seconds"].values()) == accounted
    assert sum(as_ms(r["seconds"]) for r in body["surfaces"]) == accounted
    assert sum(exact_ms(r) for r in body["timeline"]) == accounted


def test_neighbours_that_say_the_same_are_one_row():
    at = window().start_ms
    same = [Piece(at + i, at + i + 1, Verdict(Kind.SCROLL, "r"), Surface("x", "feed", "r"), item=i) for i in range(3)]
    assert len(day_json(summarise(inputs(Line(window(), tuple(same)))))["timeline"]) == 1


def test_pieces_of_two_clock_runs_are_never_joined():
    at, verdict, feed = window().start_ms, Verdict(Kind.SCROLL, "r"), Surface("x", "feed", "r")
    runs = (Piece(at, at + 1, verdict, feed), Piece(at + 1, at + 2, verdict, feed, clock_run=1))
    assert len(day_json(summarise(inputs(Line(window(), runs))))["timeline"]) == 2


def test_a_person_is_named_in_the_timeline_only_where_known():
    rows = day_json(summarise(normal_day()))["timeline"]
    assert [r["person"] for r in rows if "person" in r] == ["Ana Pérez", "Zoë Müller", "Ana Pérez", "Ana Pérez"]


def test_an_unnamed_thread_is_someone():
    people = day_json(summarise(normal_day()))["people"]
    someone = next(p for p in people if p["platform"] == "discord")
    assert someone["person"] == "Someone on Discord"
    assert someone["thread"].startswith("x-")


def test_instants_are_utc_and_keep_their_milliseconds():
    assert instant(1_795_370_651_000) == "2026-11-22T18:04:11Z"
    assert instant(1_795_370_651_120) == "2026-11-22T18:04:11.120Z"


def test_status_says_who_watches_and_whom_to_reach():
    body = status_json(
        summarise(normal_day()),
        DaemonInfo(True, 1_795_370_651_000, "1.2.3"),
        [CollectorInfo("x11", "focus", "unavailable", "no display")],
        ["paused", "degraded", "paused"],
        [ReachNext("Zoë Müller", 31, 1.03)],
    )
    assert body["day"] == DAY.isoformat()
    assert body["flags"] == ["degraded", "paused"]
    assert body["daemon"] == {"running": True, "since": "2026-11-22T18:04:11Z", "version": "1.2.3"}
    assert body["collectors"] == [{"name": "x11", "track": "focus", "state": "unavailable", "why": "no display"}]
    assert body["reach_next"] == [{"person": "Zoë Müller", "days": 31, "overdue": 1.03}]
    assert "timeline" not in body


def test_status_without_a_daemon():
    assert status_json(summarise(no_data()))["daemon"] == {"running": False, "since": None, "version": ""}


def test_the_contract_example_ratio():
    body = day_json(summarise(normal_day()))
    ratio = body["contact_ratio"]
    assert ratio["low"] < ratio["high"]
    assert ratio == {k: round(v, 2) for k, v in ratio.items()}


def test_a_contact_logged_without_a_length_has_none_rather_than_zero():
    letter = Beside(7, "letter", "", 0, 0, 0, evidence=Evidence.LOGGED)
    summary = summarise(inputs(line(), beside=(letter,), names={7: "Ingrid"}))
    (person,) = day_json(summary)["people"]
    assert person["seconds"] == {"low": None, "shown": None, "high": None}
    (row,) = people_rows(summary, day_minutes(summary))
    assert (row.name, row.text, row.parts[0].text) == ("Ingrid", "", "")


def test_a_day_without_feeds_says_so_in_markdown_as_on_the_page():
    text = as_markdown(summarise(all_unresolved()), Reader(Zones.only(ZONE), 1_795_370_651_000))
    assert "\n## Where feeds went\n\nNo feeds were seen here.\n\n" in text
