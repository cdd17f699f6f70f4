"""A systemd user manager in a mount namespace of its own, for a user who exists only there.

Needs root, systemd, dbus-daemon, setpriv. Nothing of it is seen outside: the marker that says "booted with systemd",
the cgroup tree and the passwd line live in the namespace.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

UID = 47_123
REPOSITORY = Path(__file__).resolve().parents[2]
_NEEDED = ("unshare", "setpriv", "dbus-daemon", "systemctl", "nsenter")

_MANAGER = """
set -eu
mount --make-rprivate /
cp /etc/passwd /etc/group $BASE
echo "desk:x:$UID_:$UID_::$BASE/home:/bin/sh" >> $BASE/passwd
echo "desk:x:$UID_:" >> $BASE/group
mount --bind $BASE/passwd /etc/passwd
mount --bind $BASE/group /etc/group
mkdir -p /run/systemd; mount -t tmpfs tmpfs /run/systemd; mkdir /run/systemd/system
mount -t cgroup2 none /sys/fs/cgroup
mkdir -p $CG; echo $$ > $CG/cgroup.procs
chown $UID_ $CG $CG/cgroup.procs $CG/cgroup.subtree_control $CG/cgroup.threads
exec setpriv --reuid $UID_ --regid $UID_ --clear-groups env -i HOME=$BASE/home XDG_RUNTIME_DIR=$BASE/run \
  PATH=/usr/bin:/bin:/usr/sbin:/sbin sh -c '
    dbus-daemon --session --address=unix:path=$XDG_RUNTIME_DIR/bus --nofork --nopidfile & sleep 0.3
    DBUS_SESSION_BUS_ADDRESS=unix:path=$XDG_RUNTIME_DIR/bus exec /lib/systemd/systemd --user --log-target=console
  ' > $BASE/manager.log 2>&1
"""


@dataclass
class Manager:
    """`base` holds the user's home and runtime folder; `pid` is in the namespace."""

    base: Path
    pid: int

    def run(self, *argv: str, check: bool = True) -> str:
        """A command of the user, in the namespace."""
        inside = ["nsenter", f"--mount=/proc/{self.pid}/ns/mnt", "setpriv", f"--reuid={UID}", f"--regid={UID}"]
        env = {
            "HOME": f"{self.base}/home",
            "XDG_RUNTIME_DIR": f"{self.base}/run",
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={self.base}/run/bus",
            "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",
        }
        done = subprocess.run(
            [*inside, "--clear-groups", *argv], env=env, capture_output=True, text=True, timeout=60, check=False
        )
        assert not check or done.returncode == 0, done.stderr + done.stdout + self.log()
        return done.stdout

    def systemctl(self, *words: str, check: bool = True) -> str:
        return self.run("systemctl", "--user", *words, check=check)

    def show(self, unit: str, *names: str) -> dict[str, str]:
        lines = self.systemctl("show", unit, *(f"-p{name}" for name in names)).splitlines()
        return dict(line.split("=", 1) for line in lines)

    def log(self) -> str:
        return (self.base / "manager.log").read_text(errors="replace")[-4_000:]

    def until(self, condition: Callable[[], bool], what: str, patience_s: float = 30) -> None:
        deadline = time.monotonic() + patience_s
        while not condition():
            assert time.monotonic() < deadline, f"not within {patience_s:g} s: {what}\n{self.log()}"
            time.sleep(0.1)


def python_for_others() -> tuple[str, str]:
    """An interpreter that another user may start, and the PYTHONPATH with which it finds what we have."""
    site = next(path for path in sys.path if path.endswith("site-packages"))
    path = f"{REPOSITORY}:{site}"
    for candidate in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        argv = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups", "env", f"PYTHONPATH={path}", candidate]
        if (
            subprocess.run([*argv, "-c", "import unscroll.daemon.service"], capture_output=True, check=False).returncode
            == 0
        ):
            return candidate, path
    pytest.skip("no interpreter here that another user may start")


@contextmanager
def user_manager() -> Iterator[Manager]:
    """Starts it; skips where this machine cannot."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing or not Path("/lib/systemd/systemd").exists() or os.getuid() != 0:
        pytest.skip(f"needs root and systemd, {', '.join(missing) or 'as root'}")
    base = Path(tempfile.mkdtemp(prefix="unscroll-sd-"))
    base.chmod(0o755)
    for name in ("home", "run"):
        (base / name).mkdir(mode=0o700)
        os.chown(base / name, UID, UID)
    cgroup = f"/sys/fs/cgroup/unscroll-{os.getpid()}"
    with (base / "setup.log").open("wb") as said:
        child = subprocess.Popen(
            ["unshare", "-m", "bash", "-c", _MANAGER],
            env={"BASE": str(base), "UID_": str(UID), "CG": cgroup, "PATH": os.environ["PATH"]},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            start_new_session=True,
        )
    manager = Manager(base, child.pid)
    try:
        deadline = time.monotonic() + 20
        while not (base / "run/systemd/private").exists():
            if child.poll() is not None or time.monotonic() > deadline:
                pytest.skip(f"no user manager starts here: {(base / 'setup.log').read_text()[-300:]}")
            time.sleep(0.05)
        yield manager
    finally:
        manager.systemctl("stop", "unscroll.service", check=False)
        os.killpg(child.pid, signal.SIGTERM)
        try:
            child.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        shutil.rmtree(base, ignore_errors=True)
