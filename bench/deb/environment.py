"""The environment of the package: Debian's Python with every library beside it, compiled."""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import requires, version
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path("/usr/bin/python3")
HOME = Path("/usr/lib/unscroll")
_LEFT_OUT = frozenset({"evdev", "pip"})
"""pynput's way to input devices, which it takes on no X server and which alone would need a compiler; the installer
that sqlite-utils names for plugins."""
_NOT_NEEDED = (
    "docs",
    "tests",
    "plotly/labextension",
    "plotly/package_data/widgetbundle.js",
    "plotly/package_data/datasets",
)
"""What some wheels bring beside their library, and parts of plotly for notebooks: 10 MB that no page of ours loads."""
_OF_THE_BUILD = ("direct_url.json", "RECORD", "REQUESTED", "INSTALLER")
"""Notes of pip, with the folder of the build in them."""


def debian_python() -> tuple[int, int]:
    """The version of the Python that the package is for."""
    told = subprocess.run(
        [PYTHON, "-c", "import sys; print(*sys.version_info[:2])"], capture_output=True, text=True, check=True
    )
    major, minor = map(int, told.stdout.split())
    return major, minor


def site(root: Path, python: tuple[int, int]) -> Path:
    """Where the libraries lie below `root`."""
    return root / HOME.relative_to("/") / "lib" / f"python{python[0]}.{python[1]}" / "site-packages"


def make(root: Path, python: tuple[int, int]) -> None:
    """Lays the whole environment out below `root`, and compiles it under its final names."""
    home = root / HOME.relative_to("/")
    libraries = site(root, python)
    libraries.mkdir(parents=True)
    (home / "bin").mkdir()
    (home / "bin" / "python3").symlink_to(PYTHON)
    kept = f"home = {PYTHON.parent}\ninclude-system-site-packages = false\nversion = {python[0]}.{python[1]}\n"
    (home / "pyvenv.cfg").write_text(kept, encoding="utf-8")
    _install(home / "bin" / "python3", "--only-binary", ":all:", *sorted(libraries_of_today(python)))
    _install(home / "bin" / "python3", "--no-index", str(_own_wheel(root.parent / "wheel")))
    _prune(home, libraries)
    _compile(root, libraries)


def libraries_of_today(python: tuple[int, int]) -> set[str]:
    """What unscroll needs in that Python, and what that needs, each in the version that this environment has, which
    the tests ran with."""
    there = {"extra": "", "python_version": f"{python[0]}.{python[1]}"}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names: set[str] = set()
    waiting = list(_names(project["dependencies"], there))
    while waiting:
        name = waiting.pop()
        if name not in names and name not in _LEFT_OUT:
            names.add(name)
            waiting.extend(_names(requires(name) or (), there))
    return {f"{name}=={version(name)}" for name in names}


def _names(told: Iterable[str], there: dict[str, str]) -> Iterator[str]:
    for requirement in map(Requirement, told):
        if requirement.marker is None or requirement.marker.evaluate(there):
            yield re.sub(r"[-_.]+", "-", requirement.name).lower()


def _install(python: Path, *what: str) -> None:
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "install", "--no-deps", "--no-compile", "--no-warn-script-location", *what], check=True)


def _own_wheel(folder: Path) -> Path:
    """The wheel of this tree. setuptools builds where it stands, and would take along what an earlier build left."""
    shutil.rmtree(ROOT / "build" / "lib", ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT)], check=True)
    (wheel,) = folder.glob("unscroll-*.whl")
    return wheel


def _prune(home: Path, libraries: Path) -> None:
    for script in (home / "bin").iterdir():
        if script.name != "python3":
            script.unlink()
    for part in _NOT_NEEDED:
        found = libraries / part
        if found.is_dir():
            shutil.rmtree(found)
        else:
            found.unlink(missing_ok=True)
    for name in _OF_THE_BUILD:
        for note in libraries.glob(f"*.dist-info/{name}"):
            note.unlink()
    for cache in [*home.rglob("__pycache__")]:
        shutil.rmtree(cache)
    for folder in ("share", "etc", "include", "lib64"):
        extra = home / folder
        if extra.is_symlink():
            extra.unlink()
        elif extra.is_dir():
            shutil.rmtree(extra)


def _compile(root: Path, libraries: Path) -> None:
    """Bytecode that asks no file's date: what dpkg put there is what runs, and nothing is compiled at a start."""
    argv = [PYTHON, "-m", "compileall", "-q", "-j", "0", "--invalidation-mode", "unchecked-hash"]
    subprocess.run([*argv, "-s", root, "-p", "/", libraries], check=True)
