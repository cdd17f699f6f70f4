"""Native-messaging manifests: how each browser finds the host."""

import json
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from unscroll.errors import UnscrollError
from unscroll.files import read_plain

HOST = "org.unscroll.host"
EXTENSION_ID = "gcbkjmdhghfdgijhmfmdaikfbhipkade"
"""First 16 bytes of SHA-256 of the public key in extension/manifest.json, 0-f written a-p."""
FIREFOX_ID = "extension@unscroll.org"
SYSTEM_HOST = Path("/usr/lib/unscroll/bin/unscroll-host")
"""The host of the Debian package: it finds the service of whoever started the browser."""
WRAPPER = f"{HOST}.sh"


@dataclass(frozen=True, slots=True)
class Browser:
    """A browser and the folder of its profiles, below the user's configuration folder (`$XDG_CONFIG_HOME`)."""

    name: str
    folder: str


BROWSERS = (
    Browser("Chromium", "chromium"),
    Browser("Chrome", "google-chrome"),
    Browser("Brave", "BraveSoftware/Brave-Browser"),
    Browser("Vivaldi", "vivaldi"),
    Browser("Edge", "microsoft-edge"),
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


def install(browsers: Iterable[Browser], config: Path, wrapper_folder: Path, wrapper_text: str) -> tuple[Path, ...]:
    """Writes the wrapper and the manifest of each browser that has a profile here; gives the manifests written."""
    written = []
    script = _write_wrapper(wrapper_folder, wrapper_text)
    for browser in browsers:
        if (config / browser.folder).is_dir():
            folder = config / browser.folder / "NativeMessagingHosts"
            written.append(_write_manifest(folder, script))
    return tuple(written)


def install_into(folder: Path, wrapper_text: str) -> Path:
    """Writes the manifest into `folder` and nothing anywhere else (`setup --native-host DIR`).

    The wrapper lies beside it."""
    return _write_manifest(folder, _write_wrapper(folder, wrapper_text))


def remove(browsers: Iterable[Browser], config: Path, wrapper_folder: Path) -> tuple[Path, ...]:
    """Takes away what `install` wrote; gives the files removed. A manifest that starts another script stays."""
    gone = []
    script = (wrapper_folder / WRAPPER).absolute()
    for browser in browsers:
        path = config / browser.folder / "NativeMessagingHosts" / f"{HOST}.json"
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


def _write_manifest(folder: Path, script: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{HOST}.json"
    path.write_text(manifest(script), encoding="utf-8")
    return path
