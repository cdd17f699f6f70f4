"""Weeks, months and years over Days."""

from dataclasses import replace
from datetime import date, timedelta

import plotly.graph_objects as go
import pytest
from support.desk import Desk, known
from support.outline import outline
from support.synthetic_days import DAY, ZONE, no_data, normal_day, only_phone, over_the_cap

from unscroll.cli.period_text import as_markdown
from unscroll.day import Zones
from unscroll.kinds import Kind
from unscroll.reports.minutes import day_minutes
from unscroll.reports.pages import Reader, render_period, write_period
from unscroll.reports.people_notes import PeopleNotes, period_sentences
from unscroll.reports.period import DayFigures, Period, PeriodKind, day_figures, summarise_period
from unscroll.reports.period_page import period_context
from unscroll.reports.summary import summarise

WEEK = Period.around(PeriodKind.WEEK, DAY)
READER = Reader(Zones.only(ZONE), 1_795_370_651_000)


def figures(offset, feeds, one, **more):
    return DayFigures(WEEK.first + timedelta(days=offset), True, False, 120, feeds, one, 0, **more)


@pytest.mark.parametrize(
    ("kind", "first", "last", "days"),
    [
        (PeriodKind.WEEK, date(2026, 11, 16), date(2026, 11, 22), 7),
        (PeriodKind.MONTH, date(2026, 11, 1), date(2026, 11, 30), 30),
        (PeriodKind.YEAR, date(2026, 1, 1), date(2026, 12, 31), 365),
    ],
)
def test_the_period_around_a_day(kind, first, last, days):
    period = Period.around(kind, DAY)
    assert (period.first, period.last, len(period.dates)) == (first, last, days)
    assert period.dates[-1] == last


def test_february_of_a_leap_year():
    assert Period.around(PeriodKind.MONTH, date(2028, 2, 29)).last == date(2028, 2, 29)


@pytest.mark.parametrize("day", [normal_day, over_the_cap, only_phone])
def test_a_days_figures_are_those_its_page_prints(day):
    summary = summarise(day())
    found, minutes = day_figures(summary), day_minutes(summary)
    assert found.feeds_min == minutes.counted == sum(m for _, m in found.platforms)
    assert found.phone_min == minutes.phone == sum(m for _, m in found.phone)
    assert found.spent_min == minutes.spent
    assert found.one_to_one_min == sum(m or 0 for _, _, m in found.people)


def test_a_day_without_data_is_missing_not_zero():
    assert day_figures(summarise(no_data())) is None
    s = summarise_period(WEEK, [None, figures(1, 60, 10), figures(2, 80, 10), figures(4, 100, 10)])
    assert s.typical_feeds_min == 80
    assert s.missing == 4
    context = period_context(s, READER)
    assert [row[1] for row in context["figure"].rows].count("no data") == 4
    assert len(context["figure"].plot["layout"]["annotations"]) == 4


def test_days_to_come_are_not_missing():
    s = summarise_period(WEEK, [figures(1, 60, 10)], today=WEEK.first + timedelta(days=2))
    assert s.missing == 2
    figure = period_context(s, READER)["figure"]
    assert [row[1] for row in figure.rows] == ["no data", "1 h", "no data"]
    assert [a["x"] for a in figure.plot["layout"]["annotations"]] == [0, 2]


def test_partial_days_are_left_out_of_medians_but_not_of_sums():
    partial = replace(figures(3, 0, 0), valid=False)
    s = summarise_period(WEEK, [figures(0, 60, 10), figures(1, 80, 20), figures(2, 100, 30), partial])
    assert (s.typical_feeds_min, s.typical_one_to_one_min) == (80, 20)
    assert "4 h together; the cap kept on 3 of 3 days, not known on 1" in render_period(s, READER)


def test_the_cap_is_judged_by_all_that_counts_and_only_where_it_is_known():
    days = [
        replace(figures(0, 100, 10), phone_min=30),
        replace(figures(1, 100, 10), held_min=10),
        replace(figures(2, 100, 10), at_least=True),
        replace(figures(3, 100, 10), valid=False),
    ]
    assert [d.kept for d in days] == [False, True, None, None]
    page = render_period(summarise_period(WEEK, days), READER)
    assert "6 h 40 min together; + 30 min on the phone, typed in; the cap kept on 1 of 2 days, not known on 2" in page
    assert "not known on any day whether" in render_period(summarise_period(WEEK, days[2:]), READER)


def test_a_phone_that_is_not_known_is_not_zero():
    s = summarise_period(WEEK, [replace(figures(0, 60, 10), phone_known=False), figures(1, 60, 10)])
    assert [row[2] for row in period_context(s, READER)["figure"].rows[:2]] == ["not known", "0 min"]
    assert day_figures(summarise(over_the_cap())).phone_known is False


def test_two_days_are_too_few_for_a_median():
    s = summarise_period(WEEK, [figures(0, 60, 10), figures(1, 80, 20)])
    assert s.typical_feeds_min is None
    assert "median" not in render_period(s, READER).split("</style>")[1].split("What this")[0]


