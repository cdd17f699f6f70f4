"""Who: the person that a command's WHO means."""

import sys

from unscroll.daemon.roster import Roster
from unscroll.errors import UnscrollError
from unscroll.people.everybody import People
from unscroll.people.person import Person, Trait


def person_of(roster: Roster, told: str) -> Person:
    """The person, as the roster knows them. Where several fit, a terminal asks which; UnscrollError (2) elsewhere, and
    where nobody fits."""
    found = maybe_person(roster, told)
    if found is None:
        from unscroll.people.whom import one

        return one(_with_handles(roster), told)
    return found


def maybe_person(roster: Roster, told: str) -> Person | None:
    """As `person_of`; None where nobody fits. A name that is told exactly is found at once."""
    people = roster.people
    same = {people.roots[number] for number, name in people.names.items() if name == told}
    if len(same) == 1:
        return people.of(same.pop())
    from unscroll.people.whom import fits

    found = fits(people, told) or fits(_with_handles(roster), told)
    if len(found) > 1:
        found = (_chosen(_with_handles(roster), told, found),)
    return people.of(found[0].id) if found else None


def _with_handles(roster: Roster) -> People:
    return roster.reader.people(Trait.HANDLE, Trait.COMPANY, Trait.CIRCLE)


def _chosen(people: People, told: str, found: tuple[Person, ...]) -> Person:
    """The one of several that the user picks; UnscrollError (2) where there is nobody to ask."""
    from unscroll.people.whom import LISTED, one, told_apart

    if not (sys.stdin.isatty() and sys.stderr.isatty()) or len(found) > LISTED:
        return one(people, told)
    import click

    known = [person for given in found if (person := people.of(given.id)) is not None]
    for number, person in enumerate(known, 1):
        click.echo(f"  {number}  {told_apart(person, known)}", err=True)
    choice = click.prompt(f"Which {told}?", type=click.IntRange(1, len(known)), err=True)
    return known[int(choice) - 1]


def number_or_name(roster: Roster | None, told: str) -> tuple[int, str]:
    """For commands that make whom they do not know: the number of somebody known and their name, else 0 and the name
    as it was told. What looks like a handle is nobody's name: UnscrollError (2) where nobody has it."""
    person = maybe_person(roster, told) if roster is not None else None
    if person is not None:
        return person.id, person.name
    if "@" in told or told.lstrip().startswith(("#", "+")):
        raise UnscrollError(f"nobody is known as {told!r}", "unscroll people add NAME keeps somebody")
    return 0, " ".join(told.split())
