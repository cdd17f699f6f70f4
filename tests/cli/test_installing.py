"""What `setup` and `service` put in place and take away."""

import json
import os
import shlex
from pathlib import Path

import pytest
from support.home import invoke

from unscroll.cli import installing, units
from unscroll.cli.installing import remove_service
from unscroll.cli.setup import host_wrapper
from unscroll.daemon.native_hosts import BROWSERS, HOST, WRAPPER, install
from unscroll.places import Places


@pytest.fixture
def no_systemd(places, monkeypatch):
    """A machine without a user manager; nothing of the real one is touched."""
    monkeypatch.setattr(units, "user_systemd", lambda env: False)
    monkeypatch.setattr(units, "systemctl", lambda *words: pytest.fail("systemctl was called"))
    monkeypatch.setattr(installing, "start_detached", lambda places: None)
    return places


def test_install_then_remove_leaves_nothing(no_systemd, tmp_path):
    assert "autostart entry starts the daemon" in invoke("service", "install").stdout
    unit, entry = units.unit_file(os.environ), units.autostart_file(os.environ)
    assert "is as it should be" in invoke("service", "install").stdout
    invoke("service", "remove")
    assert not unit.exists()
    assert not entry.exists()
    assert invoke("service", "remove").stdout == "nothing was installed\n"


def test_the_unit_starts_this_very_installation(no_systemd):
    invoke("service", "install")
    lines = units.unit_file(os.environ).read_text().splitlines()
    (start,) = [line for line in lines if line.startswith("ExecStart=")]
    program = shlex.split(start.removeprefix("ExecStart="))
    assert Path(program[0]).exists()
    assert program[-1] == "run"
    assert f"Environment=UNSCROLL_HOME={os.environ['UNSCROLL_HOME']}" in lines


def test_the_autostart_entry_attaches(no_systemd):
    invoke("service", "install")
    (start,) = [x for x in units.autostart_file(os.environ).read_text().splitlines() if x.startswith("Exec=")]
    assert start.endswith("service attach")


def test_odd_folders_are_quoted(monkeypatch):
    monkeypatch.setattr(units, "command_line", lambda: ["/home/z o/100%/un scroll"])
    text = units.unit_text({"UNSCROLL_HOME": '/a "b" $c'})
    assert 'ExecStart="/home/z o/100%%/un scroll" run' in text
    assert 'Environment="UNSCROLL_HOME=/a \\"b\\" $$c"' in text
    assert 'Exec="/home/z o/100%%/un scroll" service attach' in units.autostart_text()


def test_setup_finds_the_browsers_of_the_account(no_systemd, tmp_path):
    (tmp_path / "c/chromium").mkdir(parents=True)
    said = json.loads(invoke("setup", "--yes", "--json").stdout)
    manifest = tmp_path / f"c/chromium/NativeMessagingHosts/{HOST}.json"
    assert f"wrote {manifest}" in said["steps"]
    assert (Path(said["extension"]) / "manifest.json").exists()
    wrapper = Path(json.loads(manifest.read_text())["path"])
    assert os.access(wrapper, os.X_OK)
    assert os.environ["UNSCROLL_HOME"] in wrapper.read_text()
    checks = json.loads(invoke("doctor", "--json").stdout)["checks"]
    assert next(c for c in checks if c["name"] == "Chromium")["works"]


def test_removing_takes_along_what_setup_told_the_browsers(tmp_path):
    env = {"HOME": str(tmp_path), "UNSCROLL_HOME": str(tmp_path / "u"), "XDG_CONFIG_HOME": str(tmp_path / "c")}
    (tmp_path / "c" / "chromium").mkdir(parents=True)
    data = Places.of(env).data
    kept = data / "ledger.db"
    (manifest,) = install(BROWSERS, units.bases(env), data, "#!/bin/sh\n")
    kept.write_bytes(b"")
    assert remove_service(env) == [f"removed {manifest}", f"removed {data / WRAPPER}"]
    assert not manifest.exists()
    assert kept.exists()


def test_a_relative_folder_is_written_out_for_whoever_starts_elsewhere(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("UNSCROLL_HOME", "mine")
    assert f"Environment=UNSCROLL_HOME={tmp_path}/mine" in units.unit_text(os.environ)
    assert f"export UNSCROLL_HOME={tmp_path}/mine\n" in host_wrapper()
