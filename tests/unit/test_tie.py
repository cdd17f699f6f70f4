"""Ties: last contact (METRICS 3), rhythm, who starts, time together (METRICS 4)."""

import random
from dataclasses import replace
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.touching import BOTH, DAY, HOUR, IN, NOW, OUT, touch

from unscroll.day import Zones
from unscroll.kinds import Evidence
from unscroll.people.starts import Starts
from unscroll.people.tie import Tie, tie_of
from unscroll.people.touchpoint import Touchpoint

LOGGED, ESTIMATED = Evidence.LOGGED, Evidence.ESTIMATED
EACH_SIDE = [touch(90, direction=OUT), touch(89, direction=IN)]


def days_since_contact(*touchpoints):
    last = tie_of(touchpoints, NOW).last_contact_ms
    return None if last is None else (NOW - last) / DAY


def test_no_touchpoints_say_nothing():
    assert tie_of([], NOW) == Tie()


@pytest.mark.parametrize(
    ("moves", "newer"),
    [
        (True, touch(5, direction=OUT)),
        (True, touch(5, direction=IN)),
        (True, touch(5, "phone", OUT)),
        (True, touch(5, "coffee", evidence=LOGGED)),
        (True, touch(5, "tennis", evidence=LOGGED)),
        (False, touch(5, direction=OUT, genuine=False)),
        (False, touch(5, "phone", OUT, genuine=False)),
        (False, touch(5, "coffee", evidence=ESTIMATED)),
        (False, touch(-0.001, "coffee", evidence=LOGGED)),
    ],
)
def test_what_moves_last_contact(moves, newer):
    assert days_since_contact(*EACH_SIDE, newer) == (5 if moves else 89)


@pytest.mark.parametrize(
    ("since", "touchpoints"),
    [
        (None, [touch(9, direction=OUT), touch(3, direction=OUT)]),
        (None, [touch(9, direction=IN), touch(3, direction=IN)]),
        (None, [touch(9, direction=OUT), touch(3, direction=IN, genuine=False)]),
        (None, [touch(9, direction=OUT, genuine=False), touch(3, direction=IN)]),
        (3, [touch(9, direction=IN), touch(3, direction=OUT)]),
        (3, [touch(9, "phone", OUT), touch(3, direction=OUT)]),
        (3, [touch(9, "coffee"), touch(3, "letter", OUT)]),
        (3, [touch(3, evidence=LOGGED)]),
        (None, [touch(3, direction=OUT, evidence=LOGGED)]),
        (3, [touch(3, direction=OUT, sent=2, received=1)]),
        (3, [touch(3, direction=IN, sent=1, received=1)]),
        (None, [touch(3, direction=OUT, sent=2)]),
    ],
)
def test_both_sides_have_taken_part(since, touchpoints):
    assert days_since_contact(*touchpoints) == since


def test_contact_lasts_to_its_end_and_what_goes_on_to_now():
    assert days_since_contact(touch(2, "phone", minutes=24 * 60)) == 1
    assert days_since_contact(touch(2, "phone", minutes=72 * 60)) == 0


def test_the_clock_was_set_back():
    tie = tie_of([*EACH_SIDE, touch(5)], NOW - 50 * DAY)
    assert tie.last_contact_ms == NOW - 89 * DAY
    assert tie_of([*EACH_SIDE, touch(5)], NOW - 100 * DAY) == Tie()


def test_last_two_way():
    def since(*touchpoints):
        last = tie_of(touchpoints, NOW).last_two_way_ms
        return None if last is None else (NOW - last) / DAY

    assert since(touch(9, direction=OUT), touch(6, direction=IN)) == 6  # an answer at 72 h
    assert since(touch(9, direction=OUT), touch(5.99, direction=IN)) is None
    assert since(touch(9, direction=IN), touch(8, direction=OUT), touch(2, direction=OUT)) == 8
    assert since(touch(9), touch(2, direction=OUT)) == 9
    assert since(touch(9), touch(8, direction=OUT)) == 8  # goes on with what both said
    assert since(touch(9, direction=OUT, genuine=False), touch(8, direction=IN)) is None


