"""Packs the extension for the stores: `python -m bench.package_extension dist`, the same bytes every time."""

import json
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from unscroll.daemon.native_hosts import FIREFOX_ID

EXTENSION = Path(__file__).resolve().parents[1] / "extension"
_SUFFIXES = {".js", ".json", ".html", ".css", ".png"}
_NOT_PACKED = {"package.json"}
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CHROMIUM_ONLY = ("key", "minimum_chrome_version")


def firefox(manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest as Firefox takes it: scripts for the worker, an id of its own, no key."""
    kept = {name: value for name, value in manifest.items() if name not in _CHROMIUM_ONLY}
    background = {"scripts": [manifest["background"]["service_worker"]], "type": "module"}
    gecko = {"id": FIREFOX_ID, "strict_min_version": "128.0"}
    return {**kept, "background": background, "browser_specific_settings": {"gecko": gecko}}


def files() -> list[Path]:
    """What belongs into the package, in order."""
    found = (path for path in EXTENSION.rglob("*") if path.suffix in _SUFFIXES and path.name not in _NOT_PACKED)
    return sorted(path.relative_to(EXTENSION) for path in found)


def pack(target: Path, manifest: Mapping[str, Any]) -> None:
    """Writes one zip whose bytes depend on the content alone."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for path in files():
            content = (EXTENSION / path).read_bytes()
            if path == Path("manifest.json"):
                content = (json.dumps(manifest, indent=2) + "\n").encode()
            entry = zipfile.ZipInfo(path.as_posix(), _EPOCH)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, content, compresslevel=9)


def shipped() -> dict[str, Any]:
    """The manifest as it stands, which is Chromium's."""
    manifest: dict[str, Any] = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def pack_firefox(target: Path) -> None:
    """Writes the package of Firefox, for its store or for a system's folder."""
    pack(target, firefox(shipped()))


def package(folder: Path) -> tuple[Path, Path]:
    """Writes `unscroll-chromium.zip` and `unscroll-firefox.zip` into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    chromium, other = folder / "unscroll-chromium.zip", folder / "unscroll-firefox.zip"
    pack(chromium, shipped())
    pack_firefox(other)
    return chromium, other


if __name__ == "__main__":
    for made in package(Path(sys.argv[1] if len(sys.argv) > 1 else "dist")):
        sys.stdout.write(f"{made} {made.stat().st_size} bytes\n")
