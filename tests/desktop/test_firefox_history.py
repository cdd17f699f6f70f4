"""What a real Firefox measured, beside the script that it was used by."""

import contextlib
import json
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from support.home import invoke

from bench.stage import Screen, missing, openbox, program, tool, until, x_server, xdotool
from unscroll.importers import firefox_history

FIREFOX = shutil.which("firefox-esr")
pytestmark = [
    pytest.mark.desktop,
    pytest.mark.skipif(bool(missing()) or FIREFOX is None, reason="needs firefox-esr, and a virtual screen"),
]
SCRIPT = (
    ("http://www.reddit.com/r/cats/comments/s3cr3t/", 20.0),
    ("http://www.instagram.com/reels/", 25.0),
    ("http://clinic.example/d1agnosis?why=1", 10.0),
)
PREFS = {
    "network.dns.forceResolve": "127.0.0.1",
    "network.stricttransportsecurity.preloadlist": False,
    "dom.security.https_first": False,
    "dom.security.https_first_schemeless": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.aboutwelcome.enabled": False,
    "browser.startup.page": 0,
    "browser.warnOnQuit": False,
    "browser.warnOnQuitShortcut": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "termsofuse.bypassNotification": True,
    "browser.urlbar.suggest.searches": False,
}


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        host = self.headers.get("Host", "")
        body = f"<!doctype html><title>at {host}</title><p>{'post <br>' * 900}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is said."""


@contextmanager
def served() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()


def go(screen: Screen, window: str, address: str) -> None:
    """Types an address, again where a window that has just come up was not ready for it."""
    host = address.split("/")[2]
    for _ in range(8):
        xdotool(screen, "key", "ctrl+l")
        time.sleep(0.3)
        xdotool(screen, "type", "--delay", "5", address)
        xdotool(screen, "key", "Return")
        with contextlib.suppress(AssertionError):
            until(lambda: host in tool(screen, "xdotool", "getwindowname", window), host, 3)
            return
    raise AssertionError(f"Firefox does not go to {host}")


def browse(folder: Path, profile: Path) -> dict[str, float]:
    """Plays the script by keyboard and wheel; for how long each page was in front."""
    took = {}
    with served() as port, x_server() as screen, openbox(screen):
        profile.mkdir(parents=True)
        prefs = {**PREFS, "network.socket.forcePort": f"80={port};443={port}"}
        lines = (f'user_pref("{name}", {json.dumps(value)});\n' for name, value in prefs.items())
        (profile / "user.js").write_text("".join(lines), "utf-8")
        env = {**screen.env, "HOME": str(folder), "MOZ_DISABLE_CONTENT_SANDBOX": "1"}
        argv = (str(FIREFOX), "--no-remote", "--profile", str(profile), "about:blank")
        with program(*argv, env=env, log=folder / "firefox.log") as browser:
            seen = ("xdotool", "search", "--onlyvisible", "--class", "firefox")
            window = until(lambda: tool(screen, *seen).split(), "Firefox", 40)[-1]
            xdotool(screen, "windowactivate", "--sync", window)
            for address, seconds in SCRIPT:
                go(screen, window, address)
                began = time.monotonic()
                xdotool(screen, "mousemove", "600", "500")
                while time.monotonic() - began < seconds:
                    xdotool(screen, "click", "5")
                    time.sleep(0.5)
                took[address] = time.monotonic() - began
            xdotool(screen, "key", "ctrl+q")
            until(lambda: browser.poll() is not None, "Firefox to end", 30)
    return took


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in (("UNSCROLL_HOME", tmp_path / "u"), ("HOME", tmp_path), ("XDG_CONFIG_HOME", tmp_path / "c")):
        monkeypatch.setenv(name, str(value))
    return tmp_path


def test_what_firefox_measured_is_the_script_within_5_percent(home: Path) -> None:
    took = browse(home, home / ".mozilla/firefox/x.default-esr")
    told = json.loads(invoke("import", "--from-this-computer", "--yes", "--json").stdout)
    assert told["source"] == firefox_history.name
    day = json.loads(invoke("day", "--json").stdout)
    scroll = took[SCRIPT[0][0]] + took[SCRIPT[1][0]]
    assert day["seconds"]["scroll"] == pytest.approx(scroll, rel=0.05)
    assert day["history"]["measured_s"] == pytest.approx(sum(took.values()), rel=0.05)
    assert day["history"]["scrolling_s"] > 0
    raw = b"".join(file.read_bytes() for file in (home / "u").rglob("*") if file.is_file())
    assert [secret for secret in (b"s3cr3t", b"d1agnosis", b"clinic") if secret in raw] == []
