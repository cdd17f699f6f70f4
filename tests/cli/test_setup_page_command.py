"""`unscroll setup --page`: one page at a time, which ends with whoever started it."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from support.page import Page, let_in
from support.setting_up import machine

from unscroll.cli.client import Client, NoDaemon

__all__ = ["machine"]
PATIENCE_S = 30


class Command:
    """`unscroll setup --page` in a process of its own, with nobody's desktop."""

    def __init__(self) -> None:
        env = {name: os.environ[name] for name in ("PATH", "HOME", "UNSCROLL_HOME", "XDG_CONFIG_HOME")}
        self.child = subprocess.Popen(
            [sys.executable, "-m", "unscroll", "setup", "--page", "--json"],
            env=env | {"TZ": "UTC", "PYTHONPATH": os.pathsep.join(sys.path)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip

    def end(self) -> int:
        self.child.communicate(timeout=PATIENCE_S)
        return self.child.returncode

    def told(self) -> dict:
        lines = [self.child.stdout.readline() for _ in range(1)]
        while "}" not in lines[-1]:
            lines.append(self.child.stdout.readline())
            assert lines[-1], self.child.stderr.read()
        return json.loads("".join(lines))


@pytest.fixture
def settled(machine):
    """A machine on which the service looks installed, and a daemon runs: the page has nothing to put in place."""
    from unscroll.cli import units

    file = units.autostart_file(os.environ)
    file.parent.mkdir(parents=True)
    file.touch()
    env = {name: os.environ[name] for name in ("PATH", "HOME", "UNSCROLL_HOME")} | {"TZ": "UTC"}
    daemon = subprocess.Popen([sys.executable, "-m", "unscroll", "run"], env=env, stdout=subprocess.DEVNULL)
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            with Client(machine.socket) as client:
                client.call("status")
            break
        except NoDaemon:
            assert daemon.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
    yield machine
    daemon.send_signal(signal.SIGTERM)
    daemon.communicate(timeout=PATIENCE_S)


def test_the_command_serves_one_page_at_a_time_and_ends_with_it(settled):
    first = Command()
    address = first.told()["address"]
    port, code = address.removeprefix("http://127.0.0.1:").split("/#")
    second = Command()
    assert second.told() == {"schema": 1, "address": f"http://127.0.0.1:{port}/", "already": True}
    assert second.end() == 0
    page = let_in(Page(int(port)), code)
    assert page.get("/welcome").status == 200
    assert page.post("/finish", {}).status == 200
    assert first.end() == 0
    third = Command()
    assert third.told()["address"] != address
    third.child.send_signal(signal.SIGINT)
    third.end()
    with pytest.raises(ConnectionRefusedError):
        Page(int(port)).get("/")


def test_the_page_ends_with_who_started_it(settled):
    command = Command()
    port = int(command.told()["address"].split(":")[2].partition("/")[0])
    command.child.kill()
    command.end()
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            Page(port).get("/")
        except OSError:
            return
        assert time.monotonic() < until
