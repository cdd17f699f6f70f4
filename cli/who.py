"""Who: the person that a command's WHO means."""

import sys
from collections.abc import Iterable

from unscroll.daemon.roster import Roster
from unscroll.errors import UnscrollError
from unscroll.people.everybody import People
from unscroll.people.person import Person


def person_of(roster: Roster, told: str) -> Person:
    """The person, with all that is known of them. Where several fit, a terminal asks which; UnscrollError (2)
    elsewhere, and where nobody fits."""
    found = maybe_person(roster, told)
    if found is None:
        from unscroll.people.whom import LISTED, one

        return one(roster.reader.finder.near(told, LISTED), told)
    return found


def maybe_person(roster: Roster, told: str) -> Person | None:
    """As `person_of`; None where nobody fits."""
    from unscroll.people.whom import fits

    if "@" in told and len(holders := _holders(roster, told)) == 1:
        return holders.pop()
    people = roster.reader.finder.among(told)
    found = fits(people, told)
    if len(found) > 1:
        return _chosen(people, told, found)
    return found[0] if found else None


def _holders(roster: Roster, told: str) -> list[Person]:
    """Those whose an e-mail address is."""
    from unscroll.people.handles import email

    handle, finder = email(told), roster.reader.finder
    if handle is None:
        return []
    return [person for person in finder.around(finder.holding(str(handle))).everybody if handle in person.handles]


def _chosen(people: People, told: str, found: tuple[Person, ...]) -> Person:
    """The one of several that the user picks; UnscrollError (2) where there is nobody to ask."""
    from unscroll.people.whom import LISTED, one, told_apart

    if not (sys.stdin.isatty() and sys.stderr.isatty()) or len(found) > LISTED:
        return one(people, told)
    import click

    for number, person in enumerate(found, 1):
        click.echo(f"  {number}  {told_apart(person, found)}", err=True)
    choice = click.prompt(f"Which {told}?", type=click.IntRange(1, len(found)), err=True)
    return found[int(choice) - 1]


def number_or_name(roster: Roster | None, told: str) -> tuple[int, str]:
    """For commands that make whom they do not know: the number of somebody known and their name, else 0 and the name
    as it was told. What looks like a handle is nobody's name: UnscrollError (2) where nobody has it, and for the user's
    own name or handle."""
    from unscroll.cli.owner import refuse_owner
    from unscroll.people.nobody import is_no_name, refuse_myself

    refuse_myself(told)
    person = maybe_person(roster, told) if roster is not None else None
    refuse_owner(person.name if person else told, told=told)
    if person is not None:
        return person.id, person.name
    if is_no_name(told.strip()):
        raise UnscrollError(f"nobody is known as {told!r}", "unscroll people add NAME keeps somebody")
    return 0, " ".join(told.split())


def names_apart(roster: Roster, persons: Iterable[Person]) -> dict[int, str]:
    """By number, what each is called; who shares a name with anybody has what tells them apart beside it."""
    from unscroll.people.whom import told_apart
    from unscroll.plain import shown_name

    shown = {person.id: person.name for person in persons}
    called: dict[str, set[int]] = {name: set() for name in shown.values()}
    shown = {number: shown_name(name) for number, name in shown.items()}
    for number, name in roster.people.names.items():
        if name in called:
            called[name].add(roster.people.roots[number])
    shared = {number for same in called.values() if len(same) > 1 for number in same}
    if not shared:
        return shown
    known = roster.reader.people_of([n for n, root in roster.people.roots.items() if root in shared]).everybody
    return shown | {p.id: told_apart(p, known) for p in known if p.id in shown}


def near_words(roster: Roster | None, number: int, name: str) -> str:
    """`new: Jonass. Near: Jonas Weber`, of somebody who is made by a command; "" of somebody who was known."""
    if number or not name:
        return ""
    from unscroll.people.whom import near_names, told_apart

    near = near_names(roster.people, name) if roster is not None else ()
    named = f". Near: {', '.join(told_apart(p, near) for p in near)}" if near else ""
    return f"new: {name}{named}"
