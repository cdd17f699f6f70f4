"""TouchBatch: messages and meetings of an export on their way to the ledger."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from unscroll.commands import AddTouchpoints
from unscroll.people.told_touchpoint import ToldTouchpoint, touchpoint_to_json

BATCH = 400
"""Touchpoints of a command: some 300 bytes each, 2,000 with the longest name, and the daemon takes a mebibyte."""

SendTouchpoints = Callable[[AddTouchpoints], Mapping[str, Any]]
"""Has a command done; what came of it (`CommandResult.data`)."""
_COUNTS = ("new", "changed", "already", "unknown", "ahead", "people")


@dataclass(slots=True)
class Touched:
    """How many there were; `unknown` are of somebody who never became a person, `people` became one by them."""

    read: int = 0
    new: int = 0
    changed: int = 0
    already: int = 0
    unknown: int = 0
    ahead: int = 0
    people: int = 0


class TouchBatch:
    """Sends what it was given, a command at a time; `done`, `joins`, `partings` are what came of them."""

    def __init__(self, source: str, send: SendTouchpoints) -> None:
        self.done = Touched()
        self.joins: list[Mapping[str, Any]] = []
        self.partings: list[Mapping[str, Any]] = []
        self._source, self._send, self._change = source, send, 0
        self._waiting: list[dict[str, Any]] = []

    def add(self, told: ToldTouchpoint) -> None:
        self.done.read += 1
        self._waiting.append(touchpoint_to_json(told))
        if len(self._waiting) == BATCH:
            self.flush()

    def flush(self) -> None:
        if not self._waiting:
            return
        came = self._send(AddTouchpoints(self._source, self._waiting, self._change))
        self._waiting, self._change = [], came["change_id"]
        for name in _COUNTS:
            setattr(self.done, name, getattr(self.done, name) + came[name])
        self.joins += came["joins"]
        self.partings += came["partings"]
