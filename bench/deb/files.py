"""What lies outside of the package's folder: entries by which the desktop, the shells, the browsers find it."""

import gzip
import json
import shutil
from pathlib import Path

from click.shell_completion import BashComplete, FishComplete, ZshComplete

from bench.deb.control import changelog, copyright_of
from bench.deb.environment import HOME, ROOT
from bench.deb.manual import page
from bench.package_extension import FIREFOX_ID, pack_firefox
from unscroll.cli.group import main
from unscroll.daemon.native_hosts import HOST, SYSTEM_HOST, firefox_manifest, manifest, wrapper

DATA = Path(__file__).parent / "data"
CHROMIUM_EXTENSIONS = "usr/share/chromium/extensions"
FIREFOX_EXTENSIONS = "usr/share/mozilla/extensions/{ec8030f7-c20a-464f-9b0e-13a3a9e97384}"
"""Mozilla's folder for what a system brings to Firefox, by the id of that program."""
FIREFOX_HOSTS = "usr/lib/mozilla/native-messaging-hosts"
CHROMIUM_HOSTS = "etc/chromium/native-messaging-hosts"
"""Holds a link, since a file there would be a setting that outlives the package. Nothing is put below /etc/opt, which
is no package's of Debian: `setup` tells Chrome and Edge, for the user who asks."""
_SHELLS = (
    (BashComplete, "usr/share/bash-completion/completions/unscroll"),
    (ZshComplete, "usr/share/zsh/vendor-completions/_unscroll"),
    (FishComplete, "usr/share/fish/vendor_completions.d/unscroll.fish"),
)
_START = f"""#!{HOME}/bin/python3 -I
from unscroll.cli.main import run

run()
"""


def make(root: Path, libraries: Path, days: tuple[str, str]) -> None:
    """Everything but the environment; `libraries` is where that lies. `days`: of the release, for the manual page
    and for the history."""
    _programs(root, libraries)
    _browsers(root, libraries)
    _desktop(root, libraries)
    for kind, path in _SHELLS:
        _write(root / path, kind(main, {}, "unscroll", "_UNSCROLL_COMPLETE").source().lstrip())
    _packed(root / "usr/share/man/man1/unscroll.1.gz", page(days[0]))
    papers = root / "usr/share/doc/unscroll"
    _write(papers / "copyright", copyright_of(libraries))
    _packed(papers / "changelog.gz", changelog(days[1]))
    _packed(papers / "CHANGELOG.md.gz", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    for name in ("privacy", "settings", "commands"):
        _packed(papers / f"{name}.md.gz", (ROOT / "docs" / f"{name}.md").read_text(encoding="utf-8"))
    _copy(DATA / "lintian-overrides", root / "usr/share/lintian/overrides/unscroll")


def _programs(root: Path, libraries: Path) -> None:
    home = HOME.relative_to("/")
    _write(root / home / "bin/unscroll", _START, 0o755)
    host = Path("/", libraries.relative_to(root), "unscroll/daemon/native_host.py")
    _write(root / SYSTEM_HOST.relative_to("/"), wrapper(HOME / "bin/python3", host), 0o755)
    _link(root / "usr/bin/unscroll", "../lib/unscroll/bin/unscroll")


def _browsers(root: Path, libraries: Path) -> None:
    _link(root / CHROMIUM_EXTENSIONS / "unscroll", str(Path("/", libraries.relative_to(root), "unscroll/extension")))
    xpi = root / FIREFOX_EXTENSIONS / f"{FIREFOX_ID}.xpi"
    xpi.parent.mkdir(parents=True)
    pack_firefox(xpi)
    _write(root / FIREFOX_HOSTS / f"{HOST}.json", firefox_manifest(SYSTEM_HOST))
    told = HOME / "share" / f"{HOST}.json"
    _write(root / told.relative_to("/"), manifest(SYSTEM_HOST))
    _link(root / CHROMIUM_HOSTS / f"{HOST}.json", str(told))


def _desktop(root: Path, libraries: Path) -> None:
    _copy(ROOT / "systemd/unscroll.service", root / "usr/lib/systemd/user/unscroll.service")
    _copy(DATA / "unscroll.desktop", root / "usr/share/applications/unscroll.desktop")
    icons = json.loads((libraries / "unscroll/extension/manifest.json").read_text(encoding="utf-8"))["icons"]
    for size, name in icons.items():
        place = root / f"usr/share/icons/hicolor/{size}x{size}/apps/unscroll.png"
        _copy(libraries / "unscroll/extension" / name, place)


def _write(path: Path, text: str, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)


def _copy(source: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)


def _packed(path: Path, text: str) -> None:
    """As `gzip -9n`: the same bytes each time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _link(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
