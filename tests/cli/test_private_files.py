"""What a command writes of a person's days is theirs alone to read."""

import errno
import os
from datetime import date
from pathlib import Path

import pytest
from support.home import DAY, invoke

from unscroll.daemon.letters import Letter
from unscroll.daemon.rests import Rests
from unscroll.daemon.turn import DayTurn
from unscroll.errors import UnscrollError
from unscroll.files import open_private, write_private
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


def test_all_that_a_run_keeps_is_private_from_the_folder_down(tmp_path):
    home = tmp_path / "mine" / "here"
    places = Places.of({"UNSCROLL_HOME": str(home)})
    places.make()
    Rests(places.state / "rests.json").set("pause", 60_000, 0)
    turn = DayTurn(Path, None, None, None, places.state / "announced", None, waiting=Letter(date(2026, 11, 23)))
    assert turn.announcement()
    found = {path: path.stat().st_mode & 0o777 for path in (home.parent, *home.parent.rglob("*"))}
    assert {"rests.json", "announced"} <= {path.name for path in found}
    assert [path for path, mode in found.items() if mode != (0o700 if path.is_dir() else 0o600)] == []


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


@pytest.mark.parametrize(
    "own", ["data/ledger.db", "data/ledger.db-wal", "data/thread.key", "config/config.toml", "data/backups/a.db"]
)
@pytest.mark.parametrize("args", [["export"], ["report", DAY]])
def test_no_output_goes_over_a_file_of_our_own(ledger, own, args):
    file = ledger.data.parent / own
    before = file.read_bytes() if file.exists() else None
    with pytest.raises(UnscrollError, match="is a file of unscroll's own") as refused:
        invoke(*args, "-o", str(file))
    assert refused.value.code == 2
    assert (file.read_bytes() if file.exists() else None) == before


@pytest.mark.parametrize(
    "own", ["data/ledger.db", "data/thread.key", "config/config.toml", "data/backups/a.tar", "state/rests.json"]
)
@pytest.mark.parametrize("args", [["backup", "--force"], ["plan", "coffee", "Zoë", "2026-11-24 18:30", "-o"]])
def test_no_backup_nor_invitation_goes_over_a_file_of_our_own(ledger, own, args):
    file = ledger.data.parent / own
    before = file.read_bytes() if file.exists() else None
    with pytest.raises(UnscrollError, match="is a file of unscroll's own") as refused:
        invoke(*args, str(file))
    assert refused.value.code == 2
    assert (file.read_bytes() if file.exists() else None) == before


def test_a_folder_of_our_own_gets_no_backup_either(ledger):
    with pytest.raises(UnscrollError, match="is a file of unscroll's own"):
        invoke("backup", str(ledger.backups))
