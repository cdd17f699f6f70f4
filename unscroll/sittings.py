"""Sittings: attended time on social surfaces without a break of a minute (METRICS 2.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from unscroll.kinds import Kind
from unscroll.line import Line, Piece
from unscroll.sighting import Entry

BREAK_MS = 60_000
RUN_GAP_MS = 30_000
SCROLL_SITTING_MS = 60_000
DRIFT_MS = 180_000
_NOT_SOCIAL = frozenset({"none", "website", "browser", "meeting", "unscroll"})
_NOT_SITTING = frozenset({"login", "redirect", "settings", "ads"})
_AIMS = frozenset({"dm_thread", "dm_list", "search", "compose", "dm_compose", "group_chat", "chat_app"})


@dataclass(frozen=True, slots=True)
class Sitting:
    """The pieces of one sitting on one device, in order."""

    pieces: tuple[Piece, ...]

    @property
    def start_ms(self) -> int:
        return self.pieces[0].start_ms

    @property
    def end_ms(self) -> int:
        return self.pieces[-1].end_ms

    @property
    def scroll_ms(self) -> int:
        return sum(p.length_ms for p in self.pieces if p.verdict.kind is Kind.SCROLL)

    @property
    def is_scroll(self) -> bool:
        return self.scroll_ms >= SCROLL_SITTING_MS

    @property
    def entry(self) -> Entry:
        return self.pieces[0].entry

    @property
    def is_aimed(self) -> bool:
        return _is_aim(self.pieces[0])

    @property
    def drift_ms(self) -> int:
        """Scroll after the aim, where it came to at least three minutes; coming back to an aim sooner cancels it."""
        if not self.is_aimed:
            return 0
        since_aim = 0
        for piece in self.pieces[1:]:
            if _is_aim(piece):
                if since_aim < DRIFT_MS:
                    since_aim = 0
            elif piece.verdict.kind is Kind.SCROLL:
                since_aim += piece.length_ms
        return since_aim if since_aim >= DRIFT_MS else 0


def _is_aim(piece: Piece) -> bool:
    """A surface that one comes to for something: a thread, a search, a long video, a post that a link led to."""
    view = piece.surface.view
    if view == "video":
        return piece.verdict.kind is Kind.OTHER
    if view == "post":
        return piece.entry is Entry.LINK and piece.item == 1 and piece.verdict.kind is Kind.SCROLL
    return view in _AIMS


def sittings(line: Line, lead: Iterable[Piece] = ()) -> tuple[Sitting, ...]:
    """The sittings that began in the line's window, by start. `lead` are the pieces just before it: a sitting that goes
    on across the Day's turn is counted on the Day it began."""
    pieces = [p for p in (*lead, *line.pieces) if _counts(p)]
    found: list[Sitting] = []
    for device in sorted({p.device for p in pieces}):
        found += _of_device([p for p in pieces if p.device == device])
    starting = (s for s in found if s.start_ms >= line.window.start_ms)
    return tuple(sorted(starting, key=lambda s: s.start_ms))


def _counts(piece: Piece) -> bool:
    place = piece.surface
    return place.platform not in _NOT_SOCIAL and place.view not in _NOT_SITTING


def _of_device(pieces: Sequence[Piece]) -> list[Sitting]:
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and piece.start_ms - groups[-1][-1].end_ms < BREAK_MS:
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return [Sitting(tuple(group)) for group in groups]


@dataclass(frozen=True, slots=True)
class Runs:
    """`first_ms` and `last_ms` are the starts of the first and the last scroll sitting."""

    longest_ms: int = 0
    first_ms: int | None = None
    last_ms: int | None = None
    sittings: int = 0
    launches: int = 0


@dataclass(frozen=True, slots=True)
class Drift:
    """`length_ms`: scroll after the aim, in the `drifted` of the `aimed` sittings."""

    aimed: int = 0
    drifted: int = 0
    length_ms: int = 0


def runs(line: Line, lead: Iterable[Piece] = ()) -> Runs:
    """The figures of a Day's sittings."""
    all_ = sittings(line, lead)
    scroll = [s for s in all_ if s.is_scroll]
    return Runs(
        longest_run_ms(line),
        scroll[0].start_ms if scroll else None,
        scroll[-1].start_ms if scroll else None,
        len(all_),
        len(scroll),
    )


def drift(line: Line, lead: Iterable[Piece] = ()) -> Drift:
    """How many sittings had an aim, how many drifted from it, by how much."""
    aimed = [s for s in sittings(line, lead) if s.is_aimed]
    drifted = [s.drift_ms for s in aimed if s.drift_ms]
    return Drift(len(aimed), len(drifted), sum(drifted))


def longest_run_ms(line: Line) -> int:
    """The longest scroll with gaps under 30 s, the gaps not counted."""
    longest = length = 0
    end: int | None = None
    for p in line.pieces:
        if p.verdict.kind is not Kind.SCROLL:
            continue
        length = length + p.length_ms if end is not None and p.start_ms - end < RUN_GAP_MS else p.length_ms
        end = p.end_ms
        longest = max(longest, length)
    return longest
