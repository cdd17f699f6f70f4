"""What a person typed for a span is said back before or when something comes of it."""

import json

import pytest
from support.home import DAY, invoke

from unscroll.errors import Exit, UnscrollError


@pytest.fixture(autouse=True)
def _in_berlin(monkeypatch):
    monkeypatch.setenv("TZ", "Europe/Berlin")


def test_correct_says_which_span_it_took(ledger):
    assert invoke("correct", f"{DAY} 10:00-10:10", "other").stdout == f"corrected: {DAY} 10:00 to 10:10 is other\n"
    said = invoke("correct", f"{DAY} 23:30-00:15", "one-to-one").stdout
    assert said.startswith(f"corrected: {DAY} 23:30 to 2026-11-21 00:15 is one-to-one\n")
    assert said.endswith("nothing was counted then, so no figure changes\n")
    (result,) = json.loads(invoke("correct", f"{DAY} 10:00-10:10", "other", "--json").stdout)
    assert (result["ok"], result["start"], result["end"]) == (True, f"{DAY}T09:00:00Z", f"{DAY}T09:10:00Z")


@pytest.mark.parametrize("span", ["2026-11-24T08:00/2026-11-24T20:00", "today 03:00-03:10", "12:50-13:30"])
def test_what_has_not_come_yet_cannot_be_corrected(ledger, span):
    before = ledger.ledger.read_bytes()
    with pytest.raises(UnscrollError, match="has not come yet") as refused:
        invoke("correct", span, "work")
    assert refused.value.code is Exit.USAGE
    assert ledger.ledger.read_bytes() == before


def test_a_slip_corrects_nothing(ledger):
    before = ledger.ledger.read_bytes()
    with pytest.raises(UnscrollError, match="is no span") as refused:
        invoke("correct", "14:30-14:00", "other")
    assert refused.value.code is Exit.USAGE
    assert ledger.ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("args", "question"),
    [
        (["--span", f"{DAY} 10:00-10:30"], f"Delete everything from {DAY} 10:00 to 10:30 for good?"),
        (["--before", DAY, "--platform", "reddit"], f"Delete what there is of reddit before {DAY} 04:00 for good?"),
        (["--source", "firefox-history"], "Delete what was read from histories of Firefox's family for good?"),
        (
            ["--source", "chromium-history", "--platform", "reddit", "--before", DAY],
            f"Delete what was read of reddit from histories of Chromium's family before {DAY} 04:00 for good?",
        ),
        (["--person", "Zoë"], "Delete what there is of Zoë for good?"),
    ],
)
def test_forget_asks_about_what_it_would_delete(ledger, args, question):
    with pytest.raises(UnscrollError, match="nothing was changed"):
        invoke("forget", *args, text="n\n")
    assert question in invoke("forget", *args, text="y\n").stderr


def test_forget_refuses_a_span_of_no_length_and_an_unknown_platform(ledger):
    before = ledger.ledger.read_bytes()
    for args, said in (
        (["--span", "2026-11-19 15:00-15:00"], "is no span. Its end is its start"),
        (["--platform", "redit"], "no platform is called redit. Did you mean reddit"),
    ):
        with pytest.raises(UnscrollError, match=said) as refused:
            invoke("forget", *args, "--yes")
        assert refused.value.code is Exit.USAGE
    assert ledger.ledger.read_bytes() == before


@pytest.mark.parametrize(("text", "said"), [("25:00", "is no time. Write it as 14:30"), ("someday", "is no date")])
def test_explain_says_of_a_time_that_it_is_none(ledger, text, said):
    with pytest.raises(UnscrollError, match=said):
        invoke("explain", text)
