"""A real Firefox with the extension on look-alike sites, as `browser_stage` has a Chromium.

Pages, mouse, keyboard speak like Playwright's, as far as the tests of the extension use them, so that the same tests
run in both.
"""

import json
import os
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

from bidi import Bidi
from browser_stage import CONFIG, ROOT, Stage, until
from relay import Daemon
from test_firefox_history import PREFS

from bench.package_extension import pack_firefox
from bench.sites import sites
from bench.stage import program
from unscroll.daemon.native_hosts import BROWSERS, FIREFOX_ID, Bases, install, wrapper

FIREFOX = shutil.which("firefox-esr")
_UUID = "5e1f0000-0000-4000-8000-000000000001"
"""By which this profile knows the extension; a profile of its own would draw one."""
_KEYS = {"Enter": "\ue007", "ArrowDown": "\ue015"}


class Page:
    def __init__(self, bidi: Bidi, context: str) -> None:
        self._bidi, self._context = bidi, context
        self._at = (0, 0)
        self.mouse, self.keyboard = self, _Keyboard(self)

    def goto(self, url: str) -> None:
        self._bidi.send("browsingContext.navigate", context=self._context, url=url, wait="complete")

    def evaluate(self, expression: str) -> Any:
        told = self._bidi.send(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._context},
            awaitPromise=True,
            userActivation=False,
        )
        assert told["type"] == "success", told
        value = told["result"].get("value")
        return None if value is None else json.loads(value)

    def wait_for_timeout(self, ms: float) -> None:
        sleep(ms / 1000)

    def move(self, x: int, y: int) -> None:
        self._at = (x, y)
        self.act("pointer", {"type": "pointerMove", "x": x, "y": y})

    def wheel(self, dx: int, dy: int) -> None:
        x, y = self._at
        self.act("wheel", {"type": "scroll", "x": x, "y": y, "deltaX": dx, "deltaY": dy})

    def click(self, selector: str) -> None:
        box = self.evaluate(
            f"(({{x, y, width, height}}) => [x + width / 2, y + Math.min(height / 2, 10)])"
            f"(document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
        )
        self.move(int(box[0]), int(box[1]))
        self.act("pointer", {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0})

    def bring_to_front(self) -> None:
        self._bidi.send("browsingContext.activate", context=self._context)

    def close(self) -> None:
        self._bidi.send("browsingContext.close", context=self._context)

    def act(self, kind: str, *actions: dict[str, Any]) -> None:
        source = {"type": kind, "id": kind, "actions": list(actions)}
        self._bidi.send("input.performActions", context=self._context, actions=[source])


class _Keyboard:
    def __init__(self, page: Page) -> None:
        self._page = page

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def press(self, name: str) -> None:
        value = _KEYS.get(name, name)
        self._page.act("key", {"type": "keyDown", "value": value}, {"type": "keyUp", "value": value})


class Context:
    """`pages[0]` is the page that shows nothing; the only worker is a page of the extension, which sees its stores."""

    def __init__(self, bidi: Bidi, blank: Page) -> None:
        self._bidi = bidi
        own = self.new_page()
        own.goto(f"moz-extension://{_UUID}/popup.html")
        self.pages, self.service_workers = [blank], [own]
        blank.bring_to_front()

    def new_page(self) -> Page:
        page = Page(self._bidi, self._bidi.send("browsingContext.create", type="tab")["context"])
        page.bring_to_front()
        return page


@contextmanager
def _browser(folder: Path, home: Path, switches: tuple[str, ...]) -> Iterator[Bidi]:
    """Firefox on the look-alike sites, and the line by which it is driven."""
    port = re.search(r"127\.0\.0\.1:(\d+)", " ".join(switches))
    assert port
    profile = folder / "profile"
    profile.mkdir()
    prefs = {
        **PREFS,
        "network.socket.forcePort": f"443={port[1]};80={port[1]}",
        "extensions.webextensions.uuids": json.dumps({FIREFOX_ID: _UUID}),
        "remote.prefs.recommended": True,
    }
    lines = (f'user_pref("{name}", {json.dumps(value)});\n' for name, value in prefs.items())
    (profile / "user.js").write_text("".join(lines), "utf-8")
    argv = (str(FIREFOX), "--no-remote", "--profile", str(profile), "--headless", "--remote-debugging-port", "0")
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "MOZ_DISABLE_CONTENT_SANDBOX": "1", "TZ": "UTC"}
    log = folder / "firefox.log"
    with program(*argv, "--remote-allow-system-access", "about:blank", env=env, log=log):
        said = until(lambda: re.search(r"BiDi listening on ws://127\.0\.0\.1:(\d+)", log.read_text()), "BiDi", 40)
        yield Bidi(int(said[1]))


@contextmanager
def firefox_stage(folder: Path, **config: Any) -> Iterator[Stage]:
    daemon = Daemon(folder / "run/api.sock", {**CONFIG, **config})
    extension = folder / "extension"
    pack_firefox(folder / "extension.xpi")
    with zipfile.ZipFile(folder / "extension.xpi") as packed:
        packed.extractall(extension)
    home = folder / "home"
    (home / ".mozilla").mkdir(parents=True)
    script = wrapper(Path(sys.executable), ROOT / "daemon" / "native_host.py", str(folder))
    install([b for b in BROWSERS if b.name == "Firefox"], Bases(home / ".config", home), folder / "host", script)
    with sites(folder) as switches, _browser(folder, home, switches) as bidi:
        bidi.send("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        blank = Page(bidi, bidi.send("browsingContext.getTree")["contexts"][0]["context"])
        bidi.send("webExtension.install", extensionData={"type": "path", "path": str(extension)})
        until(lambda: daemon.frames, "the extension's hello")
        context = Context(bidi, blank)
        stage = Stage(folder, daemon, context, [daemon])
        try:
            yield stage
        finally:
            stage.daemon.kill()
            bidi.close()
