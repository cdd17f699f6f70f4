"""The contract of a collector: construction is the probe, sightings vouch backwards only."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from unscroll.acts import Act
from unscroll.clock import Clock
from unscroll.sighting import Sighting, Track
from unscroll.surface import Surface

Seen = Sighting | Act


@dataclass(frozen=True, slots=True)
class DesktopSession:
    """The desktop session as the daemon found it; collectors never read the environment.

    `kind` is `x11`, `wayland` or `tty` (nothing graphical); empty strings mean absent.
    """

    kind: str = "tty"
    display: str = ""
    xauthority: str = ""
    wayland_display: str = ""
    runtime_dir: str = ""
    session_bus: str = ""
    system_bus: str = ""
    session_id: str = ""


class Now(Protocol):
    def __call__(self) -> int:
        """The instant on the ledger's time: boot-clock paced, wall-labelled, in milliseconds."""
        ...


class RecogniseWindow(Protocol):
    def __call__(self, app: str, title: str) -> Surface | None:
        """The surface of a native window; None where it is on the never-watch list. The title goes no further."""
        ...


@dataclass(frozen=True, slots=True)
class Means:
    """What a collector is given: time, recognition of windows and pages, settings that concern it."""

    clock: Clock
    now_ms: Now
    recognise_window: RecogniseWindow
    never: frozenset[str] = frozenset()
    options: Mapping[str, str] = field(default_factory=dict)


class Collector(Protocol):
    """One live source. `open` raises `Unavailable` with a sentence fit for `unscroll doctor`.

    Collectors of one `group` see the same thing: the first that opens wins. `prove` makes a round trip to the source
    and lets the iterator yield what held up to now; the daemon asks at each checkpoint and gives it 2 s.
    """

    name: str
    track: Track
    group: str

    def seen(self) -> AsyncIterator[Seen]: ...
    async def prove(self) -> None: ...
    async def close(self) -> None: ...
