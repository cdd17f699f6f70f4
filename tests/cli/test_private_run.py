"""Whatever the umask, a whole run keeps its files and the folders above them to its owner."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from support.served import environment_of

from unscroll.daemon.rpc import _own_folder
from unscroll.errors import UnscrollError
from unscroll.reports.pages import write_page


@pytest.fixture(autouse=True)
def _open_handed():
    before = os.umask(0)
    yield
    os.umask(before)


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
