"""From facts through the time line to the Day's documents and page: the whole way, nothing made up."""

from datetime import date

from support.desk import CHROMIUM, FEED, PID, REEL, T0, THREAD, UTC, Desk, known, surface
from support.outline import outline

from unscroll.budget import counted_ms
from unscroll.kinds import Kind
from unscroll.reached import reached
from unscroll.reports.contacts import contacts, unresolved
from unscroll.reports.distance import scroll_m
from unscroll.reports.documents import day_json
from unscroll.reports.inputs import BudgetFigures, DayInputs
from unscroll.reports.minutes import day_minutes
from unscroll.reports.pages import Reader, render_day
from unscroll.reports.phone import PhoneDay
from unscroll.reports.summary import summarise
from unscroll.sighting import InputKind, SessionState
from unscroll.sittings import drift, runs

DAY = date(2026, 11, 23)
MIN = 60


def morning():
    """20 min of feed, 10 of short videos, a thread of 6, a call of 10 with 2 of feed in it, a coffee of 30."""
    desk = Desk().state(0, 120 * MIN, SessionState.WATCHING, "boot")
    desk.page(0, 20 * MIN, FEED, px=100_000).hands_on(0, 20 * MIN)
    desk.page(20 * MIN, 30 * MIN, REEL).hands_on(20 * MIN, 30 * MIN)
    desk.page(30 * MIN, 36 * MIN, THREAD).hands_on(30 * MIN, 36 * MIN, InputKind.KEY)
    place = known("call", Kind.ONE_TO_ONE, "meet", "ana")
    desk.call(40 * MIN, 50 * MIN, place, others=1, microphone=True)
    desk.page(44 * MIN, 46 * MIN, FEED).hands_on(44 * MIN, 46 * MIN)
    desk.met(60 * MIN, 90 * MIN, person_id=2, channel="coffee")
    desk.window(95 * MIN, 110 * MIN, CHROMIUM, PID + 1).hands_on(95 * MIN, 110 * MIN)
    return desk


def summary():
    facts = morning().facts()
    line = morning().line(end=120 * MIN)
    return summarise(
        DayInputs(
            date=DAY,
            line=line,
            as_of_ms=T0 + 120 * MIN * 1000,
            budget=BudgetFigures(spent_ms=counted_ms(line)),
            phone=PhoneDay(owned=False),
            session=facts.session,
            names={2: "Zoë Müller"},
            runs=runs(line),
            drift=drift(line),
            people_reached=len(reached(line)),
            scroll_m=scroll_m(facts.page, line),
            span=UTC.span_of(DAY),
        )
    )


def test_the_figures_of_a_morning():
    body = day_json(summary())
    seconds = body["seconds"]
    assert 32 * MIN <= seconds["scroll"] <= 32 * MIN + 30
    assert 38 * MIN - 30 <= seconds["one_to_one"] <= 38 * MIN
    assert seconds["private"] == 6 * MIN
    assert sum(seconds.values()) == body["accounted_s"]
    assert 2 * MIN <= body["overlays"]["split_attention_s"] <= 2 * MIN + 30
    assert body["spent_s"] == seconds["scroll"]
    assert body["at_least"] is True
    assert body["unseen_s"] >= 15 * MIN
    assert body["scroll_m"] == 26.5
    assert body["runs"]["longest_s"] == 30 * MIN
    assert {(p["person"], p["channel"], p["evidence"]) for p in body["people"]} == {
        ("Zoë Müller", "coffee", "logged"),
        ("Someone on Meet", "call", "measured"),
    }
    assert body["span"] == {"start": "2026-11-23T04:00:00Z", "end": "2026-11-24T04:00:00Z"}


def test_an_item_from_an_unlabelled_thread_is_time_with_that_thread():
    thread = known("dm_thread", Kind.ONE_TO_ONE, "x", "ana")
    desk = Desk().page(0, 100, thread).page(100, 145, surface("shorts", "youtube")).hands_on(0, 145)
    (met,) = contacts(desk.line(), (), {})
    assert (met.platform, met.thread, met.shown_ms) == ("x", str(thread.thread), 145_000)
    private = Desk().page(0, 100, THREAD).page(100, 145, surface("shorts", "youtube")).hands_on(0, 145)
    (left,) = unresolved(private.line())
    assert (left.platform, left.view, left.thread, left.length_ms) == ("instagram", "dm_thread", THREAD.thread, 145_000)


def test_the_whole_day_is_drawn_though_the_line_ends_now():
    s = summary()
    page = render_day(s, Reader(UTC, s.as_of_ms))
    assert "So far, at 11:00" in page
    lines = outline(page).lines
    assert any("03:00" in line for line in lines if line.startswith("  svg"))


def test_printed_minutes_of_a_real_line_add_up():
    s = summary()
    m = day_minutes(s)
    assert sum(m.kinds.values()) == m.accounted
    assert (m.spent, m.kinds[Kind.PRIVATE]) == (32, 6)
