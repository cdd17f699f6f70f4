"""Suggestions as they are put to the user: never what an answer has settled."""

from support.gathered import gathered

from unscroll.people.alike import Suggestion
from unscroll.people.asking import Asking, open_suggestions
from unscroll.people.everybody import People
from unscroll.people.person import Person, PersonFact, Trait


def somebody(number):
    return Person(number, f"P{number}", (number,))


def pairs(*told):
    return [Suggestion(somebody(a), somebody(b), 60, "same handle") for a, b in told]


def test_a_ring_of_three_is_asked_twice():
    asking = Asking(pairs((1, 2), (1, 3), (2, 3)))
    asked = []
    for s in asking:
        asked.append(s.pair)
        asking.merged(s)
    assert asked == [(1, 2), (1, 3)]


def test_apart_from_a_part_is_apart_from_the_whole():
    asking = Asking(pairs((1, 3), (1, 2), (2, 3)))
    asked = []
    for s in asking:
        asked.append(s.pair)
        asking.merged(s) if s.pair == (1, 2) else asking.kept_apart(s)
    assert asked == [(1, 3), (1, 2)]


def test_what_was_declined_of_a_part_is_declined_of_the_whole():
    def alike(number, platform, *more):
        return [PersonFact(number, Trait.HANDLE, f"profile:{platform}.com/zoeonthelake", id=number), *more]

    facts = [*alike(1, "x"), *alike(2, "instagram"), PersonFact(3, Trait.JOINED, "1", id=8)]
    names = {1: "Zoë Kim", 2: "Zoë Kim", 3: "Z. Kim"}
    (found,) = open_suggestions(People(names, facts))
    declined = PersonFact(2, Trait.DECLINED, f"3 {found.evidence}", id=9)
    assert open_suggestions(People(names, [*facts, declined])) == ()
    other = PersonFact(2, Trait.DECLINED, "3 other evidence", id=9)
    assert len(open_suggestions(People(names, [*facts, other]))) == 1
    assert open_suggestions(gathered()) == ()
