"""Known: people that commands name, found in the ledger."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from unscroll.cli.roster import open_roster
from unscroll.cli.who import person_of
from unscroll.daemon.roster import Roster
from unscroll.errors import Exit, UnscrollError
from unscroll.people.person import Person, Trait


@contextmanager
def open_known(told: str, *traits: str) -> Iterator[tuple[Roster, Person]]:
    """The roster, by names and `traits`, with the person whom a WHO means. UnscrollError (2) where nobody is meant."""
    with open_roster(Trait.NAME, *traits) as roster:
        if roster is None:
            raise UnscrollError(f"nobody is known as {told!r}", "unscroll people add NAME keeps somebody", Exit.USAGE)
        yield roster, person_of(roster, told)


def known(told: str) -> Person:
    """The person whom a WHO means, by name and numbers alone."""
    with open_known(told) as (_, person):
        return person


def all_known(told: Sequence[str]) -> list[Person]:
    """Each once, in order."""
    with open_known(told[0]) as (roster, first):
        people = [first, *(person_of(roster, who) for who in told[1:])]
    return list({person.id: person for person in people}.values())


def same_name(name: str) -> list[int]:
    """The numbers of those who are called exactly so."""
    with open_roster(Trait.NAME) as roster:
        if roster is None:
            return []
        people = roster.people
        return sorted({people.roots[number] for number, known in people.names.items() if known == name})
