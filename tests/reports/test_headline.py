"""The two figures a page opens with."""

import json
from dataclasses import replace

import pytest
from support.synthetic_days import inputs, instant, line, normal_day, only_phone, piece

from unscroll.cli.bars import FORMATS
from unscroll.cli.status_text import feeds as feed_lines
from unscroll.kinds import Kind
from unscroll.reports.documents import status_json
from unscroll.reports.headline import headlines
from unscroll.reports.minutes import day_minutes
from unscroll.reports.phone import PhoneDay
from unscroll.reports.sections import feed_rows
from unscroll.reports.summary import summarise

MIN = 60_000


def of(day):
    summary = summarise(day)
    return headlines(summary, day_minutes(summary))


@pytest.mark.parametrize(
    ("spent", "caption"),
    [
        (0, "of 2 h; 2 h left"),
        (119, "of 2 h; 1 min left"),
        (120, "the cap of 2 h is reached"),
        (119.6, "of 2 h; under 1 min left"),
        (120.3, "the cap of 2 h is reached"),
        (121, "1 min over the cap of 2 h"),
    ],
)
def test_feeds_against_the_cap(spent, caption):
    assert of(scrolled(spent)).feeds.caption == caption


def scrolled(minutes, cap_ms=120 * MIN):
    start = instant("10:00")
    feed = replace(piece("10:00", "10:01", Kind.SCROLL, "reddit", "feed"), end_ms=start + round(minutes * MIN))
    day = inputs(line(*([feed] if minutes else [])), phone=PhoneDay(owned=False))
    return replace(day, budget=replace(day.budget, cap_ms=cap_ms, spent_ms=0))


@pytest.mark.parametrize(
    ("spent", "cap", "reached", "page", "terminal", "percentage"),
    [
        (0, 0, False, "of 0 min; 0 min left", "0 min of the cap of 0 min; 0 min left", 0),
        (0.2, 0, True, "the cap of 0 min is reached", "under 1 min of the cap of 0 min; it is reached", 100),
        (119.6, 120, False, "of 2 h; under 1 min left", "2 h of the cap of 2 h; under 1 min left", 99),
        (120, 120, True, "the cap of 2 h is reached", "2 h of the cap of 2 h; it is reached", 100),
    ],
)
def test_every_report_says_the_same_of_a_cap_that_is_or_is_not_reached(spent, cap, reached, page, terminal, percentage):
    summary = summarise(scrolled(spent, cap * MIN))
    status = status_json(summary)
    assert summary.reached is reached
    assert (status["state"] == "over") is reached
    assert headlines(summary, day_minutes(summary)).feeds.caption == page
    assert terminal in list(feed_lines(status))
    assert json.loads(FORMATS["waybar"](status))["percentage"] == percentage


def test_the_figure_is_what_was_measured_and_the_rest_stands_beside_it():
    day = normal_day()
    held = replace(day, budget=replace(day.budget, spent_ms=day.budget.spent_ms + 7 * MIN))
    feeds = of(replace(held, as_of_ms=held.as_of_ms - MIN)).feeds
    assert feeds.figure == "1 h 18 min"
    said = "+ 20 min on the phone, typed in; 1 h 45 min of the cap of 2 h; 15 min left; "
    assert feeds.caption == said + "7 min of it counts until tomorrow, though a change today lowered it"
    assert of(held).feeds.caption == said + "7 min of it by how the Day was counted before a change"


def test_the_share_is_of_the_two_figures_above_it():
    day = normal_day()
    heads = of(day)
    assert heads.people.figure == "1 h 30 min"
    assert heads.ratio.startswith("Of the time on feeds on this computer, for work too, or with one person, 50 to ")
    alone = replace(day, line=replace(day.line, pieces=tuple(p for p in day.line.pieces if p.context != "work")))
    assert of(alone).ratio.startswith("Of the time on feeds on this computer or with one person, 53 to ")


def test_a_computer_that_was_not_watched_has_no_figure():
    feeds = of(only_phone()).feeds
    assert (feeds.prefix, feeds.figure) == ("", "no data")


def test_what_is_left_is_at_most_that_while_figures_are_at_least():
    heads = of(inputs(line(piece("10:00", "10:01", Kind.SCROLL, "reddit", "feed"))))
    assert (heads.feeds.prefix, heads.feeds.caption) == ("at least", "of 2 h; at most 1 h 59 min left")
    assert heads.people.prefix == "at least"
    assert heads.at_least_because == "At least, because the phone is not known yet."


def test_what_the_ratchet_holds_is_shown_and_adds_up():
    day = normal_day()
    held = replace(day, budget=replace(day.budget, spent_ms=day.budget.spent_ms + 7 * MIN))
    summary = summarise(held)
    minutes = day_minutes(summary)
    rows = {r.name: r.minutes for r in feed_rows(summary, minutes, {})}
    assert rows["Before a change"] == minutes.held == 7
    assert sum(rows.values()) == minutes.spent == day_minutes(summarise(day)).spent + 7
    assert [p.look for p in of(held).feeds.parts] == ["scroll", "phone", "held"]


def test_work_counts_where_the_user_says_so():
    day = normal_day()
    counted = replace(day, budget=replace(day.budget, spent_ms=day.budget.spent_ms + 12 * MIN, work_counts=True))
    summary = summarise(counted)
    minutes = day_minutes(summary)
    assert (minutes.held, minutes.spent) == (0, day_minutes(summarise(day)).spent + 12)
    assert sum(r.minutes for r in feed_rows(summary, minutes, {})) == minutes.spent


def test_bars_of_both_figures_share_a_scale_that_holds_the_cap():
    heads = of(normal_day())
    assert heads.feeds.cap_percent == 100
    assert sum(p.percent for p in heads.feeds.parts) == pytest.approx(100 * 98 / 120)
    assert heads.people.parts[0].percent == pytest.approx(100 * 90 / 120)
