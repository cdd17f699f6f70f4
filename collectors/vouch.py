"""Vouch: the fact that holds now with its last proof, from which sightings reach backwards only (DESIGN.md 2.3)."""

from collections.abc import Callable

from unscroll.clock import Clock
from unscroll.sighting import Fact, Input, InputKind, Sighting
from unscroll.span import Span

RUN_GAP_MS = 5_000
"""Input instants less than this apart are one run (METRICS 2.2)."""

REACH_MS = 150_000
"""No sighting reaches further back than two late checkpoints: a stopped process must not vouch for hours."""

SKEW_MS = 2_000
"""The labels moved against the pace by more than this: the machine slept, or the clock was stepped."""

Ready = tuple[Sighting, ...]


class Vouch:
    """Holds one fact of one source. `now_ms` labels, the clock's monotonic reading paces; both are handed in.

    An event of an event-driven source is a proof that the former fact held until now. Nothing is vouched for across
    a suspend, a clock step or a silence longer than `reach_ms` (None: any silence).
    """

    def __init__(self, source: str, now_ms: Callable[[], int], clock: Clock, reach_ms: int | None = REACH_MS) -> None:
        self._source = source
        self._now_ms = now_ms
        self._clock = clock
        self._reach_ms = reach_ms
        self._fact: Fact | None = None
        self._proof_ms: int | None = None
        self._skew_ms = 0

    @property
    def fact(self) -> Fact | None:
        """What holds now; None: nothing that may be told."""
        return self._fact

    def became(self, fact: Fact | None) -> Ready:
        """Another fact holds from now: the former one up to now, then the new one at an instant."""
        if fact == self._fact:
            return ()
        at_ms = self._now_ms()
        held = self._proved_at(at_ms)
        self._fact = fact
        return held if fact is None else (*held, Sighting(Span(at_ms, at_ms), fact, self._source))

    def proved(self) -> Ready:
        """The fact still holds: it is vouched for from its last proof to now."""
        return self._proved_at(self._now_ms())

    def _proved_at(self, at_ms: int) -> Ready:
        proof_ms, skew_ms = self._proof_ms, self._skew_ms
        self._anchor(at_ms)
        if self._fact is None or proof_ms is None:
            return ()
        length_ms = at_ms - proof_ms
        too_long = self._reach_ms is not None and length_ms > self._reach_ms
        if length_ms <= 0 or too_long or abs(self._skew_ms - skew_ms) > SKEW_MS:
            return ()
        return (Sighting(Span(proof_ms, at_ms), self._fact, self._source),)

    def doubt(self) -> None:
        """The source did not answer: nothing since the last proof is vouched for; the next proof starts anew."""
        self._proof_ms = None

    def _anchor(self, at_ms: int) -> None:
        self._proof_ms = at_ms
        self._skew_ms = at_ms - self._clock.read().mono_ms


class InputRuns:
    """Joins instants of input to runs: each sighting reaches back to the former instant of its kind, if that is near.

    Sightings are given at once, so that a crash loses no instant. `count` is how many instants it adds.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._last_ms: dict[InputKind, int] = {}

    @property
    def last_ms(self) -> int:
        """The latest instant of any kind; 0 before the first."""
        return max(self._last_ms.values(), default=0)

    def instant(self, kind: InputKind, at_ms: int) -> Ready:
        """An instant of input; one that lies before the former of its kind stands alone."""
        former_ms = self._last_ms.get(kind)
        joined = former_ms is not None and 0 <= at_ms - former_ms < RUN_GAP_MS
        self._last_ms[kind] = at_ms
        start_ms = former_ms if joined and former_ms is not None else at_ms
        return (Sighting(Span(start_ms, at_ms), Input(kind), self._source, count=1),)
