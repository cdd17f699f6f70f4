"""VisitDraft: what a record of a browser's history becomes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from unscroll.bounds import FIRST_MS, LAST_MS
from unscroll.errors import Problem
from unscroll.history import DEVICE
from unscroll.importers.contract import Ask
from unscroll.kinds import Evidence
from unscroll.sighting import Sighting, Visited
from unscroll.span import Span
from unscroll.visits import LONGEST_MS

SHOWN_MS = 180_000
"""An estimated visit lasts until the next one, and so long at most (METRICS 3)."""
MOST_MS = 1_800_000
"""The longest silence that counts anywhere (METRICS 2.2): a visit with nothing after it was no longer than this."""
NO_TIME = "a visit whose time makes no sense: left out"


@dataclass(frozen=True, slots=True)
class Bare:
    """A visit of which the browser says when it began, and maybe for how long its page was open (0: it does not)."""

    number: int
    start_ms: int
    open_ms: int
    address: str
    title: str
    key: int


def key_of(*told: object) -> int:
    """A number of 61 bits that stands for a record, from what each copy of it says; never from an address."""
    digest = blake2b("\0".join(map(str, told)).encode(), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 3) | 1


def estimated(visits: Iterable[Bare], source: str, ask: Ask, name: str) -> Iterator[Sighting | Problem]:
    """The visits, ordered by start, each until the next one, whoever never wants to be seen there included."""
    last: Bare | None = None
    for visit in visits:
        if last is not None:
            yield from _one(last, visit.start_ms - last.start_ms, source, ask, name)
        last = visit
    if last is not None:
        yield from _one(last, last.open_ms, source, ask, name)


def _one(visit: Bare, until_next_ms: int, source: str, ask: Ask, name: str) -> Iterator[Sighting | Problem]:
    if not FIRST_MS <= visit.start_ms < LAST_MS - LONGEST_MS or visit.open_ms < 0:
        yield Problem(f"{name}:{visit.number}", NO_TIME)
        return
    most_ms = min(until_next_ms, visit.open_ms or MOST_MS, MOST_MS)
    shown_ms = min(most_ms, SHOWN_MS)
    surface = ask.surface_of(visit.address, visit.title) if shown_ms > 0 else None
    if surface is not None:
        fact = Visited(surface, Evidence.ESTIMATED, visit.key, most_ms=most_ms)
        yield Sighting(Span(visit.start_ms, visit.start_ms + shown_ms), fact, source, DEVICE)