def test_platforms_and_people_are_summed_longest_first():
    days = [
        figures(0, 60, 10, platforms=(("reddit", 60),), people=(("#1", "Ana", 10),)),
        figures(
            1, 80, 30, platforms=(("reddit", 10), ("x", 70)), people=(("#2", "Zoë", 30),), phone=(("x", 5), ("", 8))
        ),
    ]
    s = summarise_period(WEEK, days)
    assert s.platforms == (("reddit", 70), ("x", 70))
    assert s.phone == (("", 8), ("x", 5))
    rows = [(r.name, r.minutes, r.note) for r in period_context(s, READER)["feeds"]]
    assert rows == [("Reddit", 70, ""), ("X", 70, ""), ("Phone", 8, "typed in"), ("X on the phone", 5, "typed in")]
    assert s.people == (("#2", "Zoë", 30), ("#1", "Ana", 10))


def test_people_met_are_counted_by_who_they_are():
    sam, other, thread = ("#1", "Sam Lee", 10), ("#2", "Sam Lee", 0), ("x x-3f2a", "Someone on X", 3)
    s = summarise_period(WEEK, [figures(0, 60, 13, people=(sam, other, thread)), figures(1, 60, 10, people=(sam,))])
    assert [(name, minutes) for _, name, minutes in s.people] == [
        ("Sam Lee", 20),
        ("Someone on X", 3),
        ("Sam Lee", 0),
    ]
    assert "together; 3 people met" in period_context(s, READER)["people_head"].caption
    assert [r.text for r in period_context(s, READER)["people"]] == ["20 min", "3 min", "under 1 min"]


def test_unnamed_calls_of_a_period_are_people_of_unknown_number():
    zoom = ("", "Someone on Zoom", 60)
    s = summarise_period(WEEK, [figures(i, 60, 60, people=(zoom, ("#1", "Ana", 1))) for i in range(3)])
    assert "at least 1 person met" in period_context(s, READER)["people_head"].caption
    alone = summarise_period(WEEK, [figures(0, 60, 60, people=(zoom,))])
    assert "at least 1 person met" in period_context(alone, READER)["people_head"].caption


def test_whoever_rounds_to_nothing_on_a_day_was_met_still():
    ana, zoe = (known("dm_thread", Kind.ONE_TO_ONE, "x", name) for name in ("ana", "zoe"))
    desk = Desk().page(0, 600, ana).page(600, 610, zoe).hands_on(0, 610)
    found = day_figures(summarise(replace(normal_day(), line=desk.line(), beside=())))
    assert [(key[:4], minutes) for key, _, minutes in found.people] == [("x x-", 10), ("x x-", 0)]
    assert len({key for key, _, _ in found.people}) == 2


def test_a_day_outside_is_refused():
    with pytest.raises(ValueError, match="outside"):
        summarise_period(WEEK, [figures(7, 1, 1)])


def test_at_least_is_carried_into_the_period():
    s = summarise_period(WEEK, [replace(figures(0, 60, 10), at_least=True)])
    assert " ".join(outline(render_period(s, READER)).lines[:9]).count("at least") == 2


def test_a_period_without_days_says_no_data():
    page = render_period(summarise_period(WEEK, []), READER)
    assert "No data" in page
    assert "0 min" not in page


@pytest.mark.parametrize(("kind", "name"), [("week", "2026-W47"), ("month", "2026-11"), ("year", "2026")])
def test_pages_of_periods_are_written_under_their_names(tmp_path, kind, name):
    period = Period.around(PeriodKind(kind), DAY)
    path = write_period(summarise_period(period, [day_figures(summarise(normal_day()))]), tmp_path, READER)
    assert path.name == f"{name}.html"
    outline(path.read_text("utf-8"))


def test_names_in_periods_stay_text():
    hostile = figures(0, 1, 1, people=(("#1", "</script><img src=x>", 1),))
    assert "img" not in outline(render_period(summarise_period(WEEK, [hostile]), READER)).tags


def test_a_year_of_days_keeps_every_minute_in_its_figure():
    period = Period.around(PeriodKind.YEAR, DAY)
    days = [DayFigures(d, True, False, 120, i % 97, i % 31, i % 7) for i, d in enumerate(period.dates)]
    figure = period_context(summarise_period(period, days), READER)["figure"]
    sums = [abs(sum(bars["y"])) for bars in figure.plot["data"]]
    assert sums == [sum(getattr(d, f) for d in days) for f in ("feeds_min", "one_to_one_min", "unresolved_min")]
    assert len(figure.plot["data"][0]["x"]) == len(set(figure.plot["data"][0]["x"]))
    layout = {k: v for k, v in figure.plot["layout"].items() if k in ("barmode", "bargap", "shapes", "margin")}
    go.Layout(layout)


def test_a_name_without_an_end_is_cut_among_the_new_ones_too():
    (line,) = period_sentences(PeopleNotes(new=(("A" * 5_000, "B" * 5_000),)))
    assert len(line) < 200


def test_one_missing_day_is_one_day():
    week = summarise_period(WEEK, [figures(0, 60, 0)], WEEK.first + timedelta(days=1))
    text = as_markdown(week, PeopleNotes())
    assert "\n1 day without data: missing is not zero.\n" in text
