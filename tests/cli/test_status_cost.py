"""What `status` may cost: with a daemon it imports next to nothing."""

import json
import os
import subprocess
import sys

import pytest
from test_client import result, served

from unscroll import __version__

HEAVY = {
    "asyncio",
    "http.client",
    "jinja2",
    "numpy",
    "plotly",
    "sqlite3",
    "sqlite_utils",
    "tomlkit",
    "tomllib",
    "unscroll.ledger",
    "unscroll.settings",
    "zoneinfo",
}

SLOW = {"click", "dataclasses", "inspect", "tempfile", "shutil", "unscroll.kinds", "unscroll.span"}
"""What the status in words does without."""

STATUS = {
    "schema": 1,
    "day": "2026-11-22",
    "as_of": "2026-11-22T18:04:11Z",
    "cap_s": 7200,
    "spent_s": 4320,
    "left_s": 2880,
    "state": "warned",
    "held_s": 0,
    "typed_in_s": 0,
    "work_scroll_s": 0,
    "work_counts": False,
    "flags": ["paused"],
    "at_least": True,
    "unseen_s": 7800,
    "phone_known": True,
    "seconds": {"scroll": 4320, "broadcast": 120, "one_to_one": 1500, "group": 0, "private": 300, "other": 9000},
    "contact_ratio": {"low": 0.26, "high": 0.29},
    "people_reached": 2,
    "reach_next": [{"person": "Zoë\x1b[31m\u202eMüller", "days": 31, "overdue": 1.03}],
    "daemon": {"running": True, "since": "2026-11-22T08:00:00Z", "version": __version__},
    "collectors": [{"name": "x11", "track": "focus", "state": "failed", "why": "X went away"}],
}


def run(places, *args: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "UNSCROLL_HOME": os.environ["UNSCROLL_HOME"], "TZ": "UTC"}
    command = [sys.executable, "-X", "importtime", "-m", "unscroll", *args]
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=60)


@pytest.fixture
def daemon(places):
    places.make_runtime()
    with served(places.socket, lambda request: result(request, STATUS)) as asked:
        yield asked


@pytest.mark.parametrize("args", [(), ("status",), ("status", "--json"), ("--line", "plain")])
def test_the_quick_path_imports_nothing_heavy(daemon, places, args):
    done = run(places, *args)
    assert done.returncode == 0
    assert [request["method"] for request in daemon] == ["status"]
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "unscroll.cli.glance" in imported
    assert not imported & HEAVY
    plain = args in ((), ("status",))
    assert not (plain and imported & SLOW)


def test_the_daemons_words(daemon, places):
    assert json.loads(run(places, "status", "--json").stdout) == STATUS
    assert run(places, "status", "--line", "plain").stdout == ">= 1 h 12 min of 2 h\n"
    text = run(places, "status").stdout
    assert text.splitlines()[:4] == [
        "Sunday, 22 November 2026",
        "  at least 1 h 12 min on feeds on this computer",
        "  at least 1 h 12 min of the cap of 2 h; at most 48 min left",
        "  2 h 10 min on pages that no extension could look into",
    ]
    assert "contact ratio: 26 to 29 %" in text
    assert "to reach: Zoë[31mMüller, 31 days" in text
    assert "not watched: x11 (failed: X went away)" in text


def test_a_daemon_of_another_version_is_told_of_and_the_ledger_read(places):
    places.make_runtime()
    other = {**STATUS, "daemon": {**STATUS["daemon"], "version": "0.0.1"}}
    with served(places.socket, lambda request: result(request, other)):
        done = run(places, "status", "--json")
        said = run(places, "status").stdout
    assert "the service is of another version: read from the ledger. Restart the service: " in said
    assert "another version" in done.stderr
    assert json.loads(done.stdout)["daemon"]["running"] is False
