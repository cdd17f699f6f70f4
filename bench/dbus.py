"""Buses without a desktop: private ones, with mocks of what a desktop has on them.

    with buses() as bus, logind(bus):
        set_property(bus, LOGIN_SESSION_INTERFACE, "LockedHint", "<true>")

Needs dbus, python3-dbusmock.
"""

import os
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.stage import PATIENCE_S, end, program, until


@dataclass(frozen=True)
class Buses:
    """The addresses of a private session bus and a private system bus, each of which may be killed."""

    session: str
    system: str
    session_daemon: subprocess.Popen[bytes]
    system_daemon: subprocess.Popen[bytes]

    def kill_session(self) -> None:
        end(self.session_daemon, signal.SIGKILL)

    def kill_system(self) -> None:
        end(self.system_daemon, signal.SIGKILL)


@contextmanager
def _bus(kind: str, folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    path = folder / kind
    config = folder / f"{kind}.conf"
    config.write_text(
        f"<busconfig><type>{kind}</type><listen>unix:path={path}</listen><auth>EXTERNAL</auth>"
        '<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>'
        '<allow own="*"/><allow user="*"/></policy></busconfig>'
    )
    with program("dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile") as daemon:
        until(path.is_socket, f"the {kind} bus")
        yield f"unix:path={path}", daemon


@contextmanager
def buses() -> Iterator[Buses]:
    """A private session bus and a private system bus, on which anybody may own any name."""
    with (
        tempfile.TemporaryDirectory(prefix="stage-bus-") as folder,
        _bus("session", Path(folder)) as (session, session_daemon),
        _bus("system", Path(folder)) as (system, system_daemon),
    ):
        yield Buses(session, system, session_daemon, system_daemon)


def gdbus(address: str, destination: str, path: str, method: str, *arguments: str) -> str:
    """One call on a bus, by Debian's gdbus; a failure fails the test."""
    done = subprocess.run(
        ["gdbus", "call", "--address", address, "-d", destination, "-o", path, "-m", method, *arguments],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, f"{method}: {done.stderr}"
    return done.stdout


def owned(address: str, name: str) -> bool:
    """Whether somebody owns the name on the bus."""
    answer = gdbus(address, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner", name)
    return "true" in answer


LOGIN = "org.freedesktop.login1"
LOGIN_PATH = "/org/freedesktop/login1"
LOGIN_SESSION = "/org/freedesktop/login1/session/c1"
LOGIN_SESSION_INTERFACE = f"{LOGIN}.Session"
MOCK = "org.freedesktop.DBus.Mock"


@contextmanager
def logind(bus: Buses, session: str = "c1") -> Iterator[None]:
    """dbusmock's logind on the private system bus, with one session of this user."""
    env = {**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": bus.system, "DBUS_SESSION_BUS_ADDRESS": bus.session}
    with program("/usr/bin/python3", "-m", "dbusmock", "--system", "--template", "logind", env=env):
        until(lambda: owned(bus.system, LOGIN), "the mock of logind")
        user = str(os.getuid())
        gdbus(bus.system, LOGIN, LOGIN_PATH, f"{MOCK}.AddSession", session, "seat0", user, "desk", "true")
        yield


@contextmanager
def mock(address: str, name: str, path: str, interface: str) -> Iterator[None]:
    """dbusmock with one object on a bus; it owns the name when the block begins."""
    env = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": address}
    with program("/usr/bin/python3", "-m", "dbusmock", "--session", name, path, interface, env=env):
        until(lambda: owned(address, name), name)
        yield


def set_property(bus: Buses, interface: str, name: str, value: str) -> None:
    """Sets a property of the mocked login session, as logind would; the value in GVariant text, e.g. `<true>`."""
    gdbus(bus.system, LOGIN, LOGIN_SESSION, f"{MOCK}.UpdateProperties", interface, f"{{'{name}': {value}}}")


def emit(address: str, name: str, path: str, interface: str, signal_name: str, signature: str, values: str) -> None:
    """Lets a mock emit a signal; the values in GVariant text, e.g. `[<true>]`."""
    gdbus(address, name, path, f"{MOCK}.EmitSignal", interface, signal_name, signature, values)
