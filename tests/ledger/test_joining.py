"""Who is one with whom: by keys alone, whatever the order."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.folk import Folk, card

from unscroll.commands import ChangePerson, SplitPerson, UndoPeople
from unscroll.people.alike import suggestions

NUMBER = "phone:+33140000000"
FAMILY = "email:fam@example.org"
NAMES = ("Zoe Müller", "Zoë Mueller", "Z. Müller", "Wang Wei", "Wang Fang", "Ann Lee", "Bob Roe", "")
"""Of more people than may share an address; or of none."""
HANDLES = (
    *(f"email:{n}@example.org" for n in range(4)),
    *(f"profile:linkedin.com/in/{n}" for n in range(3)),
    *("id:telegram:7", "phone:+33140000001", "phone:+33140000002", "email:info@example.org"),
)
cards = st.lists(
    st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(HANDLES), max_size=3, unique=True)), max_size=9
)
FEW = ("email:a@example.org", "email:b@example.org", "phone:+33140000001", "phone:+33140000002", "id:x:1")
crowds = st.lists(
    st.tuples(st.sampled_from(NAMES), st.lists(st.sampled_from(FEW), min_size=1, max_size=3, unique=True)), max_size=9
)
"""Many names to an address, couples, records without a name that hold what several do."""


@pytest.fixture
def folk():
    with Folk() as opened:
        yield opened


@given(cards | crowds, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=150)
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


@given(cards | crowds)
@settings(deadline=None)
def test_importing_twice_is_importing_once(told) -> None:
    whole = [card(str(n), name, *handles) for n, (name, handles) in enumerate(told)]
    with Folk() as folk:
        folk.cards(*whole)
        before = folk.people.everybody
        again = folk.cards(*whole)
        assert again == {
            **{"new": 0, "joined": 0, "changed": 0},
            **{"already": len(whole), "change_id": 0, "joins": [], "partings": []},
        }
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
        ("Person 1", "Person 12"),
        ("Room 123", "Room 12345"),
    ],
)
def test_a_number_that_two_share_joins_nobody(folk, one, other) -> None:
    folk.cards(card("1", one, NUMBER), card("2", other, NUMBER))
    assert len(folk.people) == 2


def test_a_number_is_asked_of_every_name_of_each(folk) -> None:
    folk.cards(card("1", "Rosemarie Roth", NUMBER, "name:Mia Roth"), card("2", "Mia Roth", NUMBER))
    assert len(folk.people) == 1


@pytest.mark.parametrize("shift", range(6))
def test_a_switchboard_joins_those_of_one_name_whoever_comes_first(folk, shift) -> None:
    names = ["Ann Lee", "Ann Lee", "Bob Roe", "Cy Poe", "Di Moe", "Ed Koe"]
    told = [card(str(n), name, NUMBER) for n, name in enumerate(names)]
    folk.cards(*told[shift:], *told[:shift])
    assert folk.names == sorted(set(names))


def test_a_nameless_card_of_a_switchboard_makes_no_bridge(folk) -> None:
    folk.cards(card("1", "Ann Lee", NUMBER), card("2", "", NUMBER), card("3", "Bob Roe", NUMBER))
    assert len(folk.people) == 3
    folk.cards(card("4", "", FAMILY), card("5", "Cy Poe", FAMILY))
    assert len(folk.people) == 4


@pytest.mark.parametrize("key", [NUMBER, FAMILY])
def test_a_crowd_behind_one_handle_is_told_apart_soon(folk, key) -> None:
    crowd = [card(str(n), f"{chr(97 + n % 26)}{n:04}x {n:04}y{chr(97 + n % 23)}", key) for n in range(1_500)]
    steps = 0

    def count() -> None:
        nonlocal steps
        steps += 1

    folk.db.set_progress_handler(count, 1_000)
    folk.cards(*crowd)
    assert len(folk.people) == len(crowd)
    assert steps < 1_500, "each card by itself took many times as many"


def couple(kind):
    return card("1", "Ann Lee", FAMILY, f"{kind}1"), card("2", "Bob Stone", FAMILY, f"{kind}2")


@pytest.mark.parametrize("kind", ["phone:+3314000001", "profile:linkedin.com/in/", "id:telegram:"])
def test_a_couple_with_one_address_is_two_by_their_other_keys(folk, kind) -> None:
    folk.cards(*couple(kind))
    assert folk.names == ["Ann Lee", "Bob Stone"]
    (found,) = suggestions(folk.people)
    assert found.evidence == "same address fam@example.org, different names"


def test_other_names_with_one_address_are_one_where_nothing_speaks_against(folk) -> None:
    folk.cards(card("1", "Ann Lee", FAMILY, NUMBER), card("2", "Night Owl", FAMILY, "id:telegram:7"))
    assert len(folk.people) == 1


@pytest.mark.parametrize("key", ["profile:linkedin.com/in/zoe", "id:telegram:7"])
def test_a_profile_joins_whatever_the_names(folk, key) -> None:
    folk.cards(card("1", "Ann Lee", key, NUMBER), card("2", "Night Owl", key, "phone:+33140000001"))
    assert len(folk.people) == 1


MANY = ("Ann Lee", "Bob Roe", "Cy Poe", "Di Moe")


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_mailbox_of_many_names_joins_nobody_however_it_comes(folk, size) -> None:
    for at in range(0, len(MANY), size):
        came = folk.cards(*(card(name, name, FAMILY) for name in MANY[at : at + size]))
    assert folk.groups() == {frozenset([name]) for name in MANY}
    assert bool(came["partings"]) == (size < len(MANY))
    folk.cards(card("5", "Di Moe", FAMILY))
    assert len(folk.people) == 4


def test_what_a_fourth_name_parts_comes_back_with_the_undo(folk) -> None:
    folk.cards(*(card(name, name, FAMILY) for name in MANY[:3]))
    before = folk.people.everybody
    change = folk.cards(card("4", "Di Moe", FAMILY))["change_id"]
    assert len(folk.people) == 4
    folk.do(UndoPeople(change))
    assert folk.people.everybody == before


def test_whom_the_user_said_anything_of_since_is_not_parted(folk) -> None:
    folk.cards(*(card(name, name, FAMILY) for name in MANY[:3]))
    (whole,) = folk.people.everybody
    folk.do(ChangePerson("circle", [{"trait": "circle", "value": "close"}], whole.id))
    assert folk.cards(card("4", "Di Moe", FAMILY))["partings"] == []
    assert folk.groups() == {frozenset(MANY[:3]), frozenset("4")}


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_card_without_a_name_ties_no_couple_together(order) -> None:
    told = [*couple("phone:+3314000001"), card("3", "", FAMILY)]
    with Folk() as folk:
        for at in order:
            folk.cards(told[at])
        assert folk.groups() == {frozenset("1"), frozenset("2"), frozenset("3")}


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_number_alone_is_of_the_one_person_who_has_it(order) -> None:
    told = [card("1", "Ann Lee", NUMBER), card("2", "", NUMBER)]
    with Folk() as folk:
        for at in order:
            folk.cards(told[at])
        assert len(folk.people) == 1


def test_who_was_joined_is_told(folk) -> None:
    joins = folk.cards(card("1", "Ann Lee", FAMILY), card("2", "Bob Stone", FAMILY))["joins"]
    assert joins == [{"person": "Bob Stone", "person_id": 2, "into": "Ann Lee", "into_id": 1, "by": "fam@example.org"}]


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
