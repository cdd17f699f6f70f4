"""Sittings, runs, drift; rows 15, 18, 34, 41, 50 of the truth table where they speak of them."""

from support.desk import FEED, REEL, T0, THREAD, Desk, surface

from unscroll.sighting import Entry
from unscroll.sittings import Drift, drift, longest_run_ms, runs, sittings


def desk(*places, gap=0):
    d, now = Desk(), 0
    for place, length, *flags in places:
        d.page(now, now + length, place, **(flags[0] if flags else {})).hands_on(now, now + length)
        now += length + gap
    return d


def test_a_break_of_a_minute_ends_a_sitting():
    assert len(sittings(desk((FEED, 100), (REEL, 100), gap=59).line())) == 1
    assert len(sittings(desk((FEED, 100), (REEL, 100), gap=60).line())) == 2


def test_a_minute_of_scroll_makes_a_launch():
    found = runs(desk((FEED, 59), (THREAD, 30)).line())
    assert (found.sittings, found.launches, found.first_ms) == (1, 0, None)
    assert runs(desk((FEED, 60)).line()).launches == 1


def test_row_41_a_redirect_is_no_sitting():
    assert sittings(desk((surface("redirect"), 2)).line()) == ()


def test_websites_are_no_sittings():
    assert sittings(desk((surface("page", "website"), 300)).line()) == ()


def test_longest_run_bridges_29_seconds_without_counting_them():
    d = Desk().page(0, 100).hands_on(0, 100).page(100, 129, THREAD).hands_on(100, 129).page(129, 200).hands_on(129, 200)
    assert longest_run_ms(d.line()) == 171_000
    d = Desk().page(0, 100).hands_on(0, 100).page(100, 130, THREAD).hands_on(100, 130).page(130, 200).hands_on(130, 200)
    assert longest_run_ms(d.line()) == 100_000


def test_row_15_a_lecture_that_drifts_to_shorts():
    d = desk((surface("video", "youtube"), 300), (surface("shorts", "youtube"), 200))
    assert drift(d.line()) == Drift(1, 1, 200_000)


def test_row_18_drift_starts_with_the_second_reel():
    d = desk((THREAD, 60), (REEL, 30, {"item": 1}), (REEL, 200, {"item": 2}))
    assert drift(d.line()) == Drift(1, 1, 200_000)


def test_row_34_posting_then_checking_drifts():
    assert drift(desk((surface("compose"), 60), (surface("notifications"), 600)).line()) == Drift(1, 1, 600_000)


def test_coming_back_within_three_minutes_cancels():
    assert drift(desk((THREAD, 60), (FEED, 170), (THREAD, 60), (FEED, 100)).line()) == Drift(1, 0, 0)


def test_without_an_aim_there_is_no_drift():
    assert drift(desk((FEED, 600)).line()) == Drift(0, 0, 0)


def test_a_single_post_from_a_link_is_an_aim():
    entered = {"entry": Entry.LINK}
    assert drift(desk((surface("post"), 30, entered), (FEED, 200, entered)).line()) == Drift(1, 1, 200_000)
    assert drift(desk((surface("post"), 30), (FEED, 200)).line()).aimed == 0


def test_row_50_a_sitting_across_the_turn_counts_on_its_first_day():
    d = desk((FEED, 600))
    first, second = d.line(0, 300), d.line(300, 600)
    assert len(sittings(first)) == 1
    assert sittings(second, lead=first.pieces) == ()


def test_starts():
    d = desk((FEED, 100), (FEED, 100), gap=400)
    found = runs(d.line())
    assert (found.first_ms, found.last_ms, found.sittings) == (T0, T0 + 500_000, 2)


def test_a_return_after_three_minutes_cancels_nothing():
    assert drift(desk((THREAD, 60), (FEED, 200), (THREAD, 60), (FEED, 100)).line()) == Drift(1, 1, 300_000)


def test_the_posts_after_a_linked_one_are_no_aims():
    posts = [(surface("post", "x"), 60, {"entry": Entry.LINK, "item": n}) for n in range(1, 21)]
    assert drift(desk(*posts).line()) == Drift(1, 1, 1_140_000)
