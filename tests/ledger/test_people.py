"""People in the ledger: what is told of them, taken back, forgotten."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unscroll.commands import (
    AddCards,
    ChangePerson,
    Forget,
    LabelThread,
    LogTouchpoint,
    MergePeople,
    SplitPerson,
    TypeFollowers,
    UndoPeople,
)
from unscroll.day import Zones
from unscroll.ledger import Batch, PeopleReader, Writer
from unscroll.ledger.joining import Joiner
from unscroll.ledger.schema import SCHEMA
from unscroll.people.circles import Circle
from unscroll.people.latest import last_contacts
from unscroll.people.tie import tie_of
from unscroll.people.touchpoint import CHANNELS, Direction

UTC = Zones.only("UTC")
HOUR = 3_600_000
T = 1_780_000_000_000
"""When the writer begins, as `conftest` has it; that name is of several modules."""


def do(writer: Writer, *commands):
    results = writer.commit(Batch(commands=commands))
    assert all(result.ok for result in results), [result.message for result in results]
    return [result.data for result in results]


def fact(trait, value, holds=True):
    return {"trait": trait, "value": value, "holds": holds}


def add(writer: Writer, name, *facts):
    return do(writer, ChangePerson("add", list(facts), name=name))[0]["person_id"]


def told(writer: Writer):
    return writer.reader.people().everybody


def test_what_is_told_is_known(writer: Writer) -> None:
    add(writer, "Zoë Müller", fact("handle", "email:zoe@example.org"), fact("circle", "inner"), fact("tag", "chess"))
    (zoe,) = told(writer)
    assert (zoe.name, [str(h) for h in zoe.handles]) == ("Zoë Müller", ["email:zoe@example.org"])
    assert (zoe.circle, zoe.tags, zoe.cadence_days, zoe.put_ms) == (Circle.INNER, ("chess",), 7, T)


@pytest.mark.parametrize(
    "wrong",
    [
        fact("circle", "outer"),
        fact("birthday", "2026-13-01"),
        fact("handle", "zoe"),
        fact("joined", "1"),
        fact("cadence", "-3"),
        fact("note", "x" * 5_000),
        {"trait": "circle"},
    ],
)
def test_a_fact_that_says_nothing_is_refused_whole(writer: Writer, wrong) -> None:
    (result,) = writer.commit(Batch(commands=(ChangePerson("add", [fact("tag", "chess"), wrong], name="Zoë"),)))
    assert not result.ok
    assert told(writer) == ()


def test_who_shares_a_strong_handle_is_one_and_undo_parts_them(writer: Writer) -> None:
    one = add(writer, "Zoë", fact("handle", "email:zoe@example.org"), fact("circle", "close"))
    before = told(writer)
    add(writer, "Z. Müller", fact("handle", "email:zoe@example.org"), fact("handle", "profile:linkedin.com/in/zoe"))
    (zoe,) = told(writer)
    assert (zoe.id, zoe.name, zoe.circle, len(zoe.handles)) == (one, "Zoë", Circle.CLOSE, 3)
    do(writer, UndoPeople())
    assert told(writer) == before


def test_a_role_and_a_shared_telephone_join_nobody(writer: Writer) -> None:
    for name in ("Zoë Müller", "Ben Okafor"):
        add(writer, name, fact("handle", "email:info@example.org"), fact("handle", "phone:+33140000000"))
    assert len(told(writer)) == 2


def test_a_split_is_for_ever_a_merge_by_hand_ends_it(writer: Writer) -> None:
    one = add(writer, "Zoë", fact("handle", "email:zoe@example.org"))
    add(writer, "Zoe", fact("handle", "email:zoe@example.org"))
    part = 3 - one if one in (1, 2) else 2
    do(writer, SplitPerson(one, part))
    assert len(told(writer)) == 2
    do(
        writer,
        ChangePerson("edit", [fact("handle", "id:x:zoe")], one),
        ChangePerson("edit", [fact("handle", "id:x:zoe")], part),
    )
    assert len(told(writer)) == 2, "kept apart, whatever they share by now"
    do(writer, MergePeople(one, part))
    assert [p.id for p in told(writer)] == [one]


def test_handles_go_to_somebody_new(writer: Writer) -> None:
    one = add(writer, "Zoë", fact("handle", "email:zoe@example.org"), fact("handle", "email:ben@example.org"))
    do(writer, SplitPerson(one, handles=["email:ben@example.org"], name="Ben"))
    assert {p.name: [h.value for h in p.handles] for p in told(writer)} == {
        "Zoë": ["zoe@example.org"],
        "Ben": ["ben@example.org"],
    }


def test_a_merge_moves_contacts_and_labels(writer: Writer) -> None:
    one, other = add(writer, "Zoë"), add(writer, "Zoe M")
    do(
        writer,
        LogTouchpoint("", "coffee", T - HOUR, T, person_id=other),
        LabelThread("ab" * 16, "one", person_id=other),
    )
    do(writer, MergePeople(one, other))
    (zoe,) = told(writer)
    assert [t.channel for t in writer.reader.touchpoints_of(zoe.ids)] == ["coffee"]
    assert last_contacts(writer.reader.latest_touches(T), writer.reader.people().roots) == {one: T}
    (result,) = writer.commit(Batch(commands=(MergePeople(other, one),)))
    assert (result.ok, result.message) == (False, "these are one person already")


def test_who_was_met_since_cannot_be_unmade(writer: Writer) -> None:
    zoe = add(writer, "Zoë")
    do(writer, LogTouchpoint("", "coffee", T - HOUR, T, person_id=zoe))
    (result,) = writer.commit(Batch(commands=(UndoPeople(),)))
    assert (result.ok, result.message) == (False, "Zoë has more by now")


def test_a_forgotten_person_leaves_nothing_of_any_part(writer: Writer) -> None:
    one = add(writer, "Zoë", fact("handle", "email:zoe@example.org"))
    other = add(writer, "Zoe", fact("handle", "email:zoe@example.org"), fact("note", "secretword"))
    ben = add(writer, "Ben", fact("apart", str(one)))
    do(writer, LogTouchpoint("", "coffee", T - HOUR, T, person_id=ben, via="Zoë"))
    assert one == other
    do(writer, Forget(person="Zoë"))
    assert [(p.name, p.ids) for p in told(writer)] == [("Ben", (ben,))]
    assert writer.reader.people().apart == frozenset()
    assert [t.via_id for t in writer.reader.touchpoints_of([ben])] == [None]
    assert b"secretword" not in writer.path.read_bytes()
    assert b"zoe@example.org" not in writer.path.read_bytes()


touchpoints = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.integers(-400, 30),
        st.integers(0, 300),
        st.sampled_from([*CHANNELS, "call", "walk"]),
        st.sampled_from(list(Direction)),
        st.sampled_from(["measured", "logged", "estimated"]),
        st.booleans(),
        st.integers(0, 1),
        st.integers(0, 1),
    ),
    max_size=12,
)


@given(touchpoints, st.sampled_from([(), (2,), (2, 3)]))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_last_contact_in_a_list_is_the_one_of_the_tie(rows, joined) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.executescript(SCHEMA)
        db.execute("INSERT INTO person_change VALUES(1, 0, 'add', 'you', NULL)")
        for number in (1, 2, 3):
            db.execute("INSERT INTO person VALUES(?, ?, 1)", (number, f"P{number}"))
        for number in joined:
            db.execute(
                "INSERT INTO person_fact(change, person, trait, value, holds) VALUES(1, ?, 'joined', '1', 1)", (number,)
            )
        for person, hours, minutes, channel, direction, evidence, genuine, sent, received in rows:
            start = T + hours * HOUR
            db.execute(
                "INSERT INTO touchpoint(start_ms, end_ms, person, channel, direction, evidence, note, genuine, sent,"
                " received) VALUES(?, ?, ?, ?, ?, ?, '', ?, ?, ?)",
                (start, start + minutes * 60_000, person, channel, str(direction), evidence, genuine, sent, received),
            )
        reader = PeopleReader(db)
        people = reader.people()
        expected = {}
        for person in people.everybody:
            tie = tie_of(reader.touchpoints_of(person.ids), T, UTC)
            if tie.last_contact_ms is not None:
                expected[person.id] = tie.last_contact_ms
        assert last_contacts(reader.latest_touches(T), people.roots) == expected


def test_what_the_service_keeps_of_names_is_what_all_facts_say(writer: Writer) -> None:
    one, other, _ = add(writer, "Zoë"), add(writer, "Zoe M"), add(writer, "Ben")
    do(writer, MergePeople(one, other), ChangePerson("edit", [fact("name", "Zoë Müller")], one))
    people, called = writer.reader.people(), writer.reader.called()
    assert called.names == people.names
    assert {number: called.now(number) for number in people.roots} == people.roots
    assert called.now(99) is None
    do(writer, UndoPeople(), UndoPeople())
    assert writer.reader.called().moved == {}


def test_a_part_that_an_import_joins_anew_is_one_for_everybody(writer: Writer) -> None:
    one = add(writer, "Ann Lee", fact("handle", "email:l@x.example"))
    other = add(writer, "Ann Roe", fact("handle", "email:o@x.example"))
    roe = add(writer, "Ann Roe", fact("handle", "email:r@x.example"))
    do(writer, MergePeople(one, roe), SplitPerson(one, roe))
    card = {"key": "1", "name": "Ann Roe", "handles": ["email:r@x.example", "email:o@x.example"]}
    do(writer, AddCards("vcard", [card]))
    people, joiner = writer.reader.people(), Joiner(writer._db)
    assert {number: joiner.root(number) for number in people.roots} == people.roots
    assert people.roots[roe] == people.roots[other] != people.roots[one]


@pytest.mark.parametrize(
    "handle",
    [
        "email:",
        "phone:=cmd",
        "email:a@b.example\nATTACH:file:///etc/passwd",
        "profile:",
        "id:",
        "email:<script>",
        "id:x: ",
    ],
)
def test_what_is_no_handle_is_no_key(writer: Writer, handle: str) -> None:
    card = {"key": "1", "name": "Em", "handles": [handle]}
    told_by_hand = ChangePerson("add", [fact("handle", handle)], name="Em")
    results = writer.commit(Batch(commands=(AddCards("vcard", [card]), told_by_hand)))
    assert [result.ok for result in results] == [False, False]


def test_a_name_is_a_line_a_met_date_is_of_this_world(writer: Writer) -> None:
    card = {"key": "1", "name": "x" * 200_000, "company": "y" * 200_000, "met_on": "9999-12-31"}
    do(writer, AddCards("vcard", [card]))
    (person,) = told(writer)
    assert (len(person.name), len(person.company), person.met_on) == (400, 400, "")
    (result,) = writer.commit(Batch(commands=(ChangePerson("add", [], name="x" * 401),)))
    assert result.message == "a name of more than 400 letters"


def test_whom_a_label_or_an_introduction_names_cannot_be_unmade(writer: Writer) -> None:
    lou = add(writer, "Lou")
    do(writer, LabelThread("ab" * 16, "one", person_id=lou))
    assert not writer.commit(Batch(commands=(UndoPeople(),)))[0].ok
    ben = add(writer, "Ben")
    vic = add(writer, "Vic")
    do(writer, LogTouchpoint("", "coffee", T - HOUR, T, person_id=ben, via="Vic"))
    assert not writer.commit(Batch(commands=(UndoPeople(),)))[0].ok
    assert writer.reader.people().of(vic) is not None


def test_an_export_has_a_name_of_its_own(writer: Writer) -> None:
    for source in ("", "you"):
        assert not writer.commit(Batch(commands=(AddCards(source, [{"key": "1", "name": "Em"}]),)))[0].ok


@pytest.mark.parametrize("parted", [UndoPeople(), SplitPerson(1, 2)])
def test_what_an_import_told_of_a_part_goes_with_the_part(writer: Writer, parted) -> None:
    for name, mail in (("Ann Lee", "email:ann@x.example"), ("Bob Ray", "email:bob@y.example")):
        add(writer, name, fact("handle", mail))
    do(writer, MergePeople(1, 2))
    handles = ["email:bob@y.example", "phone:+33612345679"]
    do(writer, AddCards("vcard", [{"key": "b", "name": "Bob Ray", "handles": handles}]))
    do(writer, parted)
    ann, bob = sorted(told(writer), key=lambda person: person.id)
    assert [str(handle) for handle in ann.handles] == ["email:ann@x.example"]
    assert (bob.ids, {*handles} <= {str(handle) for handle in bob.handles}) == ((2, 3), True)


@pytest.mark.parametrize("name", ["#1", "zoe@example.org", "no-reply@example.org", "+33612345678", "me"])
def test_no_command_makes_somebody_of_what_is_no_name(writer: Writer, name: str) -> None:
    zoe = add(writer, "Zoë", fact("handle", "email:zoe@example.org"))
    commands = (
        LogTouchpoint(name, "coffee", T - HOUR, T),
        LogTouchpoint("Zoë", "coffee", T - HOUR, T, via=name),
        LabelThread("ab" * 16, "one", name),
        ChangePerson("add", [], name=name),
        ChangePerson("edit", [fact("name", name)], person_id=zoe),
        SplitPerson(zoe, handles=["email:zoe@example.org"], name=name),
    )
    for result in writer.commit(Batch(commands=commands)):
        assert not result.ok
        assert "is no name" in result.message or result.message == "this is you"
    assert [person.name for person in told(writer)] == ["Zoë"]


def test_a_name_that_an_export_left_is_found_whatever_it_is(writer: Writer) -> None:
    card = {"key": "1", "name": "", "handles": ["email:zoe@example.org"]}
    do(writer, AddCards("vcard", [card]))
    (logged,) = do(writer, LogTouchpoint("zoe@example.org", "coffee", T - HOUR, T))
    assert [person.id for person in told(writer)] == [logged["person_id"]]


@pytest.mark.parametrize("size", ["group", "nobody"])
def test_a_person_goes_with_a_thread_of_one_alone(writer: Writer, size: str) -> None:
    zoe = add(writer, "Zoë")
    commands = (LabelThread("ab" * 16, size, "Bo"), LabelThread("ab" * 16, size, person_id=zoe))
    for result in writer.commit(Batch(commands=commands)):
        assert (result.ok, result.message) == (False, "a name goes with one")
    assert [person.name for person in told(writer)] == ["Zoë"]


def test_nobody_is_met_through_themselves(writer: Writer) -> None:
    zoe = add(writer, "Zoë")
    commands = (
        LogTouchpoint("Zoë", "coffee", T - HOUR, T, via="zoë"),
        LogTouchpoint("Bo", "coffee", T - HOUR, T, via="Bo"),
        LogTouchpoint("", "coffee", T - HOUR, T, person_id=zoe, via_id=zoe),
    )
    for result in writer.commit(Batch(commands=commands)):
        assert not result.ok
        assert "by themselves" in result.message
    assert [person.name for person in told(writer)] == ["Zoë"]


@pytest.mark.parametrize(
    "again",
    [
        fact("tag", "chess"),
        fact("tag", "golf", holds=False),
        fact("circle", "inner"),
        fact("muted", "yes", holds=False),
        fact("handle", "email:zoe@example.org"),
        fact("company", "", holds=False),
        fact("note", "met in Lyon"),
    ],
)
def test_what_changes_nothing_takes_no_step_of_undo(writer: Writer, again) -> None:
    of = [fact("handle", "email:zoe@example.org"), fact("circle", "inner"), fact("tag", "chess")]
    zoe = add(writer, "Zoë", *of, fact("note", "met in Lyon"))
    do(writer, ChangePerson("edit", [fact("tag", "lyon")], zoe))
    (result,) = writer.commit(Batch(commands=(ChangePerson("edit", [again], zoe),)))
    assert (result.ok, result.message, result.data["change_id"]) == (True, "nothing changes", 0)
    assert result.data["person_id"] == zoe
    do(writer, UndoPeople())
    assert told(writer)[0].tags == ("chess",)


def test_of_a_change_only_what_is_new_is_kept(writer: Writer) -> None:
    zoe = add(writer, "Zoë", fact("tag", "chess"))
    do(writer, ChangePerson("tag", [fact("tag", "chess"), fact("tag", "lyon")], zoe), UndoPeople())
    assert told(writer)[0].tags == ("chess",)


def test_the_users_own_word_for_what_an_export_says_is_a_change(writer: Writer) -> None:
    card = {"key": "1", "name": "Zoë", "company": "Acme", "tags": ["business"]}
    do(writer, AddCards("vcard", [card]))
    (zoe,) = told(writer)
    (kept,) = do(writer, ChangePerson("edit", [fact("company", "Acme"), fact("tag", "business")], zoe.id))
    assert kept["change_id"]
    do(writer, AddCards("vcard", [card | {"company": "Bolt"}]))
    assert (told(writer)[0].company, told(writer)[0].business) == ("Acme", True)


def test_what_a_part_says_is_taken_back_of_the_whole_once(writer: Writer) -> None:
    zoe, other = add(writer, "Zoë"), add(writer, "zoe_m", fact("tag", "chess"), fact("company", "Acme"))
    do(writer, MergePeople(zoe, other))
    gone = ChangePerson("edit", [fact("tag", "chess", holds=False), fact("company", "", holds=False)], zoe)
    first, second = do(writer, gone, gone)
    assert first["change_id"]
    assert not second["change_id"]
    assert (told(writer)[0].tags, told(writer)[0].company) == ((), "")


def test_a_card_with_a_birthday_ahead_is_kept_without_it(writer: Writer) -> None:
    do(writer, AddCards("vcard", [{"key": "1", "name": "Zoë", "company": "Acme", "birthday": "2031-02-01"}]))
    (zoe,) = told(writer)
    assert (zoe.company, zoe.birthday) == ("Acme", None)


def test_of_two_with_nothing_of_their_own_a_choice_says_when_you_talked(writer: Writer) -> None:
    one, other, third = (add(writer, name) for name in ("Alex Kim", "Alex Kim", "Alex Kim"))
    for number, days in ((one, 3), (other, 1)):
        at_ms = T - 24 * HOUR * days
        do(writer, LogTouchpoint("", "coffee", at_ms, at_ms, person_id=number))
    (refused,) = writer.commit(Batch(commands=(LogTouchpoint("alex kim", "coffee", T, T),)))
    assert refused.message == (
        f"'alex kim' may be 3 people: choose one, #{one} Alex Kim (last talked 3 days ago),"
        f" #{other} Alex Kim (last talked 1 day ago), #{third} Alex Kim (no contact yet)"
    )


def test_a_contact_that_begins_later_is_not_kept(writer: Writer) -> None:
    later, now = (LogTouchpoint("Zoë", "coffee", at_ms, at_ms + HOUR) for at_ms in (T + 1, T))
    results = writer.commit(Batch(commands=(later, now)))
    assert [result.ok for result in results] == [False, True]
    assert "what lies ahead cannot be logged" in results[0].message


def test_the_users_count_of_a_day_stays_whatever_an_import_counts(writer: Writer) -> None:
    change = do(writer, AddCards("linkedin", [{"key": "1", "name": "Zoë"}]))[0]["change_id"]
    day = "2026-05-01"
    do(writer, TypeFollowers("x", day, 5, "x", change), TypeFollowers("x", day, 7), TypeFollowers("x", day, 6, "x", 1))
    assert [count for _, count in writer.reader.followers()["x"]] == [7]
    do(writer, TypeFollowers("x", day, 8), UndoPeople(change))
    assert [count for _, count in writer.reader.followers()["x"]] == [8]
