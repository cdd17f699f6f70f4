"""What a disk does to the running service: full, read-only, damaged, of another version. Nothing recorded is lost.

Needs root for file systems of the test's own.
"""

import shutil
import sqlite3
import subprocess
import time
from contextlib import contextmanager

import pytest
from desktop.running import environment, refused, running

from bench.stage import front, openbox, until, x_server, xdotool, xterm
from unscroll.cli.client import Client
from unscroll.errors import UnscrollError
from unscroll.ledger import check, open_reader
from unscroll.ledger.schema import VERSION
from unscroll.ledger.snapshots import taken_at
from unscroll.span import Span

pytestmark = pytest.mark.desktop

ALL = Span(0, 2**42)


def mount(*argv):
    done = subprocess.run(["mount", *argv], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no file system of its own here: {done.stderr.strip()}")


@pytest.fixture
def small_disk(tmp_path):
    """8 MB, mounted as the home of all that unscroll writes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount("-t", "tmpfs", "-o", "size=8m", "none", str(disk))
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


@contextmanager
def at_the_desk(tmp_path, **more):
    """The service beside a window that is in front and typed into."""
    with (
        x_server() as screen,
        openbox(screen),
        xterm(screen, "one") as one,
        running(environment(tmp_path, screen, **more)) as it,
    ):
        until(lambda: it.runs("x11", "xinput"), "the collectors")
        front(screen, one)
        yield it, lambda: xdotool(screen, "key", "a")


def decide(it):
    """Any decision brings a checkpoint, with a commit; what the service has to say against it."""
    with Client(it.places.socket, 20_000) as client:
        try:
            client.call("resume")
        except UnscrollError as refused:
            return str(refused)
    return ""


def fill(path):
    with path.open("wb", buffering=0) as file:
        for size in (65_536, 4_096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def focus_ms(it):
    reader = open_reader(it.places)
    found = reader.facts(ALL).focus
    reader.close()
    return sum(s.end_ms - s.start_ms for s in found)


def test_a_disk_that_fills_up_and_is_freed_loses_nothing(tmp_path, small_disk):
    with at_the_desk(tmp_path, UNSCROLL_HOME=str(small_disk)) as (it, touch):
        touch()
        until(lambda: it.seconds() > 1, "time that counts")
        decide(it)
        began = time.monotonic()
        filler = small_disk / "filler"
        fill(filler)
        it.places.ballast.unlink(missing_ok=True)
        fill(small_disk / "more")
        for _ in range(4):
            touch()
            said = decide(it)
            time.sleep(1)
        assert "it holds, but not across a restart" in said
        assert "Traceback" not in it.said
        status = until(lambda: "degraded" in (s := it.status())["flags"] and s, "that it says so")
        (line,) = [line for line in status["troubles"] if "no room" in line]
        assert "Free some disk space: until then the service keeps what it sees in memory" in line
        assert line in it.doctor()
        typed = it.cli("log", "coffee", "Zoë", "5m")
        assert "no room left" in typed.stderr
        assert len(typed.stderr.splitlines()) == 1
        assert it.seconds() > time.monotonic() - began - 2
        filler.unlink()
        (small_disk / "more").unlink()
        touch()
        until(lambda: decide(it) == "" and it.status()["flags"] == [], "that it is over")
        full_for = time.monotonic() - began
    assert focus_ms(it) > full_for * 1000
    assert check(it.places) == ()


def test_a_disk_that_is_full_at_the_start_is_one_line(tmp_path, small_disk):
    fill(small_disk / "filler")
    code, line = refused(environment(tmp_path, UNSCROLL_HOME=str(small_disk)))
    assert code == 74
    assert "no space left" in line.lower() or "no room left" in line


def test_a_read_only_folder_is_refused_and_still_read(tmp_path):
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    mount("--bind", str(data), str(data))
    try:
        with at_the_desk(tmp_path) as (it, touch):
            touch()
            until(lambda: it.seconds() > 1, "time that counts")
            decide(it)
        subprocess.run(["mount", "-o", "remount,ro,bind", str(data)], check=True)
        code, line = refused(it.env)
        assert (code, "cannot write" in line) == (74, True)
        assert "read-only file system" in line.lower()
        assert "cannot be written" in it.doctor()
        assert it.json("status")["seconds"]["other"] >= 0
    finally:
        subprocess.run(["umount", "-l", str(data)], check=True)


def some_time(it, touch):
    touch()
    until(lambda: it.seconds() > 1, "time that counts")


def test_a_ledger_damaged_between_runs_comes_back_and_is_said(tmp_path):
    with at_the_desk(tmp_path) as (it, touch):
        some_time(it, touch)
    before = focus_ms(it)
    backups = it.places.backups
    assert it.cli("backup").returncode == 0
    for damage in (lambda p: p.write_bytes(b""), lambda p: p.write_bytes(b"\xa5" * 9_000)):
        damage(it.places.ledger)
        assert it.cli("check").returncode == 1
        assert "damaged" in it.doctor()
        plain = it.cli("day")
        assert (plain.returncode, len(plain.stderr.splitlines())) == (74, 1)
        latest = max(backups.glob("ledger-*.db"), key=taken_at)
        with running(it.env) as again:
            assert "note: the ledger was damaged; it was put aside as ledger.db.corrupt-" in again.said
            assert f"note: the snapshot of {taken_at(latest):%Y-%m-%d %H:%M} UTC took its place" in again.said
            assert any("put aside" in line for line in again.status()["notices"])
            assert "put aside" in again.doctor()
        assert focus_ms(it) == before
        assert it.cli("check").returncode == 0


def test_a_ledger_damaged_without_a_snapshot_is_said_too(tmp_path):
    with running(environment(tmp_path)) as it:
        pass
    it.places.ledger.write_bytes(b"\xa5" * 20_000)
    shutil.rmtree(it.places.backups)
    with running(it.env) as again:
        assert "note: there was no snapshot" in again.said
        assert any("no snapshot" in line for line in again.status()["notices"])
    assert len(list(it.places.data.glob("ledger.db.corrupt-*"))) == 1


def test_a_ledger_damaged_under_the_running_service_is_mended_with_all_of_today(tmp_path):
    with at_the_desk(tmp_path) as (it, touch):
        some_time(it, touch)
        decide(it)
        seen = it.seconds()
        until(lambda: focus_ms(it) > 1_000, "that it is written")
        for end in ("", "-wal"):
            path = it.places.ledger.with_name(it.places.ledger.name + end)
            with path.open("r+b") as file:
                file.write(b"\xa5" * path.stat().st_size)
        asked = it.cli("explain")
        assert (asked.returncode, len(asked.stderr.splitlines())) == (74, 1)
        assert "is damaged. Restart the service: it restores the latest snapshot" in asked.stderr
        with Client(it.places.socket, 20_000) as client, pytest.raises(UnscrollError, match="the ledger is damaged"):
            client.call("explain", start_ms=0, end_ms=86_400_000)
        until(lambda: "put aside" in it.said, "that it is mended", 30)
        until(lambda: it.status()["flags"] == [], "that it goes on")
        assert it.seconds() >= seen
        assert any("put aside" in line for line in it.status()["notices"])
        assert "Traceback" not in it.said
    assert focus_ms(it) >= seen * 1000
    assert check(it.places) == ()


def test_a_ledger_of_a_newer_version_is_left_alone(tmp_path):
    with running(environment(tmp_path)) as it:
        pass
    with sqlite3.connect(it.places.ledger) as db:
        db.execute(f"PRAGMA user_version={VERSION + 1}")
    db.close()
    before = it.places.ledger.read_bytes()
    code, line = refused(it.env)
    assert code == 74
    assert "is from a newer unscroll" in line
    assert line.endswith("Update unscroll, or set UNSCROLL_HOME to another folder")
    assert "is from a newer unscroll" in it.doctor()
    assert it.places.ledger.read_bytes() == before


def test_a_lost_key_comes_back_from_its_copy(tmp_path):
    with running(environment(tmp_path)) as it:
        pass
    key = it.places.thread_key.read_bytes()
    with running(it.env):
        pass
    it.places.thread_key.write_bytes(b"short")
    assert "thread.key has 5 bytes, not 32" in it.doctor()
    with running(it.env) as again:
        assert "note: thread.key was damaged, and put aside as thread.key.damaged-" in again.said
        assert "its copy took its place" in again.said
    assert it.places.thread_key.read_bytes() == key
    shutil.rmtree(it.places.backups)
    it.places.thread_key.write_bytes(b"")
    with running(it.env) as again:
        assert "there is no copy" in again.said
    assert len(it.places.thread_key.read_bytes()) == 32
