"""The collectors of the desktop, in order of preference."""

from collections.abc import Sequence
from dataclasses import dataclass

from unscroll.collectors.contract import Collector, DesktopSession, Means, Open
from unscroll.collectors.locker import LockerCollector, open_locker
from unscroll.collectors.logind import LogindCollector, open_logind
from unscroll.collectors.pynput_input import PynputCollector, open_pynput
from unscroll.collectors.savers import SaverCollector, open_savers
from unscroll.collectors.x11 import X11Collector, open_x11
from unscroll.collectors.xinput import XInputCollector, open_xinput
from unscroll.errors import Unavailable
from unscroll.sighting import Track


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the registry; name, track and group are those of the collector that `open` gives."""

    name: str
    track: Track
    group: str
    open: Open

    @classmethod
    def of(cls, kind: type[Collector], opens: Open) -> "Entry":
        return cls(kind.name, kind.track, kind.group, opens)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A collector that cannot run here, and why."""

    entry: Entry
    why: Unavailable


COLLECTORS: tuple[Entry, ...] = (
    Entry.of(X11Collector, open_x11),
    Entry.of(XInputCollector, open_xinput),
    Entry.of(PynputCollector, open_pynput),
    Entry.of(LogindCollector, open_logind),
    Entry.of(SaverCollector, open_savers),
    Entry.of(LockerCollector, open_locker),
)

AGAIN_S = (1, 2, 4, 8, 16, 32, 60)
"""Pauses before a refused group is tried again after the session changed: a window manager comes after its X server."""


def groups(entries: Sequence[Entry] = COLLECTORS) -> tuple[tuple[Entry, ...], ...]:
    """The entries by group, both in the order of the registry."""
    names = dict.fromkeys(entry.group for entry in entries)
    return tuple(tuple(entry for entry in entries if entry.group == name) for name in names)


async def open_group(
    group: Sequence[Entry], session: DesktopSession, means: Means
) -> tuple[Collector | None, tuple[Refusal, ...]]:
    """The first of a group that opens, and those before it that refused; None where all refused."""
    refusals: list[Refusal] = []
    for entry in group:
        try:
            return await entry.open(session, means), tuple(refusals)
        except Unavailable as why:
            refusals.append(Refusal(entry, why))
    return None, tuple(refusals)
