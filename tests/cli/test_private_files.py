"""What a command writes of a person's days is theirs alone to read."""

import os

import pytest
from support.home import DAY, invoke


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
