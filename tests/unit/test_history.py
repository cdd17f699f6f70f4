"""Visits of histories beside what was watched: one clock, and the live door first."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from support.desk import FEED, T0, UTC

from unscroll.history import DEVICE, placed
from unscroll.intervals import merged
from unscroll.journal import meanings
from unscroll.kinds import Evidence
from unscroll.line import Facts
from unscroll.sighting import Session, SessionState, Stretch, Visited
from unscroll.span import Span
from unscroll.timeline import timeline

HOUR = 3_600_000
MEANING = meanings((), 0, {})[-1].meaning


def visit(start, end, key=1, evidence=Evidence.MEASURED, run=0):
    return Stretch(T0 + start, T0 + end, Visited(FEED, evidence, key), "firefox-history", DEVICE, clock_run=run)


def parts(visits, live=()):
    live = [(T0 + low, T0 + high) for low, high in live]
    return [(p.start_ms - T0, p.end_ms - T0, p.fact.key) for p in placed(visits, live)]


def line(*stretches, visits=()):
    facts = Facts(session=tuple(stretches), history=tuple(visits))
    return timeline(facts, MEANING, Span(T0, T0 + HOUR), UTC)


def test_a_page_looked_at_in_between_is_cut_out() -> None:
    assert parts([visit(0, 100, 1), visit(40, 60, 2)]) == [(0, 40, 1), (40, 60, 2), (60, 100, 1)]


def test_what_was_measured_comes_before_what_is_estimated() -> None:
    guess = visit(50, 150, 2, Evidence.ESTIMATED)
    assert parts([visit(0, 100, 1), guess]) == [(0, 100, 1), (100, 150, 2)]


def test_what_was_watched_is_taken_out() -> None:
    assert parts([visit(0, 100)], [(20, 30), (50, 60), (90, 200)]) == [(0, 20, 1), (30, 50, 1), (60, 90, 1)]
    assert parts([visit(0, 100)], [(0, 100)]) == []


def test_a_pause_or_a_guest_is_not_filled_by_another_door() -> None:
    for state in (SessionState.PAUSED, SessionState.GUEST, SessionState.WATCHING):
        there = Stretch(T0, T0 + 40_000, Session(state), "daemon")
        assert [(p.start_ms - T0, p.end_ms - T0) for p in line(there, visits=[visit(0, 60_000)]).pieces] == [
            (40_000, 60_000)
        ]


def test_live_time_after_the_clock_was_set_back_wins_too() -> None:
    there = Stretch(T0, T0 + 60_000, Session(SessionState.WATCHING), "daemon", clock_run=2)
    assert line(there, visits=[visit(0, 60_000)]).pieces == ()


def test_a_measured_visit_is_on_the_line_and_nobody_s_attention() -> None:
    (piece,) = line(visits=[visit(0, 60_000), visit(90_000, 99_000, 2, Evidence.ESTIMATED)]).pieces
    assert (piece.length_ms, piece.evidence, piece.device, piece.attended) == (60_000, Evidence.MEASURED, DEVICE, False)


some = st.lists(
    st.builds(
        lambda start, length, key, guess: visit(
            start, start + length, key, Evidence.ESTIMATED if guess else Evidence.MEASURED
        ),
        st.integers(0, 500),
        st.integers(1, 300),
        st.integers(1, 9),
        st.booleans(),
    ),
    max_size=12,
)
lives = st.lists(st.tuples(st.integers(0, 700), st.integers(1, 100)), max_size=4)


@given(some, lives)
def test_the_parts_are_disjoint_and_are_what_the_visits_cover_outside_of_live(visits, spans) -> None:
    live = merged([visit(start, start + length) for start, length in spans])
    found = placed(visits, live)
    assert all(a.end_ms <= b.start_ms for a, b in pairwise(found))
    covered = {at for s in visits for at in range(s.start_ms, s.end_ms)}
    covered -= {at for low, high in live for at in range(low, high)}
    assert {at for p in found for at in range(p.start_ms, p.end_ms)} == covered


@given(some)
def test_the_same_visits_twice_are_the_same_parts(visits) -> None:
    """A copy of a history under another key, too, takes no second of its own."""
    once = placed(visits)
    again = placed([*visits, *visits])
    assert [(p.start_ms, p.end_ms) for p in merge(again)] == [(p.start_ms, p.end_ms) for p in merge(once)]


def merge(found):
    return [Span(low, high) for low, high in merged(found)]
