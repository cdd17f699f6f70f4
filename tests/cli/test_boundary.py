"""The one boundary: exit codes, one line on standard error, the log of bugs."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from unscroll.bounds import LAST_MS
from unscroll.cli import glance
from unscroll.cli import main as entry
from unscroll.errors import Exit, Unavailable, UnscrollError
from unscroll.places import Places


def run(*args: str, home: Path, **more: str) -> subprocess.CompletedProcess[str]:
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "UNSCROLL_HOME": str(home / "u"), "TZ": "UTC", **more}
    return subprocess.run(
        [sys.executable, "-m", "unscroll", *args], capture_output=True, text=True, env=env, timeout=60
    )


def one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("unscroll: ")
    return line


@pytest.mark.parametrize(
    ("args", "code", "says"),
    [
        (["nonsense"], 2, "no command is called nonsense. See unscroll --help"),
        (["statu"], 2, "no command is called statu. Did you mean status?"),
        (["people", "shw", "Zoë"], 2, "no command is called shw. Did you mean show?"),
        (["rules", "lst"], 2, "no command is called lst. Did you mean list?"),
        (["service", "instal", "--json"], 2, "no command is called instal. Did you mean install?"),
        (["status", "--nonsense"], 2, "no such option"),
        (["pause", "soon"], 2, "'soon' is no duration"),
        (["pause", "45m"], 69, "daemon is not running"),
        (["resume"], 69, "daemon is not running"),
        (["guest", "1h"], 69, "daemon is not running"),
        (["backup"], 74, "nothing is recorded yet"),
        (["label", "x-3f2a"], 2, "who is it with? Add one, group or nobody. See unscroll label --help"),
        (["correct", "14:00-14:30", "happy"], 2, "'happy' is none of"),
        (["forget"], 2, "forget what"),
        (["forget", "--span", "today", "--person", " "], 2, "nothing shows of this name"),
        (["forget", "--span", "today", "--platform", "\u202e"], 2, "nothing shows of this name"),
        (["day", "9999-12-31"], 2, "too far away"),
        (["pause", "9" * 5_000], 2, "is no duration"),
        (["log", "coffee", "Zo\udceb"], 2, "'Zo?' is not UTF-8"),
        (["log", "coffee", "Zoë", "--note=\udceb"], 2, "is not UTF-8"),
    ],
)
def test_exit_codes(args, code, says, tmp_path):
    done = run(*args, home=tmp_path)
    assert done.returncode == code
    assert says in one_line(done)


def test_a_clock_that_python_cannot_tell_is_one_line(tmp_path):
    """Past 2262 `time.time` raises, in `logging` while it is imported."""
    late = """
import time
def late(*_):
    raise OverflowError("timestamp too large to convert to C _PyTime_t")
