"""The contract of a collector: construction is the probe, sightings vouch backwards only."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from unscroll.acts import Act
from unscroll.clock import Clock
from unscroll.errors import Exit, UnscrollError
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


def never_locked() -> bool:
    """Nobody told of a lock."""
    return False


async def nothing_to_flush() -> None:
    """Nobody has anything to write before sleep."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a collector is given: time, recognition of windows and pages, settings that concern it.

    `locked` says whether any collector holds the session locked now: input is not counted then.
    `before_sleep` is awaited while the machine waits to suspend (logind grants 5 s).
    """

    clock: Clock
    now_ms: Now
    recognise_window: RecogniseWindow
    never: frozenset[str] = frozenset()
    options: Mapping[str, str] = field(default_factory=dict)
    locked: Callable[[], bool] = never_locked
    before_sleep: Callable[[], Awaitable[None]] = nothing_to_flush


class SourceLost(UnscrollError):
    """The source of an open collector went away or broke; `seen()` raises it and the collector is done."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, Exit.IO)


class Collector(Protocol):
    """One open live source; its factory (`Open`) is the probe.

    Collectors of one `group` see the same thing: the first that opens wins. Groups of one track run side by side.

    `seen` yields what the source tells, raises `SourceLost` when the source dies, and ends after `close`. It is read
    by one reader. `prove` makes a round trip to the source and yields, through `seen`, what held up to now; the
    daemon asks at each checkpoint. TimeoutError: no answer, nothing is vouched for. `close` may be called twice.
    """

    name: str
    track: Track
    group: str

    def seen(self) -> AsyncIterator[Seen]: ...
    async def prove(self) -> None: ...
    async def close(self) -> None: ...


class Open(Protocol):
    """Opens a source, or raises `Unavailable` with a sentence fit for `unscroll doctor` within 5 s."""

    async def __call__(self, session: DesktopSession, means: Means) -> Collector: ...
