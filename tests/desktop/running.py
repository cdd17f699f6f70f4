"""`unscroll run` as a process in a home of its own, and the commands that a person types beside it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.dbus import Buses
from bench.stage import Screen, until
from unscroll.places import Places

START_S = 30.0
PYTHON = (sys.executable, "-m", "unscroll")


def environment(home: Path, screen: Screen | None = None, bus: Buses | None = None, **more: str) -> dict[str, str]:
    """What a service would find on that stage, and nothing of the surrounding desktop."""
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "UNSCROLL_HOME": str(home), "TZ": "UTC"}
    if screen is not None:
        env |= {"DISPLAY": screen.display, "XAUTHORITY": screen.xauthority}
    if bus is not None:
        env |= {"DBUS_SESSION_BUS_ADDRESS": bus.session, "DBUS_SYSTEM_BUS_ADDRESS": bus.system}
    else:
        env |= {"DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nonexistent"}
    return env | more


class Running:
    """The service and its commands; `said` is all it printed."""

    def __init__(self, env: dict[str, str], argv: tuple[str, ...] = (*PYTHON, "run")) -> None:
        self.env, self.argv = env, argv
        self.home = Path(env["UNSCROLL_HOME"])
        self.places = Places.of(env)
        self.log = Path(env["HOME"]) / "service.log"
        self.log.unlink(missing_ok=True)

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.argv, env=self.env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        until(lambda: self.process.poll() is not None or self.answers(), f"the service\n{self.said}", START_S)
        assert self.process.poll() is None, self.said
        until(lambda: "today's report:" in self.said, "what it says first")

    def end(self, how: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(30)

    def answers(self) -> bool:
        return self.places.socket.exists() and self.cli("status", "--json").stderr == ""

    @property
    def said(self) -> str:
        return self.log.read_text() if self.log.exists() else ""

    def cli(self, *argv: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run((*PYTHON, *argv), env=self.env, capture_output=True, text=True, timeout=60, check=False)

    def json(self, *argv: str) -> Any:
        done = self.cli(*argv, "--json")
        assert done.returncode in (0, 1), done.stderr
        return json.loads(done.stdout)

    def status(self) -> Any:
        return self.json("status")

    def standing(self, name: str) -> Any:
        return next(c for c in self.status()["collectors"] if c["name"] == name)

    def runs(self, *names: str) -> bool:
        running = {c["name"] for c in self.status()["collectors"] if c["state"] == "running"}
        return set(names) <= running

    def doctor(self) -> str:
        """The lines of `unscroll doctor`; it never ends in a bug."""
        done = self.cli("doctor")
        assert done.returncode in (0, 1), done.stderr
        assert done.stderr == ""
        return done.stdout

    def seconds(self) -> float:
        return float(sum(self.status()["seconds"].values()))


@contextmanager
def running(env: dict[str, str], argv: tuple[str, ...] = (*PYTHON, "run")) -> Iterator[Running]:
    """The service from start to end."""
    service = Running(env, argv)
    service.start()
    try:
        yield service
    finally:
        service.end()


def refused(env: dict[str, str]) -> tuple[int, str]:
    """`unscroll run` where it cannot start: exit code, and the one line it says."""
    done = subprocess.run((*PYTHON, "run"), env=env, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("unscroll: ")
    return done.returncode, line
