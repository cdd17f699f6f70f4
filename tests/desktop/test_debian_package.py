"""The Debian package: installed into a clean root without network or compiler, used as an ordinary user, removed."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from clean_root import HOME, RUNTIME, Root, clean_root

from bench.stage import missing

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="needs Debian's dpkg-deb"),
]
_RECORDS = ("/var/lib/dpkg", "/var/cache", "/var/log", str(HOME))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from bench.deb.__main__ import build

    return build(tmp_path_factory.mktemp("package"))


@pytest.fixture
def root(package: Path) -> Iterator[Root]:
    with clean_root() as made:
        made.run("dpkg", "--install", str(package))
        yield made


def test_it_is_installed_used_and_removed(root: Root) -> None:
    for absent in ("gcc", "cc", "pip", "pip3"):
        assert root.run("which", absent, check=False).returncode != 0
    assert root.run("unscroll", "--version", user=True).stdout.startswith("unscroll ")
    assert "daemon not running" in root.run("unscroll", "status", user=True).stdout
    assert root.run("unscroll", "--version").stdout, "by root, who could write bytecode beside it"
    kept = [path for path in root.changed() if path.startswith((f"{HOME}/.local", f"{HOME}/.config"))]
    assert kept == [], "before anybody asked for anything"
    report = root.run("unscroll", "report", "--json", user=True).stdout
    assert json.loads(report)
    root.run("dpkg", "--verify", "unscroll")
    assert "/usr/bin/unscroll" in left(root)
    root.run("dpkg", "--remove", "unscroll")
    assert left(root) == []
    root.run("dpkg", "--purge", "unscroll", check=False)
    assert left(root) == []
    assert (f"{HOME}/.local/share/unscroll") in root.changed()


def left(root: Root) -> list[str]:
    """What is there that was not, but for records of dpkg and of its triggers, and for what is the user's."""
    return [
        path for path in root.changed()
        if not path.startswith(_RECORDS) and not Path(path).exists()
    ]  # fmt: skip


@pytest.mark.skipif(not Path("/lib/systemd/systemd").exists(), reason="needs systemd")
def test_setup_enables_the_packages_own_unit(root: Root) -> None:
    with root.user_manager():
        said = root.run("unscroll", "setup", "--yes", user=True).stdout
        assert "the unit is /usr/lib/systemd/user/unscroll.service" in said
        assert "the service is enabled and started" in said
        assert "Chromium, Firefox: the package has told them" in said
        status = json.loads(root.run("unscroll", "service", "status", "--json", user=True).stdout)
        assert status["unit"] == "/usr/lib/systemd/user/unscroll.service"
        assert status["daemon"]["running"]
        own = [path for path in root.changed() if path.startswith(f"{HOME}/.config/") and "unscroll" in path]
        wanted = f"{HOME}/.config/systemd/user/default.target.wants/unscroll.service"
        assert {*own} >= {wanted, f"{HOME}/.config/autostart/unscroll.desktop"}
        assert f"{HOME}/.config/systemd/user/unscroll.service" not in own
        root.run("unscroll", "service", "remove", user=True)
        assert wanted not in root.changed()
        assert root.run("unscroll", "service", "status", user=True, check=False).returncode == 1


@pytest.mark.skipif(
    bool(missing()) or not all(map(shutil.which, ("chromium", "firefox-esr"))),
    reason="needs a virtual screen, Debian's chromium and firefox-esr",
)
def test_both_browsers_are_seen_with_no_click(root: Root) -> None:
    path = f"{ROOT}:{ROOT / 'tests/desktop'}:{ROOT / 'tests'}"
    done = root.run(sys.executable, str(ROOT / "tests/desktop/package_session.py"), PYTHONPATH=path)
    found = json.loads(done.stdout)
    assert set(found) == {"chromium", "firefox"}
    assert all(seen["unseen"] < 1 for seen in found.values()), found
    told = root.run("unscroll", "what-you-know", user=True).stdout
    assert "instagram" in told
    assert not (RUNTIME / "unscroll").exists(), "outside of the root"
