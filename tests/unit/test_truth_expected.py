"""What a scripted desk should measure, by METRICS alone."""

import pytest

from bench.truth.compare import Row, compared, faults
from bench.truth.expected import expected, listening
from bench.truth.fronts import ARTICLE, FEED, FRIEND, POPUP, POST, TERMINAL, Front, Record
from bench.truth.script import IDLE_S, Doing, script
from unscroll.kinds import Kind

S = 1000


def record(*fronts: tuple[int, Front], inputs: range | list[int], typed: tuple[int, ...] = (), end: int) -> Record:
    """A record in seconds."""
    touched = sorted({*inputs, *typed})
    return Record([(at * S, f) for at, f in fronts], [t * S for t in touched], [t * S for t in typed], [], 0, end * S)


def seconds(made: Record) -> dict[Kind, float]:
    return {kind: ms / S for kind, ms in expected(made).items() if ms}


def test_a_feed_with_a_steady_wheel_is_scroll() -> None:
    assert seconds(record((0, FEED), inputs=range(0, 30), end=30)) == {Kind.SCROLL: 30}


def test_idle_counts_sixty_seconds_then_nothing() -> None:
    assert seconds(record((0, FEED), inputs=[0, 10], end=100)) == {Kind.SCROLL: 70}


def test_the_tail_goes_on_in_what_comes_to_the_front() -> None:
    made = record((0, FEED), (20, TERMINAL), inputs=[0], end=100)
    assert seconds(made) == {Kind.SCROLL: 20, Kind.OTHER: 40}


def test_typing_on_a_post_is_broadcast_until_ten_seconds_after_its_last_key() -> None:
    made = record((0, POST), inputs=range(0, 40), typed=(5, 8, 12), end=40)
    assert seconds(made) == {Kind.BROADCAST: 17, Kind.SCROLL: 23}


def test_ten_seconds_without_a_key_end_a_burst() -> None:
    made = record((0, POST), inputs=range(0, 60), typed=(5, 20), end=60)
    assert seconds(made) == {Kind.BROADCAST: 20, Kind.SCROLL: 40}


def test_typing_in_a_chat_over_a_feed_is_private() -> None:
    made = record((0, POPUP), inputs=range(0, 30), typed=(5,), end=30)
    assert seconds(made) == {Kind.PRIVATE: 10, Kind.SCROLL: 20}


def test_typing_in_a_thread_changes_nothing() -> None:
    assert seconds(record((0, FRIEND), inputs=[0], typed=(5,), end=30)) == {Kind.ONE_TO_ONE: 30}


def test_a_burst_ends_when_another_page_comes() -> None:
    made = record((0, POST), (7, FEED), inputs=range(0, 20), typed=(5,), end=20)
    assert seconds(made) == {Kind.SCROLL: 18, Kind.BROADCAST: 2}


def test_a_tab_behind_is_heard_only_while_somebody_attends() -> None:
    made = record((0, ARTICLE), inputs=[0], end=100)
    made.sounds.append((10 * S, 90 * S))
    assert listening(made) == 50 * S


@pytest.mark.parametrize("seed", range(1, 6))
def test_a_script_of_five_minutes_has_every_kind_and_somebody_goes_away(seed: int) -> None:
    steps = script(seed)
    assert sum(step.length_s for step in steps) == pytest.approx(300, rel=0.15)
    assert {step.front.kind for step in steps} == set(Kind)
    away = [i for i, step in enumerate(steps) if step.doing is Doing.IDLE]
    assert [steps[i].length_s for i in away] == [IDLE_S]
    assert steps[away[0]].front is steps[away[0] - 1].front
    assert script(seed) == steps != script(seed + 1)


def test_two_per_cent_or_two_seconds_are_allowed() -> None:
    assert not Row("scroll", 200_000, 204_000).wrong
    assert Row("scroll", 200_000, 204_001).wrong
    assert not Row("other", 10_000, 8_000).wrong
    assert Row("other", 10_000, 7_999).wrong


def piece(start: str, end: str, kind: str = "scroll") -> dict[str, str]:
    return {"start": f"1970-01-01T00:00:{start}Z", "end": f"1970-01-01T00:00:{end}Z", "kind": kind}


def test_a_measured_line_is_cut_to_the_script() -> None:
    made = record((0, FEED), inputs=range(0, 30), end=30)
    made.start_ms = 10 * S
    day = {"timeline": [piece("05", "20"), piece("20", "45", "other")], "overlays": {"listening_s": 0}}
    rows = {row.name: row for row in compared(made, day)}
    assert (rows["scroll"].scripted_ms, rows["scroll"].measured_ms) == (20 * S, 10 * S)
    assert rows["other"].measured_ms == 10 * S


def test_pieces_that_overlap_or_do_not_add_up_are_told() -> None:
    good = {"timeline": [piece("05", "20"), piece("20", "30")], "accounted_s": 25, "seconds": {"scroll": 25}}
    assert faults(good) == []
    assert len(faults({**good, "timeline": [piece("05", "20"), piece("19.5", "30")]})) == 2
    assert len(faults({**good, "seconds": {"scroll": 24.999}})) == 1
