"""Minutes that add up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscroll.reports.rounding import apportion, minutes_that_add_up, to_minutes

lengths = st.lists(st.integers(0, 90_000_000), max_size=12)


@given(lengths)
def test_parts_add_up_to_the_printed_total(parts):
    assert sum(minutes_that_add_up(parts)) == to_minutes(sum(parts))


@given(lengths)
def test_no_part_moves_by_a_minute(parts):
    for part, shown in zip(parts, minutes_that_add_up(parts), strict=True):
        assert abs(shown * 60_000 - part) < 60_000


@given(lengths, st.integers(0, 11))
def test_parts_of_a_part_add_up_to_it(parts, cut):
    whole = minutes_that_add_up([sum(parts[:cut]), sum(parts[cut:])])
    assert sum(apportion(whole[0], parts[:cut])) == whole[0]
    assert sum(apportion(whole[1], parts[cut:])) == whole[1]


def test_the_largest_remainder_gets_the_minute():
    assert minutes_that_add_up([20_000, 50_000, 50_000]) == (0, 1, 1)
    assert minutes_that_add_up([29_999]) == (0,)
    assert minutes_that_add_up([30_000]) == (1,)


def test_a_total_that_is_not_the_sum_is_refused():
    with pytest.raises(ValueError, match="not the rounded sum"):
        apportion(5, [60_000])
