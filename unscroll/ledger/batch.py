"""Batch: what is written to the ledger in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from unscroll.acts import Act
from unscroll.commands import Command
from unscroll.errors import Exit
from unscroll.journal import Change
from unscroll.sighting import Stretch


@dataclass(frozen=True, slots=True)
class Batch:
    """New or grown stretches, acts, changes, commands, and the highest delta of each browser run (`acks`).

    Stretches, acts, changes and acks may be written again: the same ones add nothing. Commands are done each time.
    """

    stretches: tuple[Stretch, ...] = ()
    acts: tuple[Act, ...] = ()
    changes: tuple[Change, ...] = ()
    commands: tuple[Command, ...] = ()
    acks: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.stretches or self.acts or self.changes or self.commands or self.acks)


@dataclass(frozen=True, slots=True)
class CommandResult:
    """What came of a command: where `ok` is false nothing of it was written and `message`, `hint`, `code` say why."""

    ok: bool
    message: str
    hint: str = ""
    code: Exit = Exit.OK
    data: Mapping[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The result as it travels over the socket."""
        return {
            "ok": self.ok,
            "message": self.message,
            "hint": self.hint,
            "code": int(self.code),
            "data": dict(self.data),
        }


@dataclass(frozen=True, slots=True)
class Crossing:
    """A threshold of a cap that was crossed on a Day, told or recorded; `cap` is empty for the cap of the Day, else a
    platform."""

    percent: int
    cap: str
    at_ms: int
