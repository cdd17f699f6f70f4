"""What a person types for a time: it is understood or refused, it never crashes."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscroll.cli.desk import Desk
from unscroll.day import Zones
from unscroll.errors import Exit, UnscrollError
from unscroll.span import to_ms

DESK = Desk(to_ms(datetime(2026, 11, 22, 18, tzinfo=UTC)), Zones.only("Europe/Berlin"))
DATES = ["today", "yesterday", "monday", "2026-11-22", "0001-01-01", "9999-12-31"]
OTHERS = ["last ", "-", "/", " ", ":", "T", "Z", "04:00", "24:00", "1h30", "99999999999w", "\udcff", "+02:00"]
PIECES = st.sampled_from([*DATES, *OTHERS])
PARSERS = (DESK.day, DESK.when, DESK.span, DESK.moment)


def test_a_moment_is_a_minute_or_a_span():
    assert DESK.moment("15:00").length_ms == 60_000
    assert DESK.moment("15:00-15:10").length_ms == 600_000
    assert DESK.moment("last 45m").end_ms == DESK.now_ms
    assert DESK.today == date(2026, 11, 22)


@pytest.mark.parametrize("text", ["0001-01-01", "9999-12-31", "1969-12-31", "2200-01-01"])
def test_what_is_too_far_away_is_refused(text):
    for parse in PARSERS:
        with pytest.raises(UnscrollError) as refused:
            parse(text)
        assert refused.value.code is Exit.USAGE


@given(st.text(max_size=20) | st.lists(PIECES, max_size=5).map("".join), st.sampled_from(PARSERS))
def test_no_text_crashes(text, parse):
    refused = Exit.USAGE
    try:
        parse(text)
    except UnscrollError as error:
        refused = error.code
    assert refused is Exit.USAGE
