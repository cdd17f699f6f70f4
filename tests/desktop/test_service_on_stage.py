"""The real service end to end: X that comes late and dies, kill -9, suspend, locks."""

import os
import signal
import time
from contextlib import ExitStack

import pytest
from desktop.running import environment, running

from bench import dbus, stage
from bench.stage import front, openbox, until, x_server, xdotool, xterm
from unscroll.ledger import check, open_reader
from unscroll.sighting import SessionState
from unscroll.span import Span

pytestmark = pytest.mark.desktop

ALL = Span(0, 2**42)
LOCKED_S = 7
"""Longer than the 5 s within which instants of input join: a run that spans the lock would have counted in it."""


def facts(it):
    reader = open_reader(it.places)
    found = reader.facts(ALL)
    reader.close()
    return found


def window_s(it, app):
    """How long a program was in front, by `unscroll explain` of the last hour."""
    rows = it.json("explain")
    seen = [s for row in rows for s in row["sightings"] if s.get("app") == app]
    return len(seen)


def typed_into(screen, it, app):
    """A key, since only time that somebody attends to is explained; then as `window_s`."""
    xdotool(screen, "key", "a")
    return window_s(it, app)


def free_number():
    return next(n for n in range(300, 500) if not os.path.lexists(f"/tmp/.X11-unix/X{n}"))


def test_the_service_is_there_before_x_and_after_x_was_killed(tmp_path):
    """From X's start to the first window seen within 5 s, twice; the windows' time is in `explain` and in the day."""
    number = free_number()
    cookies = tmp_path / "cookies"
    cookies.mkdir()
    env = environment(tmp_path, DISPLAY=f":{number}", XAUTHORITY=str(cookies / "Xauthority"))
    with running(env) as it:
        assert not it.runs("x11")
        for app in ("First", "Second"):
            with ExitStack() as desktop:
                began = time.monotonic()
                screen = desktop.enter_context(x_server(number, folder=cookies))
                desktop.enter_context(openbox(screen))
                window = desktop.enter_context(xterm(screen, "one", app))
                front(screen, window)
                until(lambda app=app, screen=screen: typed_into(screen, it, app), f"{app} seen", 5)
                took = time.monotonic() - began
                print(f"{app} seen {took:.2f} s after the start of X")
                assert took < 5
                before = it.seconds()
                xdotool(screen, "key", "a")
                until(lambda before=before: it.seconds() > before + 1, "time that counts")
                os.kill(screen.server.pid, signal.SIGKILL)
                until(lambda: not it.runs("x11"), "that X is gone")
                assert "a bug" not in it.standing("x11")["why"]
        day = it.json("day")
        assert day["seconds"]["other"] >= 2
    assert {"First", "Second"} <= {s.fact.surface.app for s in facts(it).focus}
    assert "Traceback" not in it.said


def test_kill_9_costs_at_most_30_s_and_it_goes_on(tmp_path):
    with x_server() as screen, openbox(screen), xterm(screen, "one") as one:
        env = environment(tmp_path, screen)
        with running(env) as it:
            until(lambda: it.runs("x11", "xinput"), "the collectors")
            front(screen, one)
            began = time.monotonic()
            while time.monotonic() - began < 38:
                xdotool(screen, "key", "a")
                time.sleep(0.5)
            worked = time.monotonic() - began
            os.kill(it.process.pid, signal.SIGKILL)
            it.process.wait(10)
        kept_ms = sum(s.end_ms - s.start_ms for s in facts(it).focus)
        print(f"{worked:.1f} s at the desk, {kept_ms / 1000:.1f} s kept after kill -9")
        assert kept_ms >= (worked - 30) * 1000
        checked = it.cli("check")
        assert checked.returncode == 0, checked.stdout
        with running(env) as again:
            assert again.status()["notices"] == []
            assert again.seconds() * 1000 >= kept_ms - 1_000
            until(lambda: again.runs("x11", "xinput"), "the collectors")
            before = again.seconds()
            xdotool(screen, "key", "a")
            until(lambda: again.seconds() > before + 1, "that it goes on")
        assert check(again.places) == ()


@pytest.fixture
def desk(tmp_path):
    """A screen with a window, logind, and the service beside them."""
    with (
        x_server() as screen,
        openbox(screen),
        xterm(screen, "one") as one,
        dbus.buses() as bus,
        dbus.logind(bus),
        running(environment(tmp_path, screen, bus, XDG_SESSION_ID="c1")) as it,
    ):
        until(lambda: it.runs("x11", "xinput", "logind", "locker"), "the collectors")
        front(screen, one)
        yield it, screen, bus


def type_for(screen, seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        xdotool(screen, "key", "b")
        time.sleep(0.2)


def test_what_was_seen_is_on_disk_before_the_machine_sleeps(desk):
    it, screen, bus = desk
    type_for(screen, 2)
    before = sum(s.end_ms - s.start_ms for s in facts(it).focus)
    dbus.emit(
        bus.system,
        dbus.LOGIN,
        dbus.LOGIN_PATH,
        f"{dbus.LOGIN}.Manager",
        "PrepareForSleep",
        "b",
        "[<true>]",
    )
    until(lambda: sum(s.end_ms - s.start_ms for s in facts(it).focus) >= before + 1_500, "the flush", 5)
    assert keys(it) >= 1


def keys(it):
    return sum(s.count for s in facts(it).input if str(s.fact.kind) == "key")


def test_keys_under_a_lock_that_logind_tells_of_do_not_count(desk):
    it, screen, bus = desk
    type_for(screen, 1)
    dbus.set_property(bus, dbus.LOGIN_SESSION_INTERFACE, "LockedHint", "<true>")
    until(lambda: any(s.fact.state == SessionState.LOCKED for s in facts(it).session), "the lock")
    it.status()
    locked_s = it.seconds()
    type_for(screen, LOCKED_S)
    it.status()
    assert it.seconds() - locked_s < 1
    dbus.set_property(bus, dbus.LOGIN_SESSION_INTERFACE, "LockedHint", "<false>")
    type_for(screen, 1)
    until(lambda: it.seconds() > locked_s + 0.5, "that it counts again")
    it.end()
    locked = [s for s in facts(it).session if s.fact.state == SessionState.LOCKED]
    assert sum(s.end_ms - s.start_ms for s in locked) >= 6_000
    assert not under(locked, facts(it).input)


def under(locked, inputs):
    """Input that lies inside a lock, half a second at each end left out."""
    return [i for i in inputs for s in locked if i.end_ms > s.start_ms + 500 and i.start_ms < s.end_ms - 500]


def test_a_password_typed_into_a_bare_i3lock_does_not_count(desk):
    it, screen, _ = desk
    type_for(screen, 1)
    with stage.i3lock(screen):
        until(lambda: any(s.fact.state == SessionState.LOCKED for s in facts(it).session), "the lock")
        locked_s = it.seconds()
        type_for(screen, LOCKED_S)
        assert it.seconds() - locked_s < 1
    type_for(screen, 1)
    until(lambda: it.seconds() > locked_s + 0.5, "that it counts again")
    it.end()
    locked = [s for s in facts(it).session if s.fact.state == SessionState.LOCKED]
    assert sum(s.end_ms - s.start_ms for s in locked) >= 6_000
    assert not under(locked, facts(it).input)
