"""Pending: what waits to be written, bounded when the disk takes nothing."""

from collections.abc import Hashable, Iterable, Mapping

from unscroll.acts import Act
from unscroll.journal import Change
from unscroll.ledger import Batch
from unscroll.sighting import Call, Input, Session, Stretch

KEPT_MS = 24 * 3_600_000
"""How much is held in memory while nothing can be written (SYSTEMS 2.2, 8)."""

HELD = 256
"""So many stretches may wait for somebody to come back; more, as of a title that spins, are written."""


def key_of(stretch: Stretch) -> Hashable:
    """What makes a stretch the same row when it grew."""
    return (stretch.start_ms, stretch.fact.track, stretch.fact, stretch.device, stretch.source, stretch.clock_run)


class Pending:
    """A stretch that grew replaces its shorter self. `lost` counts what fell out of the bound."""

    def __init__(self) -> None:
        self._stretches: dict[Hashable, Stretch] = {}
        self._acts: list[Act] = []
        self._changes: list[Change] = []
        self._acks: dict[str, int] = {}
        self.lost = 0

    def add(
        self,
        stretches: Iterable[Stretch] = (),
        acts: Iterable[Act] = (),
        changes: Iterable[Change] = (),
        acks: Mapping[str, int] | None = None,
    ) -> None:
        for stretch in stretches:
            self._stretches[key_of(stretch)] = stretch
        self._acts.extend(acts)
        self._changes.extend(changes)
        for run, seq in (acks or {}).items():
            self._acks[run] = max(seq, self._acks.get(run, seq))

    def worth_writing(self, locked: bool) -> bool:
        """Whether anything waits that is worth a write by itself: in a lock, what merely lasts is not."""
        if self._acts or self._changes or self._acks:
            return True
        return any(not locked or isinstance(s.fact, Call) for s in self._stretches.values())

    @property
    def anything(self) -> bool:
        return bool(self._stretches or self._acts or self._changes or self._acks)

    def presence(self) -> Batch:
        """What is written while nobody has been there for so long that nothing in front can count: that the daemon
        watched. What stays in front waits (each table costs a page of its own at each write); all of it is written as
        soon as anything else waits."""
        held = [stretch for stretch in self._stretches.values() if not isinstance(stretch.fact, Session)]
        news = self._acts or self._changes or self._acks or len(held) > HELD
        if news or any(isinstance(stretch.fact, Call | Input) for stretch in held):
            return self.batch()
        return Batch(tuple(stretch for stretch in self._stretches.values() if isinstance(stretch.fact, Session)))

    def batch(self) -> Batch:
        """All of it, still kept until `written`."""
        return Batch(tuple(self._stretches.values()), tuple(self._acts), tuple(self._changes), acks=dict(self._acks))

    def written(self, batch: Batch) -> None:
        """Forgets what `batch` holds and has not grown since."""
        for stretch in batch.stretches:
            if self._stretches.get(key_of(stretch)) == stretch:
                del self._stretches[key_of(stretch)]
        del self._acts[: len(batch.acts)]
        del self._changes[: len(batch.changes)]
        for run, seq in batch.acks.items():
            if self._acks.get(run) == seq:
                del self._acks[run]

    def bound(self, now_ms: int) -> None:
        """Drops what is older than 24 h; asked after a write failed."""
        oldest = now_ms - KEPT_MS
        kept = {key: s for key, s in self._stretches.items() if s.end_ms >= oldest}
        acts = [act for act in self._acts if act.at_ms >= oldest]
        self.lost += len(self._stretches) - len(kept) + len(self._acts) - len(acts)
        self._stretches, self._acts = kept, acts
