"""Installing: the steps that put the service in place or take it away."""

import os
import subprocess
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from unscroll.cli import units
from unscroll.cli.client import Client, NoDaemon
from unscroll.cli.link_handler import close_links, open_links
from unscroll.daemon.native_hosts import BROWSERS, remove
from unscroll.errors import Exit, UnscrollError
from unscroll.places import Places

_START_S = 20


def install_service(env: Mapping[str, str]) -> list[str]:
    """Puts unit, autostart entry, what opens links in place, enables and (re)starts; the steps done, in words."""
    steps = [
        *_unit_in_place(env),
        _write(units.autostart_file(env), units.autostart_text()),
        _write(units.links_file(env), units.links_text(env)),
    ]
    open_links(units.config_home(env))
    if not units.user_systemd(env):
        return [*steps, "no systemd user manager here: the autostart entry starts the daemon at login"]
    units.systemctl("daemon-reload")
    units.systemctl("enable", units.UNIT)
    units.systemctl("restart", units.UNIT)
    return [*steps, "the service is enabled and started"]


def remove_service(env: Mapping[str, str]) -> list[str]:
    """Stops and disables, removes unit, autostart entry, what browsers start; the steps done, in words."""
    steps = []
    unit, autostart = units.unit_file(env), units.autostart_file(env)
    managed = units.user_systemd(env)
    if units.installed_unit(env) and managed:
        units.systemctl("disable", "--now", units.UNIT)
        steps.append("the service is stopped")
    close_links(units.config_home(env))
    for file in (unit, autostart, units.links_file(env)):
        if file.exists():
            file.unlink()
            steps.append(f"removed {file}")
    if steps and managed:
        units.systemctl("daemon-reload")
    gone = remove(BROWSERS, units.bases(env), Places.of(env).data)
    return [*steps, *(f"removed {file}" for file in gone)]


def _unit_in_place(env: Mapping[str, str]) -> Iterator[str]:
    """The user's own unit; none where the package has brought one, which an own one would stand before."""
    own = units.unit_file(env)
    brought = units.brought(env)
    if brought is None:
        yield _write(own, units.unit_text(env))
        return
    if own.exists():
        if units.user_systemd(env):
            units.systemctl("disable", units.UNIT)
        own.unlink()
        yield f"removed {own}: the package brings its own"
    yield f"the unit is {brought}"


def start_detached(places: Places) -> None:
    """Starts `unscroll run` in a session of its own, waits until it answers; UnscrollError (69) where it does not."""
    places.make()
    with (places.state / "daemon.log").open("ab") as log:
        os.fchmod(log.fileno(), 0o600)
        child = subprocess.Popen(
            [*units.command_line(), "run"], stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
    until = time.monotonic() + _START_S
    while time.monotonic() < until and child.poll() is None:
        try:
            with Client(places.socket) as client:
                client.call("status")
                return
        except NoDaemon:
            time.sleep(0.1)
    raise UnscrollError("the daemon did not start", f"See {places.state / 'daemon.log'}", Exit.NO_DAEMON)


def _write(file: Path, text: str) -> str:
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return f"{file} is as it should be"
    file.write_text(text, encoding="utf-8")
    return f"wrote {file}"
