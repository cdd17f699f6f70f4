"""What the tests of collectors share: means with real clocks, a reader of what was seen, wake-ups counted."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from bench.dbus import Buses
from bench.stage import Screen
from unscroll.clock import SystemClock
from unscroll.collectors.contract import Collector, DesktopSession, Means, Seen
from unscroll.surface import Surface

PATIENCE_S = 5.0


def now_ms() -> int:
    return SystemClock().read().wall_ms


def recognise(app: str, title: str) -> Surface | None:
    """Every window by its class; a title that says so is on the never-watch list."""
    if "never" in title:
        return None
    return Surface("none", "chat" if "chat" in title else "window", "none", app=app)


def means(**more) -> Means:
    return Means(clock=SystemClock(), now_ms=now_ms, recognise_window=recognise, **more)


def session_of(screen: Screen | None = None, bus: Buses | None = None, **more) -> DesktopSession:
    """The session of a stage; without a screen there is none."""
    values = {"kind": "x11" if screen else "tty"}
    if screen:
        values |= {"display": screen.display, "xauthority": screen.xauthority}
    if bus:
        values |= {"session_bus": bus.session, "system_bus": bus.system, "session_id": "c1"}
    return DesktopSession(**(values | more))


class Watcher:
    """Reads a collector in the background; `seen` is all it has yielded, `failure` what it raised."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self.seen: list[Seen] = []
        self.arrived_s: list[float] = []
        self.failure: BaseException | None = None
        self.over = False
        self._news = asyncio.Event()
        self._task = asyncio.create_task(self._read())

    async def _read(self) -> None:
        try:
            async for seen in self.collector.seen():
                self.seen.append(seen)
                self.arrived_s.append(time.monotonic())
                self._news.set()
        except Exception as failure:
            self.failure = failure
        self.over = True
        self._news.set()

    async def until(self, holds: Callable[[], object], what: str, patience_s: float = PATIENCE_S) -> None:
        """Waits for a condition on what was seen; fails with `what` at the deadline."""
        try:
            async with asyncio.timeout(patience_s):
                while not holds():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"not within {patience_s:g} s: {what}; seen: {self.seen[-5:]}") from None

    async def close(self) -> None:
        await self.collector.close()
        await asyncio.wait_for(self._task, PATIENCE_S)


@asynccontextmanager
async def watching(collector: Collector) -> AsyncIterator[Watcher]:
    watcher = Watcher(collector)
    try:
        yield watcher
    finally:
        await watcher.close()


def switches() -> int:
    """How often this process, all its threads, has woken up."""
    return sum(
        int(line.split()[1])
        for status in Path("/proc/self/task").glob("*/status")
        for line in status.read_text().splitlines()
        if line.startswith("voluntary_ctxt_switches")
    )


async def wake_ups_in(seconds: float) -> int:
    """Wake-ups of this process while nothing happens; the one of the waiting itself taken off."""
    await asyncio.sleep(0.3)
    before = switches()
    await asyncio.sleep(seconds)
    return switches() - before - 1
