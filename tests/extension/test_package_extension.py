"""The packages hold all that the manifest names, nothing else, and the same bytes every time."""

import json
import re
import zipfile
from pathlib import Path

from bench.package_extension import EXTENSION, package

ROOT = Path(__file__).resolve().parents[2]


def test_packages_are_whole_and_the_same_each_time(tmp_path: Path) -> None:
    first, second = package(tmp_path / "a"), package(tmp_path / "b")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    for path in first:
        with zipfile.ZipFile(path) as packed:
            names = set(packed.namelist())
            manifest = json.loads(packed.read("manifest.json"))
        background = manifest["background"]
        named = {
            background.get("service_worker") or background["scripts"][0],
            manifest["action"]["default_popup"],
            *manifest["icons"].values(),
            *manifest["content_scripts"][0]["js"],
        }
        assert named <= names
        assert "package.json" not in names


def test_firefox_gets_its_own_manifest(tmp_path: Path) -> None:
    _, path = package(tmp_path)
    with zipfile.ZipFile(path) as packed:
        manifest = json.loads(packed.read("manifest.json"))
    assert "key" not in manifest
    assert "service_worker" not in manifest["background"]
    assert manifest["browser_specific_settings"]["gecko"]["id"]


def test_chromium_takes_the_folder_as_it_stands() -> None:
    """Chromium reserves names that start with an underscore, and loads modules by the names that they import."""
    tracked = [path for path in EXTENSION.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert not [path for path in tracked if path.name.startswith("_")]
    for script in tracked:
        if script.suffix == ".js":
            for name in re.findall(r'from "(\.[^"]+)"', script.read_text(encoding="utf-8")):
                assert (script.parent / name).is_file(), f"{script.name} imports {name}"


def test_every_script_of_the_pages_is_in_the_manifest() -> None:
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    scripts = {f"page/{path.name}" for path in (EXTENSION / "page").glob("*.js")}
    assert set(manifest["content_scripts"][0]["js"]) == scripts
    assert manifest["content_scripts"][0]["all_frames"] is False


def test_the_extension_has_the_version_of_the_service() -> None:
    manifest = json.loads((EXTENSION / "manifest.json").read_text(encoding="utf-8"))
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{manifest["version"]}"' in project


def test_nothing_is_loaded_from_elsewhere() -> None:
    for path in EXTENSION.rglob("*"):
        if path.suffix in {".html", ".css"} or path.name == "popup.js":
            assert not re.search(r"https?://|//[a-z]+\.", path.read_text(encoding="utf-8")), path
