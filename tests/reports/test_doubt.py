"""Figures that look wrong say so (METRICS 2.4)."""

from dataclasses import replace

from support.synthetic_days import ZONE, inputs, line, normal_day, piece, present

from unscroll.day import Zones
from unscroll.kinds import Kind
from unscroll.reports.doubt import doubts
from unscroll.reports.explained import watched
from unscroll.reports.pages import Reader, render_day
from unscroll.reports.summary import summarise


def of(*pieces):
    return doubts(summarise(inputs(line(*pieces))))


def test_a_normal_day_is_not_doubted():
    summary = summarise(normal_day())
    assert doubts(summary) == ()
    assert "looks wrong" not in render_day(summary, Reader(Zones.only(ZONE), summary.as_of_ms))


def test_more_than_twelve_hours_at_the_desk():
    work = piece("05:00", "17:00", Kind.OTHER, "none", "window")
    assert of(work) == ()
    assert of(work, piece("17:00", "17:01", Kind.OTHER, "none", "window")) == ("12 h 01 min at the desk in one day.",)


def test_three_hours_on_one_social_surface_also_in_pieces():
    first = piece("09:00", "10:30", Kind.SCROLL, "reddit", "post", tab="t")
    second = piece("10:30:30", "12:00", Kind.SCROLL, "reddit", "post", tab="t")
    assert of(first, second) == ("3 h on one page of Reddit without a change.",)
    assert of(first, replace(second, item=2)) == ()
    assert of(piece("09:00", "12:30", Kind.OTHER, "none", "window")) == ()


def test_the_page_says_so_beside_the_headline():
    long = piece("09:00", "12:30", Kind.SCROLL, "reddit", "post", tab="t")
    summary = summarise(inputs(line(long)))
    assert "This looks wrong:" in render_day(summary, Reader(Zones.only(ZONE), summary.as_of_ms))


def test_a_presence_of_seconds_is_a_partial_day():
    summary = summarise(inputs(line(), session=(present("08:00:00", "08:00:20"),)))
    assert watched(summary) == "A partial day, left out of trends. Watched for under a minute."
