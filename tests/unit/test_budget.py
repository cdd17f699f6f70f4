"""The budget is a ratchet within a Day."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from support.desk import T0, THREAD, UTC, Desk

from unscroll.budget import (
    THRESHOLDS,
    CapInForce,
    CapRules,
    Easing,
    Reading,
    budget,
    cap_in_force,
    cap_rules,
    counted_ms,
    platform_caps,
)
from unscroll.daemon.nudges import Moment, decide
from unscroll.journal import Change, ChangeKind
from unscroll.kinds import Context, Kind
from unscroll.meaning import ContextRules, Correction
from unscroll.settings import Mode
from unscroll.span import Span

DAY = date(2026, 11, 23)
HOUR = 3_600_000
START = T0 - 5 * HOUR  # 04:00
MINUTE = 60


def scrolled(minutes=30) -> Desk:
    return Desk().page(0, minutes * MINUTE).hands_on(0, minutes * MINUTE)


def test_a_correction_that_lowers_frees_no_minutes():
    before = scrolled().line()
    desk = scrolled()
    desk.corrections.append(Correction(1, T0, Span(T0, T0 + 20 * MINUTE * 1000), context=Context.WORK))
    after = desk.line()
    spent = budget([Reading(START, before), Reading(T0 + HOUR, after)], CapInForce(7_200_000))
    assert spent.spent_ms == 30 * MINUTE * 1000
    assert [b.what for b in spent.bends] == ["re-labelled: 20 min less of scroll"]
    assert budget([Reading(START, after)], CapInForce(7_200_000)).spent_ms == 10 * MINUTE * 1000  # the next Day


def test_a_correction_that_raises_counts_at_once():
    desk = Desk().page(0, 600, THREAD).hands_on(0, 600)
    desk.corrections.append(Correction(1, T0, Span(T0, T0 + 300_000), kind=Kind.SCROLL))
    assert budget([Reading(START, Desk().line()), Reading(T0, desk.line())], CapInForce(1)).spent_ms == 300_000


def test_work_is_apart_unless_the_user_says_so():
    desk = scrolled()
    desk.meaning = replace(desk.meaning, contexts=ContextRules(places=frozenset({"instagram"})))
    assert budget([Reading(START, desk.line())], CapInForce(1)).spent_ms == 0
    assert budget([Reading(START, desk.line(), work_counts=True)], CapInForce(1)).spent_ms == 30 * MINUTE * 1000


def test_unplaced_phone_minutes_are_added():
    assert budget([Reading(START, scrolled().line())], CapInForce(1), unplaced_ms=600_000).spent_ms == 2_400_000


def test_row_51_no_threshold_is_crossed_in_a_thread():
    desk = Desk().page(0, 600).page(600, 6000, THREAD).hands_on(0, 6000)
    spent = [counted_ms(desk.line(end=end)) for end in (599, 600, 6000)]
    said = [decide(s, 1_200_000, THRESHOLDS, (), Moment(Mode.NUDGE)).say for s in spent]
    assert said == [None, 50, 50]
    assert not decide(spent[-1], 1_200_000, THRESHOLDS, (50,), Moment(Mode.NUDGE)).record


def settings(at_ms, daily_min, **more):
    return Change(at_ms, ChangeKind.SETTINGS, {"budget": CapRules(daily_min * 60_000, **more).body()})


def in_force(changes, at_ms):
    found = cap_in_force(changes, DAY, UTC, at_ms)
    return found.cap_ms // 60_000, [b.what for b in found.bends]


def test_tightening_holds_at_once():
    assert in_force([settings(START - HOUR, 120), settings(T0, 60)], T0) == (60, [])


def test_easing_waits_for_the_next_day():
    changes = [settings(START - HOUR, 60), settings(T0, 120)]
    assert in_force(changes, T0 + HOUR) == (60, ["cap eased from 1 h to 2 h"])
    tomorrow = cap_in_force(changes, date(2026, 11, 24), UTC, START + 30 * HOUR)
    assert tomorrow == CapInForce(120 * 60_000)


def test_an_easing_that_waits_is_told_until_it_holds():
    changes = [settings(START - HOUR, 60), settings(T0, 120)]
    next_ms = START + 24 * HOUR
    assert cap_in_force(changes, DAY, UTC, T0 + HOUR).waits == Easing(next_ms, 120 * 60_000)
    assert cap_in_force(changes, DAY, UTC, next_ms).waits is None
    assert cap_in_force([*changes, settings(T0 + 1, 60)], DAY, UTC, T0 + HOUR).waits is None


def test_easing_after_a_wait_that_was_set_before():
    changes = [settings(START - HOUR, 60, easing_wait_ms=600_000), settings(T0, 120, easing_wait_ms=600_000)]
    assert in_force(changes, T0 + 599_999)[0] == 60
    assert in_force(changes, T0 + 600_000)[0] == 120


def test_a_newer_wish_takes_the_place_of_an_easing_that_waits():
    wait = {"easing_wait_ms": HOUR}
    half = 30 * MINUTE * 1000
    changes = [settings(START - HOUR, 120, **wait), settings(T0, 240, **wait), settings(T0 + half, 150, **wait)]
    assert [in_force(changes, T0 + at)[0] for at in (half, HOUR, HOUR + half - 1, HOUR + half)] == [120, 120, 120, 150]
    taken_back = [*changes, settings(T0 + half + 1, 120, **wait)]
    assert in_force(taken_back, T0 + 3 * HOUR)[0] == 120


def test_an_easing_in_force_is_what_the_next_one_starts_from():
    wait = {"easing_wait_ms": HOUR}
    changes = [settings(START - HOUR, 60, **wait), settings(T0, 120, **wait), settings(T0 + 2 * HOUR, 180, **wait)]
    assert in_force(changes, T0 + 2 * HOUR)[0] == 120
    assert in_force(changes, T0 + 3 * HOUR) == (180, ["cap eased from 1 h to 2 h", "cap eased from 2 h to 3 h"])


def test_a_wait_outlasts_the_turn_of_the_day():
    late = START - 10 * MINUTE * 1000
    for wait_ms, from_ms in ((24 * HOUR, late + 24 * HOUR), (HOUR, late + HOUR), (None, START)):
        changes = [settings(START - 9 * HOUR, 120, easing_wait_ms=wait_ms)]
        changes.append(settings(late, 240, easing_wait_ms=wait_ms))
        for day in (DAY, date(2026, 11, 24)):
            held = [cap_in_force(changes, day, UTC, at_ms).cap_ms for at_ms in (from_ms - 1, from_ms)]
            assert held == [120 * 60_000, 240 * 60_000]
        assert cap_in_force(changes, DAY, UTC, late).waits == Easing(from_ms, 240 * 60_000)
        assert cap_in_force(changes, DAY, UTC, START + 1).bends == ()  # it was listed on the Day before


def test_a_longer_wait_holds_at_once_a_shorter_one_from_the_next_day():
    ten = 10 * MINUTE * 1000
    changes = [settings(START - HOUR, 60, easing_wait_ms=ten), settings(T0, 60), settings(T0 + 1, 60, easing_wait_ms=0)]
    changes.append(settings(T0 + 2, 120, easing_wait_ms=0))
    assert in_force(changes, T0 + HOUR)[0] == 60
    assert cap_in_force(changes, date(2026, 11, 24), UTC, START + 24 * HOUR).cap_ms == 120 * 60_000
    changes.append(settings(START + 25 * HOUR, 180, easing_wait_ms=0))
    assert cap_in_force(changes, date(2026, 11, 24), UTC, START + 25 * HOUR).cap_ms == 180 * 60_000


def test_choosing_the_wait_does_not_help_today():
    changes = [settings(START - HOUR, 60), settings(T0, 120, easing_wait_ms=0)]
    assert in_force(changes, T0 + HOUR)[0] == 60


def test_weekends_have_their_own_cap():
    caps = CapRules(7_200_000, weekday_ms=3_600_000, weekend_ms=10_800_000)
    assert (caps.of(DAY), caps.of(date(2026, 11, 22))) == (3_600_000, 10_800_000)
    assert cap_rules(caps.body()) == caps


@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(1, 900), st.sampled_from(list(Kind))), max_size=6))
def test_spent_never_falls_within_a_day(decisions):
    desk = scrolled(50)
    readings, spent = [Reading(START, desk.line())], [0]
    for i, (at, length, kind) in enumerate(decisions):
        span = Span(T0 + at * 1000, T0 + (at + length) * 1000)
        desk.corrections.append(Correction(i, T0 + i, span, kind=kind))
        readings.append(Reading(T0 + i, desk.line()))
        spent.append(budget(readings, CapInForce(1)).spent_ms)
    assert spent == sorted(spent)


def test_a_platform_may_have_a_cap_of_its_own():
    line = scrolled(30).line()
    changes = [settings(START - HOUR, 120, platform_ms={"instagram": 600_000})]
    (own,) = platform_caps([Reading(START, line)], changes, DAY, UTC, T0 + HOUR)
    assert (own.platform, own.cap_ms, own.spent_ms) == ("instagram", 600_000, 1_800_000)


def test_dropping_a_platforms_cap_is_an_easing():
    changes = [settings(START - HOUR, 120, platform_ms={"instagram": 600_000}), settings(T0, 120)]
    (own,) = platform_caps([Reading(START, scrolled().line())], changes, DAY, UTC, T0 + HOUR)
    assert own.cap_ms == 600_000
    assert [b.what for b in own.bends] == ["cap of Instagram eased from 10 min to none"]
    assert platform_caps([], changes, date(2026, 11, 24), UTC, START + 30 * HOUR) == ()


def test_an_easing_is_listed_once_whatever_else_changes():
    changes = [settings(START - HOUR, 120), settings(T0, 180), settings(T0 + 1, 180, weekend_ms=1)]
    changes.append(settings(T0 + 2, 180, platform_ms={"x": 5}))
    assert in_force(changes, T0 + HOUR) == (120, ["cap eased from 2 h to 3 h"])
