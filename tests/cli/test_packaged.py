"""What `setup` and `service` do where the Debian package has brought the most of it."""

import json
import os
from pathlib import Path

import pytest
from support.home import invoke

from unscroll.cli import installing, units
from unscroll.daemon.native_hosts import HOST, Browser


@pytest.fixture
def package(places, monkeypatch, tmp_path):
    """As if the Debian package ran, without a home of unscroll's own."""
    monkeypatch.setattr(units, "user_systemd", lambda env: False)
    monkeypatch.setattr(units, "systemctl", lambda *words: pytest.fail("systemctl was called"))
    monkeypatch.setattr(installing, "start_detached", lambda places: None)
    monkeypatch.setattr(units.sys, "prefix", str(units.PACKAGE))
    monkeypatch.setattr(units, "PACKAGED_UNIT", tmp_path / "system.service")
    monkeypatch.delenv("UNSCROLL_HOME")
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    units.PACKAGED_UNIT.write_text("[Unit]\n")
    return tmp_path


def test_the_package_needs_no_unit_in_the_home(package):
    own = units.unit_file(os.environ)
    own.parent.mkdir(parents=True)
    own.write_text("of an installation before")
    said = invoke("service", "install").stdout
    assert f"removed {own}: the package brings its own" in said
    assert f"the unit is {units.PACKAGED_UNIT}" in said
    assert not own.exists()
    entry = units.autostart_file(os.environ).read_text().splitlines()
    assert {"Exec=/usr/bin/unscroll service attach", "TryExec=/usr/bin/unscroll"} <= set(entry)


def test_a_home_of_its_own_needs_a_unit_that_says_so(package, monkeypatch):
    monkeypatch.setenv("UNSCROLL_HOME", str(package / "u"))
    invoke("service", "install")
    text = units.unit_file(os.environ).read_text()
    assert "ExecStart=/usr/bin/unscroll run" in text
    assert f"Environment=UNSCROLL_HOME={package / 'u'}" in text


def test_whoever_asked_for_the_packages_unit_has_it_installed(package):
    assert units.installed_unit(os.environ) is None
    asked = units.config_home(os.environ) / "systemd/user/default.target.wants" / units.UNIT
    asked.parent.mkdir(parents=True)
    asked.symlink_to(units.PACKAGED_UNIT)
    assert units.installed_unit(os.environ) == units.PACKAGED_UNIT
    units.PACKAGED_UNIT.unlink()
    assert units.installed_unit(os.environ) is None


def test_browsers_that_the_package_told_get_nothing_in_the_home(package, monkeypatch):
    for name in ("chromium", "vivaldi"):
        (package / "c" / name).mkdir(parents=True)
    monkeypatch.setattr(Browser, "brought", lambda self, root=Path("/"): root if self.name == "Chromium" else None)
    steps = json.loads(invoke("setup", "--yes", "--json").stdout)["steps"]
    assert "Chromium: the package has told them" in steps
    assert [path.parent.parent.name for path in package.rglob(f"{HOST}.json")] == ["vivaldi"]
    assert "Debian's Chromium and Firefox" in invoke("setup", "--yes").stdout
