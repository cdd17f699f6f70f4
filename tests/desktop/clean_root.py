"""This machine's Debian for a while: what is installed in it is gone with it, and it has no network.

Overlays over the folders that packages write to, in a mount namespace of its own, with an ordinary user and without
compilers. `/` itself stays: who is in a chroot gets no user namespace, and browsers and units that shut themselves in
want one. Needs root.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.stage import program, until

UID = 47_124
HOME = Path("/home/desk")
FOLDERS = ("usr", "etc", "var", "home")
RUNTIME = Path(f"/run/user/{UID}")
_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
_LOGIN = {
    "PATH": _PATH,
    "HOME": str(HOME),
    "XDG_RUNTIME_DIR": str(RUNTIME),
    "DBUS_SESSION_BUS_ADDRESS": f"unix:path={RUNTIME}/bus",
}
_NEEDED = ("unshare", "nsenter", "setpriv", "dpkg", "useradd")
_MAKE = f"""
set -eu
mount --make-rprivate /
mount -t tmpfs tmpfs $BASE
for folder in {" ".join(FOLDERS)}; do
  mkdir -p $BASE/up/$folder $BASE/spare/$folder
  mount -t overlay overlay -o lowerdir=/$folder,upperdir=$BASE/up/$folder,workdir=$BASE/spare/$folder /$folder
done
mount -t tmpfs -o mode=755 tmpfs /run
rm -f /usr/bin/*gcc* /usr/bin/*g++* /usr/bin/cc /usr/bin/pip*
useradd --uid {UID} --create-home --home-dir {HOME} desk
mkdir -p {RUNTIME}
chown {UID} {RUNTIME}
chmod 700 {RUNTIME}
cd /
echo ready
exec sleep 1000
"""
_MANAGER = f"""
set -eu
mkdir -p /run/systemd/system /run/systemd/unit-root
mount -t cgroup2 none /sys/fs/cgroup
mkdir -p $CG
echo $$ > $CG/cgroup.procs
chown {UID} $CG $CG/cgroup.procs $CG/cgroup.subtree_control $CG/cgroup.threads
exec setpriv --reuid {UID} --regid {UID} --clear-groups sh -c '
  dbus-daemon --session --address=$DBUS_SESSION_BUS_ADDRESS --nofork --nopidfile & sleep 0.3
  exec /lib/systemd/systemd --user --log-target=console'
"""


@dataclass
class Root:
    """`pid` is in it; `base` holds what was changed, under `up`."""

    base: Path
    pid: int

    def run(self, *argv: str, user: bool = False, check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
        """A command in it, by root or by the ordinary user."""
        whose = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups"] if user else []
        env = {"PATH": _PATH, "HOME": "/root", **(_LOGIN if user else {}), **more}
        whole = [*self._enter, *whose, *argv]
        done = subprocess.run(whole, env=env, capture_output=True, text=True, timeout=80, check=False)
        assert not check or done.returncode == 0, f"{argv}: {done.stdout[-3_000:]}{done.stderr[-3_000:]}"
        return done

    @contextmanager
    def user_manager(self) -> Iterator[None]:
        """The ordinary user's systemd, for as long."""
        env = {"CG": f"/sys/fs/cgroup/unscroll-{self.pid}", **_LOGIN}
        argv = [*self._enter, "bash", "-c", _MANAGER]
        with program(*argv, env=env):
            ready = ("test", "-e", f"{RUNTIME}/systemd/private")
            until(lambda: self.run(*ready, check=False).returncode == 0, "the user's systemd", 20)
            yield

    @property
    def _enter(self) -> list[str]:
        return ["nsenter", f"--target={self.pid}", "--mount", "--net", "--wd"]

    def changed(self) -> list[str]:
        """Files and folders that are there now and were not, or were others, as paths from `/`."""
        look = ("find", f"{self.base}/up", "-mindepth", "2", "-not", "-type", "c", "-printf", "/%P\n")
        return self.run(*look).stdout.splitlines()


@contextmanager
def clean_root() -> Iterator[Root]:
    """Makes it; skips where this machine cannot."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing or os.getuid() != 0:
        pytest.skip(f"needs root, {', '.join(missing)}")
    base = Path(tempfile.mkdtemp(prefix="unscroll-root-"))
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            ["unshare", "-m", "-n", "bash", "-c", _MAKE],
            env={"BASE": str(base), "PATH": os.environ["PATH"]},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=said,
            start_new_session=True,
        )
        assert child.stdout is not None
        try:
            if child.stdout.readline() != b"ready\n":
                said.seek(0)
                pytest.skip(f"no root of its own here: {said.read()[-300:]!r}")
            yield Root(base, child.pid)
        finally:
            child.stdout.close()
            child.kill()
            child.wait()
            base.rmdir()
