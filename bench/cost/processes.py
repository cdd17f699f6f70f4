"""Processes: what the kernel says that a process has used."""

import time
from dataclasses import dataclass
from pathlib import Path

_SCHEDULED = 2
"""The kernel's number of a process clock that counts its scheduled time (CPUCLOCK_SCHED)."""


@dataclass(frozen=True, slots=True)
class Used:
    """Since a process began, all its threads: CPU seconds, times it slept and woke, bytes to the block layer."""

    cpu_s: float
    wake_ups: int
    written_b: int

    def since(self, before: "Used") -> "Used":
        return Used(self.cpu_s - before.cpu_s, self.wake_ups - before.wake_ups, self.written_b - before.written_b)


def used(pid: int) -> Used:
    """What a process has used by now; to the nanosecond, unlike the ticks of /proc/PID/stat."""
    folder = Path(f"/proc/{pid}")
    switches = sum(
        int(line.split()[1])
        for status in folder.glob("task/*/status")
        for line in status.read_text().splitlines()
        if line.startswith("voluntary_ctxt_switches")
    )
    written = next(
        int(line.split()[1]) for line in (folder / "io").read_text().splitlines() if line.startswith("write_bytes")
    )
    return Used(time.clock_gettime((~pid << 3) | _SCHEDULED), switches, written)


def pss_mib(pid: int) -> float:
    """The proportional set size of a process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def named(part: bytes, home: Path) -> list[int]:
    """Processes whose command line holds `part` and whose environment names `home`."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if part in (folder / "cmdline").read_bytes() and bytes(home) in (folder / "environ").read_bytes():
                found.append(int(folder.name))
        except OSError:
            continue
    return found
