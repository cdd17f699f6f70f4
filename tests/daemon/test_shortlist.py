"""The shortlist leaves nobody out whom `picks` would name of everybody."""

import random
from types import SimpleNamespace

import pytest
from support.touching import DAY, NOW, TODAY, somebody, touch

from unscroll.daemon.shortlist import shortlist
from unscroll.people.birthday import Birthday
from unscroll.people.circles import Circle
from unscroll.people.due import due_of
from unscroll.people.reach import Candidate, picks
from unscroll.people.tie import tie_of

MANY = 120


class Roster:
    """Persons with their touchpoints, as `unscroll.daemon.roster` has them."""

    def __init__(self, held):
        self.held = {person.id: (person, touchpoints) for person, touchpoints in held}
        self.now_ms = NOW
        self.people = SimpleNamespace(holding=lambda *traits: tuple(p for p, _ in self.held.values()))

    def due(self, person):
        _, touchpoints = self.held[person.id]
        return due_of(person, max((t.end_ms for t in touchpoints), default=None), NOW)

    def candidates(self, people):
        return [Candidate(p, tie_of(self.held[p.id][1], NOW)) for p in people]


def made(seed, silent, birthdays=0.0):
    draw = random.Random(seed)
    held = []
    for number in range(1, MANY + 1):
        person = somebody(
            number,
            draw.choice([*Circle, None]),
            muted=draw.random() < 0.1,
            never=draw.random() < 0.1,
            snoozed_until_ms=NOW + DAY if draw.random() < 0.1 else 0,
            birthday=Birthday(9, draw.randint(15, 30)) if draw.random() < birthdays else None,
        )
        held.append((person, [touch(draw.uniform(*silent), person=number)]))
    return Roster(held)


@pytest.mark.parametrize("most", [1, 3, 5])
@pytest.mark.parametrize(("silent", "birthdays"), [((1, 400), 0), ((1, 6), 0), ((5, 40), 0.2), ((20, 26), 0.02)])
def test_the_same_are_named_as_of_everybody(most, silent, birthdays):
    for seed in range(12):
        roster = made(seed, silent, birthdays)
        everybody = picks(roster.candidates(roster.people.holding()), NOW, TODAY, most)
        short = shortlist(roster, TODAY, most)
        assert picks(roster.candidates(short), NOW, TODAY, most) == everybody
        assert len(short) <= MANY * birthdays * 2 + 2 * most * (1 + MANY * birthdays) + 30


def test_who_drifts_by_their_own_rhythm_can_be_named():
    daily = [touch(20 + n, person=1) for n in range(9)]
    roster = Roster([(somebody(1, Circle.FRIENDS), daily), (somebody(2, Circle.FRIENDS), [touch(3, person=2)])])
    (pick,) = picks(roster.candidates(shortlist(roster, TODAY, 3)), NOW, TODAY, 3)
    assert pick.person.id == 1
