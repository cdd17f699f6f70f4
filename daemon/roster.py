"""Roster: everybody with what is known of the contact with them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from unscroll.day import Zones
from unscroll.evidence import Evidence
from unscroll.intervals import covered_ms
from unscroll.ledger import PeopleReader
from unscroll.people.due import Due, due_of
from unscroll.people.everybody import People
from unscroll.people.latest import LatestTouch, last_contacts
from unscroll.people.person import Person
from unscroll.people.sides import both, mine, theirs
from unscroll.people.starts import WAIT_MS
from unscroll.people.tie import QUARTER_MS, YEAR_MS, Tie, order, tie_by, tie_of
from unscroll.people.touch import moved, moves, touch_of
from unscroll.people.touchpoint import CALL_MS, LIVE, Direction, Touchpoint
from unscroll.span import Span

if TYPE_CHECKING:
    from unscroll.people.reach import Known

_SPAN_OF = attrgetter("person_id", "start_ms", "end_ms")
_WHEN, _BEGAN = itemgetter(0, 1, 2), attrgetter("start_ms", "id")


class Acquaintance:
    """Somebody with the last contact; the tie is worked out when it is asked for."""

    def __init__(self, roster: "Roster", person: Person, last_contact_ms: int | None) -> None:
        self._roster = roster
        self.person, self.last_contact_ms = person, last_contact_ms

    @cached_property
    def tie(self) -> Tie:
        return self._roster.tie(self.person)


class Roster:
    """Read once; `now_ms` is the instant that all of it is told as of."""

    def __init__(
        self, reader: PeopleReader, now_ms: int, zones: Zones, people: People | None = None, traits: Sequence[str] = ()
    ) -> None:
        """`people` are read when they are asked for, unless they are given; known by some `traits` alone
        (`PeopleReader.people`), where that is all that is asked."""
        self.reader = reader
        self.now_ms, self.zones = now_ms, zones
        self._given, self._traits = people, traits

    @cached_property
    def people(self) -> People:
        return self._given if self._given is not None else self.reader.people(*self._traits)

    def around(self, person: Person) -> "Roster":
        """The same, as if there were nobody else."""
        return Roster(self.reader, self.now_ms, self.zones, self.reader.finder.around(person.ids))

    @cached_property
    def last_contact(self) -> Mapping[int, int]:
        """By person, the end of the last contact; who was never in contact is not in it."""
        return self._last_contacts(None)

    def last_contacts(self, people: Iterable[Person]) -> Mapping[int, int]:
        """The same of some people, for a part of the cost."""
        return self._last_contacts([number for person in people for number in person.ids])

    def _last_contacts(self, numbers: Collection[int] | None) -> Mapping[int, int]:
        seen = (t for touchpoints in self._live.values() for t in touchpoints if t.genuine)
        live = (LatestTouch(t.person_id, t.end_ms, mine(t) | theirs(t) << 1) for t in seen)
        return last_contacts((*self.reader.latest_touches(self.now_ms, numbers), *live), self.people.roots)

    def due(self, person: Person) -> Due | None:
        """When contact is asked for; None for whom nothing is asked."""
        return due_of(person, self.last_contact.get(person.id), self.now_ms)

    def touchpoints(self, person: Person) -> tuple[Touchpoint, ...]:
        """Everything there was with a person, ordered by start, by the number that they have now."""
        kept = self.reader.touchpoints_of(person.ids)
        if len(person.ids) > 1:
            from unscroll.united import united_touchpoints

            kept = united_touchpoints(kept, self.people.roots)
        return tuple(sorted((*kept, *self._live.get(person.id, ())), key=lambda t: (t.start_ms, t.id)))

    def tie(self, person: Person) -> Tie:
        return tie_of(self.touchpoints(person), self.now_ms, self.zones)

    def tie_and_latest(self, person: Person, most: int) -> tuple[Tie, tuple[Touchpoint, ...]]:
        """The tie, with so many of the latest touchpoints that have begun and all with a favour or with who brought
        the two together, ordered by start: without an object for each of thousands."""
        seen = sorted((t for t in self._live.get(person.id, ()) if t.start_ms <= self.now_ms), key=order)
        touches = [*self.reader.touches_of(person.ids, self.now_ms), *map(touch_of, seen)]
        if seen:
            touches.sort(key=_WHEN)
        late_ms = min((t[0] for t in touches[-most:]), default=0)
        kept = self.reader.touchpoints_with({t[2] for t in touches if t[3] or t[0] >= late_ms})
        final = next((t[2] for t in reversed(touches) if moved([t])), 0)
        ask = next((t.ask for t in kept if t.id == final), "")
        told = sorted(kept, key=order)
        tie = tie_by(moved(touches), told, ask, self.now_ms, self.zones)
        return tie, tuple(sorted((*kept, *seen), key=_BEGAN))

    @cached_property
    def together_90d(self) -> Mapping[int, int]:
        """By person, the milliseconds of `Tie.two_way_90d_ms`; who had none is not in it."""
        since_ms, now_ms, roots = self.now_ms - QUARTER_MS, self.now_ms, self.people.roots
        live = (t for touchpoints in self._live.values() for t in touchpoints if moves(t) and both(t))
        by_person: dict[int, list[tuple[int, int]]] = {}
        for number, start_ms, end_ms in (*self.reader.together(Span(since_ms, now_ms)), *map(_SPAN_OF, live)):
            start_ms, end_ms = max(start_ms, since_ms), min(end_ms, now_ms)
            if start_ms < end_ms and (root := roots.get(number)) is not None:
                by_person.setdefault(root, []).append((start_ms, end_ms))
        return {person: covered_ms(parts) for person, parts in by_person.items()}

    def handles(self, people: Iterable[Person] | None = None) -> Mapping[int, Collection[str]]:
        """By number, of everybody or of some, what handles it has: for rosters that are read without."""
        numbers = None if people is None else [number for person in people for number in person.ids]
        return self.reader.handles(numbers)

    def ties_of_a_year(self) -> Mapping[int, Tie]:
        """By person, the ties by what there was within a year and an answer's time before: enough to say who talked."""
        window = Span(self.now_ms - YEAR_MS - WAIT_MS, self.now_ms + 1)
        live = (t for touchpoints in self._live.values() for t in touchpoints if t.start_ms >= window.start_ms)
        by_person: dict[int, list[Touchpoint]] = {}
        for t in (*self.reader.touchpoints(window), *live):
            by_person.setdefault(self.people.roots.get(t.person_id, 0), []).append(t)
        return {person: tie_of(of, self.now_ms, self.zones) for person, of in by_person.items()}

    def candidates(self, people: Iterable[Person]) -> "Iterator[Known]":
        """Each with the last contact; ties are worked out where they are asked for."""
        some = tuple(people)
        last = self.last_contacts(some)
        return (Acquaintance(self, person, last.get(person.id)) for person in some)

    @cached_property
    def _live(self) -> Mapping[int, tuple[Touchpoint, ...]]:
        """By person, what was seen of labelled threads: a touchpoint for the messages of a Day, one for each call."""
        whose = {thread: self.people.roots.get(number) for thread, number in self.reader.labelled().items()}
        if not whose:
            return {}
        found: dict[int, list[Touchpoint]] = {}
        for touchpoint in (*self._messages(whose), *self._calls(whose)):
            found.setdefault(touchpoint.person_id, []).append(touchpoint)
        return {person: tuple(touchpoints) for person, touchpoints in found.items()}

    def _messages(self, whose: Mapping[bytes, int | None]) -> Iterator[Touchpoint]:
        """A thread that the user calls one person's is a conversation: what they write is not seen, but that is the
        user's word for both sides having taken part (decision 14). No length: reading and writing is on the line."""
        days: dict[tuple[int, str], tuple[int, int, int]] = {}
        for thread, at_ms in self.reader.sent():
            if (person := whose.get(thread)) is not None and at_ms <= self.now_ms:
                key = (person, self.zones.day_of(at_ms).isoformat())
                first_ms, _, count = days.get(key, (at_ms, at_ms, 0))
                days[key] = (first_ms, at_ms, count + 1)
        for (person, _), (_, last_ms, count) in days.items():
            yield Touchpoint(
                0, last_ms, last_ms, person, "message", Direction.BOTH, Evidence.MEASURED, sent=count, source=LIVE
            )

    def _calls(self, whose: Mapping[bytes, int | None]) -> Iterator[Touchpoint]:
        """Pieces of a call that touch are one call; below a minute it reached nobody (METRICS 2.3)."""
        open_: dict[int, tuple[int, int]] = {}
        done: list[tuple[int, int, int]] = []
        for thread, start_ms, length_ms in self.reader.calls():
            person = whose.get(thread)
            if person is None or start_ms > self.now_ms:
                continue
            first_ms, end_ms = open_.get(person, (start_ms, start_ms))
            if start_ms > end_ms + CALL_MS:
                done.append((person, first_ms, end_ms))
                first_ms, end_ms = start_ms, start_ms
            open_[person] = (first_ms, max(end_ms, start_ms + length_ms))
        done += [(person, *span) for person, span in open_.items()]
        for person, start_ms, end_ms in done:
            genuine = end_ms - start_ms >= CALL_MS
            yield Touchpoint(
                *(0, start_ms, end_ms, person, "video", Direction.BOTH, Evidence.MEASURED),
                genuine=genuine,
                source=LIVE,
            )
