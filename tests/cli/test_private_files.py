"""What a command writes of a person's days is theirs alone to read."""

import errno
import os

import pytest
from support.home import DAY, invoke

from unscroll.places import write_private


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
