"""What a Day comes out as (METRICS 2.3)."""

from dataclasses import replace

import pytest
from support.synthetic_days import (
    ANA,
    all_unresolved,
    dst_day,
    inputs,
    instant,
    line,
    no_data,
    normal_day,
    only_phone,
    over_the_cap,
    page,
    piece,
)

from unscroll.acts import Act, ActKind
from unscroll.kinds import Context, Evidence, Kind
from unscroll.line import Line, OverlayKind, Unseen
from unscroll.reports.contacts import Beside
from unscroll.reports.distance import scroll_m
from unscroll.reports.inputs import Bend, BudgetFigures
from unscroll.reports.phone import PhoneDay, TypedPhone
from unscroll.reports.summary import BudgetState, summarise

MIN = 60_000


def test_kinds_sum_to_accounted_time():
    s = summarise(normal_day())
    assert sum(s.kinds.values()) == s.accounted_ms == sum(p.length_ms for p in s.line.pieces)
    assert sum(r.length_ms for r in s.surfaces) == s.accounted_ms


def test_attended_leaves_out_what_needs_no_desk():
    s = summarise(normal_day())
    assert s.accounted_ms - s.attended_ms == (45 + 17 + 13) * MIN


def test_work_scroll_is_apart_and_the_typed_phone_is_added_to_spent():
    s = summarise(normal_day())
    assert s.work_scroll_ms == 12 * MIN
    assert s.spent_ms == s.personal_scroll_ms + 20 * MIN
    assert s.kinds[Kind.SCROLL] == s.personal_scroll_ms + s.work_scroll_ms


def test_the_ratchet_outlives_a_correction():
    s = summarise(replace(normal_day(), budget=BudgetFigures(spent_ms=100 * MIN)))
    assert s.spent_ms == 120 * MIN
    assert s.left_ms == 0
    assert s.state is BudgetState.OVER


@pytest.mark.parametrize(
    ("spent_min", "state"), [(0, "ok"), (59, "ok"), (60, "warned"), (119, "warned"), (120, "over"), (200, "over")]
)
def test_state_of_a_two_hour_cap(spent_min, state):
    s = summarise(inputs(line(), budget=BudgetFigures(spent_ms=spent_min * MIN)))
    assert s.state == state


def test_a_cap_of_nothing_is_kept_by_spending_nothing():
    assert summarise(inputs(line(), budget=BudgetFigures(cap_ms=0))).state is BudgetState.OK
    assert summarise(inputs(line(), budget=BudgetFigures(cap_ms=0, spent_ms=1))).state is BudgetState.OVER


def test_contact_ratio_is_a_range_with_unresolved_and_estimates_on_the_high_side():
    scroll = piece("09:00", "10:12", Kind.SCROLL, "x", "feed")
    one = piece("10:30", "10:55", Kind.ONE_TO_ONE, "x", "dm_thread", key="a")
    private = piece("11:00", "11:05", Kind.PRIVATE, "x", "dm_thread", key="b")
    beside = (Beside(ANA, "message", "whatsapp", MIN, 2 * MIN, 9 * MIN),)
    ratio = summarise(inputs(line(scroll, one, private), beside=beside)).contact_ratio
    assert ratio is not None
    assert ratio.low == 1500 / 5820
    assert ratio.high == (1500 + 300 + 120) / (4320 + 1500 + 300 + 120)


def test_contact_ratio_is_null_below_300_seconds():
    four = piece("09:00", "09:04:59", Kind.SCROLL, "x", "feed")
    assert summarise(inputs(line(four))).contact_ratio is None
    assert summarise(all_unresolved()).contact_ratio is None
    five = piece("09:00", "09:05", Kind.SCROLL, "x", "feed")
    assert summarise(inputs(line(five))).contact_ratio is not None


def test_at_least_until_the_phone_is_known():
    nothing = line(piece("09:00", "09:05", Kind.SCROLL, "x", "feed"))
    assert summarise(inputs(nothing)).at_least
    assert not summarise(inputs(nothing, phone=PhoneDay(owned=False))).at_least
    assert not summarise(inputs(nothing, phone=PhoneDay(imported=True))).at_least
    assert not summarise(inputs(nothing, phone=PhoneDay(typed=(TypedPhone("", 0),)))).at_least


def test_at_least_with_more_than_ten_minutes_in_browsers_not_seen():
    def day(end):
        unseen = (Unseen(instant("09:00"), instant(end), "firefox"),)
        return summarise(inputs(line(unseen=unseen), phone=PhoneDay(owned=False)))

    assert not day("09:10").at_least
    assert day("09:10:01").at_least


