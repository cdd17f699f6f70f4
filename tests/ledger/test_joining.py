"""Who is one with whom: by keys alone, whatever the order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.folk import Folk, card

from unscroll.commands import SplitPerson

NUMBER = "phone:+33140000000"
NAMES = ("Zoe Müller", "Zoë Mueller", "Z. Müller", "Wang Wei", "Wang Fang", "")
"""Of three people at the most, as more who share a number are not asked of it any more."""
HANDLES = (
    *(f"email:{n}@example.org" for n in range(4)),
    *(f"profile:linkedin.com/in/{n}" for n in range(3)),
    *("id:telegram:7", "phone:+33140000001", "phone:+33140000002", "email:info@example.org"),
)
cards = st.lists(
    st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(HANDLES), max_size=3, unique=True)), max_size=9
)


@pytest.fixture
def folk():
    with Folk() as opened:
        yield opened


@given(cards, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_any_order_and_any_batches_give_the_same_people(told, chance) -> None:
    whole = [card(str(n), name, *handles) for n, (name, handles) in enumerate(told)]
    with Folk() as one, Folk() as other:
        one.cards(*whole)
        shuffled = chance.sample(whole, len(whole))
        change = 0
        while shuffled:
            size = chance.randint(1, len(shuffled))
            change = other.cards(*shuffled[:size], change_id=change)["change_id"]
            del shuffled[:size]
        assert one.groups() == other.groups()


@given(cards)
@settings(deadline=None)
def test_importing_twice_is_importing_once(told) -> None:
    whole = [card(str(n), name, *handles) for n, (name, handles) in enumerate(told)]
    with Folk() as folk:
        folk.cards(*whole)
        before = folk.people.everybody
        again = folk.cards(*whole)
        assert again == {"new": 0, "joined": 0, "changed": 0, "already": len(whole), "change_id": 0}
        assert folk.people.everybody == before


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zoe Müller", "Zoë Mueller"),
        ("Zoe Müller", "Z. Müller"),
        ("Müller, Zoë", "Zoë Müller"),
        ("Alex Kim", "Alexander Kim"),
        ("Zoë", "Zoë"),
        ("🌻", "🌻"),
    ],
)
def test_a_number_joins_names_that_agree(folk, one, other) -> None:
    folk.cards(card("1", one, NUMBER), card("2", other, NUMBER))
    assert len(folk.people) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hans Müller", "Peter Müller"),
        ("Hans Müller", "Hans Müller jr."),
        ("Hans Müller sen.", "Hans Müller jun."),
        ("Wang Wei", "Wang Fang"),
        ("Maria Rossi", "Mario Rossi"),
        ("Zoë Müller", "🌻"),
    ],
)
def test_a_number_that_two_share_joins_nobody(folk, one, other) -> None:
    folk.cards(card("1", one, NUMBER), card("2", other, NUMBER))
    assert len(folk.people) == 2


def test_a_number_is_asked_of_every_name_of_each(folk) -> None:
    folk.cards(card("1", "Rosemarie Roth", NUMBER, "name:Mia Roth"), card("2", "Mia Roth", NUMBER))
    assert len(folk.people) == 1


def test_a_switchboard_tells_nothing_of_the_next(folk) -> None:
    folk.cards(*(card(name, name, NUMBER) for name in ("Ana Lee", "Ben Roy", "Cy Fox", "Dee Orr")))
    folk.cards(card("5", "Ana Lee", NUMBER))
    assert len(folk.people) == 5


def test_other_keys_of_the_same_kind_do_not_speak_against_an_equal_one(folk) -> None:
    folk.cards(
        card("1", "Zoë", "email:zoe@acme.example", "email:zoe@example.org"),
        card("2", "Z. M.", "email:zoe@home.example", "email:zoe@example.org"),
    )
    assert len(folk.people) == 1


def test_an_address_whose_holders_are_kept_apart_goes_by_the_name(folk) -> None:
    shared = "email:family@example.org"
    folk.cards(card("1", "Ana Roth", shared), card("2", "Ben Roth", shared))
    (couple,) = folk.people.everybody
    folk.do(SplitPerson(couple.id, couple.ids[1]))
    folk.cards(card("3", "Ben Roth", shared), card("4", "Cy Roth", shared))
    assert folk.groups() == {frozenset("1"), frozenset("23"), frozenset("4")}


def test_two_of_one_name_stay_two(folk) -> None:
    folk.cards(card("1", "Alex Kim", "email:alex@one.example"), card("2", "Alex Kim", "email:alex@two.example"))
    folk.cards(card("3", "Alex Kim"), source="linkedin-connections")
    assert folk.names == ["Alex Kim"] * 3
