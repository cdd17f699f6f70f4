"""A short truth script at a whole desk: real input, the real daemon, Chromium with the extension."""

from pathlib import Path

import pytest

from bench.desk_stage import CHROMIUM
from bench.stage import missing
from bench.truth.compare import table
from bench.truth.trial import trial
from unscroll.kinds import Kind

LACKING = [*missing(), *([] if CHROMIUM.exists() else ["chromium"])]

pytestmark = [pytest.mark.desktop, pytest.mark.skipif(bool(LACKING), reason=f"needs {', '.join(LACKING)}")]


def test_what_is_measured_is_what_was_scripted(tmp_path: Path) -> None:
    rows, faults = trial(tmp_path, seed=3, length_s=75, told=print)
    assert faults == []
    assert [row.name for row in rows if row.wrong] == [], table(rows)
    assert sum(row.scripted_ms > 5_000 for row in rows if row.name in set(Kind)) >= 3, "the script holds several kinds"
