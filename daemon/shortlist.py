"""Shortlist: the few among thousands of whom `reach.picks` can come to name any."""

from collections.abc import Iterator
from datetime import date

from unscroll.daemon.roster import Roster
from unscroll.people.lot import lot
from unscroll.people.person import Person, Trait
from unscroll.people.reach import NEARLY
from unscroll.people.reasons import BIRTHDAY_DAYS

ASKED = (Trait.CIRCLE, Trait.CADENCE, Trait.TAG, Trait.MUTED, Trait.NEVER, Trait.SNOOZED, Trait.BIRTHDAY, Trait.KNOWS)
"""What says whether contact with somebody is asked for, and how it is told."""
_DRIFTING = 24
"""Of those of whom nothing says that contact is near, so many are looked at more closely on a day: whether they drift
takes all that there was with them."""


def shortlist(roster: Roster, today: date, most: int) -> tuple[Person, ...]:
    """Whom `picks` has to know to name `most`: birthdays, the most overdue, and those whom the lot of the day can
    draw. All but the drift is told from the last contact, without reading what else there was with each."""
    people = [p for p in roster.people.holding(Trait.CIRCLE, Trait.CADENCE, Trait.TAG) if p.cadence_days is not None]
    found = dict.fromkeys(_dated(people, today))
    due = [(person, due) for person in people if (due := roster.due(person)) is not None]
    asked = sorted((-d.ratio, person.id, person) for person, d in due if d.due_ms <= roster.now_ms)
    found |= dict.fromkeys(person for _, _, person in asked[: most + len(found)])
    room = most + len(found)
    by_lot = sorted((lot(today.isoformat(), person.id), person.id, person, d) for person, d in due)
    near = [p for _, _, p, d in by_lot if d.due_ms <= roster.now_ms or d.ratio >= NEARLY]
    far = [p for _, _, p, d in by_lot if d.due_ms > roster.now_ms and d.ratio < NEARLY]
    return tuple(found | dict.fromkeys(near[:room]) | dict.fromkeys(far[:_DRIFTING]))


def _dated(people: list[Person], today: date) -> Iterator[Person]:
    for person in people:
        if person.birthday is not None and (person.birthday.next(today) - today).days <= BIRTHDAY_DAYS:
            yield person
