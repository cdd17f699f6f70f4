"""What a command writes of a person's days is theirs alone to read."""

import os
from datetime import date
from pathlib import Path

import pytest
from support.home import DAY, invoke

from unscroll.daemon.rests import Rests
from unscroll.daemon.turn import DayTurn
from unscroll.places import Places


@pytest.fixture(autouse=True)
def _open_handed():
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.mark.parametrize(
    "args", [["export"], ["export", "--format", "csv"], ["report", DAY], ["report", DAY, "--format", "md"]]
)
def test_a_file_is_private_new_or_not(ledger, tmp_path, args):
    file = tmp_path / "out"
    invoke(*args, "-o", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    whole = file.read_bytes()
    file.chmod(0o644)
    file.write_bytes(whole * 2)
    invoke(*args, "-o", str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    assert len(file.read_bytes()) < len(whole) * 2


def test_a_pipe_stays_what_it_is(ledger, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o644)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    invoke("report", DAY, "--format", "csv", "-o", str(pipe))
    assert os.read(reading, 100)
    os.close(reading)
    assert pipe.stat().st_mode & 0o777 == 0o644


def test_all_that_a_run_keeps_is_private_from_the_folder_down(tmp_path):
    home = tmp_path / "mine" / "here"
    places = Places.of({"UNSCROLL_HOME": str(home)})
    places.make()
    Rests(places.state / "rests.json").set("pause", 60_000, 0)
    turn = DayTurn(Path, None, None, None, places.state / "announced", waiting=date(2026, 11, 23))
    assert turn.announcement()
    found = {path: path.stat().st_mode & 0o777 for path in (home.parent, *home.parent.rglob("*"))}
    assert {"rests.json", "announced"} <= {path.name for path in found}
    assert [path for path, mode in found.items() if mode != (0o700 if path.is_dir() else 0o600)] == []
