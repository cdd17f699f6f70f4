"""Meaning: everything that turns facts into kinds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from unscroll.kinds import Context, Kind, KindBook
from unscroll.span import Span
from unscroll.surface import ThreadKey

MEANING_VERSION = 1
"""Raised when this code reads the same facts otherwise than before; cached meanings carry it."""


class Size(StrEnum):
    """How many others a thread holds, in the user's word."""

    ONE = "one"
    GROUP = "group"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Label:
    """The user's word on a thread, for ever."""

    size: Size
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Re-labels accounted seconds of `span`; never creates time. The latest (`at_ms`) wins."""

    id: int
    at_ms: int
    span: Span
    kind: Kind | None = None
    context: Context | None = None


@dataclass(frozen=True, slots=True)
class WorkHours:
    """`weekdays` (0 = Monday) from `start_min` to `end_min`, minutes after local midnight."""

    weekdays: frozenset[int]
    start_min: int
    end_min: int


@dataclass(frozen=True, slots=True)
class ContextRules:
    """What is work: browser profiles, hours, platforms (`linkedin`) or surfaces (`linkedin/dm_thread`)."""

    profiles: frozenset[str] = frozenset()
    hours: tuple[WorkHours, ...] = ()
    places: frozenset[str] = frozenset()
    counts: bool = False
    """Whether scroll in context work counts against the cap all the same."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a silent tail counts as attended after the last input (METRICS 2.2 a, b, c), in milliseconds."""

    input_ms: int = 60_000
    playing_ms: int = 180_000
    full_screen_ms: int = 1_800_000


@dataclass(frozen=True, slots=True)
class Meaning:
    """One reading of the facts. Order: the latest correction, then labels, then user rules, then shipped rules."""

    kinds: KindBook
    labels: Mapping[ThreadKey, Label] = field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()
    contexts: ContextRules = ContextRules()
    limits: Limits = Limits()
    version: int = MEANING_VERSION
