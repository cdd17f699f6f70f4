"""What focus and input cost: CPU and wake-ups of the collectors at rest and at 100 wheel events a second.

    python -m bench.input_cost [SECONDS]

Needs xvfb, openbox, xterm. One process per row, measured from outside; the load comes through XTEST at a fixed rate.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "desktop"))

import stage

_LOAD = """
import sys, time
from Xlib import X, display
from Xlib.ext import xtest
line = display.Display()
rate, seconds, n, began = float(sys.argv[1]), float(sys.argv[2]), 0, time.time()
while time.time() - began < seconds:
    xtest.fake_input(line, X.ButtonPress, 5)
    xtest.fake_input(line, X.ButtonRelease, 5)
    line.flush()
    n += 1
    time.sleep(max(0.0, began + n / rate - time.time()))
"""

_WATCH = """
import asyncio, sys
sys.path[:0] = [sys.argv[1]]
from watching import Watcher, means
from unscroll.collectors.contract import DesktopSession
from unscroll.collectors.registry import COLLECTORS
async def main():
    session = DesktopSession(kind="x11", display=sys.argv[2], xauthority=sys.argv[3])
    entries = [entry for entry in COLLECTORS if entry.name in sys.argv[4:]]
    watchers = [Watcher(await entry.open(session, means())) for entry in entries]
    await asyncio.Event().wait()
asyncio.run(main())
"""


def _used(pid: int) -> tuple[float, int]:
    """CPU seconds (from schedstat) and voluntary switches of all threads."""
    cpu_ns = switches = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        cpu_ns += int((task / "schedstat").read_text().split()[0])
        for line in (task / "status").read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                switches += int(line.split()[1])
    return cpu_ns / 1e9, switches


def _pss_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _row(screen: stage.Screen, names: tuple[str, ...], rate: float, seconds: float) -> str:
    env = {**screen.env, "PYTHONPATH": os.pathsep.join(sys.path)}
    watch = [sys.executable, "-c", _WATCH, str(Path(stage.__file__).parent), screen.display, screen.xauthority, *names]
    with stage.program(*watch, env=env) as watcher:
        time.sleep(4)
        if rate:
            load = subprocess.Popen([sys.executable, "-c", _LOAD, str(rate), str(seconds + 2)], env=env)
            time.sleep(1)
        before = _used(watcher.pid)
        time.sleep(seconds)
        after = _used(watcher.pid)
        pss = _pss_mib(watcher.pid)
        if rate:
            load.wait()
    cpu, wakes = (after[0] - before[0]) / seconds * 100, (after[1] - before[1]) / seconds
    return f"{' + '.join(names):<28} {rate:>7.0f}/s {cpu:>8.3f} % {wakes:>8.2f}/s {pss:>7.1f} MiB"


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
    print(f"{'collectors':<28} {'wheel':>9} {'CPU':>10} {'wake-ups':>10} {'PSS':>11}   ({seconds:g} s each)")
    with stage.x_server() as screen, stage.openbox(screen), stage.xterm(screen, "bench") as window:
        stage.front(screen, window)
        for names in (("x11", "xinput"), ("x11", "xinput", "locker"), ("x11", "pynput")):
            for rate in (0, 100):
                print(_row(screen, names, rate, seconds), flush=True)


if __name__ == "__main__":
    main()
