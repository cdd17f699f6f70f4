"""Reaching out: who is named, why, in which words (METRICS 4, 5, 6)."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.touching import BOTH, DAY, IN, NOW, OUT, TODAY, Candidate, somebody, touch

from unscroll.kinds import Evidence
from unscroll.people.birthday import Birthday
from unscroll.people.circles import Circle
from unscroll.people.person import Knows
from unscroll.people.reach import newly, picks
from unscroll.people.reasons import birthday_words
from unscroll.people.tie import Tie, tie_of

CALL = "a call may do more than a text"
REST = "you could give it a rest"


def one(number=1, silent=31, circle=Circle.CLOSE, touchpoints=(), **more):
    """Somebody with one contact so long ago, or with other touchpoints."""
    told = touchpoints or ([] if silent is None else [touch(silent)])
    return Candidate(somebody(number, circle, **more), tie_of(told, NOW))


def named(*candidates, most=5, today=TODAY):
    return [p.person.id for p in picks(candidates, NOW, today, most)]


def words(candidate):
    (pick,) = picks([candidate], NOW, TODAY)
    return pick.text


def in_days(days):
    day = TODAY + timedelta(days=days)
    return Birthday(day.month, day.day)


def test_nobody():
    assert picks([], NOW, TODAY) == ()
    assert named(one(1), one(2), one(3), most=0) == []
    assert named(one(1), one(2), one(3), most=-1) == []


def test_the_words_of_a_rhythm():
    weekly = [touch(31 + 12 * n) for n in range(1, 9)]
    told = [*weekly, touch(31, direction=IN, ask="Lyon")]
    assert words(one(touchpoints=told)) == "31 days, usually 12; they wrote last; ask about Lyon; " + CALL
    told = [*weekly, touch(31, direction=OUT)]
    assert words(one(touchpoints=told)) == "31 days, usually 12; you wrote last; " + CALL


def test_the_words_of_a_cadence():
    assert words(one()) == "31 days, you chose every 30"
    assert words(one(silent=1, own_cadence_days=1)) == "1 day, you chose every 1"
    assert words(one(silent=None)) == "no contact noted yet"


@pytest.mark.parametrize(
    ("silent", "cadence", "call"),
    [(31, 15, True), (31, 16, False), (61, 30, True), (60, 30, False), (30, 4, False), (31, 4, True)],
)
def test_a_call_after_a_long_silence(silent, cadence, call):
    assert (CALL in words(one(silent=silent, own_cadence_days=cadence))) == call


def test_the_own_rhythm_says_what_is_long():
    candidate = one(silent=40)
    assert CALL not in words(candidate)
    assert CALL in words(replace(candidate, tie=replace(candidate.tie, rhythm_days=19.0)))


def test_a_call_when_drifted():
    assert CALL in words(one(silent=9, own_cadence_days=1))
    assert CALL not in words(one(silent=8, own_cadence_days=1))


def test_a_one_sided_tie_may_rest():
    mine = [touch(40 + 10 * n, direction=OUT) for n in range(6)]
    assert words(one(touchpoints=mine)) == f"no contact noted yet; you wrote last; {REST}"
    told = words(one(own_cadence_days=10, touchpoints=[*mine, touch(400)]))
    assert told.startswith("40 days")
    assert REST in told
    assert CALL not in told


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "birthday today"),
        (1, "birthday tomorrow"),
        (2, "birthday on Wednesday"),
        (4, "birthday on Friday"),
        (6, "birthday on Sunday"),
        (7, "birthday in a week"),
    ],
)
def test_birthdays(days, told):
    assert birthday_words(days, TODAY) == told
    assert words(one(silent=1, birthday=in_days(days))) == told


def test_a_birthday_further_off_or_outside_of_the_circles():
    assert named(one(silent=1, birthday=in_days(8))) == []
    assert named(one(silent=1, birthday=in_days(-1))) == []
    assert named(one(silent=1, circle=None, birthday=in_days(0))) == []


def test_birthdays_over_the_year_with_a_leap_day():
    candidate = one(silent=1, birthday=Birthday(2, 29, 2004))
    (pick,) = picks([candidate], NOW, date(2027, 2, 27))
    assert pick.text == "birthday tomorrow"
    (pick,) = picks([candidate], NOW, date(2028, 2, 27))
    assert pick.text == "birthday on Tuesday"
    (pick,) = picks([one(silent=1, birthday=Birthday(1, 2))], NOW, date(2026, 12, 31))
    assert pick.text == "birthday on Saturday"


def test_a_birthday_of_somebody_who_is_due():
    assert words(one(birthday=in_days(4))) == "birthday on Friday; 31 days, you chose every 30"


def test_sorted_by_the_ratio_not_by_days():
    assert named(one(1, 200, Circle.FRIENDS), one(2, 31), one(3, 20, Circle.INNER)) == [3, 1, 2]
    assert named(one(2), one(1)) == [1, 2]  # the same ratio: by number


def test_nobody_who_is_on_track():
    assert named(one(silent=20), one(2, 900, None)) == []


def test_one_is_not_among_the_most_overdue():
    many = [one(n, 30 + 10 * n) for n in range(1, 13)]
    drawn = set()
    for day in range(40):
        found = named(*many, today=TODAY + timedelta(days=day))
        assert found[:4] == [12, 11, 10, 9]
        drawn.add(found[4])
    assert len(drawn) > 4
    assert drawn <= set(range(1, 9))
    assert named(*many) == named(*many)
    assert named(*many, most=1) == [12]
    assert len(named(*many, most=3)) == 3


def test_the_one_may_be_nearly_due_or_drifting():
    assert named(one(1), one(2, 24), one(3, 23)) == [1, 2]
    often = [touch(20 + n) for n in range(8)]
    assert named(one(1), one(4, circle=Circle.FRIENDS, touchpoints=often)) == [1, 4]
    assert named(one(5, circle=None, touchpoints=often)) == []


def test_who_was_just_put_in_is_only_drawn():
    fresh = [one(n, 300, put_days_ago=0) for n in range(1, 9)]
    assert len(named(*fresh)) == 1
    assert len(named(*fresh, one(20), one(21), one(22))) == 4


def test_birthdays_take_half_the_places():
    born = [one(n, 1, birthday=in_days(3)) for n in range(20, 26)]
    due = [one(n, 30 + 10 * n) for n in range(1, 9)]
    found = named(*born, *due)
    assert len(found) == 5
    assert found[0] == 8
    assert {20, 21, 22} < set(found)
    assert named(*born) == [20, 21, 22, 23, 24]
    soon = [one(n, 1, birthday=in_days(1)) for n in range(20, 26)]
    assert set(named(*soon, *due)) == {20, 21, 22, 23, 24}


@pytest.mark.parametrize("left", [{"muted": True}, {"never": True}, {"snoozed_until_ms": NOW + 1}])
def test_who_is_left_out(left):
    assert named(one(birthday=in_days(0), **left)) == []
    assert newly([one(silent=None, met_on="2026-01-01", **left)], NOW) == ()


def test_new_people():
    candidates = [
        one(1, None, None, met_on="2026-03-12"),
        one(2, None, None, met_on="2026-09-01", touchpoints=[touch(3, direction=OUT)]),
        one(3, None, None, sources=("vcard",)),
        one(4, 5, None, met_on="2026-09-02"),
        one(5, None, None, met_on="2026-09-03", knows=Knows.LET_GO),
        one(6, None, None),
    ]
    found = newly(candidates, NOW)
    assert [p.person.id for p in found] == [2, 1, 3]
    assert [p.text for p in found] == [
        "connected on 2026-09-01, not talked yet; you wrote last",
        "connected on 2026-03-12, not talked yet",
        "not talked yet",
    ]
    assert len(newly(candidates, NOW, most=1)) == 1


def test_a_clock_set_back_makes_no_days_below_none():
    candidate = Candidate(somebody(birthday=in_days(0)), Tie(last_contact_ms=NOW + DAY))
    (pick,) = picks([candidate], NOW, TODAY)
    assert (pick.days, pick.ratio, pick.text) == (0, 0, "birthday today")


touchpoints = st.builds(
    touch,
    st.floats(0, 500),
    st.sampled_from(["message", "phone", "coffee"]),
    st.sampled_from([OUT, IN, BOTH]),
    evidence=st.just(Evidence.LOGGED),
    genuine=st.booleans(),
    ask=st.sampled_from(["", "Lyon"]),
)
candidates = st.builds(
    lambda told, **more: Candidate(somebody(**more), tie_of(told, NOW)),
    st.lists(touchpoints, max_size=9),
    circle=st.sampled_from([None, *Circle]),
    put_days_ago=st.sampled_from([0, 20, 1_000]),
    birthday=st.sampled_from([None, in_days(0), in_days(5), in_days(7), in_days(30)]),
    muted=st.booleans(),
    never=st.booleans(),
    snoozed_until_ms=st.sampled_from([0, NOW + 1]),
)
BLAME = re.compile(
    r"\b(overdue|should|forgot|ignored|fail\w*|score|points|streak|only|still|he|she|him|her|his)\b", re.IGNORECASE
)


@given(st.lists(candidates, max_size=12), st.integers(0, 6), st.randoms())
def test_any_choice(told, most, chance):
    told = [replace(c, person=replace(c.person, id=n)) for n, c in enumerate(told)]
    found = picks(told, NOW, TODAY, most)
    assert len(found) <= most
    assert len({p.person.id for p in found}) == len(found)
    ratios = [-1 if p.ratio is None else p.ratio for p in found]
    assert ratios == sorted(ratios, reverse=True)
    for pick in found:
        assert not pick.person.muted
        assert not pick.person.never
        assert pick.person.snoozed_until_ms <= NOW
        assert pick.person.circle is not None
        assert pick.reasons
        assert not BLAME.search(pick.text), pick.text
    assert picks(chance.sample(told, len(told)), NOW, TODAY, most) == found
