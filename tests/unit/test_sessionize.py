"""Sightings join where they touch, agree, else stay apart."""

from hypothesis import given
from hypothesis import strategies as st

from unscroll.sessionize import Sessionizer
from unscroll.sighting import Focus, Input, InputKind, Page, Sighting
from unscroll.span import Span
from unscroll.surface import Surface

FEED = Surface("instagram", "feed", "instagram/feed/aaaaaa")
MAIL = Surface("gmail", "mail_list", "gmail/mail_list/aaaaaa")


def sessionize(seen):
    joiner = Sessionizer()
    for sighting in seen:
        joiner.add(sighting)
    return joiner.changed()


def focus(start, end, surface=FEED):
    return Sighting(Span(start, end), Focus(surface), "x11")


def wheel(start, end, count=1):
    return Sighting(Span(start, end), Input(InputKind.WHEEL), "xinput", count=count)


def test_touching_and_equal_is_one_stretch():
    (stretch,) = sessionize([focus(0, 10), focus(10, 30)])
    assert (stretch.start_ms, stretch.end_ms) == (0, 30)


def test_a_gap_is_never_filled():
    assert [(s.start_ms, s.end_ms) for s in sessionize([focus(0, 10), focus(11, 30)])] == [(0, 10), (11, 30)]


def test_another_place_begins_where_the_first_ends():
    assert [(s.start_ms, s.end_ms) for s in sessionize([focus(0, 10), focus(5, 30, MAIL)])] == [(0, 10), (10, 30)]


def test_input_under_five_seconds_apart_is_one_run_with_its_count():
    (run,) = sessionize([wheel(0, 0, 2), wheel(4_999, 4_999, 3)])
    assert (run.end_ms, run.count) == (4_999, 5)
    assert len(sessionize([wheel(0, 0), wheel(5_000, 5_000)])) == 2


def test_two_tabs_run_side_by_side():
    pages = [Sighting(Span(0, 50), Page("chromium:1", 1, tab, FEED), "browser") for tab in "ab"]
    assert len(sessionize(pages)) == 2


def test_grown_stretches_come_back_with_the_same_start():
    joiner = Sessionizer()
    joiner.add(focus(0, 10))
    assert joiner.changed()[0].end_ms == 10
    joiner.add(focus(10, 40))
    assert [(s.start_ms, s.end_ms) for s in joiner.changed()] == [(0, 40)]
    assert joiner.changed() == ()


def test_after_a_break_nothing_joins():
    joiner = Sessionizer()
    joiner.add(focus(0, 10))
    joiner.break_off()
    joiner.add(focus(10, 20))
    assert len(joiner.changed()) == 2


@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 9_000), st.booleans()), max_size=30))
def test_sessionizing_twice_is_once(steps):
    seen, now = [], 0
    for gap, length, which in steps:
        now += gap
        seen.append(focus(now, now + length, FEED if which else MAIL))
        seen.append(wheel(now, now + length))
        now += length
    once = sessionize(seen)
    again = sessionize([Sighting(s.span, s.fact, s.source, s.device, s.count, s.px) for s in once])
    assert again == once
