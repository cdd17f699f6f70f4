"""Clock: three clocks, one job each (DESIGN.md 6). Wall stamps, boot measures, monotonic paces."""

import time
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reading:
    """The three clocks read together, in milliseconds."""

    wall_ms: int
    boot_ms: int
    mono_ms: int


class Clock(Protocol):
    """What hands time in; a test's clock moves by hand."""

    def read(self) -> Reading: ...


class SystemClock:
    """The machine's own clocks."""

    def read(self) -> Reading:
        return Reading(
            # In nanoseconds Python's own clock ends in 2262, and a clock may be set to any year under a running daemon.
            wall_ms=int(time.clock_gettime(time.CLOCK_REALTIME) * 1000),
            boot_ms=time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000,
            mono_ms=time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1_000_000,
        )


@dataclass(slots=True)
class FakeClock:
    """A clock for tests: `run` passes time, `sleep` suspends, `step` sets the wall."""

    reading: Reading

    @classmethod
    def at(cls, wall_ms: int) -> "FakeClock":
        return cls(Reading(wall_ms, 1_000_000, 1_000_000))

    def read(self) -> Reading:
        return self.reading

    def run(self, ms: int) -> None:
        r = self.reading
        self.reading = Reading(r.wall_ms + ms, r.boot_ms + ms, r.mono_ms + ms)

    def sleep(self, ms: int) -> None:
        r = self.reading
        self.reading = Reading(r.wall_ms + ms, r.boot_ms + ms, r.mono_ms)

    def step(self, ms: int) -> None:
        r = self.reading
        self.reading = Reading(r.wall_ms + ms, r.boot_ms, r.mono_ms)
