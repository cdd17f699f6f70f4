"""A whole desk without a screen: window manager, daemon, Chromium with the extension, a terminal, look-alike sites."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.hands import Hands, hands
from bench.sites import sites
from bench.stage import Screen, openbox, program, tool, until, x_server, xterm

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = Path("/usr/bin/chromium")
START_S = 40.0
"""How long a browser may take to start on a busy machine."""
SWITCHES = (
    f"--load-extension={ROOT / 'extension'}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=Prerender2",
    "--password-store=basic",
    "--test-type",
    "--start-maximized",
    "--autoplay-policy=no-user-gesture-required",
)


@dataclass
class Requests:
    """What the browser asked the look-alike sites for, each with its instant of the monotonic clock."""

    found: list[tuple[float, str, str]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def asked(self, host: str, path: str) -> None:
        with self.lock:
            self.found.append((time.monotonic(), host, path))

    def first(self, host: str, path: str, since: float) -> float | None:
        """When a page was asked for first after an instant; None where it was not yet."""
        with self.lock:
            return next((at for at, h, p in self.found if (h, p) == (host, path) and at >= since), None)


@dataclass
class Service:
    """A running daemon with its home."""

    home: Path
    env: dict[str, str]
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        return (self.home / "daemon.log").read_text(errors="replace")

    def ask(self, method: str, **params: Any) -> Any:
        """One call over the socket."""
        with socket.socket(socket.AF_UNIX) as door:
            door.settimeout(10)
            door.connect(str(self.home / "run" / "api.sock"))
            body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
            door.sendall(json.dumps(body).encode() + b"\n")
            with door.makefile("rb") as lines:
                answer = json.loads(lines.readline())
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    def runs(self, collector: str) -> bool:
        """Whether a collector sees its source now."""
        found = self.ask("status")["collectors"]
        return any(c["name"] == collector and c["state"] == "running" for c in found)

    def say(self, *command: str) -> str:
        """What a command of the program prints; its failure is raised with what it said."""
        argv = [sys.executable, "-m", "unscroll", *command]
        done = subprocess.run(argv, env=self.env, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"unscroll {' '.join(command)}: {done.stderr.strip()}")
        return done.stdout

    @property
    def answers(self) -> bool:
        try:
            return bool(self.ask("status"))
        except OSError:
            return False


@dataclass
class Desk:
    """Everything at hand."""

    screen: Screen
    hands: Hands
    service: Service
    requests: Requests
    browser: str
    terminal: str


@contextmanager
def service(home: Path, env: dict[str, str]) -> Iterator[Service]:
    """The daemon as `unscroll run` starts it; ready when its socket answers."""
    home.mkdir(parents=True, exist_ok=True)
    whole = {**env, "HOME": str(home), "UNSCROLL_HOME": str(home), "TZ": noon()}
    argv = (sys.executable, "-m", "unscroll", "run")
    with program(*argv, env={**whole, "PYTHONPATH": str(ROOT)}, log=home / "daemon.log") as process:
        found = Service(home, whole, process)
        until(lambda: found.answers or process.poll() is not None, "the daemon's socket", START_S)
        if process.poll() is not None:
            raise AssertionError(f"the daemon ended: {found.log}")
        yield found


@contextmanager
def browser(desk: Screen, running: Service, url: str, asked: Requests) -> Iterator[str]:
    """Chromium with the extension, linked to the daemon, on a look-alike page; gives its window's id."""
    profile = running.home / "profile"
    running.say("setup", "--native-host", str(profile / "NativeMessagingHosts"))
    with (
        sites(running.home, asked.asked) as mapping,
        program(
            str(CHROMIUM), f"--user-data-dir={profile}", *SWITCHES, *mapping, url, env=running.env,
            log=running.home / "browser.log",
        ),
    ):  # fmt: skip
        look = lambda: tool(desk, "xdotool", "search", "--onlyvisible", "--class", "chromium").split()  # noqa: E731
        found = str(until(look, "Chromium's window", START_S)[-1])
        until(lambda: running.runs("browser"), "the extension's link", START_S)
        yield found


@contextmanager
def desk(home: Path, url: str, display: Screen | None = None) -> Iterator[Desk]:
    """The whole desk, the browser in front on `url`."""
    with ExitStack() as parts:
        screen = display or parts.enter_context(x_server())
        if display is None:
            parts.enter_context(openbox(screen))
        running = parts.enter_context(service(home, screen.env))
        terminal = parts.enter_context(xterm(screen, "elsewhere"))
        asked = Requests()
        window = parts.enter_context(browser(screen, running, url, asked))
        yield Desk(screen, parts.enter_context(hands(screen)), running, asked, window, terminal)


def noon() -> str:
    """A zone in which it is about noon now, so that no Day turns in the middle."""
    ahead = 12 - datetime.now(UTC).hour
    return f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT"
