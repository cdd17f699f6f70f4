"""The contract of an importer: what it claims, what it reads, what it asks for (DESIGN.md 4)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from unscroll.bounds import LAST_MS
from unscroll.errors import Problem
from unscroll.people.card import Card
from unscroll.people.handles import Handle
from unscroll.people.told_touchpoint import ToldTouchpoint
from unscroll.sighting import Sighting
from unscroll.surface import Surface


@dataclass(frozen=True, slots=True)
class Followers:
    """How many followers or connections the platform had counted when it wrote the file."""

    platform: str
    count: int


@dataclass(frozen=True, slots=True)
class Passed:
    """How many records were read and are of no use here: `why` follows the count (`of lists and machines`)."""

    why: str
    count: int


Record = Card | Followers | Sighting | ToldTouchpoint | Passed | Problem


@dataclass(frozen=True, slots=True)
class Claim:
    """A file is of this importer: `what` in words fit for a person (`contacts of Google, 312 rows`). `in_lines`: of
    text, whose charset it may not say."""

    source: str
    what: str
    in_lines: bool = False


SurfaceOf = Callable[[str, str], Surface | None]
"""An address and a title as the door lets them in; None for what is no page, or never watched."""


def _nothing(address: str, title: str) -> Surface | None:
    return None


def _silent(count: int) -> None:
    """Nobody looks on."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What an export does not say of itself. `surface_of`: all that is kept of the pages of a browser's history.

    `region`: ISO 3166, two letters, upper case, to read national telephone numbers by; "" where it is not known.
    `now_ms`: when it is read; a birthday that lies ahead of it is none.
    `own`: the user's own addresses, by which mail and meetings are theirs. `tick` is told now and then how many
    records were read, where that takes long.
    """

    region: str = ""
    surface_of: SurfaceOf = _nothing
    now_ms: int = LAST_MS
    own: frozenset[Handle] = frozenset()
    tick: Callable[[int], None] = _silent


class Importer(Protocol):
    """A module: `claims` looks at the content and never writes; `read` streams, and a bad record is a Problem among
    the good ones, with the file's name and the line. UnscrollError (74) where the file cannot be read at all."""

    name: str

    def claims(self, path: Path) -> Claim | None: ...

    def read(self, path: Path, ask: Ask) -> Iterator[Record]: ...
