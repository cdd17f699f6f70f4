"""A real Chromium with the extension, its native host and a stand-in daemon on look-alike sites."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, Playwright
from relay import Daemon

from bench.sites import sites
from unscroll.daemon.native_hosts import install_into, wrapper

ROOT = Path(__file__).resolve().parents[2]
EXTENSION = ROOT / "extension"
CHROMIUM = Path("/usr/bin/chromium")
ASKS = ["ask", "forget", "label", "log", "pause", "people", "resume", "settings", "work"]
CONFIG = {"sites": "social", "never": [], "rules": [], "private": False, "asks": ASKS}


def until(look: Callable[[], Any], what: str, seconds: float = 20, step: Page | None = None) -> Any:
    """What `look` gives once it is true; fails after the deadline. `step` is a page that goes on meanwhile."""
    end = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < end, f"waited {seconds} s for {what}"
        if step:
            step.wait_for_timeout(50)
        else:
            time.sleep(0.05)
    return found


@dataclass(slots=True)
class Stage:
    folder: Path
    daemon: Daemon
    context: BrowserContext
    daemons: list[Daemon] = field(default_factory=list)

    @property
    def worker(self) -> Any:
        return self.context.service_workers[0]

    @property
    def deltas(self) -> list[dict[str, Any]]:
        """Every piece that any daemon of the stage was told, each once, as the ledger would hold it."""
        told = {(d["run"], d["seq"]): d for one in self.daemons for d in one.deltas}
        return [told[key] for key in sorted(told)]

    @property
    def lines(self) -> str:
        return "".join(line for one in self.daemons for line in one.lines)

    def page(self, url: str) -> Page:
        page = self.context.new_page()
        page.goto(url)
        page.mouse.move(300, 300)
        return page

    def leave(self, page: Page) -> None:
        """Closes the page and waits until everything it counted was told."""
        page.goto("about:blank")
        self.context.pages[0].bring_to_front()
        page.close()
        self.settle()

    def settle(self) -> None:
        """Waits until nothing is unacknowledged."""
        kept = (
            "chrome.storage.session.get(null).then(all => Object.keys(all).filter(k => k.startsWith('frame ')).length)"
        )
        until(lambda: self.worker.evaluate(kept) == 0, "acknowledgements")

    def restart_daemon(self, **changes: Any) -> Daemon:
        self.daemon = Daemon(self.folder / "run/api.sock", {**CONFIG, **changes})
        self.daemons.append(self.daemon)
        return self.daemon

    def count(self, kind: str, **where: str) -> int:
        """Events of a kind on all pages of a host."""
        return sum(
            run[4]
            for delta in self.deltas
            for run in delta["input"]
            if run[0] == kind and delta["place"].get("host") == where.get("host", delta["place"].get("host"))
        )


@contextmanager
def stage(
    play: Playwright, folder: Path, headless: bool = True, silent: bool = False, **config: Any
) -> Iterator[Stage]:
    daemon = Daemon(folder / "run/api.sock", {**CONFIG, **config})
    daemon.silent = silent
    profile = folder / "profile"
    script = wrapper(Path(sys.executable), ROOT / "daemon" / "native_host.py", str(folder))
    install_into(profile / "NativeMessagingHosts", script)
    with sites(folder) as switches:
        context = play.chromium.launch_persistent_context(
            str(profile),
            executable_path=str(CHROMIUM),
            headless=headless,
            chromium_sandbox=False,
            ignore_default_args=["--disable-extensions", "--mute-audio"],
            args=[
                f"--disable-extensions-except={EXTENSION}",
                f"--load-extension={EXTENSION}",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                *switches,
            ],
        )
        try:
            if not context.service_workers:
                context.wait_for_event("serviceworker")
            stage = Stage(folder, daemon, context, [daemon])
            until(lambda: daemon.frames, "the extension's hello")
            yield stage
        finally:
            context.close()
            stage.daemon.kill()
