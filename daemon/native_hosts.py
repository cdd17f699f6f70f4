"""Native-messaging manifests: how each browser finds the host."""

import json
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from unscroll.errors import UnscrollError
from unscroll.files import read_plain

HOST = "org.unscroll.host"
EXTENSION_ID = "gcbkjmdhghfdgijhmfmdaikfbhipkade"
"""First 16 bytes of SHA-256 of the public key in extension/manifest.json, 0-f written a-p."""
FIREFOX_ID = "extension@unscroll.org"
SYSTEM_HOST = Path("/usr/lib/unscroll/bin/unscroll-host")
"""The host of the Debian package: it finds the service of whoever started the browser."""
WRAPPER = f"{HOST}.sh"


class Bases(NamedTuple):
    """What browsers' folders lie below: the user's configuration folder (`$XDG_CONFIG_HOME`), and the home."""

    config: Path
    home: Path


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser and the folder of its profiles below the configuration folder; `system` is where it looks for what a
    package brings."""

    name: str
    folder: str
    system: str = ""

    def here(self, bases: Bases) -> bool:
        """Whether this account has used it."""
        return (bases.config / self.folder).is_dir()

    def hosts(self, bases: Bases) -> Path:
        """Where it looks for the user's own manifests."""
        return bases.config / self.folder / "NativeMessagingHosts"

    def manifest(self, script: Path) -> str:
        return manifest(script)

    def brought(self, root: Path = Path("/")) -> Path | None:
        """The manifest that a package brought for it."""
        found = root / self.system / f"{HOST}.json"
        return found if self.system and found.is_file() else None


class Firefox(Browser):
    """Firefox and what descends from it: profiles in one of two places, manifests below the home."""

    def here(self, bases: Bases) -> bool:
        return (bases.home / self.folder).is_dir() or (bases.config / "mozilla").is_dir()

    def hosts(self, bases: Bases) -> Path:
        return bases.home / self.folder / "native-messaging-hosts"

    def manifest(self, script: Path) -> str:
        return firefox_manifest(script)


BROWSERS = (
    Browser("Chromium", "chromium", "etc/chromium/native-messaging-hosts"),
    Browser("Chrome", "google-chrome"),
    Browser("Brave", "BraveSoftware/Brave-Browser"),
    Browser("Vivaldi", "vivaldi"),
    Browser("Edge", "microsoft-edge"),
    Firefox("Firefox", ".mozilla", "usr/lib/mozilla/native-messaging-hosts"),
)


def manifest(script: Path) -> str:
    """The manifest of the host as a browser reads it; only our extension may start `script`."""
    return _body(script, "allowed_origins", f"chrome-extension://{EXTENSION_ID}/")


def firefox_manifest(script: Path) -> str:
    """The same as Firefox reads it, which names extensions by their own word."""
    return _body(script, "allowed_extensions", FIREFOX_ID)


def _body(script: Path, whom: str, extension: str) -> str:
    body = {
        "name": HOST,
        "description": "unscroll: relays to the service",
        "path": str(script),
        "type": "stdio",
        whom: [extension],
    }
    return json.dumps(body, indent=2) + "\n"


def wrapper(python: Path, script: Path, home: str = "") -> str:
    """The shell script that a browser starts. `exec` keeps the browser its parent.

    `home`, where given, fixes UNSCROLL_HOME."""
    fixed = f"export UNSCROLL_HOME={shlex.quote(home)}\n" if home else ""
    return f'#!/bin/sh\n{fixed}exec {shlex.quote(str(python))} -I -S {shlex.quote(str(script))} "$@"\n'


def install(browsers: Iterable[Browser], bases: Bases, wrapper_folder: Path, wrapper_text: str) -> tuple[Path, ...]:
    """Writes the wrapper and the manifest of each browser that has a profile here; gives the manifests written."""
    here = [browser for browser in browsers if browser.here(bases)]
    script = _write_wrapper(wrapper_folder, wrapper_text)
    return tuple(_write_manifest(browser.hosts(bases), browser.manifest(script)) for browser in here)


def install_into(folder: Path, wrapper_text: str) -> Path:
    """Writes the manifest into `folder` and nothing anywhere else (`setup --native-host DIR`).

    The wrapper lies beside it."""
    return _write_manifest(folder, manifest(_write_wrapper(folder, wrapper_text)))


def remove(browsers: Iterable[Browser], bases: Bases, wrapper_folder: Path) -> tuple[Path, ...]:
    """Takes away what `install` wrote; gives the files removed. A manifest that starts another script stays."""
    gone = []
    script = (wrapper_folder / WRAPPER).absolute()
    for browser in browsers:
        path = browser.hosts(bases) / f"{HOST}.json"
        if _starts(path, script):
            path.unlink()
            gone.append(path)
    if script.is_file():
        script.unlink()
        gone.append(script)
    return tuple(gone)


def _starts(path: Path, script: Path) -> bool:
    try:
        told = json.loads(read_plain(path))
    except (OSError, ValueError, RecursionError, UnscrollError):
        return False
    return isinstance(told, dict) and told.get("path") == str(script)


def _write_wrapper(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = (folder / WRAPPER).absolute()
    path.write_text(text, encoding="utf-8")
    path.chmod(0o700)
    return path


def _write_manifest(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{HOST}.json"
    path.write_text(text, encoding="utf-8")
    return path
