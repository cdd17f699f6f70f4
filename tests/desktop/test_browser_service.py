"""The real service behind the real extension: seconds, a label, and kill -9 in the middle."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from browser_stage import CHROMIUM, EXTENSION, ROOT, until
from playwright.sync_api import Page, sync_playwright

from bench.sites import sites
from unscroll.daemon.native_hosts import install_into, wrapper

pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium"),
]
UNSCROLL = Path(sys.executable).parent / "unscroll"


class Service:
    """`unscroll run` in a home of its own, without a desktop session."""

    def __init__(self, home: Path) -> None:
        self.home = home
        hidden = ("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS")
        self.env = {key: value for key, value in os.environ.items() if key not in hidden}
        self.env |= {"UNSCROLL_HOME": str(home), "TZ": "UTC"}
        self.start()

    def start(self) -> None:
        with (self.home / "log").open("ab") as log:
            self.process = subprocess.Popen([UNSCROLL, "run"], env=self.env, stdout=log, stderr=log)
        until(lambda: self.ask("status")["daemon"]["running"], "the service", 30)

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def ask(self, *argv: str) -> dict[str, Any]:
        done = subprocess.run([UNSCROLL, *argv, "--json"], env=self.env, capture_output=True, timeout=30, check=True)
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Service, Any]]:
    with ExitStack() as parts:
        service = Service(tmp_path)
        parts.callback(service.kill)
        profile = tmp_path / "profile"
        script = wrapper(Path(sys.executable), ROOT / "daemon" / "native_host.py", str(tmp_path))
        install_into(profile / "NativeMessagingHosts", script)
        switches = parts.enter_context(sites(tmp_path))
        play = parts.enter_context(sync_playwright())
        context = play.chromium.launch_persistent_context(
            str(profile),
            executable_path=str(CHROMIUM),
            chromium_sandbox=False,
            ignore_default_args=["--disable-extensions"],
            args=[f"--load-extension={EXTENSION}", "--disable-gpu", "--disable-quic", "--no-first-run", *switches],
        )
        parts.callback(context.close)
        if not context.service_workers:
            context.wait_for_event("serviceworker")
        until(lambda: browser_state(service) == "running", "the extension's link", 40)
        yield service, context


def browser_state(service: Service) -> str:
    collectors = service.ask("status")["collectors"]
    return next(c["state"] for c in collectors if c["name"] == "browser")


def scroll_for(page: Page, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        page.mouse.wheel(0, 100)
        page.wait_for_timeout(250)


def test_seconds_survive_the_death_of_the_service(desk: tuple[Service, Any]) -> None:
    service, context = desk
    page = context.new_page()
    page.goto("https://www.instagram.com/")
    page.mouse.move(300, 300)
    began = time.monotonic()
    scroll_for(page, 6)
    service.kill()
    scroll_for(page, 6)
    service.start()
    context.service_workers[0].evaluate("chrome.alarms.create('link', {when: Date.now()})")
    scroll_for(page, 2)
    page.goto("https://www.instagram.com/direct/t/12345/")
    scrolled = time.monotonic() - began
    page.click("#box")
    page.keyboard.type("hello")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1500)
    page.goto("about:blank")

    def day() -> dict[str, Any] | None:
        found = service.ask("day")
        return found if found["acts"]["sent"] else None

    found = until(day, "the message that was sent", 40)
    assert found["acts"]["sent"] == 1
    assert found["seconds"]["private"] > 1
    assert abs(found["seconds"]["scroll"] - scrolled) < 2
    assert abs(sum(found["seconds"].values()) - found["accounted_s"]) < 0.001
    files = b"".join(path.read_bytes() for path in service.home.glob("data/ledger.db*"))
    assert b"instagram" in files
    assert b"12345" not in files
    assert b"hello" not in files
