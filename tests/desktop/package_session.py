"""A user's desktop in the clean root: both browsers as the system has them, and the service of the package.

Run there as root, `python package_session.py`; prints as JSON what came of it.
"""

import fcntl
import json
import os
import socket
import struct
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from clean_root import HOME, RUNTIME, UID

from bench.sites import sites
from bench.stage import Screen, openbox, program, tool, until, x_server, xdotool

USER = ("setpriv", f"--reuid={UID}", f"--regid={UID}", "--clear-groups")
CHROMIUM = (
    "chromium", "--disable-gpu", "--no-first-run", "--password-store=basic", "--test-type",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
_LIVE = struct.pack("16sh", b"lo", 0x1 | 0x40)


def network_of_its_own() -> None:
    """Brings the loopback up; there is no other."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, 0x8914, _LIVE)


class Session:
    """The user's programs; `env` is what a login gave them."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.env = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(HOME),
            "XDG_RUNTIME_DIR": str(RUNTIME),
            "TZ": "UTC",
            "DISPLAY": screen.display,
            "XAUTHORITY": screen.xauthority,
        }

    def status(self) -> dict[str, Any]:
        done = subprocess.run(
            (*USER, "unscroll", "status", "--json"), env=self.env, capture_output=True, text=True, check=True
        )
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def sees_a_browser(self) -> bool:
        return any(c["name"] == "browser" and c["state"] == "running" for c in self.status()["collectors"])

    def scroll(self, name: str) -> dict[str, float]:
        """Turns the wheel on what the browser shows; the seconds of feeds that the service then knows, and of a
        browser in which it sees nothing."""
        look = lambda: tool(self.screen, "xdotool", "search", "--onlyvisible", "--class", name).split()  # noqa: E731
        window = until(look, f"a window of {name}", 40)[-1]
        xdotool(self.screen, "windowactivate", "--sync", window)
        until(self.sees_a_browser, f"the extension in {name}", 40)
        before = self.status()
        xdotool(self.screen, "mousemove", "500", "500")
        for _ in range(16):
            xdotool(self.screen, "click", "5")
            time.sleep(0.25)
        scrolled = lambda: self.status()["seconds"]["scroll"] - before["seconds"]["scroll"]  # noqa: E731
        until(lambda: scrolled() > 2, f"feeds seen in {name}", 40)
        return {"scroll": scrolled(), "unseen": self.status()["unseen_s"] - before["unseen_s"]}


def chromium(session: Session, folder: Path) -> dict[str, float]:
    with sites(folder) as mapping:
        argv = (*USER, *CHROMIUM, *mapping, "https://www.instagram.com/")
        with program(*argv, env=session.env, log=folder / "chromium.log"):
            return session.scroll("chromium")


def firefox(session: Session, folder: Path) -> dict[str, float]:
    from test_firefox_history import PREFS, served

    profile = HOME / "firefox"
    profile.mkdir()
    with served() as port:
        prefs = {**PREFS, "network.socket.forcePort": f"80={port};443={port}"}
        lines = (f'user_pref("{name}", {json.dumps(value)});\n' for name, value in prefs.items())
        (profile / "user.js").write_text("".join(lines), "utf-8")
        os.chown(profile, UID, UID)
        argv = (*USER, "firefox-esr", "--no-remote", "--profile", str(profile), "http://www.instagram.com/")
        with program(*argv, env=session.env, log=folder / "firefox.log"):
            return session.scroll("firefox")


def main() -> None:
    network_of_its_own()
    folder = Path("/run/stage")
    folder.mkdir(mode=0o755)
    with ExitStack() as parts:
        screen = parts.enter_context(x_server(folder=folder))
        parts.enter_context(openbox(screen))
        session = Session(screen)
        service = parts.enter_context(program(*USER, "unscroll", "run", env=session.env, log=folder / "service.log"))
        until(lambda: (RUNTIME / "unscroll/api.sock").exists() or service.poll() is not None, "the service", 20)
        found = {"chromium": chromium(session, folder)}
        until(lambda: not session.sees_a_browser(), "that Chromium is gone", 20)
        found["firefox"] = firefox(session, folder)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
