"""How soon the product answers: start, a change of focus, `status`; how much a kill loses."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from Xlib import X
from Xlib.display import Display
from Xlib.protocol.event import ClientMessage

from bench.cost.table import Figure
from bench.desk_stage import ROOT, Service, service
from bench.hands import Hands, hands
from bench.stage import Screen, openbox, until, x_server, xterm
from unscroll.ledger import open_reader
from unscroll.places import Places
from unscroll.sighting import Track
from unscroll.span import Span

STARTS = 5
SWITCHES = 9
ASKS = 25
KILLS = 3
_CHAT = "discord"
"""A class of windows that the rules know, so that its seconds are a kind of their own in `status`."""


def figures(home: Path) -> Iterator[Figure]:
    """Everything that needs a screen, no browser."""
    with x_server() as screen, openbox(screen), xterm(screen, "desk") as desk, xterm(screen, "chat", _CHAT) as chat:
        yield Figure(
            "start to first sighting", [_start(home / str(n), screen) for n in range(STARTS)], "ms", 300,
            "194 ms to its first answer", "spawn to the first focus fact",
        )  # fmt: skip
        with service(home / "answers", screen.env) as running, hands(screen) as hand:
            yield Figure(
                "focus change to `status`", list(_changes(screen, running, hand, (desk, chat))), "ms", 100,
                "up to 1 s (it polls)", "window manager included; the daemon asks its sources when it is asked",
            )  # fmt: skip
            yield Figure("`status`, daemon running", _asks(running), "ms", 60, "156 ms (aw-client buckets)", "script")
        yield Figure("`status`, no daemon", _asks(running), "ms", None, "", "read-only")
        lost = [_kill(home / f"kill{n}", screen, n) for n in range(KILLS)]
        yield Figure("lost by kill -9", lost, "s", 30, "", "wheel twice a second before; `unscroll check` passes")


def _start(home: Path, screen: Screen) -> float:
    """Milliseconds from the spawn to the first window seen."""
    spawned_ms = time.time() * 1000
    with service(home, screen.env) as running:
        until(lambda: running.runs("x11"), "the collector of windows")
        running.process.send_signal(signal.SIGTERM)
        running.process.wait(10)
    hour_ms = 3_600_000
    around = Span(round(spawned_ms) - hour_ms, round(spawned_ms) + hour_ms)
    with closing(open_reader(Places.of({"UNSCROLL_HOME": str(home)}))) as reader:
        first = next(iter(reader.stretches(Track.FOCUS, around)), None)
    if first is None:
        raise AssertionError(f"no window was seen: {running.log}")
    return first.start_ms - spawned_ms


def _changes(screen: Screen, running: Service, hand: Hands, windows: tuple[str, str]) -> Iterator[float]:
    """Milliseconds from asking the window manager for the chat to a `status` that counts it."""
    display = Display(screen.display)
    desk, chat = windows
    for _ in range(SWITCHES):
        _activate(display, int(desk))
        time.sleep(0.5)
        hand.wheel()
        before = _chatted(running)
        began = time.perf_counter()
        _activate(display, int(chat))
        until(lambda known=before: _chatted(running) > known, "the chat in status")
        yield (time.perf_counter() - began) * 1000
    display.close()


def _chatted(running: Service) -> float:
    seconds = running.ask("status")["seconds"]
    return float(sum(seconds[kind] for kind in ("private", "group", "one_to_one")))


def _activate(display: Display, window: int) -> None:
    root = display.screen().root
    event = ClientMessage(
        window=display.create_resource_object("window", window),
        client_type=display.intern_atom("_NET_ACTIVE_WINDOW"),
        data=(32, [2, X.CurrentTime, 0, 0, 0]),
    )
    root.send_event(event, event_mask=X.SubstructureRedirectMask | X.SubstructureNotifyMask)
    display.flush()


def _asks(running: Service) -> list[float]:
    script = Path(sys.executable).with_name("unscroll")
    taken = []
    for _ in range(ASKS + 1):
        began = time.perf_counter()
        subprocess.run([script, "status"], env=running.env, stdout=subprocess.DEVNULL, check=True)
        taken.append((time.perf_counter() - began) * 1000)
    return taken[1:]


def _kill(home: Path, screen: Screen, seed: int) -> float:
    """Seconds between the last that the ledger holds and a kill in the middle of use."""
    length_s = random.Random(seed).uniform(35, 65)
    with service(home, screen.env) as running, hands(screen) as hand:
        end = time.monotonic() + length_s
        while time.monotonic() < end:
            hand.wheel()
            time.sleep(0.5)
        os.kill(running.process.pid, signal.SIGKILL)
        killed_s = time.time()
        running.process.wait(10)
    checked = subprocess.run(
        [sys.executable, "-m", "unscroll", "check"], env=running.env, cwd=ROOT, capture_output=True, check=False
    )
    if checked.returncode:
        raise AssertionError(f"unscroll check after kill -9: {checked.stdout!r} {checked.stderr!r}")
    with closing(open_reader(Places.of({"UNSCROLL_HOME": str(home)}))) as reader:
        return killed_s - (reader.last_fact_ms() or 0) / 1000
