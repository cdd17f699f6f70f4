"""Bursts: until when typing into a composer labels what is in front (METRICS 2.2)."""

from collections import defaultdict

from unscroll.sighting import Composer, Input, InputKind

TYPING_TAIL_MS = 10_000
"""A burst of typing ends when this long passes without a key (METRICS 2.2)."""
FAR = 1 << 62


def typed(fact: Input) -> bool:
    """Whether input is typing into a composer."""
    return fact.kind is InputKind.KEY and fact.composer is not Composer.NONE


class Bursts:
    """What is typed, by composer, as time goes on."""

    def __init__(self) -> None:
        self._open: defaultdict[Composer, int] = defaultdict(int)
        self._last_ms: defaultdict[Composer, int] = defaultdict(lambda: -FAR)

    def begin(self, composer: Composer) -> None:
        """A run of keys begins."""
        self._open[composer] += 1

    def end(self, composer: Composer, at_ms: int) -> None:
        """A run of keys ends."""
        self._open[composer] -= 1
        self._last_ms[composer] = at_ms

    def key(self, composer: Composer, at_ms: int) -> None:
        """A single key."""
        self._last_ms[composer] = at_ms

    def until_ms(self, composer: Composer) -> int:
        """The end of the burst, if no key follows."""
        return FAR if self._open[composer] > 0 else self._last_ms[composer] + TYPING_TAIL_MS

    def forget(self) -> None:
        """Another place is in front: what was typed into the one before is over."""
        self._last_ms.clear()
