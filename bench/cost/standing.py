"""What the daemon costs while it stands: idle, locked, with somebody who scrolls."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from bench.cost.processes import Used, named, pss_mib, used
from bench.cost.table import Figure
from bench.dbus import Buses, buses, logind, set_property
from bench.desk_stage import Requests, Service, browser, service
from bench.hands import hands
from bench.stage import Screen, front, openbox, until, x_server, xterm

WHEEL_PER_S = 100
_SCROLL_S = 20.0
_SCROLLS = 3
_FEED = "https://www.instagram.com/"
_LOGIN_SESSION = "org.freedesktop.login1.Session"


@contextmanager
def stage(home: Path) -> Iterator[tuple[Screen, Service, Buses]]:
    """A screen with a window manager, both buses, a login session, a terminal in front, the daemon."""
    with ExitStack() as parts:
        screen = parts.enter_context(x_server())
        parts.enter_context(openbox(screen))
        bus = parts.enter_context(buses())
        parts.enter_context(logind(bus))
        parts.enter_context(xterm(screen, "desk"))
        more = {
            "DBUS_SESSION_BUS_ADDRESS": bus.session,
            "DBUS_SYSTEM_BUS_ADDRESS": bus.system,
            "XDG_SESSION_ID": "c1",
        }
        yield screen, parts.enter_context(service(home, {**screen.env, **more})), bus


def figures(home: Path, warm_s: float, minutes: int) -> Iterator[Figure]:
    """Idle after `warm_s` seconds for so many minutes, then locked for as many, then scrolled."""
    with stage(home) as (screen, running, bus):
        time.sleep(warm_s)
        idle = _minutes(running.process.pid, minutes)
        yield from _idle(running, idle, warm_s)
        set_property(bus, _LOGIN_SESSION, "LockedHint", "<true>")
        until(lambda: running.runs("logind"), "the collector of locks")
        time.sleep(5)
        locked = [m.written_b / 1000 for m in _minutes(running.process.pid, minutes)]
        yield Figure("written, locked", locked, "KB/min", 0, "700 KB/min (it knows no lock)", "write_bytes")
        set_property(bus, _LOGIN_SESSION, "LockedHint", "<false>")
        yield from _scrolling(screen, running)


def _minutes(pid: int, count: int) -> list[Used]:
    """What a process uses in each of some minutes, with nobody asking it anything."""
    found = []
    for _ in range(count):
        before = used(pid)
        time.sleep(60)
        found.append(used(pid).since(before))
    return found


def _idle(running: Service, idle: list[Used], warm_s: float) -> Iterator[Figure]:
    after = f"after {(warm_s + 60 * len(idle)) / 60:.0f} min, X11, input, D-Bus, socket"
    yield Figure("memory (PSS) of the daemon", [pss_mib(running.process.pid)], "MiB", 35, "90.5 MiB", after)
    yield Figure("CPU, nobody at the desk", [m.cpu_s for m in idle], "s/min", 0.01, "0.27 s/min", "process clock")
    yield Figure("wake-ups, nobody at the desk", [m.wake_ups / 60 for m in idle], "/s", 0.2, "18.4 /s", "voluntary")
    kilo = [m.written_b / 1000 for m in idle]
    yield Figure("written, nobody at the desk", kilo, "KB/min", 20, "700 KB/min", "write_bytes")


def _scrolling(screen: Screen, running: Service) -> Iterator[Figure]:
    with browser(screen, running, _FEED, Requests()) as window, hands(screen) as hand:
        front(screen, window)
        hand.point(500, 450)
        hosts = until(lambda: named(b"native_host.py", running.home), "the native host")
        pids = [running.process.pid, *hosts]
        shares, rates = [], []
        hand.wheel_at(WHEEL_PER_S, 3)
        for _ in range(_SCROLLS):
            before, began = [used(pid) for pid in pids], time.monotonic()
            notches = hand.wheel_at(WHEEL_PER_S, _SCROLL_S)
            took = time.monotonic() - began
            spent = sum(used(pid).since(old).cpu_s for pid, old in zip(pids, before, strict=True))
            shares.append(100 * spent / took)
            rates.append(notches / took)
        yield Figure("memory (PSS) of the native host", [pss_mib(pid) for pid in hosts], "MiB", 9)
        how = (
            f"daemon and native host, Chromium in front, {sum(rates) / len(rates):.0f} notches/s for {_SCROLL_S:.0f} s"
        )
        yield Figure("CPU, scrolling at 100 events/s", shares, "% of a core", 1, "1.1 % (3 processes, 10 Hz)", how)
