"""What a hostile page, program or browser tells the running service: it goes on, and repeats nothing of it."""

import json
import os
import struct
import subprocess
import sys
import threading
import time
from contextlib import contextmanager

import pytest
from desktop.running import environment, running
from desktop.user_systemd import REPOSITORY

from bench.stage import front, openbox, until, x_server, xdotool, xterm
from unscroll import __version__
from unscroll.cli.client import Client
from unscroll.ledger import open_reader
from unscroll.span import Span

pytestmark = pytest.mark.desktop

HOST = REPOSITORY / "daemon/native_host.py"
MARK = "zebrafinch"
"""A word that stands in every hostile title; it must be found nowhere afterwards."""
TITLES = (
    f"{MARK}\x1b]0;x\x07\x00\x1b[31m",
    f"{MARK}</script><img src=x onerror=alert(1)>",
    f"{MARK}\u202e\u2066evil\u2069",
    f"{MARK}'\"; DROP TABLE focus;--",
    MARK * 100_000,
)
SET_TITLE = """
import sys
from Xlib import X, Xatom, display
line = display.Display()
window = line.create_resource_object("window", int(sys.argv[1]))
data = sys.stdin.buffer.read()
name, utf8 = line.intern_atom("_NET_WM_NAME"), line.intern_atom("UTF8_STRING")
window.change_property(name, utf8, 8, data[:60000])
for start in range(60000, len(data), 60000):
    window.change_property(name, utf8, 8, data[start : start + 60000], mode=X.PropModeAppend)
if len(sys.argv) > 2:
    name = sys.argv[2].encode()
    window.change_property(Xatom.WM_CLASS, Xatom.STRING, 8, name + b"\\0" + name + b"\\0")
line.sync()
"""


def set_title(screen, window, title, *name):
    argv = [sys.executable, "-c", SET_TITLE, window, *name]
    subprocess.run(argv, input=title.encode(), env=screen.env, check=True, timeout=30)


@contextmanager
def at_the_desk(tmp_path):
    with (
        x_server() as screen,
        openbox(screen),
        xterm(screen, "one") as one,
        running(environment(tmp_path, screen)) as it,
    ):
        until(lambda: it.runs("x11", "xinput"), "the collectors")
        yield screen, one, it


def traces(it):
    """Every file of the service's that holds the word."""
    files = [path for path in it.home.rglob("*") if path.is_file()]
    return [path for path in files if MARK.encode() in path.read_bytes()]


def test_hostile_titles_change_nothing_and_are_kept_nowhere(tmp_path):
    with (
        x_server() as screen,
        openbox(screen),
        xterm(screen, "one") as one,
        running(environment(tmp_path, screen)) as it,
    ):
        front(screen, one)
        for title in TITLES:
            set_title(screen, one, title)
            xdotool(screen, "key", "a")
            time.sleep(1.2)
            assert it.runs("x11"), it.standing("x11")["why"]
        said = it.doctor() + it.said + it.cli("what-you-know").stdout + it.cli("report", "today").stdout
        assert MARK not in said
        assert "Traceback" not in it.said
    assert traces(it) == []


def test_a_hostile_program_name_is_shown_harmless(tmp_path):
    name = "</script><img src=x onerror=alert(1)>\u202e\x1b[31m"
    with (
        x_server() as screen,
        openbox(screen),
        xterm(screen, "one") as one,
        running(environment(tmp_path, screen)) as it,
    ):
        set_title(screen, one, "one", name)
        front(screen, one)
        xdotool(screen, "key", "a")
        until(lambda: it.seconds() > 1, "time that counts")
        commit(it)
        known = until(lambda: "onerror" in (said := it.cli("what-you-know").stdout) and said, "that it is written")
        assert "\x1b" not in known
        assert "\u202e" not in known
        assert it.cli("report", "today").returncode == 0
    for page in it.places.reports.rglob("*.html"):
        text = page.read_text()
        assert "<img src=x" not in text
        assert "\x1b" not in text
        assert "\u202e" not in text


