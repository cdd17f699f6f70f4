"""Touchpoints as a script gets them: how long, of which kind."""

import pytest
from support.touching import BOTH, IN, OUT, touch

from unscroll.kinds import Evidence
from unscroll.reports.people_json import touchpoint_json

ESTIMATED = Evidence.ESTIMATED
NULLS = {"low": None, "shown": None, "high": None}


def length(low, shown, high):
    return {"low": low, "shown": shown, "high": high}


@pytest.mark.parametrize(
    ("touchpoint", "seconds"),
    [
        (touch(1, "coffee", minutes=45, evidence=Evidence.LOGGED), length(2700, 2700, 2700)),
        (touch(1, "phone", minutes=10, evidence=ESTIMATED), length(600, 600, 600)),
        (touch(1, "letter", evidence=Evidence.LOGGED), NULLS),
        (touch(1, "message", minutes=30, evidence=ESTIMATED, sent=3, received=2), length(0, 480, 1860)),
        (touch(1, "message", minutes=3, evidence=ESTIMATED, sent=3, received=2), length(0, 180, 240)),
        (touch(1, "message", evidence=ESTIMATED, received=1), length(0, 0, 60)),
        (touch(1, "message", OUT, minutes=5, genuine=False), length(0, 0, 0)),
    ],
)
def test_lengths_are_bounds_where_only_timestamps_are_known(touchpoint, seconds):
    assert touchpoint_json(touchpoint, {})["seconds"] == seconds


@pytest.mark.parametrize(
    ("touchpoint", "kind"),
    [
        (touch(1), "one_to_one"),
        (touch(1, "email", OUT, genuine=False), "broadcast"),
        (touch(1, "email", IN, genuine=False), "other"),
        (touch(1, "phone", OUT, genuine=False), "other"),
    ],
)
def test_what_is_not_genuine_is_not_one_to_one(touchpoint, kind):
    assert touchpoint_json(touchpoint, {})["kind"] == kind


def test_counts_and_favours_are_told():
    told = touchpoint_json(touch(1, "message", BOTH, sent=2, received=1, gave=("help",), source="whatsapp"), {})
    assert (told["messages"], told["gave"], told["source"]) == ({"in": 1, "out": 2}, ["help"], "whatsapp")
