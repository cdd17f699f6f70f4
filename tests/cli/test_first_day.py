"""Before anything was recorded: no command cries wolf."""

import json

from support.home import NINE, invoke

from unscroll.clock import FakeClock
from unscroll.errors import Exit
from unscroll.ledger import open_writer


def test_check_is_calm(places):
    assert invoke("check").stdout == "nothing is recorded yet\n"
    assert json.loads(invoke("check", "--json").stdout) == {"schema": 1, "ok": True, "findings": []}
    checks = {c["name"]: c for c in json.loads(invoke("doctor", "--json").stdout)["checks"]}
    assert (checks["ledger"]["works"], checks["ledger"]["said"]) == (True, "nothing is recorded yet")
    assert not places.ledger.exists()


def test_export_writes_nothing_and_says_so(places, tmp_path):
    done = invoke("export")
    assert (done.stdout, done.stderr) == ("", "unscroll: nothing is recorded yet\n")
    file = tmp_path / "all.jsonl"
    file.write_text("an export of before")
    assert "was not written" in invoke("export", "-o", str(file)).stderr
    assert file.read_text() == "an export of before"


def test_what_you_know_is_nothing(places):
    done = invoke("what-you-know")
    assert (done.stdout, done.stderr) == ("", "unscroll: nothing is recorded yet\n")
    assert json.loads(invoke("what-you-know", "--json").stdout) == {"schema": 1, "rows": []}


def test_a_ledger_that_is_gone_is_no_first_day(places):
    with open_writer(places, FakeClock.at(NINE)) as writer:
        snapshot = writer.snapshot()
    places.ledger.unlink()
    done = invoke("check")
    assert done.return_value == Exit.NO
    assert f"there are snapshots, but no ledger. Put the latest back: unscroll restore {snapshot}" in done.stdout
