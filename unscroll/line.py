"""Line: one person's attention, resolved: what `timeline` gives to everything else."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from unscroll.acts import Act
from unscroll.kinds import Context, Evidence, Verdict
from unscroll.sighting import HERE, Entry, Stretch
from unscroll.span import Span
from unscroll.surface import Surface, ThreadKey


@dataclass(frozen=True, slots=True)
class Facts:
    """What the ledger holds of a window, each track ordered by start; it reaches 30 min further back than the window,
    so that the last input before it is known."""

    focus: tuple[Stretch, ...] = ()
    page: tuple[Stretch, ...] = ()
    input: tuple[Stretch, ...] = ()
    session: tuple[Stretch, ...] = ()
    call: tuple[Stretch, ...] = ()
    media: tuple[Stretch, ...] = ()
    phone: tuple[Stretch, ...] = ()
    log: tuple[Stretch, ...] = ()
    history: tuple[Stretch, ...] = ()
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the line with one label. `attended` is false for what needs no desk: calls out of sight, logged
    meetings, other devices. Pieces of one clock run are disjoint and ordered."""

    start_ms: int
    end_ms: int
    verdict: Verdict
    surface: Surface
    context: Context = Context.PERSONAL
    evidence: Evidence = Evidence.MEASURED
    device: str = HERE
    person_id: int | None = None
    entry: Entry = Entry.UNKNOWN
    item: int = 1
    tab: str = ""
    attended: bool = True
    opened_from: Surface | None = None
    """The thread that an item bears the label of; `surface` is the item."""
    clock_run: int = 0

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms

    @property
    def contact(self) -> Surface:
        """Where the others are: the thread that an item was opened from, else the surface itself."""
        return self.opened_from or self.surface


class OverlayKind(StrEnum):
    """Facts beside the line: counted apart, never added in (METRICS 2.5)."""

    SPLIT_ATTENTION = "split_attention"
    LISTENING = "listening"
    IN_VIEW = "in_view"


@dataclass(frozen=True, slots=True)
class Overlay:
    start_ms: int
    end_ms: int
    kind: OverlayKind
    surface: Surface


@dataclass(frozen=True, slots=True)
class LiveCall:
    """A live call by its own length, whatever the line says of its seconds."""

    start_ms: int
    end_ms: int
    surface: Surface
    verdict: Verdict
    person_id: int | None


@dataclass(frozen=True, slots=True)
class Unseen:
    """Attended seconds in a browser whose extension was not connected (METRICS 2.5.0 iv)."""

    start_ms: int
    end_ms: int
    app: str


Who = int | ThreadKey | str
"""A person's id, else the unlabelled thread that stands for "someone", else the platform of a call."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message sent to one person."""

    at_ms: int
    who: Who


@dataclass(frozen=True, slots=True)
class Line:
    """The time line of `window`: its pieces' lengths sum to `accounted_ms` exactly."""

    window: Span
    pieces: tuple[Piece, ...] = ()
    overlays: tuple[Overlay, ...] = ()
    calls: tuple[LiveCall, ...] = ()
    unseen: tuple[Unseen, ...] = ()
    acts: tuple[Act, ...] = ()
    """What was written has its meaning: `sent`, `comment` or `post`."""
    messages: tuple[Message, ...] = ()

    @property
    def accounted_ms(self) -> int:
        return sum(p.end_ms - p.start_ms for p in self.pieces)


def joined(overlays: Iterable[Overlay]) -> tuple[Overlay, ...]:
    """Overlays of one kind and surface that touch become one."""
    open_: dict[tuple[OverlayKind, Surface], Overlay] = {}
    done: list[Overlay] = []
    for o in sorted(overlays, key=lambda o: o.start_ms):
        key = (o.kind, o.surface)
        last = open_.get(key)
        if last is not None and o.start_ms <= last.end_ms:
            open_[key] = replace(last, end_ms=max(last.end_ms, o.end_ms))
            continue
        if last is not None:
            done.append(last)
        open_[key] = o
    return tuple(sorted((*done, *open_.values()), key=lambda o: o.start_ms))
