"""Locks: whether the session is locked now, as the collectors' sightings say it."""

from unscroll.collectors.contract import Seen
from unscroll.sighting import Session, SessionState, Sighting


class Locks:
    """A source's first word of a lock is an empty sighting; its last one reaches from its last proof to the end and
    comes by itself, while those of a lasting lock come when the source is asked for proof."""

    def __init__(self) -> None:
        self._holding: set[str] = set()
        self._proved: set[str] | None = None

    def __call__(self) -> bool:
        """Whether any source holds the session locked."""
        return bool(self._holding)

    def hear(self, seen: Seen) -> bool:
        """Listens to what a collector saw; True where the session went from open to locked or back by it."""
        if not (isinstance(seen, Sighting) and isinstance(seen.fact, Session)):
            return False
        if seen.fact.state is not SessionState.LOCKED:
            return False
        before = bool(self._holding)
        if seen.span.length_ms == 0 or self._proved is not None:
            self._holding.add(seen.source)
            if self._proved is not None:
                self._proved.add(seen.source)
        else:
            self._holding.discard(seen.source)
        return bool(self._holding) != before

    def asking(self) -> None:
        """The sources are asked for proof from here on."""
        self._proved = set()

    def asked(self) -> bool:
        """All were asked: a source that no longer vouches for its lock holds none. True where that changed things."""
        proved, self._proved = self._proved or set(), None
        before = bool(self._holding)
        self._holding &= proved
        return bool(self._holding) != before
