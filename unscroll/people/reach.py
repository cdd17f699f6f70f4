"""Reach: whom to reach out to, each with the reason (METRICS 4, 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from unscroll.people.due import Due, due_of
from unscroll.people.lot import lot
from unscroll.people.person import Knows, Person
from unscroll.people.reasons import BIRTHDAY_DAYS, reasons, reasons_of_new
from unscroll.people.tie import DRIFT_TIMES, Tie
from unscroll.span import DAY_MS

MOST = 5
"""People named at a time: a handful, no list to work off."""
NEARLY = 0.8
"""From this ratio on somebody is nearly due: where the earliest first dues lie."""
LOOKED_AT = 12
"""So many of those who are not nearly due are looked at for a drift on one day, in the order of that day's draw: of
hundreds that are all in touch, the rest has its turn on other days."""


class Known(Protocol):
    """Somebody that may be named. `tie` may cost: it is asked for only where it says more than `last_contact_ms`."""

    @property
    def person(self) -> Person: ...
    @property
    def last_contact_ms(self) -> int | None: ...
    @property
    def tie(self) -> Tie: ...


@dataclass(frozen=True, slots=True)
class Pick:
    """`reasons` are fit to be read. `days` (24 h) since the last contact, `ratio` of `Due`: None where unknown."""

    person: Person
    reasons: tuple[str, ...]
    days: int | None = None
    ratio: float | None = None

    @property
    def text(self) -> str:
        """`31 days, usually 12; they wrote last`."""
        return "; ".join(self.reasons)


@dataclass(frozen=True, slots=True)
class _Case:
    person: Person
    known: Known
    due: Due | None
    birthday_in: int | None
    """Days until the birthday of somebody in a circle, where it is near."""
    asked: bool
    """Whether their due has come."""
    nearly: bool
    """Whether it is near."""

    @property
    def order(self) -> tuple[float, int, int]:
        """The most overdue first; birthdays without a cadence last, by nearness."""
        near = BIRTHDAY_DAYS + 1 if self.birthday_in is None else self.birthday_in
        return (-self.due.ratio if self.due else 1, near, self.person.id)


def picks(candidates: Iterable[Known], now_ms: int, today: date, most: int = MOST) -> tuple[Pick, ...]:
    """At most `most` people, the most overdue first. Never who is muted, snoozed, or to be left in peace (`never`).

    Birthdays of people in a circle come first into the choice: all of today and tomorrow, those of the week up to half
    the places. Then the most overdue, but one place is for somebody who is not among them: due, nearly due, or drifting
    by their own rhythm, drawn anew each day (METRICS 4: the list does not nag). Nobody without a cadence is drawn.
    """
    cases = sorted((_case(c, now_ms, today) for c in candidates if not _left_out(c, now_ms)), key=lambda c: c.order)
    chosen = sorted(_chosen(cases, now_ms, today, max(0, most)), key=lambda c: c.order)
    return tuple(_pick(case, now_ms, today) for case in chosen)


def newly(candidates: Iterable[Known], now_ms: int, most: int = MOST) -> tuple[Pick, ...]:
    """People that a platform or an export brought and with whom there was no contact yet, the most recently connected
    first; who has no date of connection comes last, the latest brought first. Not whom the user let go."""
    new = [
        c
        for c in candidates
        if c.last_contact_ms is None
        and (c.person.met_on or c.person.sources)
        and c.person.knows is not Knows.LET_GO
        and not _left_out(c, now_ms)
    ]
    new.sort(key=lambda c: (c.person.met_on, c.person.id), reverse=True)
    return tuple(Pick(c.person, reasons_of_new(c.person, c.tie)) for c in new[: max(0, most)])


def _left_out(candidate: Known, now_ms: int) -> bool:
    person = candidate.person
    return person.muted or person.never or now_ms < person.snoozed_until_ms


def _case(candidate: Known, now_ms: int, today: date) -> _Case:
    person = candidate.person
    due = due_of(person, candidate.last_contact_ms, now_ms)
    near: int | None = None
    if person.birthday is not None and (person.circle is not None or person.cadence_days is not None):
        days = (person.birthday.next(today) - today).days
        near = days if days <= BIRTHDAY_DAYS else None
    return _Case(
        person,
        candidate,
        due,
        near,
        asked=due is not None and due.due_ms <= now_ms,
        nearly=due is not None and due.ratio >= NEARLY,
    )


def _chosen(cases: Sequence[_Case], now_ms: int, today: date, most: int) -> list[_Case]:
    """Of ordered cases."""
    dated = sorted((c for c in cases if c.birthday_in is not None), key=lambda c: (c.birthday_in, c.order))
    half = (most + 1) // 2
    chosen = [c for n, c in enumerate(dated) if n < half or (c.birthday_in or 0) <= 1][:most]
    taken = {c.person.id for c in chosen}
    due = [c for c in cases if c.asked and c.person.id not in taken]
    room = most - len(chosen)
    top = max(1, room - 1)
    chosen += due[: min(top, room)]
    if room > 1:
        others = due[top:] + [c for c in cases if c.due and not c.asked and c.person.id not in taken]
        chosen += _drawn(others, now_ms, today)
    taken = {c.person.id for c in chosen}
    rest = [c for c in dated if c.person.id not in taken]
    return chosen + rest[: most - len(chosen)]


def _drawn(cases: Iterable[_Case], now_ms: int, today: date) -> list[_Case]:
    """The first by lot who is due, nearly due or drifting; nobody where there is none."""
    looked_at = 0
    for case in sorted(cases, key=lambda c: lot(today.isoformat(), c.person.id)):
        if case.asked or case.nearly:
            return [case]
        last_ms = case.known.last_contact_ms
        # A rhythm is at least a day, so that nobody drifts sooner: most ties need not be worked out.
        if last_ms is not None and now_ms - last_ms > DRIFT_TIMES * DAY_MS and looked_at < LOOKED_AT:
            looked_at += 1
            if case.known.tie.drifted:
                return [case]
    return []


def _pick(case: _Case, now_ms: int, today: date) -> Pick:
    last_ms, tie = case.known.last_contact_ms, case.known.tie
    days = None if last_ms is None else max(0, now_ms - last_ms) // DAY_MS
    why = case.due if case.asked or case.nearly or tie.drifted else None
    told = reasons(case.person, tie, why, days, case.birthday_in, today)
    return Pick(case.person, told, days, case.due.ratio if case.due else None)