class Browser:
    """A browser's native host beside the service."""

    def __init__(self, env):
        argv = [sys.executable, "-I", "-S", str(HOST), "chrome-extension://x/"]
        self.host = subprocess.Popen(argv, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def raw(self, data):
        self.host.stdin.write(data)
        self.host.stdin.flush()

    def say(self, message):
        data = json.dumps(message).encode()
        self.raw(struct.pack("=I", len(data)) + data)

    def hello(self, version=__version__):
        self.say({"hello": {"v": 1, "version": version, "browser": "feedbeef"}})

    def hear(self, wanted):
        while True:
            size = struct.unpack("=I", self.host.stdout.read(4))[0]
            message = json.loads(self.host.stdout.read(size))
            if wanted(message):
                return message


@contextmanager
def browser(env):
    found = Browser(env)
    try:
        yield found
    finally:
        found.host.stdin.close()
        found.host.wait(10)
        found.host.stdout.close()


def delta(seq, start_ms, end_ms, **changes):
    state = {
        "visible": True, "focused": True, "audible": False, "playing": False, "full_screen": False,
        "item": 1, "deep": False, "entry": "typed", "participants": None,
    }  # fmt: skip
    body = {
        "v": 1, "run": "0123456789abcdef", "seq": seq, "tab": "7", "start": start_ms, "end": end_ms,
        "place": {"scheme": "https", "host": "www.reddit.com", "path": "/"},
        "state": state, "px": 900, "input": [["wheel", "", start_ms, end_ms, 3]], "acts": [],
    }  # fmt: skip
    return {"delta": body | changes}


def now_ms():
    return time.time_ns() // 1_000_000


def link(it):
    return it.standing("browser")


def test_an_older_extension_is_heard_and_told_of(tmp_path):
    with running(environment(tmp_path)) as it, browser(it.env) as page:
        page.hello("0.0.1")
        until(lambda: link(it)["state"] == "running", "the link")
        assert "0.0.1" in link(it)["why"]
        assert "reload the extension" in link(it)["why"]
        (line,) = [line for line in it.doctor().splitlines() if "reload the extension" in line]
        assert __version__ in line
        page.say(delta(1, now_ms() - 2_000, now_ms()))
        until(lambda: it.status()["seconds"]["scroll"] > 1, "that it counts")
        commit(it)
        page.hear(lambda m: acked(m) == 1)


def test_garbage_from_a_browser_hurts_nobody(tmp_path):
    """Frames of no shape, of no JSON, too large ones; then a good one counts, and no byte of them is repeated."""
    with running(environment(tmp_path)) as it, browser(it.env) as page:
        page.hello()
        until(lambda: link(it)["state"] == "running", "the link")
        for bad in (
            {}, [], 7, None, MARK, {MARK: 1}, {"delta": MARK}, {"delta": {}}, {"hello": MARK},
            delta(1, 0, 1, tab=MARK), delta(2, 5, 1), delta(3, -1, 2**70), delta(4, 0, 1, place={"host": MARK * 500}),
            delta(5, 0, 1, input=[[MARK] * 5]), {"ask": {"tab": MARK}}, {"label": {"tab": "7", "size": MARK}},
        ):  # fmt: skip
            page.say(bad)
        page.raw(struct.pack("=I", 3) + b"{{{")
        page.raw(struct.pack("=I", 5 << 20) + os.urandom(5 << 20))
        page.say(delta(9, now_ms() - 2_000, now_ms()))
        until(lambda: it.status()["seconds"]["scroll"] > 1, "that the good one counts")
        commit(it)
        page.hear(lambda m: acked(m) == 9)
        assert "Traceback" not in it.said
    assert traces(it) == []


def test_a_page_that_floods_is_cut_off_and_the_service_answers(tmp_path):
    with running(environment(tmp_path)) as it, browser(it.env) as page:
        page.hello()
        until(lambda: link(it)["state"] == "running", "the link")
        began = now_ms() - 3_000
        last = {}
        reader = threading.Thread(target=lambda: last.update(page.hear(lambda m: acked(m) == 300)), daemon=True)
        reader.start()
        for seq in range(1, 301):
            page.say(delta(seq, began + seq - 1, began + seq))
        asked = time.monotonic()
        it.status()
        assert time.monotonic() - asked < 5
        until(lambda: commit(it) or last, "the last one's answer", 30)
        assert [line for line in it.said.splitlines() if "too often" in line] == ["browser: " + too_often(it)]
        assert "Traceback" not in it.said
    reader = open_reader(it.places)
    pages = reader.facts(Span(0, 2**42)).page
    reader.close()
    assert sum(s.end_ms - s.start_ms for s in pages) <= 300


def acked(message):
    return (message.get("result") or {}).get("ack", {}).get("seq")


def commit(it):
    """Any decision brings a checkpoint, with a commit; frames are answered when they are on disk."""
    with Client(it.places.socket, 20_000) as client:
        client.call("resume")


def too_often(it):
    return next(line for line in it.said.splitlines() if "too often" in line).removeprefix("browser: ")
