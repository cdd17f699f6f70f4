"""What suspends and clock steps do to the labels of sightings."""

import pytest

from unscroll.bounds import LAST_MS
from unscroll.clock import FakeClock, SystemClock
from unscroll.daemon.timekeeper import Placed, Slept, Stepped, Timekeeper
from unscroll.span import Span

T0 = 1_795_420_800_000  # 2026-11-23T08:00Z
MINUTE = 60_000


def keeper(clock: FakeClock, **more: int) -> Timekeeper:
    return Timekeeper(clock, **more)


def test_in_quiet_times_paced_time_is_the_label():
    clock = FakeClock.at(T0)
    time = keeper(clock)
    clock.run(MINUTE)
    assert time.check() == ()
    assert time.now_ms() == time.label_ms() == T0 + MINUTE
    assert time.place(Span(T0, T0 + MINUTE)) == (Placed(Span(T0, T0 + MINUTE), 0),)


def test_a_suspend_is_cut_out_from_the_last_look_to_the_waking():
    clock = FakeClock.at(T0)
    time = keeper(clock)
    clock.run(MINUTE)
    time.check()
    clock.run(10_000)
    clock.sleep(120 * MINUTE)
    clock.run(1_000)
    turns = time.check()
    woke = T0 + MINUTE + 11_000 + 120 * MINUTE
    assert turns == (Slept(Span(T0 + MINUTE, woke)),)
    clock.run(MINUTE)
    time.check()
    placed = time.place(Span(T0, woke + MINUTE))
    assert [p.span for p in placed] == [Span(T0, T0 + MINUTE), Span(woke, woke + MINUTE)]
    assert {p.clock_run for p in placed} == {0}


def test_a_step_forward_moves_the_labels_and_no_length():
    clock = FakeClock.at(T0)
    time = keeper(clock)
    clock.run(MINUTE)
    clock.step(60 * MINUTE)
    assert time.check() == (Stepped(T0 + 61 * MINUTE, 60 * MINUTE),)
    clock.run(MINUTE)
    time.check()
    placed = time.place(Span(T0, T0 + 2 * MINUTE))
    assert [p.span for p in placed] == [Span(T0, T0 + MINUTE), Span(T0 + 61 * MINUTE, T0 + 62 * MINUTE)]
    assert sum(p.span.length_ms for p in placed) == 2 * MINUTE
    assert time.clock_run == 0


def test_a_step_back_past_what_is_recorded_begins_another_clock_run():
    clock = FakeClock.at(T0)
    time = keeper(clock)
    clock.run(30 * MINUTE)
    time.check()
    clock.step(-60 * MINUTE)
    assert time.check() == (Stepped(T0 - 30 * MINUTE, -60 * MINUTE),)
    clock.run(MINUTE)
    time.check()
    assert time.place(Span(T0 + 30 * MINUTE, T0 + 31 * MINUTE)) == (
        Placed(Span(T0 - 30 * MINUTE, T0 - 29 * MINUTE), 1),
    )


@pytest.mark.parametrize("step", [-1_900, 1_900])
def test_small_corrections_are_no_steps(step):
    clock = FakeClock.at(T0)
    time = keeper(clock)
    clock.step(step)
    assert time.check() == ()


def test_small_corrections_that_add_up_are_a_step():
    clock = FakeClock.at(T0)
    time = keeper(clock)
    for _ in range(2):
        clock.step(1_500)
        turns = time.check()
    assert turns == (Stepped(T0 + 3_000, 3_000),)


def test_a_clock_that_starts_before_what_is_recorded_begins_another_run():
    assert keeper(FakeClock.at(T0), recorded_end_ms=T0 + 1, clock_run=3).clock_run == 4
    assert keeper(FakeClock.at(T0), recorded_end_ms=T0, clock_run=3).clock_run == 3


@pytest.mark.parametrize("wall_ms", [LAST_MS, 10_400_000_000_000])
def test_a_clock_past_what_can_be_told_counts_nothing_and_what_comes_after_is_no_other_run(wall_ms):
    clock = FakeClock.at(wall_ms)
    time = keeper(clock)
    assert "so nothing is counted" in time.trouble
    clock.step(T0 - wall_ms)
    time.check()
    assert (time.trouble, time.clock_run) == ("", 0)


def test_the_wall_may_stand_in_any_year(monkeypatch):
    monkeypatch.setattr("time.clock_gettime", lambda _: 10_400_000_000.25)
    assert SystemClock().read().wall_ms == 10_400_000_000_250


def test_a_clock_in_1970_counts_nothing_until_it_is_set():
    clock = FakeClock.at(5_000)
    time = keeper(clock, recorded_end_ms=T0 - MINUTE)
    assert "1970" in time.trouble
    clock.run(MINUTE)
    time.check()
    assert time.place(Span(5_000, 5_000 + MINUTE)) == ()
    clock.step(T0 - 5_000)
    time.check()
    assert time.trouble == ""
    clock.run(MINUTE)
    time.check()
    assert time.place(Span(0, 10 * MINUTE)) == (Placed(Span(T0 + MINUTE, T0 + 2 * MINUTE), 0),)


def test_a_sighting_from_the_future_ends_now():
    clock = FakeClock.at(T0)
    time = keeper(clock)
    clock.run(MINUTE)
    time.check()
    assert time.place(Span(T0, T0 + 60 * MINUTE)) == (Placed(Span(T0, T0 + MINUTE), 0),)


def test_what_a_browser_tells_of_before_the_start_keeps_its_label():
    clock = FakeClock.at(T0)
    time = keeper(clock)
    assert time.place(Span(T0 - 5 * MINUTE, T0 - MINUTE)) == (Placed(Span(T0 - 5 * MINUTE, T0 - MINUTE), 0),)


def test_an_empty_sighting_stays_one_instant():
    clock = FakeClock.at(T0)
    time = keeper(clock)
    clock.run(MINUTE)
    clock.step(10 * MINUTE)
    time.check()
    assert time.place(Span(T0, T0)) == (Placed(Span(T0, T0), 0),)
    assert len(time.place(Span(T0 + MINUTE, T0 + MINUTE))) == 1
