"""Person: somebody, as what is known of them says."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from unscroll.people.birthday import Birthday
from unscroll.people.circles import BUSINESS_DAYS, CADENCE_DAYS, Circle
from unscroll.people.handles import Handle, HandleKind

YOU = "you"
"""The source of what the user said themselves; it is believed before any export."""


class Trait(StrEnum):
    """What a fact is about; those of `SETS` may hold several values at a time, the others one."""

    NAME = "name"
    HANDLE = "handle"
    TAG = "tag"
    CIRCLE = "circle"
    CADENCE = "cadence"
    """Days, in decimal; `0` is none whatever the circle says."""
    BIRTHDAY = "birthday"
    NOTE = "note"
    COMPANY = "company"
    MUTED = "muted"
    """No suggestion and no digest names them until it is taken back."""
    NEVER = "never"
    """Never due: no reminder, whatever the circle says."""
    KNOWS = "knows"
    """An answer of `people review` (`Knows`)."""
    KNOWN = "known"
    """Whether they know me (`yes`, `no`): the next step of the ladder (METRICS 4)."""
    MET_ON = "met_on"
    """When a platform connected the two, an ISO date."""
    SNOOZED = "snoozed"
    """Until which instant (UTC milliseconds) nothing is asked."""
    JOINED = "joined"
    """The number of the person that this one is: their part of a merge."""
    APART = "apart"
    """The number of a person that this one is not, by the user's word: never joined nor suggested again."""
    DECLINED = "declined"
    """A number, a space, the evidence by which the user did not want the two merged: it is not asked again."""
    PASSED = "passed"
    """When the review passed over them without an answer (UTC milliseconds): they come after who was not asked."""


SETS = frozenset({Trait.HANDLE, Trait.TAG, Trait.APART, Trait.DECLINED})


class Knows(StrEnum):
    """The first question of `people review`."""

    KNOW = "know"
    WOULD_LIKE = "would_like"
    LET_GO = "let_go"


class PersonFact(NamedTuple):
    """From `at_ms` on, `trait` of a person is `value`, or where not `holds` no more. `source` said so."""

    person: int
    trait: str
    value: str
    holds: bool = True
    source: str = YOU
    at_ms: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody. `id` is the first of `ids`, the numbers that are joined in them; `name` is never empty.

    `put_ms` is when they were last given a cadence, through a circle, a tag or one of their own.
    """

    id: int
    name: str
    ids: tuple[int, ...] = ()
    handles: tuple[Handle, ...] = ()
    tags: tuple[str, ...] = ()
    business: bool = False
    """Whether the user gave them the tag of that name, which carries a cadence; an export's tag carries none."""
    circle: Circle | None = None
    own_cadence_days: int | None = None
    birthday: Birthday | None = None
    note: str = ""
    company: str = ""
    muted: bool = False
    never: bool = False
    knows: Knows | None = None
    known: bool | None = None
    met_on: str = ""
    passed_ms: int = 0
    snoozed_until_ms: int = 0
    put_ms: int = 0
    sources: tuple[str, ...] = ()

    @property
    def cadence_days(self) -> int | None:
        """Days between contacts: their own, else the circle's or the tag's (METRICS 4); None: never due."""
        if self.own_cadence_days is not None:
            return self.own_cadence_days or None
        if self.circle is not None:
            return CADENCE_DAYS[self.circle]
        return BUSINESS_DAYS if self.business else None

    @property
    def names(self) -> tuple[str, ...]:
        """The name, then the other ones."""
        others = (h.value for h in self.handles if h.kind is HandleKind.NAME and h.value != self.name)
        return (self.name, *others)
