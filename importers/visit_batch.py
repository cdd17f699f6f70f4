"""VisitBatch: visits of a history on their way to the ledger."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from unscroll.commands import AddVisits
from unscroll.sighting import Sighting
from unscroll.visits import visit_to_json

BATCH = 800
"""Visits of a command: some 300 bytes each, and the daemon takes messages of a mebibyte."""

SendVisits = Callable[[AddVisits], Mapping[str, Any]]
"""Has a command done; what came of it (`CommandResult.data`)."""


@dataclass(slots=True)
class Visits:
    """How many visits there were; `new_ms` is how long the new ones lasted."""

    read: int = 0
    new: int = 0
    grown: int = 0
    already: int = 0
    ahead: int = 0
    new_ms: int = 0


class VisitBatch:
    """Sends what it was given, a command at a time; `done` is what came of them."""

    def __init__(self, source: str, send: SendVisits) -> None:
        self.done = Visits()
        self._source, self._send = source, send
        self._waiting: list[dict[str, Any]] = []

    def add(self, visit: Sighting) -> None:
        self.done.read += 1
        self._waiting.append(visit_to_json(visit))
        if len(self._waiting) == BATCH:
            self.flush()

    def flush(self) -> None:
        if not self._waiting:
            return
        came = self._send(AddVisits(self._source, self._waiting))
        self._waiting = []
        for name in ("new", "grown", "already", "ahead", "new_ms"):
            setattr(self.done, name, getattr(self.done, name) + came[name])
