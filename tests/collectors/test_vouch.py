"""Vouching backwards only: from the last proof to now, never across sleep, steps or silence."""

from hypothesis import given
from hypothesis import strategies as st

from unscroll.clock import FakeClock
from unscroll.collectors.vouch import REACH_MS, InputRuns, Vouch
from unscroll.sighting import Focus, Input, InputKind
from unscroll.span import Span
from unscroll.surface import Surface

T = 1_800_000_000_000
ONE = Focus(Surface("none", "window", "none", app="One"))
TWO = Focus(Surface("none", "window", "none", app="Two"))


def vouch(reach_ms=REACH_MS):
    clock = FakeClock.at(T)
    return clock, Vouch("x", lambda: clock.reading.wall_ms, clock, reach_ms)


def spans(ready):
    return [(seen.fact, seen.span.start_ms - T, seen.span.end_ms - T) for seen in ready]


def test_a_fact_is_told_at_once_and_vouched_for_at_each_proof():
    clock, it = vouch()
    assert spans(it.became(ONE)) == [(ONE, 0, 0)]
    clock.run(30_000)
    assert spans(it.proved()) == [(ONE, 0, 30_000)]
    clock.run(5_000)
    assert spans(it.became(TWO)) == [(ONE, 30_000, 35_000), (TWO, 35_000, 35_000)]


def test_nothing_has_no_sighting():
    clock, it = vouch()
    it.became(ONE)
    clock.run(1_000)
    assert spans(it.became(None)) == [(ONE, 0, 1_000)]
    clock.run(1_000)
    assert it.proved() == ()
    assert spans(it.became(TWO)) == [(TWO, 2_000, 2_000)]


def test_the_same_fact_again_changes_nothing():
    clock, it = vouch()
    it.became(ONE)
    clock.run(1_000)
    assert it.became(ONE) == ()
    assert spans(it.proved()) == [(ONE, 0, 1_000)]


def test_sleep_is_not_vouched_for():
    clock, it = vouch()
    it.became(ONE)
    clock.run(10_000)
    clock.sleep(60_000)
    assert it.proved() == ()
    clock.run(1_000)
    assert spans(it.proved()) == [(ONE, 70_000, 71_000)]


def test_a_clock_step_is_not_vouched_for():
    for step_ms in (-3_600_000, 50_000):
        clock, it = vouch()
        it.became(ONE)
        clock.run(10_000)
        clock.step(step_ms)
        assert it.became(TWO)[0].fact == TWO


def test_a_process_that_was_stopped_for_long_vouches_for_nothing():
    clock, it = vouch()
    it.became(ONE)
    clock.run(REACH_MS + 1)
    assert it.proved() == ()
    clock, it = vouch(reach_ms=None)
    it.became(ONE)
    clock.run(REACH_MS * 50)
    assert spans(it.proved()) == [(ONE, 0, REACH_MS * 50)]


def test_doubt_costs_the_time_up_to_the_next_proof():
    clock, it = vouch()
    it.became(ONE)
    clock.run(30_000)
    it.doubt()
    clock.run(10_000)
    assert it.proved() == ()
    clock.run(10_000)
    assert spans(it.proved()) == [(ONE, 40_000, 50_000)]


@given(st.lists(st.tuples(st.integers(0, 200_000), st.sampled_from([ONE, TWO, None, "proof", "doubt", "sleep"]))))
def test_sightings_are_disjoint_and_never_reach_past_now(steps):
    clock, it = vouch()
    last_ms = T
    for pause_ms, step in steps:
        ready = ()
        if step == "sleep":
            clock.sleep(pause_ms)
        elif step == "doubt":
            it.doubt()
        else:
            clock.run(pause_ms)
            ready = it.proved() if step == "proof" else it.became(step)
        for seen in ready:
            assert last_ms <= seen.span.start_ms <= seen.span.end_ms <= clock.reading.wall_ms
            last_ms = seen.span.end_ms


def test_instants_under_five_seconds_apart_are_one_run():
    runs = InputRuns("x")
    given_spans = [runs.instant(InputKind.KEY, T + at)[0].span for at in (0, 4_999, 9_999, 10_000)]
    assert given_spans == [Span(T, T), Span(T, T + 4_999), Span(T + 9_999, T + 9_999), Span(T + 9_999, T + 10_000)]


def test_kinds_run_by_themselves_and_each_instant_counts_once():
    runs = InputRuns("x")
    runs.instant(InputKind.KEY, T)
    (wheel,) = runs.instant(InputKind.WHEEL, T + 1_000)
    assert (wheel.span, wheel.fact, wheel.count) == (Span(T + 1_000, T + 1_000), Input(InputKind.WHEEL), 1)
    assert runs.last_ms == T + 1_000


def test_an_instant_before_the_former_stands_alone():
    runs = InputRuns("x")
    runs.instant(InputKind.MOTION, T)
    assert runs.instant(InputKind.MOTION, T - 1_000)[0].span == Span(T - 1_000, T - 1_000)
