"""Reach: whom to reach out to, each with the reason (METRICS 4, 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from unscroll.people.due import DAY_MS, Due, due_of
from unscroll.people.lot import lot
from unscroll.people.person import Knows, Person
from unscroll.people.reasons import BIRTHDAY_DAYS, reasons, reasons_of_new
from unscroll.people.tie import Tie

MOST = 5
"""People named at a time: a handful, no list to work off."""
NEARLY = 0.8
"""From this ratio on somebody is nearly due: where the earliest first dues lie."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody with the tie to them."""

    person: Person
    tie: Tie


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
    tie: Tie
    due: Due | None
    birthday_in: int | None
    """Days until the birthday of somebody in a circle, where it is near."""
    asked: bool
    """Whether their due has come."""
    nearly: bool

    @property
    def order(self) -> tuple[float, int, int]:
        """The most overdue first; birthdays without a cadence last, by nearness."""
        near = BIRTHDAY_DAYS + 1 if self.birthday_in is None else self.birthday_in
        return (-self.due.ratio if self.due else 1, near, self.person.id)


def picks(candidates: Iterable[Candidate], now_ms: int, today: date, most: int = MOST) -> tuple[Pick, ...]:
    """At most `most` people, the most overdue first. Never who is muted, snoozed, or to be left in peace (`never`).

    Birthdays of people in a circle come first into the choice: all of today and tomorrow, those of the week up to half
    the places. Then the most overdue, but one place is for somebody who is not among them: due, nearly due, or drifting
    by their own rhythm, drawn anew each day (METRICS 4: the list does not nag). Nobody without a cadence is drawn.
    """
    cases = sorted((_case(c, now_ms, today) for c in candidates if not _left_out(c, now_ms)), key=lambda c: c.order)
    chosen = sorted(_chosen(cases, today, max(0, most)), key=lambda c: c.order)
    return tuple(_pick(case, now_ms, today) for case in chosen)


def newly(candidates: Iterable[Candidate], now_ms: int, most: int = MOST) -> tuple[Pick, ...]:
    """People that a platform or an export brought and with whom there was no contact yet, the most recently connected
    first; who has no date of connection comes last, the latest brought first. Not whom the user let go."""
    new = [
        c
        for c in candidates
        if c.tie.last_contact_ms is None
        and (c.person.met_on or c.person.sources)
        and c.person.knows is not Knows.LET_GO
        and not _left_out(c, now_ms)
    ]
    new.sort(key=lambda c: (c.person.met_on, c.person.id), reverse=True)
    return tuple(Pick(c.person, reasons_of_new(c.person, c.tie)) for c in new[: max(0, most)])


def _left_out(candidate: Candidate, now_ms: int) -> bool:
    person = candidate.person
    return person.muted or person.never or now_ms < person.snoozed_until_ms


def _case(candidate: Candidate, now_ms: int, today: date) -> _Case:
    person, tie = candidate.person, candidate.tie
    due = due_of(person, tie.last_contact_ms, now_ms)
    near: int | None = None
    if person.birthday is not None and (person.circle is not None or person.cadence_days is not None):
        days = (person.birthday.next(today) - today).days
        near = days if days <= BIRTHDAY_DAYS else None
    return _Case(
        person,
        tie,
        due,
        near,
        asked=due is not None and due.due_ms <= now_ms,
        nearly=due is not None and (due.ratio >= NEARLY or tie.drifted),
    )


def _chosen(cases: Sequence[_Case], today: date, most: int) -> list[_Case]:
    """Of ordered cases."""
    dated = sorted((c for c in cases if c.birthday_in is not None), key=lambda c: (c.birthday_in, c.order))
    half = (most + 1) // 2
    chosen = [c for n, c in enumerate(dated) if n < half or (c.birthday_in or 0) <= 1][:most]
    taken = {c.person.id for c in chosen}
    due = [c for c in cases if c.asked and c.person.id not in taken]
    room = most - len(chosen)
    top = max(1, room - 1)
    drawn = due[top:] + [c for c in cases if c.nearly and not c.asked and c.person.id not in taken]
    chosen += due[: min(top, room)]
    if room > 1 and drawn:
        chosen.append(min(drawn, key=lambda c: lot(today.isoformat(), c.person.id)))
    taken = {c.person.id for c in chosen}
    rest = [c for c in dated if c.person.id not in taken]
    return chosen + rest[: most - len(chosen)]


def _pick(case: _Case, now_ms: int, today: date) -> Pick:
    last_ms = case.tie.last_contact_ms
    days = None if last_ms is None else max(0, now_ms - last_ms) // DAY_MS
    why = case.due if case.asked or case.nearly else None
    told = reasons(case.person, case.tie, why, days, case.birthday_in, today)
    return Pick(case.person, told, days, case.due.ratio if case.due else None)
