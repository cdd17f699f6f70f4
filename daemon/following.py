"""Following: people beside the platforms that they are on, from everybody that the ledger knows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from unscroll.daemon.roster import Roster
from unscroll.people.knowing import Funnel, funnel, platform_of
from unscroll.people.leaving import is_there, only_there
from unscroll.people.person import Person
from unscroll.people.tie import Tie


def funnels(roster: Roster, platforms: Collection[str]) -> tuple[Funnel, ...]:
    """Of those that a count is known of, and of `platforms` that anybody is on; the largest first."""
    counts = {platform: told[-1][1] for platform, told in roster.reader.followers().items()}
    people = roster.people.everybody
    seen = {platform_of(handle) for person in people for handle in person.handles}
    seen |= {source.partition("-")[0] for person in people for source in person.sources}
    named = sorted({*counts, *(seen & set(platforms))}, key=lambda p: (-counts.get(p, 0), p))
    ties = _ties(roster) if named else {}
    return tuple(funnel(platform, counts.get(platform), people, ties, roster.now_ms) for platform in named)


def _ties(roster: Roster) -> Mapping[int, Tie]:
    """What a year says of each, and of those silent for longer that there was contact."""
    last, of_a_year = roster.last_contact, roster.ties_of_a_year()
    return {
        person: replace(of_a_year.get(person, Tie()), last_contact_ms=last.get(person))
        for person in {*last, *of_a_year}
    }


@dataclass(frozen=True, slots=True)
class Leaving:
    """`lost`: those who were talked with and have no other address, by when both last took part, the latest first.
    `never` counts those without another address with whom nobody talked: nothing is lost. `kept` counts the others on
    the platform; `reached`: whether any of them was talked with."""

    lost: tuple[tuple[Person, int], ...] = ()
    never: int = 0
    kept: int = 0
    reached: bool = False


def leaving(roster: Roster, platform: str) -> Leaving:
    """Whom one would lose with a platform."""
    threads = _threads(roster)
    people = [p for p in roster.people.everybody if is_there(p, platform, threads.get(p.id, frozenset()))]
    only = {p.id for p in people if only_there(p, platform, threads.get(p.id, frozenset()))}
    told = [(p, at_ms) for p in people if p.id in only and (at_ms := _talked_ms(roster, p)) is not None]
    told.sort(key=lambda pair: (-pair[1], pair[0].name.casefold(), pair[0].id))
    reached = any(_talked_ms(roster, p) is not None for p in people if p.id not in only)
    return Leaving(tuple(told), len(only) - len(told), len(people) - len(only), reached)


def _talked_ms(roster: Roster, person: Person) -> int | None:
    """When both last took part; None where they never did."""
    return roster.tie(person).last_two_way_ms if person.id in roster.last_contact else None


def _threads(roster: Roster) -> Mapping[int, frozenset[str]]:
    """By person, the platforms of the threads that the user has labelled with them."""
    platforms = roster.reader.thread_platforms()
    found: dict[int, set[str]] = {}
    for thread, number in roster.reader.labelled().items():
        root = roster.people.roots.get(number)
        if root is not None and thread in platforms:
            found.setdefault(root, set()).add(platforms[thread])
    return {person: frozenset(of) for person, of in found.items()}
