"""This machine's Debian as it was, for a while: what is installed in it is gone with it, and it has no network.

An overlay over `/` in a mount namespace of its own, with an ordinary user and without compilers. Needs root.
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

UID = 47_124
HOME = Path("/home/desk")
RUNTIME = Path(f"/run/user/{UID}")
_NEEDED = ("unshare", "nsenter", "setpriv", "dpkg", "useradd", "chroot")
_MAKE = f"""
set -eu
mount --make-rprivate /
mount -t tmpfs tmpfs $BASE
mkdir $BASE/up $BASE/work $BASE/root
mount -t overlay overlay -o lowerdir=/,upperdir=$BASE/up,workdir=$BASE/work $BASE/root
mount --rbind /dev $BASE/root/dev
mount -t proc proc $BASE/root/proc
mount -t tmpfs tmpfs $BASE/root/run
mkdir -p $BASE/root{RUNTIME}
rm -f $BASE/root/usr/bin/*gcc* $BASE/root/usr/bin/*g++* $BASE/root/usr/bin/cc $BASE/root/usr/bin/pip*
cp $PACKAGE $BASE/root/tmp/unscroll.deb
chroot $BASE/root useradd --uid {UID} --create-home --home-dir {HOME} desk
chown {UID} $BASE/root{RUNTIME}
chmod 700 $BASE/root{RUNTIME}
exec chroot $BASE/root sh -c 'echo ready; exec sleep 1000'
"""


@dataclass
class Root:
    """`pid` is in it; `base` holds what was changed, under `up`."""

    base: Path
    pid: int

    def run(self, *argv: str, user: bool = False, check: bool = True, **more: str) -> subprocess.CompletedProcess[str]:
        """A command in it, by root or by the ordinary user."""
        enter = ["nsenter", f"--target={self.pid}", "--mount", "--net", "--root", "--wd=/"]
        whose = ["setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups"] if user else []
        env = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(HOME) if user else "/root", **more}
        if user:
            env["XDG_RUNTIME_DIR"] = str(RUNTIME)
        done = subprocess.run([*enter, *whose, *argv], env=env, capture_output=True, text=True, timeout=80, check=False)
        assert not check or done.returncode == 0, f"{argv}: {done.stdout[-3_000:]}{done.stderr[-3_000:]}"
        return done

    def changed(self) -> list[str]:
        """Files and folders that are there now and were not, or were others, as paths from `/`."""
        look = ["nsenter", f"--target={self.pid}", "--mount", "find", f"{self.base}/up", "-mindepth", "1"]
        done = subprocess.run(
            [*look, "-not", "-type", "c", "-printf", "/%P\n"], capture_output=True, text=True, check=True
        )
        return done.stdout.splitlines()


@contextmanager
def clean_root(package: Path) -> Iterator[Root]:
    """Makes it, with the package as /tmp/unscroll.deb; skips where this machine cannot."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing or os.getuid() != 0:
        pytest.skip(f"needs root, {', '.join(missing)}")
    base = Path(tempfile.mkdtemp(prefix="unscroll-root-"))
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            ["unshare", "-m", "-n", "bash", "-c", _MAKE],
            env={"BASE": str(base), "PACKAGE": str(package), "PATH": os.environ["PATH"]},
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
