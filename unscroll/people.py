"""People: whom we were in touch with."""

from dataclasses import dataclass
from datetime import date

from unscroll.kinds import Evidence


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, by the name that the user gave them."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """`[start_ms, end_ms)` in touch with a person; equal where no length is known.

    `channel` is a word such as `coffee`, `call` or `mail`; `direction` is `out`, `in` or `both`; `note` is the user's
    own text.
    """

    id: int
    start_ms: int
    end_ms: int
    person_id: int
    channel: str
    direction: str
    evidence: Evidence
    note: str = ""


@dataclass(frozen=True, slots=True)
class TypedPhone:
    """Phone use typed in for a Day; an empty `platform` is all of it. Unplaced time (METRICS 2.4)."""

    day: date
    platform: str
    length_ms: int
    at_ms: int
