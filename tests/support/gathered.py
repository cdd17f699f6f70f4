"""People put together from persons, without the facts that a ledger has of them."""

from collections.abc import Collection, Iterable, Mapping

from unscroll.people.everybody import People
from unscroll.people.person import Person


def gathered(
    persons: Iterable[Person] = (), roots: Mapping[int, int] | None = None, apart: Collection[tuple[int, int]] = ()
) -> People:
    people = People()
    people.everybody = tuple(persons)
    people.roots = {p.id: p.id for p in people.everybody} | dict(roots or {})
    people.apart = frozenset(apart)
    people._made = {p.id: p for p in people.everybody}
    return people