def test_first_of_each_and_last_of_each():
    tie = tie_of([touch(70, "email", OUT), touch(60), touch(50, "video"), touch(40, "walk"), touch(30, "call")], NOW)
    firsts = (tie.first_message_ms, tie.first_contact_ms, tie.first_call_ms, tie.first_meeting_ms)
    assert [(NOW - at) / DAY for at in firsts] == [70, 60, 50, 40]
    assert ((NOW - tie.last_call_ms) / DAY, (NOW - tie.last_in_person_ms) / DAY) == (30, 40)


def test_a_rhythm_needs_eight_contacts():
    every_ten = [touch(10 * n) for n in range(1, 9)]
    assert tie_of(every_ten[:7], NOW).rhythm_days is None
    assert tie_of(every_ten, NOW).rhythm_days == 10
    one_sided = [replace(t, direction=OUT) for t in every_ten]
    assert tie_of(one_sided, NOW).rhythm_days is None


def test_several_exchanges_of_a_day_are_one_contact():
    busy = [touch(10 * n + hour / 24) for n in range(1, 8) for hour in (0, 1, 2)]
    assert tie_of(busy, NOW).rhythm_days is None
    assert tie_of(busy, NOW).days_in_year == 7
    assert tie_of([*busy, touch(80)], NOW).rhythm_days == 10


def test_days_turn_where_the_desk_is():
    evenings = [touch(7 * n - hour / 24) for n in range(1, 9) for hour in (15, 17)]  # 03:00 and 05:00 UTC
    assert tie_of(evenings, NOW).rhythm_days == 1  # parted by 04:00
    assert tie_of(evenings, NOW, Zones.only("America/Los_Angeles")).rhythm_days == 7


def test_drifted_is_more_than_eight_times_the_rhythm():
    def drifted(silent):
        return tie_of([touch(silent + 10 * n) for n in range(8)], NOW).drifted

    assert not drifted(80)
    assert drifted(80.001)
    assert not tie_of([touch(800 + 10 * n) for n in range(7)], NOW).drifted


def test_the_year_is_365_days():
    assert tie_of([touch(364), touch(365), touch(366)], NOW).days_in_year == 1


def test_time_together_is_a_union_with_estimates_apart():
    tie = tie_of(
        [
            touch(3, "phone", minutes=60),
            touch(3 - 0.5 / 24, "video", minutes=60),  # overlaps by half an hour
            touch(2, minutes=30, evidence=ESTIMATED),
            touch(2, "visit", minutes=10, evidence=LOGGED),  # inside it
            touch(1, direction=OUT, minutes=30),
            touch(90 + 1 / 48, "phone", minutes=60),  # half of it is older than 90 days
        ],
        NOW,
    )
    assert (tie.two_way_90d_ms, tie.estimated_90d_ms) == (130 * 60_000, 20 * 60_000)


def test_an_ask_is_open_until_a_newer_contact():
    asked = touch(9, "coffee", ask="Lyon")
    assert tie_of([asked], NOW).ask == "Lyon"
    assert tie_of([asked, touch(3, "phone", genuine=False)], NOW).ask == "Lyon"
    assert tie_of([asked, touch(3, "phone")], NOW).ask == ""
    assert tie_of([asked, touch(3, "phone", ask="the move")], NOW).ask == "the move"


def test_favours_and_last_word():
    tie = tie_of([touch(9, gave=("help", "advice")), touch(3, direction=IN, got=("referral",))], NOW)
    assert (tie.gave, tie.got, tie.last_word) == (("help", "advice"), ("referral",), IN)
    assert tie_of([touch(3)], NOW).last_word is None
    assert tie_of([touch(3, "phone", OUT)], NOW).last_word is None
    assert tie_of([touch(9), touch(3, "parcel", OUT)], NOW).last_word is None


