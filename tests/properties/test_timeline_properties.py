"""The line of any day: disjoint, never longer than the day, composed of the lines of its parts."""

from hypothesis import given
from hypothesis import strategies as st
from support.desk import FEED, REEL, T0, THREAD, UTC, Desk, surface

from unscroll.line import Facts
from unscroll.sighting import Composer, Input, InputKind, InputSource, SessionState
from unscroll.span import Span
from unscroll.timeline import timeline

PLACES = [FEED, REEL, THREAD, surface("search"), surface("compose"), surface("video", "youtube"), surface("post")]
LENGTH = 3_000


WHAT = ["window", "unknown", "locked", "page", "page", "page"]
steps = st.lists(
    st.tuples(st.integers(1, 400), st.sampled_from(PLACES), st.sampled_from(WHAT), st.booleans(), st.booleans()),
    max_size=12,
)
inputs = st.lists(
    st.tuples(st.integers(0, LENGTH), st.integers(0, 60), st.sampled_from([None, *Composer])),
    max_size=30,
    unique_by=lambda i: i[0],
)
calls = st.lists(st.tuples(st.integers(0, LENGTH), st.sampled_from([0, 1, 3]), st.booleans()), max_size=2)
desks = st.builds(lambda *parts: build(*parts), steps, inputs, calls, st.booleans())


def build(steps, inputs, calls, phone):
    desk, now = Desk(), 0
    for length, place, what, playing, audible in steps:
        if what == "window":
            desk.window(now, now + length)
        elif what != "unknown":  # unknown: nothing vouched
            desk.page(now, now + length, place, playing=playing, audible=audible)
            if what == "locked":
                desk.state(now, now + length, SessionState.LOCKED)
        now += length
    for at, length, composer in inputs:
        kind = InputKind.WHEEL if composer is None else InputKind.KEY
        desk.put(at, at + length, desk_input(kind, composer or Composer.NONE))
    for at, others, microphone in calls:
        desk.call(at, at + 200, others=others, microphone=microphone)
        desk.met(at + 50, at + 300)
    if phone:
        desk.phone(100, 400)
    return desk


def desk_input(kind, composer):
    return Input(kind, InputSource.PAGE, composer)


@given(desks)
def test_pieces_are_ordered_disjoint_and_sum_exactly(desk):
    line = desk.line()
    for before, after in zip(line.pieces, line.pieces[1:], strict=False):
        assert before.end_ms <= after.start_ms
    assert all(p.start_ms < p.end_ms for p in line.pieces)
    assert line.accounted_ms == sum(p.length_ms for p in line.pieces)
    assert line.accounted_ms <= 5_200_000


@given(desks, st.integers(1, LENGTH))
def test_lines_of_adjoining_windows_add_up(desk, cut):
    facts, meaning = desk.facts(), desk.meaning
    whole = timeline(facts, meaning, Span(T0, T0 + 4_000_000), UTC)
    parts = [
        timeline(facts, meaning, Span(T0, T0 + cut * 1000), UTC),
        timeline(since(facts, T0 + cut * 1000 - 1_800_000), meaning, Span(T0 + cut * 1000, T0 + 4_000_000), UTC),
    ]
    assert by_second(whole.pieces) == by_second(p for part in parts for p in part.pieces)


def since(facts, lead_ms):
    """The facts as a reader gets them: 30 min further back than the window, no further."""
    tracks = ("focus", "page", "input", "session", "call", "media", "phone", "log")
    return Facts(**{t: tuple(s for s in getattr(facts, t) if s.end_ms > lead_ms) for t in tracks})


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
