"""What may pass the door to the ledger."""

from unscroll.acts import Act, ActKind
from unscroll.clock import FakeClock
from unscroll.daemon.intake import Intake
from unscroll.daemon.timekeeper import Timekeeper
from unscroll.sighting import Focus, Input, InputKind, Media, Session, SessionState, Sighting
from unscroll.span import Span
from unscroll.surface import Surface

T0 = 1_795_420_800_000
SECOND = 1_000
FEED = Focus(Surface("reddit", "feed", "reddit/default", app="reddit"))
BANK = Focus(Surface("none", "window", "none", app="Sparbank"))
KEYS = Input(InputKind.KEY)
LOCKED = Session(SessionState.LOCKED)


def intake(after_ms=600_000, barred=lambda word: False):
    clock = FakeClock.at(T0)
    time = Timekeeper(clock)
    clock.run(after_ms)
    time.check()
    return Intake(time, barred), clock, time


def seen(fact, start_s, end_s, count=0, source="x"):
    return Sighting(Span(T0 + start_s * SECOND, T0 + end_s * SECOND), fact, source, count=count)


def spans(settled, fact):
    return [
        ((s.start_ms - T0) // SECOND, (s.end_ms - T0) // SECOND, s.count) for s in settled.stretches if s.fact == fact
    ]


def test_sightings_that_touch_pass_as_one_stretch():
    door, _, _ = intake()
    door.take(seen(FEED, 0, 30))
    door.take(seen(FEED, 30, 60))
    assert spans(door.settle(), FEED) == [(0, 60, 0)]


def test_keys_pressed_while_locked_are_dropped_though_the_lock_is_told_later():
    door, _, _ = intake()
    door.take(seen(KEYS, 5, 5, count=1))
    door.take(seen(KEYS, 12, 14, count=9))  # the password
    door.take(seen(LOCKED, 10, 20))
    door.take(seen(KEYS, 30, 31, count=2))
    assert spans(door.settle(), KEYS) == [(5, 5, 1), (30, 31, 2)]


def test_keys_across_a_lock_keep_no_count_of_what_was_pressed_in_it():
    door, _, _ = intake()
    door.take(seen(LOCKED, 10, 20))
    door.take(seen(KEYS, 8, 24, count=40))
    assert spans(door.settle(), KEYS) == [(8, 10, 1), (20, 24, 1)]


def test_nothing_of_a_rest_passes_also_when_it_is_told_later():
    door, _, _ = intake()
    door.take(seen(FEED, 0, 60))
    door.take(Act(T0 + 30 * SECOND, ActKind.SENT, "browser"))
    door.take(Act(T0 + 5 * SECOND, ActKind.SENT, "browser"))
    door.rest(Span(T0 + 10 * SECOND, T0 + 50 * SECOND))
    settled = door.settle()
    assert spans(settled, FEED) == [(0, 10, 0), (50, 60, 0)]
    assert [a.at_ms for a in settled.acts] == [T0 + 5 * SECOND]
    door.take(seen(FEED, 20, 40))
    assert door.settle().stretches == ()


def test_a_lock_is_kept_through_a_rest():
    door, _, _ = intake()
    door.rest(Span(T0, T0 + 60 * SECOND))
    door.take(seen(LOCKED, 10, 20))
    assert spans(door.settle(), LOCKED) == [(10, 20, 0)]


def test_never_is_dropped_whichever_collector_let_it_through():
    door, _, _ = intake(barred=lambda word: word in {"sparbank", "bank.example"})
    door.take(seen(BANK, 0, 30))
    door.take(seen(Media("Sparbank"), 0, 30))
    door.take(seen(Focus(Surface("website", "page", "none", host="bank.example")), 0, 30))
    door.take(Act(T0, ActKind.CLICK, "browser", BANK.surface))
    settled = door.settle()
    assert settled.stretches == ()
    assert settled.acts == ()


def test_a_sighting_across_a_step_carries_both_labels():
    door, clock, time = intake(after_ms=20 * SECOND)
    clock.step(-60 * SECOND)
    time.check()
    clock.run(10 * SECOND)
    time.check()
    door.take(seen(FEED, 10, 30))
    found = [(s.start_ms - T0, s.end_ms - T0, s.clock_run) for s in door.settle().stretches]
    assert sorted(found) == [(-40 * SECOND, -30 * SECOND, 1), (10 * SECOND, 20 * SECOND, 0)]
