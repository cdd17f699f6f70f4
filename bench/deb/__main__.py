"""Builds the Debian package: `python -m bench.deb dist`, on the release of Debian that it is for."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from email.utils import formatdate
from pathlib import Path

from bench.deb import control, environment, files
from unscroll import __version__

_SCRIPTS = ("postinst", "prerm")


def build(folder: Path) -> Path:
    """Writes the package into `folder`; gives its file."""
    python = environment.debian_python()
    architecture = _said("dpkg", "--print-architecture")
    made = folder / f"unscroll_{__version__}_{architecture}.deb"
    folder.mkdir(parents=True, exist_ok=True)
    released_s = _released_s()
    with tempfile.TemporaryDirectory(prefix="unscroll-deb-") as room:
        root = Path(room, "root")
        root.mkdir(mode=0o755)
        environment.make(root, python)
        day = time.strftime("%Y-%m-%d", time.gmtime(released_s))
        files.make(root, environment.site(root, python), (day, formatdate(released_s)))
        _modes(root)
        _told(root, architecture, python)
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(released_s)}
        argv = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(made)]
        subprocess.run(argv, env=env, check=True, stdout=subprocess.DEVNULL)
    return made


def _told(root: Path, architecture: str, python: tuple[int, int]) -> None:
    """The folder DEBIAN."""
    size = sum(path.lstat().st_size for path in root.rglob("*") if not path.is_dir())
    sums = control.sums(root)
    folder = root / "DEBIAN"
    folder.mkdir(mode=0o755)
    (folder / "control").write_text(control.control(architecture, python, size // 1024), encoding="utf-8")
    (folder / "md5sums").write_text(sums, encoding="utf-8")
    for name in _SCRIPTS:
        shutil.copyfile(files.DATA / name, folder / name)
        (folder / name).chmod(0o755)


def _modes(root: Path) -> None:
    """As everybody may read them, whatever the umask of the build was."""
    for path in root.rglob("*"):
        if not path.is_symlink():
            started = path.is_dir() or path.parent.name == "bin"
            path.chmod(0o755 if started else 0o644)


def _released_s() -> int:
    """When the tree was committed last; now where it lies in no repository."""
    told = subprocess.run(
        ["git", "log", "-1", "--format=%ct"], cwd=environment.ROOT, capture_output=True, text=True, check=False
    )
    return int(told.stdout) if told.returncode == 0 else int(time.time())


def _said(*argv: str) -> str:
    return subprocess.run(argv, capture_output=True, text=True, check=True).stdout.strip()


def _lacking() -> str:
    """Why no package can be made here; empty where one can."""
    if shutil.which("dpkg-deb") is None or not environment.PYTHON.exists():
        return "it is made on the Debian that it is for, with dpkg-deb and /usr/bin/python3"
    major, minor = environment.debian_python()
    return "" if (major, minor) >= (3, 11) else f"Python {major}.{minor} of this Debian is older than 3.11"


if __name__ == "__main__":
    if why := _lacking():
        sys.exit(f"no Debian package here: {why}")
    package = build(Path(sys.argv[1] if len(sys.argv) > 1 else "dist"))
    sys.stdout.write(f"{package} {package.stat().st_size} bytes\n")