def test_typed_phone_platforms_are_part_of_the_total():
    phone = PhoneDay(typed=(TypedPhone("", 95 * MIN), TypedPhone("instagram", 40 * MIN)))
    assert [(u.platform, u.shown_ms) for u in phone.unplaced] == [("instagram", 40 * MIN), ("", 55 * MIN)]
    more = PhoneDay(typed=(TypedPhone("", 10 * MIN), TypedPhone("signal", 40 * MIN, Kind.PRIVATE)))
    assert [(u.platform, u.shown_ms) for u in more.unplaced] == [("signal", 40 * MIN)]
    assert summarise(inputs(line(), phone=more)).spent_ms == 0


def test_imported_phone_spans_replace_what_was_typed():
    phone = PhoneDay(typed=(TypedPhone("", 95 * MIN),), imported=True)
    assert phone.unplaced == ()


def test_unplaced_time_is_in_spent_but_not_in_seconds_or_ratio():
    s = summarise(only_phone())
    assert (s.spent_ms, s.kinds[Kind.SCROLL], s.contact_ratio, s.has_data) == (95 * MIN, 0, None, True)


def test_a_day_without_anything_has_no_data():
    assert not summarise(no_data()).has_data
    assert summarise(all_unresolved()).has_data


def test_people_carry_channel_and_evidence():
    rows = {(c.person, c.channel, c.evidence): c.shown_ms for c in summarise(normal_day()).contacts}
    assert rows == {
        ("Zoë Müller", "coffee", Evidence.LOGGED): 45 * MIN,
        ("Ana Pérez", "call", Evidence.MEASURED): 30 * MIN,
        ("", "message", Evidence.MEASURED): 8 * MIN,
        ("Ana Pérez", "message", Evidence.MEASURED): 6 * MIN + 30_000,
        ("Zoë Müller", "message", Evidence.ESTIMATED): 4 * MIN,
    }


def test_unresolved_threads_are_joined_and_longest_first():
    rows = summarise(all_unresolved()).unresolved
    assert [(u.platform, u.length_ms) for u in rows] == [("whatsapp", 31 * MIN), ("instagram", 23 * MIN)]


def test_overlays_of_one_kind_are_a_union():
    first = over_the_cap().line.overlays[1]
    twice = replace(over_the_cap().line, overlays=(first, first))
    s = summarise(inputs(twice))
    assert s.overlays == {OverlayKind.SPLIT_ATTENTION: 0, OverlayKind.LISTENING: 50 * MIN, OverlayKind.IN_VIEW: 0}


def test_acts_are_counted_by_what_they_are():
    acts = summarise(normal_day()).acts
    assert (acts.sent, acts.posts, acts.comments, acts.clicks) == (3, 1, 0, 1)


def test_bends_come_from_acts_and_from_the_budget_in_order():
    the_line = line(acts=(Act(instant("12:00"), ActKind.BEND, "cli", value="cap 3h"),))
    s = summarise(inputs(the_line, bends=(Bend(instant("09:00"), "label x-3f2a"),)))
    assert [b.what for b in s.bends] == ["label x-3f2a", "cap 3h"]


def test_the_day_with_two_two_o_clocks_has_25_hours():
    s = summarise(dst_day())
    assert s.span.length_ms == 25 * 60 * MIN
    assert s.kinds[Kind.SCROLL] == 40 * MIN


def test_as_of_is_never_past_the_day():
    day = normal_day()
    assert summarise(replace(day, as_of_ms=day.as_of_ms + 5)).as_of_ms == day.line.window.end_ms


def test_metres_count_only_what_the_line_calls_scroll():
    feed = piece("09:00", "09:10", Kind.SCROLL, "reddit", "feed", tab="t")
    px = [page("09:00", "09:20", "t", 20_000), page("09:00", "09:10", "elsewhere", 99_000)]
    assert scroll_m(px, line(feed)) == 2.6
    assert scroll_m([], line(feed)) is None
    assert scroll_m([page("09:00", "09:10", "t", 0)], line(feed)) == 0


def test_scroll_of_both_contexts_is_in_the_ratio():
    one = piece("08:00", "08:10", Kind.ONE_TO_ONE, "x", "dm_thread", key="a")
    work = piece("09:00", "09:10", Kind.SCROLL, "linkedin", "feed", context=Context.WORK)
    ratio = summarise(inputs(line(one, work))).contact_ratio
    assert ratio is not None
    assert ratio.low == 0.5


def test_an_empty_line_sums_to_nothing():
    s = summarise(inputs(Line(line().window)))
    assert (s.accounted_ms, s.attended_ms, sum(s.kinds.values())) == (0, 0, 0)
