"""Timekeeper: maps the paced instants that collectors stamp to the labels that the ledger keeps.

Collectors get *paced* time: the boot clock plus what the wall clock said at the start. It never jumps, so a source
always vouches backwards. `place` turns a paced span into ledger time: what fell into a suspend is cut out (its open
sightings end at the last instant that was looked at), and what lies beyond a step of the wall clock carries the new
label (METRICS 2.1, rows 48 and 49; DESIGN 6).
"""

from dataclasses import dataclass, replace

from unscroll.bounds import LAST_MS
from unscroll.clock import Clock, Reading
from unscroll.span import Span, from_ms

TOLERANCE_MS = 2_000
"""What boot − mono may grow, or wall − boot move, before it is a suspend or a step (DESIGN 6)."""

EARLIEST_WALL_MS = 1_735_689_600_000
"""2025-01-01T00:00Z: a wall clock before this was never set, so nothing is counted by it."""

_KEPT_SEGMENTS = 64


@dataclass(frozen=True, slots=True)
class Slept:
    """The machine was suspended somewhere in `span`, in ledger time; nothing in it is vouched for."""

    span: Span


@dataclass(frozen=True, slots=True)
class Stepped:
    """The wall clock was set by `step_ms`; `at_ms` is the new label of that instant."""

    at_ms: int
    step_ms: int


Turn = Slept | Stepped


@dataclass(frozen=True, slots=True)
class Placed:
    """A part of a sighting in ledger time, with the clock run that its labels belong to."""

    span: Span
    clock_run: int


@dataclass(frozen=True, slots=True)
class _Segment:
    """Paced time `[start_ms, end_ms)` whose label is `paced + shift_ms`; `end_ms` None: it still runs."""

    start_ms: int
    end_ms: int | None
    shift_ms: int
    clock_run: int
    counts: bool


class Timekeeper:
    """`recorded_end_ms` and `clock_run` are the latest label and run in the ledger, 0 for an empty one."""

    def __init__(self, clock: Clock, recorded_end_ms: int = 0, clock_run: int = 0) -> None:
        self._clock = clock
        self._last = clock.read()
        self._base_ms = self._last.wall_ms - self._last.boot_ms
        self._high_ms = recorded_end_ms
        first = self._open(-(2**62), 0, clock_run)
        self._segments = [first]

    def now_ms(self) -> int:
        """Paced time: for collectors."""
        return self._clock.read().boot_ms + self._base_ms

    def label_ms(self) -> int:
        """The present instant in ledger time; a step since the last `check` is not in it yet."""
        return self.now_ms() + self._segments[-1].shift_ms

    @property
    def clock_run(self) -> int:
        return self._segments[-1].clock_run

    @property
    def trouble(self) -> str:
        """Why nothing is counted, in a sentence; empty when time is right."""
        if self._segments[-1].counts:
            return ""
        return f"the clock reads {from_ms(self.label_ms()).year}, so nothing is counted until it is set"

    def check(self) -> tuple[Turn, ...]:
        """Reads the clocks once more; what happened to them since the last check, in order."""
        before, now = self._last, self._clock.read()
        self._last = now
        turns: list[Turn] = []
        asleep_ms = (now.boot_ms - now.mono_ms) - (before.boot_ms - before.mono_ms)
        if asleep_ms > TOLERANCE_MS:
            shift = self._segments[-1].shift_ms
            turns.append(Slept(Span(self._paced(before) + shift, self._paced(now) + shift)))
            self._cut(self._paced(before), self._paced(now), shift)
        step_ms = now.wall_ms - (self._paced(now) + self._segments[-1].shift_ms)
        if abs(step_ms) > TOLERANCE_MS:
            self._cut(self._paced(now), self._paced(now), self._segments[-1].shift_ms + step_ms)
            turns.append(Stepped(now.wall_ms, step_ms))
        if self._segments[-1].counts:
            self._high_ms = max(self._high_ms, self._paced(now) + self._segments[-1].shift_ms)
        return tuple(turns)

    def place(self, span: Span) -> tuple[Placed, ...]:
        """The parts of a paced span that count, in ledger time; an end in the future is cut off at now.

        An empty span (a source's first word) stays one empty part, so that its instant is known.
        """
        now_ms = self._paced(self._last)
        start, end = min(span.start_ms, now_ms), min(span.end_ms, now_ms)
        parts: list[Placed] = []
        for segment in self._segments:
            until = now_ms if segment.end_ms is None else segment.end_ms
            low, high = max(start, segment.start_ms), min(end, until)
            inside = low < high or (start == end and segment.start_ms <= start <= until and not parts)
            if segment.counts and inside:
                parts.append(Placed(Span(low + segment.shift_ms, high + segment.shift_ms), segment.clock_run))
        return tuple(parts)

    def _paced(self, reading: Reading) -> int:
        return reading.boot_ms + self._base_ms

    def _cut(self, end_ms: int, start_ms: int, shift_ms: int) -> None:
        """Ends the running segment at `end_ms` and opens the next at `start_ms`, both paced."""
        self._segments[-1] = replace(self._segments[-1], end_ms=end_ms)
        if self._segments[-1].counts:
            self._high_ms = max(self._high_ms, end_ms + self._segments[-1].shift_ms)
        self._segments.append(self._open(start_ms, shift_ms, self._segments[-1].clock_run))
        del self._segments[:-_KEPT_SEGMENTS]

    def _open(self, start_ms: int, shift_ms: int, clock_run: int) -> _Segment:
        label_ms = self._paced(self._last) + shift_ms
        counts = EARLIEST_WALL_MS <= label_ms < LAST_MS
        back = counts and label_ms < self._high_ms
        return _Segment(start_ms, None, shift_ms, clock_run + back, counts)
