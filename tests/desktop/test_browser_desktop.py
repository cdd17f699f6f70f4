"""Chromium as a person has it: on a real X server, with real input and without a debugger."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from browser_stage import CHROMIUM, CONFIG, EXTENSION, ROOT, until
from relay import Daemon

from bench.sites import sites
from bench.stage import Screen, front, openbox, program, tool, x_server, xdotool, xterm
from unscroll.daemon.native_hosts import install_into, wrapper

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]


@dataclass
class Desk:
    screen: Screen
    daemon: Daemon
    argv: list[str]

    def open(self, url: str, *switches: str) -> None:
        """A further tab (or window) of the running browser."""
        subprocess.run([*self.argv, *switches, url], env=self.screen.env, check=True, timeout=30, capture_output=True)

    def window(self, title: str) -> str:
        look = lambda: tool(self.screen, "xdotool", "search", "--onlyvisible", "--name", title).split()  # noqa: E731
        return until(look, f"a window called {title}", 40)[0]

    def told(self, host: str) -> list[dict[str, Any]]:
        return [delta for delta in self.daemon.deltas if delta["place"].get("host") == host]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as parts:
        screen = parts.enter_context(x_server())
        parts.enter_context(openbox(screen))
        daemon = Daemon(tmp_path / "run/api.sock", CONFIG)
        parts.callback(daemon.kill)
        script = wrapper(Path(sys.executable), ROOT / "daemon" / "native_host.py", str(tmp_path))
        install_into(tmp_path / "profile" / "NativeMessagingHosts", script)
        switches = parts.enter_context(sites(tmp_path))
        argv = [
            str(CHROMIUM),
            f"--user-data-dir={tmp_path / 'profile'}",
            f"--load-extension={EXTENSION}",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--password-store=basic",
            "--test-type",
            "--autoplay-policy=no-user-gesture-required",
            *switches,
        ]
        parts.enter_context(program(*argv, "https://www.youtube.com/watch?v=play", env=screen.env))
        yield Desk(screen, daemon, argv)


def wheel(desk: Desk, times: int) -> None:
    xdotool(desk.screen, "mousemove", "500", "500")
    xdotool(desk.screen, "click", "--repeat", str(times), "--delay", "30", "5")


def test_a_day_at_the_desk(desk: Desk) -> None:
    film = desk.window("A film")
    until(lambda: desk.daemon.pids, "the extension's host", 40)
    desk.open("https://www.instagram.com/")
    until(lambda: "Instagram" in tool(desk.screen, "xdotool", "getwindowname", film), "the second tab in front", 30)
    until(
        lambda: [d for d in desk.told("www.youtube.com") if d["state"]["audible"] and not d["state"]["visible"]],
        "the film heard from behind",
        30,
    )
    front(desk.screen, film)
    wheel(desk, 30)
    with xterm(desk.screen, "elsewhere") as other:
        front(desk.screen, other)
        shown = lambda: re.search(r" saw (\d+)\.", tool(desk.screen, "xdotool", "getwindowname", film))  # noqa: E731
        turns = int(until(shown, "the page's own count")[1])
        assert 10 < turns <= 30
        feed = lambda: sum(i[4] for d in desk.told("www.instagram.com") for i in d["input"] if i[0] == "wheel")  # noqa: E731
        until(lambda: feed() == turns, f"{turns} turns of the wheel", 30)
    assert {d["state"]["focused"] for d in desk.told("www.instagram.com") if d["input"]} == {True}
    desk.open("https://www.reddit.com/", "--incognito")
    desk.window("Reddit.*Incognito|Reddit")
    wheel(desk, 5)
    desk.open("https://x.com/home", "--new-window")
    until(lambda: desk.told("x.com") or desk.window("X - Chromium"), "the last page", 30)
    front(desk.screen, film)
    until(lambda: desk.told("x.com"), "the last page's piece", 30)
    assert not desk.told("www.reddit.com"), "a private window"
    assert "reddit" not in "".join(desk.daemon.lines)
