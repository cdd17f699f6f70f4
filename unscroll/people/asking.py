"""Asking: which suggestions are put to the user, while they answer them one after the other."""

from collections.abc import Iterable, Iterator

from unscroll.people.alike import Suggestion, suggestions
from unscroll.people.everybody import People
from unscroll.people.person import Person


def open_suggestions(people: People) -> tuple[Suggestion, ...]:
    """Those whose evidence the user has not turned down before."""
    return tuple(s for s in suggestions(people) if not _turned_down(people, s))


def _turned_down(people: People, s: Suggestion) -> bool:
    declined = people.declined
    return bool(declined) and any(
        s.evidence in declined.get((min(a, b), max(a, b)), ()) for a in _ids(s.one) for b in _ids(s.other)
    )


def _ids(person: Person) -> tuple[int, ...]:
    return person.ids or (person.id,)


class Asking:
    """Goes through suggestions; `merged` and `kept_apart` tell what came of one, so that what follows from it is not
    asked: who was merged is one already, and whoever is apart from a part is apart from the whole."""

    def __init__(self, suggested: Iterable[Suggestion]) -> None:
        self._suggested = tuple(suggested)
        self._root: dict[int, int] = {}
        self._apart: set[frozenset[int]] = set()

    def __len__(self) -> int:
        return len(self._suggested)

    def __iter__(self) -> Iterator[Suggestion]:
        for suggestion in self._suggested:
            pair = frozenset(map(self._now, suggestion.pair))
            if len(pair) == 2 and pair not in {frozenset(map(self._now, apart)) for apart in self._apart}:
                yield suggestion

    def merged(self, suggestion: Suggestion) -> None:
        one, other = map(self._now, suggestion.pair)
        self._root[other] = one

    def kept_apart(self, suggestion: Suggestion) -> None:
        self._apart.add(frozenset(suggestion.pair))

    def _now(self, number: int) -> int:
        while number in self._root:
            number = self._root[number]
        return number
