"""Links of a report: what is one, what is none."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscroll.errors import Exit, UnscrollError
from unscroll.kinds import Context, Kind
from unscroll.links import CorrectLink, LabelLink, parse_link
from unscroll.meaning import Size
from unscroll.span import Span

NOON = 1_795_348_800_000


@pytest.mark.parametrize(
    "link",
    [
        LabelLink("x-3f2a", Size.GROUP),
        LabelLink("x-" + "3f2a" * 8, Size.ONE),
        CorrectLink(Span(NOON, NOON + 1_800_000), Context.WORK),
        CorrectLink(Span(NOON, NOON + 1_800_000), Kind.ONE_TO_ONE),
    ],
)
def test_a_link_reads_as_it_was_written(link):
    assert parse_link(str(link)) == link


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "unscroll:",
        "unscroll:label/x-3f2a",
        "unscroll:label/x-3f2a/one/Zoë",
        "unscroll:label/x-3f2a/one\n",
        "unscroll:label/x-3f2a/one?yes",
        "unscroll:label/now/one",
        "unscroll:label/--help/one",
        "unscroll:label/x-3F2A/one",
        "unscroll://label/x-3f2a/one",
        "UNSCROLL:label/x-3f2a/one",
        "unscroll:label/x-3f2a/everybody",
        "unscroll:label/x-" + "a" * 100 + "/one",
        "unscroll:forget/last-hour",
        "unscroll:correct/2026-11-22T14:00Z/2026-11-22T14:30Z/nothing",
        "unscroll:correct/2026-11-22T14:30Z/2026-11-22T14:00Z/work",
        "unscroll:correct/2026-11-22T14:00Z/2026-11-22T14:00Z/work",
        "unscroll:correct/2026-13-40T14:00Z/2026-11-22T14:30Z/work",
        "unscroll:correct/9999-11-22T14:00Z/9999-11-23T14:30Z/work",
        "unscroll:correct/1971-01-02T00:00Z/2026-11-24T00:00Z/other",
        "unscroll:correct/2026-11-20T00:00Z/2026-11-22T00:00Z/other",
        "unscroll:correct/1970-01-01T00:00Z/1970-01-01T00:30Z/work",
        "unscroll:correct/2026-11-22T14:00/2026-11-22T14:30/work",
        "unscroll:correct/٢026-11-22T14:00Z/2026-11-22T14:30Z/work",
        "https://unscroll.example/label/x-3f2a/one",
        "--desktop",
        "unscroll:label/$(reboot)/one",
    ],
)
def test_what_is_none_is_refused_in_a_line_that_repeats_nothing_of_it(uri):
    with pytest.raises(UnscrollError) as refused:
        parse_link(uri)
    assert refused.value.code is Exit.USAGE
    assert "\n" not in str(refused.value)
    assert not uri or len(uri) < 10 or uri not in str(refused.value)


@given(st.text(max_size=200))
def test_no_text_breaks_the_reading(text):
    for uri in (text, f"unscroll:{text}", f"unscroll:label/{text}", f"unscroll:correct/{text}"):
        with contextlib.suppress(UnscrollError):
            assert str(parse_link(uri)) == uri
