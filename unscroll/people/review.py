"""Review: who is asked about next (METRICS 4, ladder of knowing)."""

from collections.abc import Iterable, Mapping

from unscroll.people.person import Knows, Person

CARDS = 10
"""People of one sitting."""


def connected(persons: Iterable[Person]) -> tuple[Person, ...]:
    """Those whom a platform or an export brought; whoever the user put in themselves is known."""
    return tuple(p for p in persons if p.sources or p.met_on)


def cards(persons: Iterable[Person], last: Mapping[int, int], most: int = CARDS) -> tuple[Person, ...]:
    """Whom to ask about first: who was passed over comes after who was not asked; whom one was in touch with lately
    (`last`, by person) before whom one met long ago, then who is connected the latest."""
    new = [p for p in connected(persons) if p.knows is None]
    new.sort(key=lambda p: (p.passed_ms, -last.get(p.id, 0), _reversed(p.met_on), p.id))
    return tuple(new[:most])


def open_known(persons: Iterable[Person], most: int = CARDS) -> tuple[Person, ...]:
    """Whom the user knows, but has not said of whether they know them."""
    return tuple([p for p in persons if p.knows is Knows.KNOW and p.known is None][:most])


def _reversed(day: str) -> int:
    """A key by which the latest ISO date comes first, none last."""
    return -int(day.replace("-", "") or 0)
