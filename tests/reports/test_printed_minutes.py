"""Printed minutes add up wherever they stand together."""

import re

from hypothesis import given
from hypothesis import strategies as st
from support.synthetic_days import inputs, window

from unscroll.day import Zones
from unscroll.kinds import Context, Evidence, Kind, Verdict
from unscroll.line import Line, Piece
from unscroll.reports.charts import hours_figure
from unscroll.reports.minutes import day_minutes
from unscroll.reports.phone import PhoneDay, TypedPhone
from unscroll.reports.sections import feed_rows, kind_rows, people_rows, work_rows
from unscroll.reports.summary import summarise
from unscroll.reports.words import KINDS
from unscroll.surface import Surface, ThreadKey

steps = st.lists(
    st.tuples(
        st.integers(0, 300_000),
        st.integers(1, 900_000),
        st.sampled_from(Kind),
        st.sampled_from(["reddit", "instagram", "linkedin"]),
        st.sampled_from(["feed", "shorts", "dm_thread"]),
        st.sampled_from(Context),
        st.sampled_from([None, 1, 2]),
    ),
    max_size=30,
)


def day(found, typed_ms):
    at, pieces = window().start_ms, []
    for gap, length, kind, platform, view, context, person in found:
        surface = Surface(platform, view, "r", thread=ThreadKey(platform.ljust(16).encode()))
        pieces.append(
            Piece(
                at + gap, at + gap + length, Verdict(kind, "r"), surface, context, Evidence.MEASURED, person_id=person
            )
        )
        at += gap + length
    phone = PhoneDay(typed=(TypedPhone("", typed_ms),))
    return summarise(inputs(Line(window(), tuple(pieces)), phone=phone))


@given(steps, st.integers(0, 5_000_000))
def test_parts_add_up_to_the_printed_totals(found, typed_ms):
    s = day(found, typed_ms)
    m = day_minutes(s)
    assert sum(r.minutes for r in kind_rows(m, KINDS)) == m.accounted
    feeds = feed_rows(s, m)
    assert sum(r.minutes for r in feeds) == m.spent
    assert all(sum(p.minutes for p in r.parts) == r.minutes for r in feeds if r.parts)
    assert sum(r.minutes for r in work_rows(s, m)) == m.work
    assert m.personal + m.work == m.kinds[Kind.SCROLL]
    assert sum(r.minutes for r in people_rows(s, m)) == m.kinds[Kind.ONE_TO_ONE]
    figure = hours_figure(s, m, Zones.only("Europe/Berlin"))
    if figure:
        assert -sum(figure.plot["data"][1]["y"]) == m.kinds[Kind.ONE_TO_ONE]


@given(steps)
def test_what_the_rows_say_is_what_they_add(found):
    for row in feed_rows(s := day(found, 0), day_minutes(s)):
        hours, minutes = re.fullmatch(r"(?:under 1 min|(?:(\d+) h)? ?(?:(\d+) min)?)", row.text).groups()
        assert int(hours or 0) * 60 + int(minutes or 0) == row.minutes
