"""The unit as it is shipped, under a real systemd user manager."""

import json
import os
import signal
import socket
from pathlib import Path

import pytest
from desktop.user_systemd import REPOSITORY, Manager, python_for_others, user_manager

pytestmark = pytest.mark.desktop

SHIPPED = REPOSITORY / "systemd" / "unscroll.service"
RUN = """
import os, sys
from unscroll.daemon.service import run
from unscroll.errors import UnscrollError
from unscroll.places import Places

try:
    sys.exit(run(Places.of(os.environ), os.environ, sys.stdout))
except UnscrollError as told:
    sys.exit(int(told.code))
"""


def install(manager: Manager, **changes: str) -> None:
    """Puts the shipped unit in place with this interpreter; `changes` replace whole keys."""
    python, path = python_for_others()
    script = manager.base / "home" / "run.py"
    script.write_text(RUN)
    lines = []
    for line in SHIPPED.read_text().splitlines():
        key = line.partition("=")[0]
        if key == "ExecStart":
            line = f"ExecStart={python} {script}\nEnvironment=PYTHONPATH={path} TZ=UTC\n"
            line += f"StandardOutput=append:{manager.base}/home/log\nStandardError=inherit"
        elif key in changes:
            line = f"{key}={changes[key]}"
        lines.append(line)
    folder = manager.base / "home/.config/systemd/user"
    manager.run("mkdir", "-p", str(folder))
    (folder / "unscroll.service").write_text("\n".join(lines) + "\n")
    manager.systemctl("daemon-reload")


def pid_of(manager: Manager) -> int:
    return int(manager.show("unscroll", "MainPID")["MainPID"])


def status(manager: Manager) -> dict:
    code = (
        "import socket,sys;s=socket.socket(socket.AF_UNIX);s.connect(sys.argv[1]);"
        's.sendall(b\'{"jsonrpc":"2.0","id":1,"method":"status"}\\n\');print(s.makefile().readline())'
    )
    return json.loads(manager.run("/usr/bin/python3", "-c", code, f"{manager.base}/run/unscroll/api.sock"))["result"]


@pytest.fixture(scope="module")
def manager():
    with user_manager() as found:
        yield found


@pytest.fixture
def unit(manager):
    install(manager)
    manager.systemctl("start", "unscroll")
    yield manager
    manager.systemctl("stop", "unscroll")
    manager.systemctl("reset-failed", "unscroll", check=False)


def test_it_is_ready_only_when_it_answers_and_it_says_what_it_watches(unit):
    shown = unit.show("unscroll", "ActiveState", "StatusText", "NRestarts")
    assert shown["ActiveState"] == "active"
    assert shown["StatusText"]
    assert status(unit)["daemon"]["running"] is True


def test_it_can_write_where_it_must_and_nowhere_else(unit):
    """Looks from within the service's own mount namespace."""
    pid = pid_of(unit)
    inside = Path(f"/proc/{pid}/mountinfo").read_text().splitlines()
    mounts = {line.split()[4]: line.split()[5].split(",") for line in inside}

    def writable(path: str) -> bool:
        best = max((at for at in mounts if path == at or path.startswith(at.rstrip("/") + "/")), key=len)
        return "rw" in mounts[best]

    assert not writable("/usr/lib")
    assert not writable("/etc")
    assert not writable("/var")
    assert writable(f"{unit.base}/home/.local")
    assert writable(f"{unit.base}/run/unscroll")
    assert Path(f"/proc/{pid}/ns/user").readlink() != Path("/proc/self/ns/user").readlink()


def test_seccomp_and_privileges_are_in_force(unit):
    words = dict(
        line.split(":\t", 1) for line in Path(f"/proc/{pid_of(unit)}/status").read_text().splitlines() if ":\t" in line
    )
    assert words["Seccomp"].strip() == "2"
    assert words["NoNewPrivs"].strip() == "1"
    assert words["Umask"].strip() == "0077"


def test_kill_9_is_mended_with_the_ledger_whole(unit):
    first = pid_of(unit)
    os.kill(first, signal.SIGKILL)
    unit.until(lambda: pid_of(unit) not in (0, first), "another daemon")
    unit.until(lambda: unit.show("unscroll", "ActiveState")["ActiveState"] == "active", "that it is ready")
    assert unit.show("unscroll", "NRestarts")["NRestarts"] == "1"
    assert status(unit)["notices"] == []


def test_a_daemon_that_hangs_is_killed_by_the_watchdog(manager):
    install(manager, WatchdogSec="2")
    manager.systemctl("start", "unscroll")
    first = pid_of(manager)
    manager.until(lambda: status(manager)["daemon"]["running"], "an answer")
    os.kill(first, signal.SIGSTOP)
    manager.until(lambda: pid_of(manager) not in (0, first), "the watchdog")
    manager.until(lambda: manager.show("unscroll", "ActiveState")["ActiveState"] == "active", "another daemon")
    second = pid_of(manager)
    with pytest.raises(AssertionError):
        manager.until(lambda: pid_of(manager) != second, "that it feeds the watchdog", patience_s=5)
    manager.systemctl("stop", "unscroll")


def test_bad_settings_are_not_tried_again_and_again(manager):
    install(manager)
    manager.run("mkdir", "-p", f"{manager.base}/home/.config/unscroll")
    config = manager.base / "home/.config/unscroll/config.toml"
    config.write_text("capp = 1\n")
    manager.systemctl("start", "unscroll", check=False)
    manager.until(lambda: manager.show("unscroll", "ActiveState")["ActiveState"] == "failed", "that it gives up")
    assert manager.show("unscroll", "NRestarts")["NRestarts"] == "0"
    config.unlink()
    manager.systemctl("reset-failed", "unscroll")


def test_a_stop_ends_it_cleanly(unit):
    unit.systemctl("stop", "unscroll")
    shown = unit.show("unscroll", "Result", "ExecMainStatus")
    assert shown == {"Result": "success", "ExecMainStatus": "0"}
    assert not (unit.base / "run/unscroll/api.sock").exists()
    unit.systemctl("start", "unscroll")


def test_the_socket_is_not_for_other_users(unit):
    with socket.socket(socket.AF_UNIX) as door:
        door.connect(f"{unit.base}/run/unscroll/api.sock")
        door.sendall(b'{"jsonrpc":"2.0","id":1,"method":"status"}\n')
        assert "another user" in json.loads(door.makefile().readline())["error"]["message"]
