"""The line of any day: disjoint, never longer than the day, composed of the lines of its parts."""

from hypothesis import given
from hypothesis import strategies as st
from support.desk import FEED, REEL, T0, THREAD, UTC, Desk, surface

from unscroll.sighting import Composer, Input, InputKind, InputSource, SessionState
from unscroll.span import Span
from unscroll.timeline import timeline

PLACES = [FEED, REEL, THREAD, surface("search"), surface("compose"), surface("video", "youtube"), surface("post")]
LENGTH = 3_000


@st.composite
def desks(draw):
    desk = Desk()
    now = 0
    while now < LENGTH:
        length = draw(st.integers(1, 400))
        place = draw(st.sampled_from(PLACES))
        match draw(st.integers(0, 5)):
            case 0:
                desk.window(now, now + length)
            case 1:
                pass  # unknown: nothing vouched
            case 2:
                desk.state(now, now + length, SessionState.LOCKED).page(now, now + length, place)
            case _:
                desk.page(now, now + length, place, playing=draw(st.booleans()), audible=draw(st.booleans()))
        now += length
    for at in draw(st.lists(st.integers(0, LENGTH), max_size=40, unique=True)):
        kind = draw(st.sampled_from([InputKind.WHEEL, InputKind.KEY]))
        composer = draw(st.sampled_from(list(Composer))) if kind is InputKind.KEY else Composer.NONE
        desk.put(at, at + draw(st.integers(0, 60)), desk_input(kind, composer))
    for at in draw(st.lists(st.integers(0, LENGTH), max_size=2, unique=True)):
        desk.call(at, at + 200, others=draw(st.sampled_from([0, 1, 3])), microphone=draw(st.booleans()))
        desk.met(at + 50, at + 300)
    if draw(st.booleans()):
        desk.phone(100, 400)
    return desk


def desk_input(kind, composer):
    return Input(kind, InputSource.PAGE, composer)


@given(desks())
def test_pieces_are_ordered_disjoint_and_sum_exactly(desk):
    line = desk.line()
    for before, after in zip(line.pieces, line.pieces[1:], strict=False):
        assert before.end_ms <= after.start_ms
    assert all(p.start_ms < p.end_ms for p in line.pieces)
    assert line.accounted_ms == sum(p.length_ms for p in line.pieces)
    assert line.accounted_ms <= (LENGTH + 700) * 1000


@given(desks(), st.integers(1, LENGTH))
def test_lines_of_adjoining_windows_add_up(desk, cut):
    facts, meaning = desk.facts(), desk.meaning
    whole = timeline(facts, meaning, Span(T0, T0 + 4_000_000), UTC)
    parts = [
        timeline(facts, meaning, Span(T0, T0 + cut * 1000), UTC),
        timeline(facts, meaning, Span(T0 + cut * 1000, T0 + 4_000_000), UTC),
    ]
    assert by_second(whole.pieces) == by_second(p for part in parts for p in part.pieces)


def by_second(pieces):
    """What each piece says, cut at every whole second, so that two cuttings of one line compare equal."""
    found = {}
    for p in pieces:
        at = p.start_ms
        while at < p.end_ms:
            step = min(p.end_ms, at - at % 1000 + 1000)
            found[at] = (step, p.verdict, p.surface, p.attended, p.evidence)
            at = step
    return found
