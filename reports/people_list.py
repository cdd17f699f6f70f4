"""People list: who is shown, in which order, in which words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from unscroll.people.circles import Circle
from unscroll.people.due import Due, due_of
from unscroll.people.everybody import People
from unscroll.people.person import Person, Trait
from unscroll.reports.people_words import named, rhythm_words, silence_words, why_not_due
from unscroll.span import DAY_MS

MOST = 50
"""Rows of a list that nobody asked all of."""
YEAR_MS = 365 * DAY_MS
_ASKED = (Trait.CIRCLE, Trait.CADENCE, Trait.TAG)


class Contacts(Protocol):
    """By person, the end of the last contact: of everybody, or of some for a part of the cost."""

    @property
    def people(self) -> People: ...
    @property
    def now_ms(self) -> int: ...
    @property
    def last_contact(self) -> Mapping[int, int]: ...
    def last_contacts(self, people: Iterable[Person]) -> Mapping[int, int]: ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """Who fits; each that is set narrows it."""

    circle: Circle | None = None
    tag: str = ""
    due: bool = False

    @property
    def everybody(self) -> bool:
        return self == Wanted()


@dataclass(frozen=True, slots=True)
class Listed:
    """`last_ms`: the last contact; `due` is None for whom nothing is asked."""

    person: Person
    last_ms: int | None
    due: Due | None

    @property
    def order(self) -> "Order":
        return order_of(self.due, self.last_ms, self.person.name, self.person.id)


Order = tuple[float, int, str, int]


def order_of(due: Due | None, last_ms: int | None, name: str, number: int) -> Order:
    """The most overdue first, then who was met lately, then by name."""
    return (-due.ratio if due else 1.0, -(last_ms or 0), name.casefold(), number)


def listed(known: Contacts, wanted: Wanted, most: int | None) -> tuple[list[Listed], int]:
    """The rows, and how many more fit.

    With `most` it is those in a circle or with a cadence, and those met within the year; where all who fit are no more
    than `most`, it is all of them.
    """
    people, now_ms = known.people, known.now_ms
    if wanted.everybody and most is not None and len(people) > most:
        rows = _some(known, most)
        return rows, len(people) - len(rows)
    fit = people.everybody if wanted.everybody else people.holding(*_ASKED)
    last = known.last_contact if wanted.everybody else known.last_contacts(fit)
    rows = sorted((r for r in _rows(fit, last, now_ms) if _fits(r, wanted, now_ms)), key=lambda r: r.order)
    shown = rows[:most]
    return shown, len(rows) - len(shown)


def _some(known: Contacts, most: int) -> list[Listed]:
    """Of many: nobody is looked at who is not shown, but for those whom something is asked of."""
    people, now_ms = known.people, known.now_ms
    asked = [person for person in people.holding(*_ASKED) if _is_asked(person)]
    rows = sorted(_rows(asked, known.last_contacts(asked), now_ms), key=lambda r: r.order)
    if len(rows) >= most and rows[most - 1].due is not None:
        return rows[:most]
    last, taken = known.last_contact, {person.id for person in asked}
    lately = (p for p, at_ms in last.items() if at_ms > now_ms - YEAR_MS and p not in taken)
    met = sorted(lately, key=lambda p: (-last[p], p))[:most]
    others = (person for number in met if (person := people.of(number)) is not None)
    return sorted([*rows, *_rows(others, last, now_ms)], key=lambda r: r.order)[:most]


def _rows(persons: Iterable[Person], last: Mapping[int, int], now_ms: int) -> Iterable[Listed]:
    for person in persons:
        last_ms = last.get(person.id)
        yield Listed(person, last_ms, due_of(person, last_ms, now_ms))


def _is_asked(person: Person) -> bool:
    return person.circle is not None or person.cadence_days is not None


def _fits(row: Listed, wanted: Wanted, now_ms: int) -> bool:
    return (
        (wanted.circle is None or row.person.circle is wanted.circle)
        and (not wanted.tag or wanted.tag in row.person.tags)
        and (not wanted.due or (row.due is not None and row.due.due_ms <= now_ms))
    )


def cells(rows: Sequence[Listed], now_ms: int) -> list[tuple[str, str, str, str]]:
    """Of each row: name, circle or cadence, last contact, band. Who shares a name has their number beside it."""
    borne = Counter(row.person.name for row in rows)
    return [
        (
            named(r.person) if borne[r.person.name] == 1 else f"{r.person.name} (#{r.person.id})",
            rhythm_words(r.person),
            silence_words(r.last_ms, now_ms),
            str(r.due.band) if r.due else why_not_due(r.person, now_ms),
        )
        for r in rows
    ]
