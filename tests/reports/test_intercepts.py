"""Intercepts (METRICS 2.6, rows 53 to 55)."""

import pytest
from synthetic_days import instant, line, piece

from unscroll.acts import Act, ActKind
from unscroll.kinds import Kind
from unscroll.reports.intercepts import intercepts
from unscroll.surface import Surface

REDDIT = Surface("reddit", "feed", "reddit/feed")


def act(at, what, surface=REDDIT, **more):
    return Act(instant(at), what, "extension", surface, **more)


@pytest.mark.parametrize(("back", "left", "went_on"), [("09:00:20", 0, 1), ("09:01:00", 1, 0)])
def test_row_53_left_and_back_within_a_minute_went_on(back, left, went_on):
    feed = piece(back, "09:30", Kind.SCROLL, "reddit", "feed")
    found = intercepts(line(feed, acts=(act("08:59", ActKind.SHOWN), act("09:00", ActKind.LEFT))))
    assert (found.shown, found.left, found.went_on) == (1, left, went_on)


def test_leaving_for_another_platform_is_leaving():
    feed = piece("09:00:20", "09:30", Kind.SCROLL, "tiktok", "shorts")
    assert intercepts(line(feed, acts=(act("09:00", ActKind.LEFT),))).left == 1


@pytest.mark.parametrize(("sent", "swapped"), [("09:08", 1), ("09:11", 0), ("08:59", 0)])
def test_row_54_a_message_to_anyone_within_ten_minutes_is_a_swap(sent, swapped):
    thread = piece("08:50", "09:20", Kind.ONE_TO_ONE, "signal", "dm_thread", key="someone")
    acts = (act("09:00", ActKind.SHOWN), act(sent, ActKind.SENT, thread.surface))
    assert intercepts(line(thread, acts=acts)).swapped == swapped


def test_a_message_to_a_group_is_no_swap():
    thread = piece("08:50", "09:20", Kind.GROUP, "slack", "group_chat", key="team")
    acts = (act("09:00", ActKind.SHOWN), act("09:05", ActKind.SENT, thread.surface))
    assert intercepts(line(thread, acts=acts)).swapped == 0


def test_row_55_an_opened_link_is_no_swap():
    acts = (act("09:00", ActKind.SHOWN), act("09:01", ActKind.LINK_OPENED, person_id=1))
    assert intercepts(line(acts=acts)).swapped == 0
