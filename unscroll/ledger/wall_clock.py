"""WallClock: what the ledger asks of a clock."""

from typing import Protocol


class _Stamp(Protocol):
    @property
    def wall_ms(self) -> int: ...


class WallClock(Protocol):
    """What `unscroll.clock` gives; only its wall time is asked for."""

    def read(self) -> _Stamp: ...
