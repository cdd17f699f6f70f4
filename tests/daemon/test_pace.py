"""When the next checkpoint is due."""

from unscroll.daemon.pace import BUSY_MS, FULL_SCREEN_TAIL_MS, LONG_REST_MS, REST_MS, TAIL_MS, Pace
from unscroll.sighting import Call, Focus, Input, InputKind, Sighting
from unscroll.span import Span
from unscroll.surface import Surface

HERE = Surface("reddit", "feed", "reddit/default")


def seen(fact):
    return Sighting(Span(0, 0), fact, "x")


def test_half_a_minute_while_somebody_is_there_then_a_minute_then_two():
    pace = Pace(0)
    assert pace.wait_ms(0) == LONG_REST_MS
    pace.saw(seen(Input(InputKind.KEY)), 1_000)
    assert pace.wait_ms(1_000) == BUSY_MS - 1_000
    pace.checked(30_000)
    assert pace.wait_ms(30_000) == BUSY_MS
    pace.checked(61_000)
    assert pace.wait_ms(61_000) == REST_MS
    pace.checked(1_000 + TAIL_MS)
    assert pace.wait_ms(1_000 + TAIL_MS) == LONG_REST_MS


def test_a_window_in_front_alone_is_nobody_and_a_call_is_somebody():
    pace = Pace(0)
    pace.saw(seen(Focus(HERE)), 1_000)
    assert not pace.attended(1_000)
    pace.saw(seen(Call(HERE, others=1, microphone=True)), 1_000)
    assert pace.attended(60_999)
    assert not pace.attended(61_000)


def test_a_checkpoint_that_is_late_is_due_now():
    assert Pace(0).wait_ms(10 * REST_MS) == 0


def test_a_full_screen_window_may_count_for_half_an_hour():
    pace = Pace(0)
    pace.saw(seen(Input(InputKind.KEY)), 0)
    pace.saw(seen(Focus(HERE, full_screen=True)), 0)
    assert pace.may_count(30 * 60_000)
    assert not pace.may_count(FULL_SCREEN_TAIL_MS)
    pace.saw(seen(Focus(HERE)), 30 * 60_000)
    assert not pace.may_count(30 * 60_000)
