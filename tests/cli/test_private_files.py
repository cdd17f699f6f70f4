"""What a command writes of a person's days is theirs alone to read."""

import errno
import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from support.home import DAY, invoke
from support.served import environment_of

from unscroll.daemon.rests import Rests
from unscroll.daemon.rpc import _own_folder
from unscroll.daemon.turn import DayTurn
from unscroll.errors import UnscrollError
from unscroll.files import open_private, write_private
from unscroll.places import Places
from unscroll.reports.pages import write_page


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


def test_a_full_disk_leaves_nothing_beside_a_file(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = tmp_path / "config.toml"
    write_private(file, b"before")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as refused:
        write_private(file, b"after")
    assert refused.value.filename == str(file)
    assert (list(tmp_path.iterdir()), file.read_bytes()) == ([file], b"before")


def test_a_pipe_stays_what_it_is(ledger, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe, 0o644)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    invoke("report", DAY, "--format", "csv", "-o", str(pipe))
    assert os.read(reading, 100)
    os.close(reading)
    assert pipe.stat().st_mode & 0o777 == 0o644


def test_a_whole_run_leaves_nothing_for_others(tmp_path):
    home = tmp_path / "mine" / "here"
    env = environment_of(home)

    def unscroll(*words: str) -> str:
        return subprocess.check_output([sys.executable, "-m", "unscroll", *words], env=env, text=True, timeout=60)

    service = subprocess.Popen([sys.executable, "-m", "unscroll", "run"], env=env, stdout=subprocess.PIPE)
    with service:
        assert service.stdout
        while b"unscroll " not in (said := service.stdout.readline()):
            assert said, "the service ended"
        unscroll("log", "coffee", "Zoë", "5m")
        for words in (["report"], ["report", "-o", "day.md"], ["export", "-o", "all.jsonl"], ["backup", "taken.tar"]):
            unscroll(*(str(home / word) if "." in word else word for word in words))
        while_it_runs = modes(home.parent)
        service.send_signal(signal.SIGTERM)
        service.stdout.read()
    assert service.returncode == 0
    for found in (while_it_runs, modes(home.parent)):
        assert {"ledger.db", "reports", "day.md", "all.jsonl", "taken.tar"} <= {path.name for path in found}
        assert [path for path, mode in found.items() if mode[0] != mode[1]] == []


@pytest.mark.parametrize("make", [lambda folder: write_page("", folder, "a.html", True), _own_folder])
def test_folders_above_are_private_too(tmp_path, make):
    make(tmp_path / "a" / "b")
    assert [mode for mode, _ in modes(tmp_path / "a").values()] == [0o700, 0o700, 0o600][: len(modes(tmp_path / "a"))]


def test_a_socket_is_not_put_where_a_link_leads(tmp_path):
    (tmp_path / "there").mkdir(0o755)
    (tmp_path / "run").symlink_to(tmp_path / "there")
    with pytest.raises(UnscrollError, match="is a link"):
        _own_folder(tmp_path / "run")
    assert (tmp_path / "there").stat().st_mode & 0o777 == 0o755


def modes(top: Path) -> dict[Path, tuple[int, int]]:
    """What each file's mode is, what it ought to be."""
    return {path: (path.lstat().st_mode & 0o777, 0o700 if path.is_dir() else 0o600) for path in (top, *top.rglob("*"))}


def test_all_that_a_run_keeps_is_private_from_the_folder_down(tmp_path):
    home = tmp_path / "mine" / "here"
    places = Places.of({"UNSCROLL_HOME": str(home)})
    places.make()
    Rests(places.state / "rests.json").set("pause", 60_000, 0)
    turn = DayTurn(Path, None, None, None, places.state / "announced", waiting=date(2026, 11, 23))
    assert turn.announcement()
    found = modes(home.parent)
    assert {"rests.json", "announced"} <= {path.name for path in found}
    assert [path for path, mode in found.items() if mode[0] != mode[1]] == []


def test_a_stream_is_written_to_not_replaced(tmp_path):
    with (tmp_path / "log").open("w") as log:
        with open_private(Path(f"/proc/self/fd/{log.fileno()}")) as out:
            out.write("more")
        assert os.fstat(log.fileno()).st_nlink == 1


def test_a_damaged_ledger_leaves_the_export_of_before(ledger, tmp_path, monkeypatch):
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "out").write_text("the good one")

    def damaged(*_: object):
        yield "one row"
        raise UnscrollError("the ledger is damaged")

    monkeypatch.setattr("unscroll.ledger.telling.export", damaged)
    with pytest.raises(UnscrollError, match="damaged"):
        invoke("export", "-o", str(folder / "out"))
    assert [file.name for file in folder.iterdir()] == ["out"]
    assert (folder / "out").read_text() == "the good one"


@pytest.mark.parametrize("args", [["export"], ["report", DAY]])
def test_a_full_disk_leaves_the_file_of_before(ledger, tmp_path, monkeypatch, args):
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "out").write_text("the good one")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        invoke(*args, "-o", str(folder / "out"))
    assert [file.name for file in folder.iterdir()] == ["out"]
    assert (folder / "out").read_text() == "the good one"


def test_a_link_stays_one(ledger, tmp_path):
    (tmp_path / "link").symlink_to("real")
    invoke("report", DAY, "-o", str(tmp_path / "link"))
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").stat().st_size > 0


def test_where_no_file_can_be_made_the_one_asked_for_is_named(ledger, tmp_path):
    with pytest.raises(FileNotFoundError) as refused:
        invoke("report", DAY, "-o", str(tmp_path / "nowhere" / "out"))
    assert refused.value.filename == str(tmp_path / "nowhere" / "out")
