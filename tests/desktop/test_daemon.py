"""The daemon as a process on a real X server."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest

from bench.stage import front, openbox, until, x_server, xdotool, xterm
from unscroll.clock import SystemClock
from unscroll.ledger import open_reader, open_writer
from unscroll.places import Places
from unscroll.span import Span

pytestmark = pytest.mark.desktop


def environment(home, screen=None):
    env = {"UNSCROLL_HOME": str(home), "TZ": "UTC", "PATH": os.environ["PATH"], "HOME": str(home)}
    if screen is not None:
        env |= {"DISPLAY": screen.display, "XAUTHORITY": screen.xauthority}
    return env


@contextmanager
def daemon(home, screen=None):
    """`unscroll run`; ended by SIGTERM unless it is gone already."""
    child = subprocess.Popen([sys.executable, "-m", "unscroll", "run"], env=environment(home, screen))
    path = Places.of(environment(home)).socket
    try:
        until(lambda: answers(path), "the socket", 20)
        yield child, path
    finally:
        if child.poll() is None:
            child.terminate()
        child.wait(20)


def answers(path):
    try:
        return ask(path, "status")
    except OSError:
        return None


def ask(path, method, **params):
    with socket.socket(socket.AF_UNIX) as door:
        door.settimeout(10)
        door.connect(str(path))
        door.sendall(json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": params}).encode() + b"\n")
        return json.loads(door.makefile().readline())["result"]


def seconds(status):
    return sum(status["seconds"].values())


def running(status):
    return {c["name"] for c in status["collectors"] if c["state"] == "running"}


def test_focus_and_input_of_a_real_desktop_are_in_status_at_once_and_in_the_ledger(tmp_path):
    with x_server() as screen, openbox(screen), xterm(screen, "one") as one, daemon(tmp_path, screen) as (child, path):
        until(lambda: {"x11", "xinput"} <= running(ask(path, "status")), "the collectors")
        front(screen, one)
        xdotool(screen, "key", "a")
        time.sleep(1.5)
        status = ask(path, "status")
        assert seconds(status) >= 1.3
        child.send_signal(signal.SIGTERM)
        assert child.wait(20) == 0
    reader = open_reader(Places.of(environment(tmp_path)))
    facts = reader.facts(Span(0, 2**42))
    reader.close()
    assert "XTerm" in {s.fact.surface.app for s in facts.focus}
    assert "key" in {str(s.fact.kind) for s in facts.input}


def test_a_change_of_focus_is_in_status_within_a_tenth_of_a_second(tmp_path):
    """The limit of CONTRACT 6 is 100 ms; three times that is allowed here, where other tests share the machine."""
    with (
        x_server() as screen,
        openbox(screen),
        xterm(screen, "one") as one,
        xterm(screen, "two", "Other") as two,
        daemon(tmp_path, screen) as (_, path),
    ):
        until(lambda: {"x11", "xinput"} <= running(ask(path, "status")), "the collectors")
        xdotool(screen, "key", "a")
        took = []
        for window, app in [(one, "XTerm"), (two, "Other")] * 3:
            front(screen, window)
            began = time.monotonic()
            until(lambda app=app: newest_app(path) == app, f"{app} in front")
            took.append(time.monotonic() - began)
        assert sorted(took)[len(took) // 2] < 0.3


def newest_app(path):
    now_ms = time.time_ns() // 1_000_000
    rows = ask(path, "explain", start_ms=now_ms - 5_000, end_ms=now_ms + 1_000)
    apps = [s for row in rows for s in row["sightings"] if s["source"] == "x11"]
    return max(apps, key=lambda s: s["span"]["end"])["app"] if apps else ""


def newest_typed(path, screen):
    """`newest_app` after a key: only time that somebody attends to is explained."""
    xdotool(screen, "key", "a")
    return newest_app(path)


def test_a_desktop_that_comes_later_is_found_and_another_one_after_it(tmp_path):
    with daemon(tmp_path) as (_, path):
        for app in ("First", "Second"):
            with x_server() as screen, openbox(screen), xterm(screen, "one", app) as window:
                env = {"DISPLAY": screen.display, "XAUTHORITY": screen.xauthority, "XDG_SESSION_TYPE": "x11"}
                ask(path, "attach", environment=env)
                front(screen, window)
                until(lambda app=app, screen=screen: newest_typed(path, screen) == app, f"{app} in front", 20)


def test_kill_9_leaves_a_whole_ledger_and_no_lock(tmp_path):
    with x_server() as screen, openbox(screen), xterm(screen, "one") as one, daemon(tmp_path, screen) as (child, path):
        front(screen, one)
        xdotool(screen, "key", "a")
        until(lambda: seconds(ask(path, "status")) > 0.3, "something counted")
        ask(path, "pause", duration_ms=60_000)  # commits
        child.kill()
        child.wait(10)
    places = Places.of(environment(tmp_path))
    with open_writer(places, SystemClock()) as writer:
        assert writer.notices == ()
        assert writer.reader.facts(Span(0, 2**42)).focus
