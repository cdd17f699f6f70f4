"""Commands beside a real daemon: writes go through it, rests are told to it."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from support.histories import firefox
from support.home import NINE, invoke

from unscroll.cli.client import Client, NoDaemon
from unscroll.errors import Exit, UnscrollError

PATIENCE_S = 30


@pytest.fixture
def daemon(ledger):
    """`unscroll run` in a process of its own, on the small ledger."""
    env = {name: os.environ[name] for name in ("PATH", "HOME", "UNSCROLL_HOME")} | {"TZ": "UTC"}
    child = subprocess.Popen(
        [sys.executable, "-m", "unscroll", "run"], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            with Client(ledger.socket) as client:
                client.call("status")
            break
        except NoDaemon:
            assert child.poll() is None, child.stdout.read()
            assert time.monotonic() < until, "the daemon does not answer"
            time.sleep(0.05)
    yield child
    child.send_signal(signal.SIGTERM)
    child.communicate(timeout=PATIENCE_S)


def test_commands_beside_a_daemon(daemon, ledger):
    assert json.loads(invoke("status", "--json").stdout)["daemon"]["running"] is True
    invoke("log", "coffee", "Ana", "30m", "--at", "2026-11-20 15:00")
    assert "Ana" in invoke("day", "2026-11-20").stdout
    assert "one-to-one: Meeting, coffee" in invoke("explain", "2026-11-20 15:10").stdout
    with pytest.raises(UnscrollError) as refused:
        invoke("label", "x-ffff", "one")
    assert refused.value.code is Exit.USAGE
    invoke("pause", "10m")
    assert json.loads(invoke("status", "--json").stdout)["flags"] == ["paused"]
    invoke("resume")
    invoke("guest", "10m")
    assert json.loads(invoke("status", "--json").stdout)["flags"] == ["guest"]
    invoke("resume")
    assert json.loads(invoke("service", "status", "--json").stdout)["daemon"]["running"] is True
    assert invoke("check").stdout == "the ledger is whole\n"


def test_a_person_forgotten_beside_a_daemon_is_in_no_file(daemon, ledger, tmp_path):
    invoke("report", "2026-11-20", "--week")
    page = ledger.reports / "2026-W47.html"
    assert "Zoë" in page.read_text(encoding="utf-8")
    invoke("forget", "--person", "Zoë", "--yes")
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert [file for file in files if "Zoë".encode() in file.read_bytes()] == []


def test_a_second_daemon_exits_75(daemon, ledger):
    env = {name: os.environ[name] for name in ("PATH", "HOME", "UNSCROLL_HOME")}
    second = subprocess.run(
        [sys.executable, "-m", "unscroll", "run"], env=env, capture_output=True, text=True, timeout=PATIENCE_S
    )
    assert second.returncode == Exit.SECOND_DAEMON
    assert str(daemon.pid) in second.stderr


def test_restore_waits_for_the_daemon_to_stop(daemon, ledger, tmp_path):
    file = tmp_path / "b.tar"
    invoke("backup", str(file))
    with pytest.raises(UnscrollError) as refused:
        invoke("restore", str(file), "--yes")
    assert refused.value.code is Exit.SECOND_DAEMON


def test_contacts_are_imported_beside_a_daemon(daemon, ledger, tmp_path):
    cards = (f"BEGIN:VCARD\nVERSION:3.0\nUID:{n}\nFN:P{n}\nNOTE:{'ß' * 3_000}\nEND:VCARD\n" for n in range(500))
    (tmp_path / "a.vcf").write_text("".join(cards), "utf-8")
    for new, already in ((500, 0), (0, 500)):
        told = json.loads(invoke("import", str(tmp_path / "a.vcf"), "--json").stdout)
        assert (told["new"], told["already"]) == (new, already)


def test_a_history_is_imported_beside_a_daemon(daemon, ledger, tmp_path):
    visits = (
        (NINE - 40 * 86_400_000 + n * 20_000, "https://www.reddit.com/", {"viewed_ms": 20_000}) for n in range(2_000)
    )
    path = firefox(tmp_path / "places.sqlite", *visits)
    for new, already in ((2_000, 0), (0, 2_000)):
        told = json.loads(invoke("import", str(path), "--json").stdout)
        assert (told["new"], told["already"]) == (new, already)
    assert json.loads(invoke("day", "2026-10-11", "--json").stdout)["seconds"]["scroll"] == 40_000


def test_run_says_what_it_watches_as_json(places):
    env = {name: os.environ[name] for name in ("PATH", "HOME", "UNSCROLL_HOME")} | {"TZ": "UTC"}
    command = [sys.executable, "-m", "unscroll", "run", "--json"]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as child:
        told = json.loads(child.stdout.readline())
        child.send_signal(signal.SIGTERM)
        rest = child.communicate(timeout=PATIENCE_S)[0]
    assert (told["schema"], rest) == (1, "")
    assert {"version", "watches", "unwatched", "notices", "report"} <= told.keys()
    (browser,) = [row for row in told["unwatched"] if "browser" in row["names"]]
    assert "no browser's extension" in browser["why"]
    assert told["report"].endswith(".html")
