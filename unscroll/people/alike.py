"""Alike: which two persons may be one human, with what speaks for it (METRICS 4).

Nobody is compared with everybody: only those who meet in a block (a user name, a number, two words of a name at one
company, a birthday) are weighed at all. A block that many meet in tells nothing, so it is left out.
"""

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from unscroll.people.everybody import People
from unscroll.people.grounds import Face, against, face_of, reasons
from unscroll.people.person import Person

SHOWN_FROM = 50
"""A pair of less certainty is not shown."""
CLASH = 30
"""What a different address, profile or birthday takes off: only a shared user name or mailbox outweighs one."""
MORE = 4
"""What each further reason adds."""
MANY = 4
"""A user name, a number or a name that more people bear is not rare: a switchboard, another Alex Kim."""
CROWD = 40
"""A block of more is not gone through, for time: whoever has something rare meets in a smaller one."""
_WORDS = 5
"""So many words of a name are looked up."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`one` (the lower number) and `other` may be one human; `certainty` (50 to 99) only puts them in order."""

    one: Person
    other: Person
    certainty: int
    evidence: str

    @property
    def pair(self) -> tuple[int, int]:
        return self.one.id, self.other.id


def suggestions(people: People, refused: Collection[tuple[int, int]] = ()) -> tuple[Suggestion, ...]:
    """The most certain first. Pairs of numbers in `refused`, in either order, never come, nor those kept apart."""
    faces = [face_of(person) for person in people.everybody]
    home = {number: p.id for p in people.everybody for number in (*p.ids, p.id)}
    barred = {frozenset((home.get(a, a), home.get(b, b))) for a, b in (*refused, *people.apart)}
    bearers: dict[Hashable, set[int]] = {}
    for face in faces:
        for mark in face.marks:
            bearers.setdefault(mark, set()).add(face.person.id)

    def rare(marks: Iterable[Hashable]) -> bool:
        return len(set.intersection(*(bearers[mark] for mark in marks))) <= MANY

    found: list[Suggestion] = []
    for one, other in _met(faces):
        if one.keys.isdisjoint(other.keys) and frozenset((one.person.id, other.person.id)) not in barred:
            told = reasons(one, other, rare)
            certainty = told[0].points + MORE * (len(told) - 1) - CLASH * against(one, other) if told else 0
            if certainty >= SHOWN_FROM:
                evidence = ", ".join((told[0].words, *(reason.short for reason in told[1:2])))
                found.append(Suggestion(one.person, other.person, min(certainty, 99), evidence))
    return tuple(sorted(found, key=lambda s: (-s.certainty, s.pair)))


def _met(faces: Sequence[Face]) -> Iterator[tuple[Face, Face]]:
    """Those who share a block that is no crowd, each pair once, the lower number first."""
    blocks: dict[Hashable, dict[int, Face]] = {}
    for face in faces:
        for key in _blocks(face):
            blocks.setdefault(key, {})[face.person.id] = face
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= CROWD:
            for pair in combinations(sorted(members), 2):
                if pair not in seen:
                    seen.add(pair)
                    yield members[pair[0]], members[pair[1]]


def _blocks(face: Face) -> Iterator[Hashable]:
    yield from (a.user for a in face.accounts if not a.opaque)
    yield from face.shared
    born = face.person.birthday
    for naming in face.names:
        words = naming.words[:_WORDS]
        if born is not None:
            yield from ((born.month, born.day, word) for word in words)
        for work in face.works:
            yield work, "".join(naming.words)
            yield from ((work, word, another[0]) for word, another in permutations(words, 2))