real = time.clock_gettime
time.time = time.time_ns = late
time.clock_gettime = lambda clock: 1e10 if clock == time.CLOCK_REALTIME else real(clock)
from unscroll.cli.main import run
import sys
run(sys.argv[1:])
"""
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "UNSCROLL_HOME": str(tmp_path / "u"), "TZ": "UTC"}
    for args in (["status"], ["log", "coffee", "B", "5m"], ["backup"], ["run"]):
        command = [sys.executable, "-c", late, *args]
        done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=60)
        assert done.returncode == Exit.IO
        assert "clock is in the year 2286. Set it" in one_line(done)


def test_the_end_of_the_clock_is_the_end_of_what_can_be_told():
    assert entry.CLOCK_END_S * 1000 == LAST_MS


def test_a_path_need_not_be_utf_8(tmp_path):
    there = tmp_path / "Zo\udceb.db"
    there.write_bytes(b"x")
    for path in (there, tmp_path / "new\udceb.jsonl"):
        assert "UTF-8" not in run("export", "-o", str(path), home=tmp_path).stderr


def test_bad_toml_names_the_nearest_key(tmp_path):
    (tmp_path / "u/config").mkdir(parents=True)
    (tmp_path / "u/config/config.toml").write_text('capp = "1h"\n')
    done = run("day", home=tmp_path)
    assert done.returncode == Exit.CONFIG
    assert "Did you mean cap?" in one_line(done)


def test_a_socket_path_that_is_too_long(tmp_path):
    home = tmp_path / ("x" * 100)
    done = run("pause", "5m", home=tmp_path, UNSCROLL_HOME=str(home))
    assert done.returncode == Exit.IO
    assert "107 is the limit" in one_line(done)
    status = run("status", "--json", home=tmp_path, UNSCROLL_HOME=str(home))
    assert status.returncode == 0
    assert "107 is the limit" in status.stderr
    assert json.loads(status.stdout)["daemon"]["running"] is False


def test_a_second_writer_exits_75_and_names_the_first(ledger):
    from unscroll.clock import FakeClock
    from unscroll.ledger import open_writer

    with open_writer(ledger, FakeClock.at(0)):
        done = run("log", "coffee", "Zoë", "5m", home=ledger.data.parent.parent)
    assert done.returncode == Exit.SECOND_DAEMON
    assert str(os.getpid()) in one_line(done)


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(ledger):
    ledger.data.chmod(0o500)
    try:
        done = run("log", "coffee", "Zoë", "5m", home=ledger.data.parent.parent)
    finally:
        ledger.data.chmod(0o700)
    assert done.returncode == Exit.IO
    one_line(done)


def test_a_data_folder_that_is_a_file(places, tmp_path):
    places.data.parent.mkdir(parents=True)
    places.data.write_text("")
    done = run("log", "coffee", "Zoë", "5m", home=tmp_path)
    assert done.returncode == Exit.IO
    one_line(done)


def test_a_newer_ledger_is_left_alone(ledger):
    import sqlite3

    db = sqlite3.connect(ledger.ledger)
    db.execute("PRAGMA user_version=999")
    db.close()
    before = ledger.ledger.read_bytes()
    for args in (["day"], ["log", "coffee", "Zoë", "5m"]):
        done = run(*args, home=ledger.data.parent.parent)
        assert done.returncode == Exit.IO
        assert "newer" in one_line(done)
    assert ledger.ledger.read_bytes() == before


def test_version_and_help_from_a_process(tmp_path):
    assert run("--version", home=tmp_path).stdout.startswith("unscroll ")
    assert "what-you-know" in run("--help", home=tmp_path).stdout


class Boom(Exception):
    pass


def test_a_bug_is_one_line_and_a_log_without_what_was_said(monkeypatch, capsys, places):
    title = "".join(["sec", "ret"])

    def crash(*_: object, **__: object) -> None:
        raise Boom(title)

    monkeypatch.setattr(glance, "glance", crash)
    with pytest.raises(SystemExit) as left:
        entry.run(["status"])
    assert left.value.code == entry.BUG
    log = places.state / "bugs.log"
    assert capsys.readouterr().err == f"unscroll: this is a bug (Boom). Its log is {log}\n"
    text = log.read_text()
    assert "in crash" in text
    assert "Boom" in text
    assert title not in text
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (UnscrollError("no", code=Exit.NO), 1),
        (Unavailable("no screen", code=Exit.IO), 74),
        (PermissionError(13, "Permission denied", "/x"), 74),
        (Boom(), 70),
    ],
)
def test_what_each_error_leaves_with(monkeypatch, places, error, code):
    def crash(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(glance, "glance", crash)
    with pytest.raises(SystemExit) as left:
        entry.run(["status"])
    assert left.value.code == code


def test_control_characters_of_an_error_do_not_reach_the_terminal(monkeypatch, capsys, places):
    def crash(*_: object, **__: object) -> None:
        raise UnscrollError("bad \x1b[31mname\u202e", "try\nagain")

    monkeypatch.setattr(glance, "glance", crash)
    with pytest.raises(SystemExit):
        entry.run([])
    assert capsys.readouterr().err == "unscroll: bad [31mname. Try again\n"


def test_a_closed_pipe_is_quiet(tmp_path):
    command = f"{sys.executable} -m unscroll --help | head -c 1; echo ${{PIPESTATUS[0]}} >&2"
    env = {"PATH": os.environ["PATH"], "UNSCROLL_HOME": str(tmp_path)}
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, env=env, timeout=60)
    assert done.stderr.strip() in ("0", "141")


def test_status_is_the_command_without_a_command(tmp_path):
    for args in ([], ["--json"], ["--line", "plain"]):
        assert run(*args, home=tmp_path).stdout == run("status", *args, home=tmp_path).stdout or "--json" in args
    assert json.loads(run("--json", home=tmp_path).stdout)["schema"] == 1


def test_places_of_the_test_are_its_own(places: Places, tmp_path):
    assert places.ledger.is_relative_to(tmp_path)


def test_a_name_that_the_terminal_cannot_show_is_no_bug(tmp_path):
    done = run("log", "coffee", "宋", "5m", home=tmp_path, PYTHONIOENCODING="latin-1")
    assert done.returncode == 0
    assert done.stdout.startswith("logged: coffee with \\u5b8b")


def test_bytes_that_are_no_text_are_no_bug(tmp_path):
    env = {b"PATH": os.environb[b"PATH"], b"UNSCROLL_HOME": bytes(tmp_path / "u")}
    for args in ([b"log", b"coffee", b"Zo\xff", b"5m"], [b"forget", b"--person", b"\xff", b"--yes"], [b"day", b"\xff"]):
        command = [sys.executable.encode(), b"-m", b"unscroll", *args]
        done = subprocess.run(command, capture_output=True, env=env, timeout=60)
        assert done.returncode in (0, 2), done.stderr


def test_completion_knows_the_commands(tmp_path):
    done = run(home=tmp_path, _UNSCROLL_COMPLETE="bash_complete", COMP_WORDS="unscroll exp", COMP_CWORD="1")
    assert {line.partition(",")[2] for line in done.stdout.split()} == {"explain", "export"}


def test_rules_alone_lists_them(tmp_path):
    done = run("rules", home=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("rules", "list", home=tmp_path).stdout != ""


def test_a_group_alone_shows_its_help_as_help(tmp_path):
    done = run("service", home=tmp_path)
    assert (done.returncode, done.stderr) == (2, "")
    assert done.stdout == run("service", "--help", home=tmp_path).stdout
    assert "\n  install " in done.stdout


def test_a_question_that_nobody_answers_stands_on_its_own_line(tmp_path):
    done = run("forget", "--platform", "reddit", home=tmp_path)
    question, error = done.stderr.splitlines()
    assert question.startswith("Delete what there is of reddit for good?")
    assert error == "unscroll: this asks first, and nobody is there to answer. Add --yes"
    assert done.returncode == 2
