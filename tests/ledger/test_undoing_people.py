"""What was done with people is taken back exactly."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.folk import Folk, card

from unscroll.commands import ChangePerson, MergePeople, SplitPerson, UndoPeople

NAMES = ("Zoë Müller", "Ben Roth", "Z. Müller")
HANDLES = ("email:a@example.org", "email:b@example.org", "phone:+33140000001", "id:x:zoe")
handles = st.lists(st.sampled_from(HANDLES), max_size=2, unique=True)
number = st.integers(1, 8)
commands = st.one_of(
    st.builds(
        lambda name, told: ChangePerson("add", [{"trait": "handle", "value": h} for h in told], name=name),
        st.sampled_from(NAMES),
        handles,
    ),
    st.builds(
        lambda who, h: ChangePerson("edit", [{"trait": "handle", "value": h}], who), number, st.sampled_from(HANDLES)
    ),
    st.builds(MergePeople, number, number),
    st.builds(SplitPerson, number, number),
    st.builds(lambda who, h: SplitPerson(who, handles=[h], name="Cy"), number, st.sampled_from(HANDLES)),
    st.builds(
        lambda key, name, told: ("cards", card(key, name, *told)),
        st.sampled_from("abc"),
        st.sampled_from(NAMES),
        handles,
    ),
)


def do(folk, command):
    return folk.cards(command[1]) if isinstance(command, tuple) else folk.do(command)


def state(folk):
    return folk.people.everybody, folk.people.apart


@given(st.lists(commands, max_size=12))
@settings(deadline=None, max_examples=200)
def test_undoing_all_of_it_newest_first_gives_back_every_step(told) -> None:
    with Folk() as folk:
        steps = []
        for command in told:
            before = state(folk)
            done = do(folk, command)
            if done and done["change_id"]:
                steps.append((done["change_id"], before))
            else:
                assert state(folk) == before
        for change, before in reversed(steps):
            assert folk.do(UndoPeople(change)) is not None
            assert state(folk) == before


@given(st.lists(st.one_of(commands, st.builds(UndoPeople, st.integers(0, 9))), max_size=14))
@settings(deadline=None, max_examples=200)
def test_whatever_is_undone_everybody_is_one_person_to_all(told) -> None:
    with Folk() as folk:
        for command in told:
            do(folk, command)
            people = folk.people
            assert {n: folk.doer.root(n) for n in people.roots} == dict(people.roots)
            assert sorted(n for p in people.everybody for n in p.ids) == sorted(people.roots)
            assert not any(folk.doer.joiner.goes_round(n) for n in people.roots)


@pytest.fixture
def folk():
    with Folk() as opened:
        yield opened


def test_an_import_of_many_batches_is_taken_back_by_one_undo_and_can_come_again(folk) -> None:
    kept = folk.add("Ana", "email:ana@example.org")
    before = state(folk)
    batches = [[card("1", "Zoë"), card("2", "Ana Roth", "email:ana@example.org")], [card("3", "Ben")]]
    change = 0
    for batch in batches:
        change = folk.cards(*batch, change_id=change)["change_id"]
    assert [len(folk.people), len(folk.people.of(kept).ids)] == [3, 2]
    assert folk.do(UndoPeople(change)) is not None
    assert state(folk) == before
    assert folk.cards(*batches[1], change_id=change) is None, "an import that was taken back does not go on"
    assert folk.cards(*batches[0], *batches[1])["new"] == 2
    assert folk.names == ["Ana", "Ben", "Zoë"]


def test_what_an_import_said_of_known_people_comes_again_too(folk) -> None:
    folk.cards(card("1", "Zoë"))
    change = folk.cards(card("1", "Zoë", company="Acme"))["change_id"]
    folk.do(UndoPeople(change))
    assert [p.company for p in folk.people.everybody] == [""]
    assert folk.cards(card("1", "Zoë", company="Acme"))["changed"] == 1
    assert [p.company for p in folk.people.everybody] == ["Acme"]


def test_whom_others_were_joined_to_since_cannot_be_unmade(folk) -> None:
    first = folk.cards(card("1", "Zoë", "email:zoe@example.org"))["change_id"]
    second = folk.cards(card("1", "Zoë M", "email:zoe@example.org"), source="google-contacts")["change_id"]
    assert folk.do(UndoPeople(first)) is None
    assert folk.do(UndoPeople(second)) is not None
    assert folk.do(UndoPeople(first)) is not None
    assert folk.names == []


def test_an_undo_never_makes_each_the_others_part(folk) -> None:
    one, other = folk.add("Ana"), folk.add("Ben")
    folk.do(MergePeople(one, other))
    split = folk.do(SplitPerson(one, other))["change_id"]
    folk.do(MergePeople(other, one))
    assert folk.do(UndoPeople(split)) is None
    assert [(p.id, p.ids) for p in folk.people.everybody] == [(other, (other, one))]


def test_an_edited_card_says_more_and_takes_nothing_away(folk) -> None:
    number = "phone:+33140000000"
    folk.cards(card("1", "Zoë Müller", "email:zoe@example.org", number, company="Acme", tags=["chess"]))
    edited = card("1", "Zoë Roth", "email:zoe@roth.example", number, company="Beta")
    assert folk.cards(edited)["changed"] == 1
    (zoe,) = folk.people.everybody
    assert (zoe.name, zoe.company, zoe.tags) == ("Zoë Roth", "Beta", ("chess",))
    assert [h.value for h in zoe.handles] == ["zoe@example.org", "zoe@roth.example", "Zoë Müller", "+33140000000"]
    assert folk.cards(card("1", "Zoë Roth"))["already"] == 1, "with fewer columns, it has no news"


def test_an_edited_card_never_gainsays_the_user(folk) -> None:
    folk.cards(card("1", "Zoë", company="Acme"))
    (zoe,) = folk.people.everybody
    folk.do(ChangePerson("edit", [{"trait": "company", "value": "Own"}], zoe.id))
    folk.cards(card("1", "Zoë", company="Beta"))
    assert [p.company for p in folk.people.everybody] == ["Own"]


def test_an_older_export_takes_nothing_back(folk) -> None:
    folk.cards(card("1", "Zoë", company="Acme"))
    folk.cards(card("1", "Zoë Roth", company="Beta"))
    assert folk.cards(card("1", "Zoë", company="Acme"))["already"] == 1
    assert [(p.name, p.company) for p in folk.people.everybody] == [("Zoë Roth", "Beta")]


@pytest.mark.parametrize("how", ["import", "edit", "merge"])
def test_what_an_export_did_not_need_to_say_comes_again_where_it_was_taken_back(folk, how) -> None:
    told = card("1", "Zoë M", "email:zoe@example.org", company="Acme")
    folk.cards(card("1", "Zoë M", "email:zoe@example.org"), source="hubspot")
    if how == "import":
        change = folk.cards(told)["change_id"]
    elif how == "edit":
        change = folk.do(ChangePerson("edit", [{"trait": "company", "value": "Acme"}], 1))["change_id"]
    else:
        folk.cards(card("2", "Zoë X", company="Acme"))
        change = folk.do(MergePeople(1, 2))["change_id"]
    assert folk.cards(told, source="hubspot")["already"] == 1
    folk.do(UndoPeople(change))
    assert folk.people.of(1).company == ""
    folk.cards(told, source="hubspot")
    assert folk.people.of(1).company == "Acme"
