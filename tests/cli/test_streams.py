"""Closed, full or foreign surroundings of a command: what it did stands, what it says is a line or nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from support.served import environment_of

from unscroll.errors import Exit
from unscroll.places import Places


def shell(home: Path, words: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**environment_of(home), "PATH": os.environ["PATH"], **more}
    return subprocess.run(
        ["bash", "-c", f"{sys.executable} -m unscroll {words}"], capture_output=True, text=True, env=env, timeout=60
    )


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("words", ["log coffee Zoë 5m", "status", "day", "--help"])
def test_a_closed_stream_is_no_bug(tmp_path, words, closed):
    done = shell(tmp_path, f"{words} {closed}")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (Places.of(environment_of(tmp_path)).state / "bugs.log").exists()


def test_an_error_that_nobody_can_be_told_keeps_its_code(tmp_path):
    for lost in ("2>&-", "2>/dev/full", ">/dev/full 2>/dev/full"):
        assert shell(tmp_path, f"nonsense {lost}").returncode == Exit.USAGE


@pytest.mark.parametrize(
    ("words", "where"),
    [
        ("--help >/dev/full", "standard output"),
        ("report --format json >/dev/full", "standard output"),
        ("report -o /dev/full", "/dev/full"),
    ],
)
def test_a_full_disk_is_a_line_with_the_file_and_the_mend(tmp_path, words, where):
    done = shell(tmp_path, words)
    assert done.stderr == f"unscroll: {where}: No space left on device. Free some disk space\n"
    assert done.returncode == Exit.IO


@pytest.mark.parametrize("lost", [">&-", ">/dev/full", ">/dev/full 2>/dev/full", ">&- 2>&-"])
def test_the_service_runs_and_ends_well_where_its_output_is_lost(tmp_path, lost):
    env = {**environment_of(tmp_path), "PATH": os.environ["PATH"]}
    places = Places.of(env)
    service = subprocess.Popen(["bash", "-c", f"exec {sys.executable} -m unscroll run {lost}"], env=env)
    try:
        deadline = time.monotonic() + 30
        while '"running": true' not in shell(tmp_path, "status --json").stdout:
            assert service.poll() is None
            assert time.monotonic() < deadline
    finally:
        service.send_signal(signal.SIGTERM)
        left = service.wait(30)
    assert left == 0
    assert not (places.state / "bugs.log").exists()


@pytest.mark.parametrize("words", ["status", "day", "run", "log coffee Zoë 5m"])
def test_a_home_of_nobody_is_one_line(tmp_path, words):
    done = shell(tmp_path, words, UNSCROLL_HOME="~nosuch-person/x")
    (line,) = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (Exit.IO, "")
    assert "names no home folder" in line


def test_a_home_whose_name_is_no_text(tmp_path):
    home = os.fsencode(tmp_path) + b"/\xff #?%"
    env = {k.encode(): v.encode() for k, v in environment_of(tmp_path).items()} | {
        b"UNSCROLL_HOME": home,
        b"PATH": os.environb[b"PATH"],
    }
    for words in (["log", "coffee", "Zoë", "5m"], ["status", "--json"], ["day"], ["check"], ["backup"], ["export"]):
        done = subprocess.run([sys.executable, "-m", "unscroll", *words], capture_output=True, env=env, timeout=60)
        assert (done.returncode, done.stderr) == (0, b""), words


def test_settings_that_are_a_pipe_are_refused_by_every_command(tmp_path):
    places = Places.of(environment_of(tmp_path))
    places.make()
    os.mkfifo(places.config_file)
    for words in ("status", "config", "day", "cap 1h", "run"):
        done = shell(tmp_path, words)
        assert done.returncode == Exit.CONFIG, words
        assert "no regular file" in done.stderr
    assert "no regular file" in shell(tmp_path, "doctor").stdout


def test_a_cap_is_written_below_a_byte_order_mark(tmp_path):
    places = Places.of(environment_of(tmp_path))
    places.make()
    places.config_file.write_bytes(b"\xef\xbb\xbf# mine\n")
    assert shell(tmp_path, "cap 45m").returncode == 0
    assert places.config_file.read_text(encoding="utf-8") == '# mine\ncap = "45m"\n'
