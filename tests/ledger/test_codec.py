"""Every fact comes back from the ledger as it went in."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from unscroll.clock import FakeClock
from unscroll.ledger import Batch, Writer, open_writer
from unscroll.places import Places
from unscroll.sighting import Fact, Stretch, Track
from unscroll.span import Span
from unscroll.surface import Surface, ThreadKey

T = 1_780_000_000_000

st.register_type_strategy(ThreadKey, st.builds(ThreadKey, st.binary(min_size=16, max_size=16)))
st.register_type_strategy(
    Surface,
    st.builds(
        Surface,
        st.from_regex(r"[a-z0-9_]{1,12}", fullmatch=True),
        st.from_regex(r"[a-z0-9_]{1,12}", fullmatch=True),
        st.from_regex(r"[a-z0-9_/]{1,20}", fullmatch=True),
        st.sampled_from(["", "org.mozilla.firefox"]),
        st.sampled_from(["", "example.org"]),
        st.none() | st.from_type(ThreadKey),
    ),
)
_small = st.integers(0, 100_000)
_word = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
st.register_type_strategy(int, _small)
st.register_type_strategy(str, _word)
stretches = st.builds(
    lambda start, length, fact, source, device, count, px, run: Stretch(
        T + start, T + start + length, fact, source, device, count, px, run
    ),
    st.integers(0, 50),
    _small,
    st.from_type(Fact),
    _word,
    _word,
    _small,
    _small,
    st.integers(0, 3),
)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Writer]:
    places = Places.of({"UNSCROLL_HOME": str(tmp_path_factory.mktemp("home"))})
    with open_writer(places, FakeClock.at(T)) as writer:
        yield writer


def all_of(writer: Writer) -> list[Stretch]:
    return [s for track in Track for s in writer.reader.stretches(track, Span(0, 2 * T))]


def identity(s: Stretch) -> tuple[object, ...]:
    return (s.start_ms, s.fact, s.source, s.device, s.clock_run)


@settings(max_examples=80, deadline=None)
@given(st.lists(stretches, max_size=8, unique_by=identity))
def test_round_trip_of_every_fact(shared: Writer, given_: list[Stretch]) -> None:
    for track in Track:
        shared._db.execute(f"DELETE FROM {track}")
    shared.commit(Batch(tuple(given_)))
    shared.commit(Batch(tuple(given_)))
    assert sorted(all_of(shared), key=repr) == sorted(given_, key=repr)
