"""Values: instants as JSON has them."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from unscroll.reports.values import instant


@given(st.datetimes(), st.integers(0, 999))
def test_an_instant_has_milliseconds_where_there_are_some(at: datetime, more: int) -> None:
    at_ms = int(at.replace(microsecond=0, tzinfo=UTC).timestamp()) * 1000 + more
    told = at.replace(microsecond=more * 1000).isoformat(timespec="milliseconds" if more else "seconds")
    assert instant(at_ms) == f"{told}Z"
