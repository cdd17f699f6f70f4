"""Ids that two accounts of one program gave to different people."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.folk import Folk, card

from unscroll.commands import ChangePerson, UndoPeople
from unscroll.ledger.people_reading import PeopleReader
from unscroll.people.card import SECOND

LINE = "phone:+33140000000"
ANN, BOB = card("1", "Ann Lee", "email:ann@a.example"), card("1", "Bob Roe", "email:bob@b.example", LINE)


@pytest.fixture
def folk():
    with Folk() as opened:
        yield opened


def known(folk):
    """Everybody, with all but the names of handles."""
    return sorted((p.name, p.company, *(str(h) for h in p.handles)) for p in folk.people.everybody)


def test_another_portal_overwrites_nobody(folk) -> None:
    for _ in range(3):
        first = folk.cards(ANN)["new"], folk.cards(BOB)["new"]
        assert known(folk) == [("Ann Lee", "", "email:ann@a.example"), ("Bob Roe", "", "email:bob@b.example", LINE)]
    assert first == (0, 0)


def test_one_file_may_use_an_id_twice(folk) -> None:
    assert folk.cards(ANN, BOB)["new"] == 2
    assert folk.cards(BOB, ANN)["already"] == 2
    assert len(folk.people) == 2


@pytest.mark.parametrize(
    "edited",
    [
        card("1", "Bob Stone", "email:bob@b.example"),
        card("1", "Bob Roe", "email:bob@home.example"),
        card("1", "Roe, Bob", company="Acme"),
        card("1", "", "email:bob@b.example", "phone:+33140000001"),
        card("1", "Bobby Stone", LINE),
        card("1", "Bob Stone", LINE, "email:bob@stone.example"),
    ],
)
def test_an_edit_of_either_goes_to_whom_it_is_of(folk, edited) -> None:
    folk.cards(ANN)
    folk.cards(BOB)
    ann, bob = (person.id for person in folk.people.everybody)
    before = folk.people.of(ann)
    assert folk.cards(edited)["changed"] == 1
    assert (len(folk.people), folk.people.of(ann)) == (2, before)
    folk.cards(ANN | {"company": "Beta"})
    assert [folk.people.of(number).company for number in (ann, bob)] == ["Beta", edited.get("company", "")]
    assert folk.cards(ANN)["already"] == folk.cards(BOB)["already"] == 1, "an older export has no news"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (card("1", "Anna Roth", "email:a@x.example"), card("1", "Anna Kim", "email:a@y.example")),
        (card("1", "Ann Lee", "email:a@x.example"), card("1", "Bob Lee", "email:b@y.example")),
        (card("1", "Ann Lee", "email:a@x.example"), card("1", "", "email:b@y.example")),
        (card("1", "", "email:a@x.example"), card("1", "Bob Lee", "email:b@y.example")),
        (card("1", "Ann Lee"), card("1", "Bob Roe")),
        (card("1", "Ann Lee", LINE, "email:a@x.example"), card("1", "Bob Roe", LINE, "email:b@x.example")),
        (card("1", "\N{SUNFLOWER}"), card("1", "\N{SNOWMAN}")),
    ],
)
def test_who_is_somebody_else(folk, one, other) -> None:
    folk.cards(one)
    assert folk.cards(other)["new"] == 1
    assert [folk.cards(told)["already"] for told in (one, other, one)] == [1, 1, 1]


def test_whom_the_user_renamed_is_the_same(folk) -> None:
    folk.cards(ANN)
    (ann,) = folk.people.everybody
    folk.do(ChangePerson("edit", [{"trait": "name", "value": "Dr. Annabel Stone"}], ann.id))
    assert folk.cards(card("1", "Annabel Stone"))["new"] == 0


def test_an_import_that_was_taken_back_leaves_its_id_free(folk) -> None:
    first = folk.cards(ANN)["change_id"]
    folk.cards(BOB)
    folk.do(UndoPeople(first))
    assert folk.cards(ANN)["new"] == 1
    assert [folk.cards(told)["already"] for told in (ANN, BOB)] == [1, 1]
    assert folk.names == ["Ann Lee", "Bob Roe"]


def test_an_export_names_the_id_of_the_first_alone(folk) -> None:
    folk.cards(ANN)
    folk.cards(BOB)
    assert PeopleReader(folk.db).card_keys("vcard") == ((1, "1"),)
    assert folk.cards(card(f"1{SECOND}x", "Cy Poe")) is None


NAMES = ("Ann Lee", "Bob Roe", "Cy Poe", "Di Moe", "Ed Koe", "Flo Noe", "Gus Hoe", "Hal Joe")
files = st.lists(st.sampled_from(("1", "2", "3")), min_size=1, max_size=4, unique=True)
"""The ids of a file."""
HANDLED = st.lists(st.booleans(), min_size=8, max_size=8)
"""Which of the names have an e-mail address."""


@given(st.lists(files, min_size=2, max_size=2), HANDLED, st.lists(st.sampled_from((0, 1)), max_size=6))
@settings(deadline=None)
def test_files_whose_ids_collide_add_nothing_after_the_first_time(ids, handled, turns) -> None:
    told = [
        [
            card(key, NAMES[4 * n + at], *([f"email:{n}{key}@x.example"] if handled[4 * n + at] else []))
            for at, key in enumerate(keys)
        ]
        for n, keys in enumerate(ids)
    ]
    with Folk() as folk:
        assert [folk.cards(*file)["new"] for file in told] == [len(file) for file in told]
        before = known(folk)
        assert [name for name, *_ in before] == sorted(card["name"] for file in told for card in file)
        for turn in turns:
            assert folk.cards(*told[turn])["already"] == len(told[turn])
        assert known(folk) == before
        for n in turns:
            folk.cards(*(one | {"company": f"Firm of {one['name']}"} for one in told[n]))
        edited = {one["name"] for n in turns for one in told[n]}
        assert {name: company for name, company, *_ in known(folk)} == {
            name: f"Firm of {name}" if name in edited else "" for name, *_ in before
        }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Kim, Bob", "email:bob@b.example", LINE), ("Roth, Hilda", "phone:+33611111110", LINE)),
        (("Dirk M. Novak", "email:dirk@b.example", LINE), ("Hilda M. Novak", "email:hilda@b.example", LINE)),
        (("Dirk M. Novak", "id:x:1", "email:info@b.example"), ("Hilda M. Roth", "id:x:2", "email:info@b.example")),
    ],
)
def test_colleagues_who_have_no_address_are_two_by_any_other_handle_of_their_own(folk, one, other) -> None:
    for told in (one, other):
        assert folk.cards(card("1", *told))["new"] == 1
    assert [folk.cards(card("1", *told))["already"] for told in (one, other)] == [1, 1]


def test_files_that_come_in_turns_add_nothing_though_names_grew_alike(folk) -> None:
    """By what is known of the first by then, the second is of either."""
    line = "phone:+33140000001"
    turns = [
        card("2", "🌸", "email:a@e.example", "email:b@e.example", line),
        card("2", "Z. Müller", line, "email:info@e.example", company="Beta"),
        card("2", "🌸", line, "email:info@e.example", tags=["chess"]),
    ]
    for told in turns:
        folk.cards(told, source="hubspot")
    before = known(folk)
    for _ in range(2):
        assert [folk.cards(told, source="hubspot")["already"] for told in turns] == [1, 1, 1]
    assert known(folk) == before
