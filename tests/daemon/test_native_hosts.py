"""Host manifests: in each browser's folder, for our extension only."""

import base64
import hashlib
import json
import subprocess
from pathlib import Path

import pytest

from unscroll.daemon.native_hosts import (
    BROWSERS,
    EXTENSION_ID,
    FIREFOX_ID,
    HOST,
    Bases,
    install,
    install_into,
    remove,
    wrapper,
)

ROOT = Path(__file__).resolve().parents[2]


def test_the_id_is_that_of_the_manifests_key() -> None:
    key = json.loads((ROOT / "extension" / "manifest.json").read_text())["key"]
    digest = hashlib.sha256(base64.b64decode(key)).hexdigest()[:32]
    assert "".join(chr(ord("a") + int(digit, 16)) for digit in digest) == EXTENSION_ID


def test_only_browsers_with_a_profile_get_a_manifest(tmp_path: Path) -> None:
    (tmp_path / "chromium").mkdir(parents=True)
    (tmp_path / "vivaldi").mkdir(parents=True)
    bases = Bases(tmp_path, tmp_path / "home")
    written = install(BROWSERS, bases, tmp_path / "data", wrapper(Path("/usr/bin/python3"), Path("/x/host.py")))
    assert [path.parent.parent.name for path in written] == ["chromium", "vivaldi"]
    body = json.loads(written[0].read_text())
    assert body["allowed_origins"] == [f"chrome-extension://{EXTENSION_ID}/"]
    assert (body["name"], body["type"]) == (HOST, "stdio")
    assert Path(body["path"]).stat().st_mode & 0o777 == 0o700
    assert remove(BROWSERS, bases, tmp_path / "data") == (*written, Path(body["path"]))
    assert not list(tmp_path.rglob("org.unscroll*"))


@pytest.mark.parametrize("profiles", ["home/.mozilla", "config/mozilla"])
def test_firefox_is_told_below_the_home_in_its_own_words(tmp_path: Path, profiles: str) -> None:
    (tmp_path / profiles).mkdir(parents=True)
    bases = Bases(tmp_path / "config", tmp_path / "home")
    (written,) = install(BROWSERS, bases, tmp_path / "data", "#!/bin/sh\n")
    assert written == tmp_path / "home/.mozilla/native-messaging-hosts" / f"{HOST}.json"
    body = json.loads(written.read_text())
    assert body["allowed_extensions"] == [FIREFOX_ID]
    assert "allowed_origins" not in body
    assert written in remove(BROWSERS, bases, tmp_path / "data")


def test_what_a_package_brought_is_found(tmp_path: Path) -> None:
    chromium = BROWSERS[0]
    assert chromium.brought(tmp_path) is None
    told = tmp_path / chromium.system / f"{HOST}.json"
    told.parent.mkdir(parents=True)
    told.write_text("{}")
    assert chromium.brought(tmp_path) == told
    assert [b.name for b in BROWSERS if b.brought(tmp_path)] == ["Chromium"]


def test_a_manifest_that_starts_another_host_stays(tmp_path: Path) -> None:
    (tmp_path / "chromium").mkdir()
    bases = Bases(tmp_path, tmp_path / "home")
    (written,) = install(BROWSERS, bases, tmp_path / "other", "#!/bin/sh\n")
    assert remove(BROWSERS, bases, tmp_path / "data") == ()
    written.write_text("[")
    assert remove(BROWSERS, bases, tmp_path / "other") == (tmp_path / "other" / "org.unscroll.host.sh",)
    assert written.exists()


def test_a_folder_of_ones_own_gets_it_and_no_other_place(tmp_path: Path) -> None:
    path = install_into(tmp_path / "hosts", wrapper(Path("/usr/bin/python3"), Path("/x/host.py")))
    assert {found.parent for found in tmp_path.rglob("*") if found.is_file()} == {path.parent}
    assert Path(json.loads(path.read_text())["path"]).parent == path.parent


def test_the_wrapper_is_replaced_by_the_host(tmp_path: Path) -> None:
    """`exec`: the process that the browser started is the host itself, also with hostile paths."""
    script = tmp_path / "a 'quoted' $HOME.py"
    script.write_text("import os\nprint(os.getpid(), os.environ['UNSCROLL_HOME'])\n")
    path = tmp_path / "wrapper.sh"
    path.write_text(wrapper(Path("/usr/bin/python3"), script, "/tmp/x y"))
    path.chmod(0o700)
    started = subprocess.Popen([path], stdout=subprocess.PIPE, text=True)
    out, _ = started.communicate(timeout=20)
    assert out.split(" ", 1) == [str(started.pid), "/tmp/x y\n"]
