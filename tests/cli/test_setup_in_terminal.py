"""`unscroll setup` at a real terminal, on a machine without systemd: refusing everything leaves a working daemon."""

import contextlib
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time

import pytest

from unscroll.cli.client import Client, NoDaemon

PATIENCE_S = 60


class Terminal:
    """A process at a terminal of its own."""

    def __init__(self, *words: str) -> None:
        ours, theirs = pty.openpty()
        env = {name: os.environ[name] for name in ("PATH", "HOME", "UNSCROLL_HOME", "XDG_CONFIG_HOME")}
        env |= {"TZ": "UTC", "LANG": "fr_FR.UTF-8", "PYTHONPATH": os.pathsep.join(sys.path), "TERM": "dumb"}
        self.child = subprocess.Popen(
            [sys.executable, "-m", "unscroll", *words],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=env,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background ignores it
        )
        os.close(theirs)
        self.ours, self.heard = ours, ""

    def until(self, words: str) -> str:
        """What was heard up to `words`; the rest waits."""
        end = time.monotonic() + PATIENCE_S
        while words not in self.heard:
            assert time.monotonic() < end, self.heard
            if not select.select([self.ours], [], [], 0.5)[0]:
                continue
            with contextlib.suppress(OSError):
                self.heard += os.read(self.ours, 65_536).decode()
        before, _, self.heard = self.heard.partition(words)
        return before

    def type(self, words: str) -> None:
        os.write(self.ours, words.encode())


@pytest.fixture
def no_daemon_left(places):
    yield
    with contextlib.suppress(NoDaemon, FileNotFoundError):
        with Client(places.socket) as client:
            client.call("status")
        (pid,) = re.findall(r"\d+", places.lock.read_text())
        os.kill(int(pid), signal.SIGTERM)


def test_refusing_everything_leaves_a_working_daemon(places, no_daemon_left):
    terminal = Terminal("setup")
    for question, told in (("Also never", "\n"), ("Which", "\n"), ("Name", "\n"), ("[FR]", "\n"), ("Which", "\n")):
        terminal.until(question)
        terminal.type(told)
    terminal.until("This week it only counts")
    assert terminal.child.wait(PATIENCE_S) == 0
    with Client(places.socket) as client:
        assert client.call("status")["daemon"]["version"]


def test_ctrl_c_leaves_it_and_says_how_to_go_on(places, no_daemon_left):
    terminal = Terminal("setup")
    terminal.until("Also never")
    terminal.type("a.example\n")
    terminal.until("Which")
    terminal.child.send_signal(signal.SIGINT)
    terminal.until("goes on from here")
    assert terminal.child.wait(PATIENCE_S) == 130
    assert 'never = ["a.example"]' in places.config_file.read_text()