def test_who_starts():
    weekly = [t for n in range(1, 6) for t in (touch(7 * n, direction=OUT), touch(7 * n - 0.1, direction=IN))]
    assert tie_of(weekly, NOW).starts == Starts(5, 0, 5)
    assert tie_of(weekly, NOW).starts.my_share is None
    called = [touch(6, "phone", IN), touch(5, "phone", OUT), touch(4, "video", IN), touch(3, "phone")]
    starts = tie_of([*weekly, *called], NOW).starts
    assert starts == Starts(6, 2, 6)  # nobody knows who placed the last call
    assert starts.my_share == 0.75


def test_a_message_within_the_usual_gap_starts_nothing():
    usual = [touch(40), touch(30), touch(20)]
    assert tie_of([*usual, touch(11, direction=OUT)], NOW).starts == Starts(0, 0)
    assert tie_of([*usual, touch(10, direction=OUT)], NOW).starts.mine == 1


@pytest.mark.parametrize(
    ("sent", "replies", "rest"), [(5, 0, False), (6, 0, True), (6, 1, True), (6, 2, False), (10, 2, False)]
)
def test_one_sided(sent, replies, rest):
    mine = [touch(10 * n + 10, direction=OUT) for n in range(sent)]
    theirs = [touch(10 * n + 9.9, direction=IN) for n in range(replies)]
    starts = tie_of([*mine, *theirs], NOW).starts
    assert (starts.mine, starts.answered, starts.one_sided) == (sent, replies, rest)


def test_who_has_not_had_72_hours_is_not_judged():
    older = [touch(10 * n + 10, direction=OUT) for n in range(5)]
    assert tie_of([*older, touch(2.99, direction=OUT), touch(20.5, direction=OUT)], NOW).starts.waiting == 0
    assert tie_of([touch(13 + 10 * n, direction=OUT) for n in range(5)], NOW).starts.waiting == 0
    just = tie_of([touch(3 + 10 * n, direction=OUT) for n in range(6)], NOW).starts
    assert (just.mine, just.waiting, just.one_sided) == (6, 0, True)
    fresh = tie_of([touch(2.9 + 10 * n, direction=OUT) for n in range(6)], NOW).starts
    assert (fresh.mine, fresh.waiting, fresh.one_sided) == (6, 1, False)


touchpoints = st.builds(
    touch,
    st.sampled_from([-1, 0, 0.5, 3, 3, 8, 30, 95, 370]),
    st.sampled_from(["message", "email", "phone", "coffee", "other"]),
    st.sampled_from([OUT, IN, BOTH]),
    st.sampled_from([0, 40]),
    st.sampled_from(list(Evidence)),
    genuine=st.booleans(),
    ask=st.sampled_from(["", "Lyon"]),
    gave=st.sampled_from([(), ("help",)]),
    received=st.sampled_from([0, 1]),
)


@given(st.lists(touchpoints, max_size=12), st.randoms())
def test_the_order_of_touchpoints_tells_nothing(told, chance):
    mixed = chance.sample(told, len(told))
    assert tie_of(mixed, NOW) == tie_of(told, NOW)


@given(st.lists(touchpoints, max_size=12), touchpoints)
def test_what_is_not_genuine_moves_nothing(told, more):
    before, after = tie_of(told, NOW), tie_of([*told, replace(more, genuine=False)], NOW)
    assert replace(after, gave=before.gave, got=before.got) == before


@given(st.lists(touchpoints, max_size=12))
def test_instants_are_in_order(told):
    tie = tie_of(told, NOW)
    if tie.last_contact_ms is None:
        assert tie.last_two_way_ms is None
        assert tie.first_contact_ms is None
    else:
        assert tie.first_contact_ms <= tie.last_contact_ms <= NOW
        assert (tie.last_two_way_ms or 0) <= tie.last_contact_ms


def test_thousands_of_touchpoints_take_no_time():
    chance = random.Random(4)
    many = [
        Touchpoint(n, at, at + HOUR, 1, "message", chance.choice([OUT, IN, BOTH]), ESTIMATED)
        for n in range(20_000)
        for at in [NOW - chance.randrange(3_000 * DAY)]
    ]
    began = perf_counter()
    assert tie_of(many, NOW).rhythm_days == 1
    assert perf_counter() - began < 2  # 0.1 s, and linear: quadratic would take minutes
