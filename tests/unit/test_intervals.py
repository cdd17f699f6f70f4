"""Intervals: how long pairs are together."""

from hypothesis import given
from hypothesis import strategies as st

from unscroll.intervals import covered_ms, merged
from unscroll.span import Span

PAIRS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)).map(lambda p: (p[0], p[0] + p[1])), max_size=6)


@given(PAIRS)
def test_pairs_are_as_long_as_their_union(pairs: list[tuple[int, int]]) -> None:
    assert covered_ms(pairs) == sum(end - start for start, end in merged(Span(*pair) for pair in pairs))
