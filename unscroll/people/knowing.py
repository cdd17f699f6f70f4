"""Knowing: how many of those that one is connected with are people one is in touch with (METRICS 4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from unscroll.people.handles import Handle, HandleKind
from unscroll.people.person import Knows, Person
from unscroll.people.tie import QUARTER_MS, YEAR_MS, Tie

NO_TIE = Tie()
_SITES = {"t.me": "telegram", "wa.me": "whatsapp", "bsky.app": "bluesky", "youtu.be": "youtube"}
"""Hosts of another name than their platform."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Counts of people, from the user's own answers. Each rung is counted by itself: who was not asked about
    (`not_asked`) may have talked this year all the same."""

    connected: int
    i_know: int
    they_know: int
    talked: int
    """Two-way within 365 days."""
    not_asked: int


def ladder(persons: Iterable[Person], ties: Mapping[int, Tie], now_ms: int) -> Ladder:
    """Of everybody handed in; `ties` by the persons' numbers."""
    known = list(persons)
    return Ladder(
        connected=len(known),
        i_know=sum(p.knows is Knows.KNOW for p in known),
        they_know=sum(p.known is True for p in known),
        talked=sum(_within(ties.get(p.id, NO_TIE).last_two_way_ms, now_ms, YEAR_MS) for p in known),
        not_asked=sum(p.knows is None for p in known),
    )


@dataclass(frozen=True, slots=True)
class Funnel:
    """Followers versus people. `followers` is what the platform counts (connections, friends); None: not known.

    The others are people there whom one is in touch with anywhere: `genuine` both ever wrote or talked; `year` and
    `quarter` two-way in 365 and 90 days; `live` by voice or in person in 90 days. Each holds the next one.
    """

    platform: str
    followers: int | None
    genuine: int
    year: int
    quarter: int
    live: int


def funnel(
    platform: str, followers: int | None, persons: Iterable[Person], ties: Mapping[int, Tie], now_ms: int
) -> Funnel:
    """Of the persons whom that platform brought or who have an address there. To be shown beside `circles.LAYERS`."""
    told = [ties.get(p.id, NO_TIE) for p in persons if is_on(p, platform)]
    return Funnel(
        platform,
        followers,
        genuine=sum(t.last_contact_ms is not None for t in told),
        year=sum(_within(t.last_two_way_ms, now_ms, YEAR_MS) for t in told),
        quarter=sum(_within(t.last_two_way_ms, now_ms, QUARTER_MS) for t in told),
        live=sum(
            _within(t.last_call_ms, now_ms, QUARTER_MS) or _within(t.last_in_person_ms, now_ms, QUARTER_MS)
            for t in told
        ),
    )


def is_on(person: Person, platform: str) -> bool:
    """Whether an export of the platform brought somebody, or they have an id or a profile there."""
    return any(source.partition("-")[0] == platform for source in person.sources) or any(
        platform_of(handle) == platform for handle in person.handles
    )


def platform_of(handle: Handle) -> str:
    """The platform that a profile or an id is of; "" for an address that is of none."""
    if handle.kind is HandleKind.PROFILE:
        host = handle.value.partition("/")[0]
        return _SITES.get(host) or "".join(host.split(".")[-2:-1])
    return handle.value.partition(":")[0] if handle.kind is HandleKind.ID else ""


def _within(at_ms: int | None, now_ms: int, length_ms: int) -> bool:
    return at_ms is not None and now_ms - length_ms < at_ms <= now_ms
