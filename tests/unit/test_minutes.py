"""A length reads the same wherever it is printed; the extension's table is this one (tests/extension)."""

import json
from pathlib import Path

import pytest

from unscroll.cli import show
from unscroll.minutes import said
from unscroll.reports.rounding import to_minutes
from unscroll.reports.words import duration

TABLE = json.loads((Path(__file__).parents[1] / "golden/durations.json").read_text())


@pytest.mark.parametrize(("length_ms", "words"), TABLE)
def test_a_length_reads_the_same_everywhere(length_ms, words):
    assert said(length_ms) == words
    assert show.length(length_ms / 1000) == words
    assert duration(to_minutes(length_ms), length_ms > 0) == words
