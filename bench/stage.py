"""A desktop without a screen: each part is a context manager that cleans up after itself.

    with x_server() as screen, openbox(screen):
        with xterm(screen, "one"):
            xdotool(screen, "key", "a")

Needs xvfb, openbox, xterm, xdotool, i3lock; its buses are in `bench/dbus.py`.
"""

import os
import secrets
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

PATIENCE_S = 10.0
"""How long anything may take to start on a busy machine before the test fails."""


def until(condition: Callable[[], T], what: str, patience_s: float = PATIENCE_S) -> T:
    """The first truthy answer of `condition`; fails with `what` at the deadline."""
    deadline = time.monotonic() + patience_s
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {patience_s:g} s: {what}")
        time.sleep(0.01)


@contextmanager
def program(
    *argv: str, env: dict[str, str] | None = None, fds: tuple[int, ...] = (), log: Path = Path(os.devnull)
) -> Iterator[subprocess.Popen[bytes]]:
    """A child process in a group of its own, ended with the group at the end; what it says goes into `log`."""
    with log.open("ab") as said:
        child = subprocess.Popen(
            argv,
            env=env,
            pass_fds=fds,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
    try:
        yield child
    finally:
        end(child)


def end(child: subprocess.Popen[bytes], how: int = signal.SIGTERM) -> None:
    """Ends a child's group; harder where it does not go within 3 s."""
    for sign in (how, signal.SIGKILL):
        try:
            os.killpg(child.pid, sign)
        except ProcessLookupError:
            break
        try:
            child.wait(3)
            break
        except subprocess.TimeoutExpired:
            continue
    child.wait(3)


@dataclass
class Screen:
    """A running X server: `display` as in DISPLAY, `xauthority` the file with its cookie."""

    display: str
    xauthority: str
    server: subprocess.Popen[bytes]
    more: dict[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        """An environment of a program on this screen, with nothing of the surrounding desktop."""
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "USER") if key in os.environ}
        return {
            **kept,
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "DISPLAY": self.display,
            "XAUTHORITY": self.xauthority,
            **self.more,
        }


def _cookie_file(folder: Path, number: str) -> Path:
    """An authority file with one MIT-MAGIC-COOKIE-1 for this host; an empty number holds for any display."""
    fields = [socket.gethostname().encode(), number.encode(), b"MIT-MAGIC-COOKIE-1", secrets.token_bytes(16)]
    path = folder / "Xauthority"
    path.write_bytes(struct.pack(">H", 256) + b"".join(struct.pack(">H", len(part)) + part for part in fields))
    return path


@contextmanager
def x_server(number: int | None = None, size: str = "1280x800x24", folder: Path | None = None) -> Iterator[Screen]:
    """Xvfb with a cookie, on a free display unless a number is given; ready when it answers.

    The cookie lies in a folder of its own unless one is given: a session that starts again keeps its authority file.
    """
    with tempfile.TemporaryDirectory(prefix="stage-x-") as own_folder:
        cookie = _cookie_file(folder or Path(own_folder), "")
        reading, writing = os.pipe()
        which = [] if number is None else [f":{number}"]
        argv = ["Xvfb", *which, "-displayfd", str(writing), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
        with program(*argv, "-auth", str(cookie), fds=(writing,)) as server:
            os.close(writing)
            with os.fdopen(reading, "rb") as told:
                if not select.select([told], [], [], PATIENCE_S)[0]:
                    raise AssertionError("Xvfb did not start")
                answer = told.readline().decode().strip()
            if not answer:
                raise AssertionError("Xvfb ended at its start")
            yield Screen(f":{answer}", str(cookie), server)


@contextmanager
def openbox(screen: Screen) -> Iterator[None]:
    """The window manager; ready when it has announced itself and drawn its menus.

    A window that comes before that is not answered, and its toolkit waits for 5 s.
    """
    with program("openbox", "--sm-disable", env=screen.env):
        until(lambda: "_OB_THEME" in tool(screen, "xprop", "-root"), "openbox")
        time.sleep(0.1)
        yield


@contextmanager
def window(screen: Screen, title: str, *argv: str) -> Iterator[str]:
    """A program with a window; gives the window's id when it is shown."""
    with program(*argv, env=screen.env):
        yield until(
            lambda: tool(screen, "xdotool", "search", "--onlyvisible", "--name", f"^{title}$").strip(),
            f"window {title}",
        )


def xterm(screen: Screen, title: str, name: str = "XTerm") -> AbstractContextManager[str]:
    """A terminal that only sleeps; `name` is its WM_CLASS class."""
    return window(screen, title, "xterm", "-class", name, "-T", title, "-e", "sleep", "1000")


def tool(screen: Screen, *argv: str) -> str:
    """What a short program says; its failure is an empty answer."""
    done = subprocess.run(argv, env=screen.env, capture_output=True, timeout=PATIENCE_S, check=False)
    return done.stdout.decode("utf-8", "replace")


def xdotool(screen: Screen, *argv: str) -> str:
    """Real input and window commands; a failure fails the test."""
    done = subprocess.run(
        ["xdotool", *argv], env=screen.env, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    assert done.returncode == 0, f"xdotool {argv}: {done.stderr}"
    return done.stdout


def front(screen: Screen, window_id: str) -> None:
    """Brings a window to the front and waits until the window manager says so."""
    xdotool(screen, "windowactivate", "--sync", window_id)


_FULL_SCREEN = """
import sys
from Xlib import X, display
from Xlib.protocol import event
line = display.Display()
root = line.screen().root
state, full = line.intern_atom("_NET_WM_STATE"), line.intern_atom("_NET_WM_STATE_FULLSCREEN")
window = line.create_resource_object("window", int(sys.argv[1]))
message = event.ClientMessage(window=window, client_type=state, data=(32, [1, full, 0, 1, 0]))
root.send_event(message, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
line.sync()
line.close()
"""


def full_screen(screen: Screen, window_id: str) -> None:
    """Asks the window manager to show a window over the whole screen, and waits for it."""
    subprocess.run([sys.executable, "-c", _FULL_SCREEN, window_id], env=screen.env, check=True, timeout=PATIENCE_S)
    until(lambda: "_NET_WM_STATE_FULLSCREEN" in tool(screen, "xprop", "-id", window_id, "_NET_WM_STATE"), "full screen")


@contextmanager
def i3lock(screen: Screen) -> Iterator[subprocess.Popen[bytes]]:
    """A bare locker that tells nobody; ready when it covers the screen."""
    with program("i3lock", "-n", "-c", "112233", env=screen.env) as child:
        until(lambda: "i3lock" in tool(screen, "xwininfo", "-root", "-tree"), "i3lock")
        yield child


def missing() -> list[str]:
    """The programs this stage needs that the machine lacks."""
    needed = ("Xvfb", "openbox", "xterm", "xdotool", "xprop", "xwininfo", "i3lock", "dbus-daemon", "gdbus")
    return [name for name in needed if shutil.which(name) is None]
