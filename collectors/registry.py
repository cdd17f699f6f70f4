"""The collectors of the desktop, in order of preference."""

from collections.abc import Sequence
from dataclasses import dataclass

from unscroll.collectors.contract import Collector, Open
from unscroll.collectors.locker import LockerCollector, open_locker
from unscroll.collectors.logind import LogindCollector, open_logind
from unscroll.collectors.pynput_input import PynputCollector, open_pynput
from unscroll.collectors.savers import SaverCollector, open_savers
from unscroll.collectors.x11 import X11Collector, open_x11
from unscroll.collectors.xinput import XInputCollector, open_xinput
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
