"""What is told of people, changed and taken back."""

import json

import click
import pytest
from support.home import invoke
from support.people import add, as_json, brought, shown, told

from unscroll.errors import Exit, UnscrollError
from unscroll.files import make_folder, write_private


def test_everything_told_at_once(places):
    add("Zoë", "--email", "z@x.org", "--profile", "https://www.linkedin.com/in/Zoe/", "--id", "telegram:4711",
        "--alias", "Zo", "--circle", "friends", "--cadence", "2w", "--tag", "Work", "--tag", "work")  # fmt: skip
    zoe = shown("Zo")
    assert zoe["handles"] == ["z@x.org", "telegram:4711", "linkedin.com/in/zoe"]
    assert (zoe["names"], zoe["tags"], zoe["cadence_days"]) == (["Zo"], ["work"], 14)


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("--email", "zoe"), "'zoe' is no e-mail address"),
        (("--phone", "0612345678"), "set people.region"),
        (("--id", "4711"), "telegram:4711"),
        (("--birthday", "1990-02-30"), "'1990-02-30' is no birthday"),
        (("--cadence", "90m"), "Whole days"),
        (("--cadence", "11w4d1h"), "Whole days"),
        (("--cadence", "9999"), "ten years"),
        (("--tag", "a,b"), "without a comma"),
        (("--note", "x" * 4_001), "malformed note"),
    ],
)
def test_what_is_none_is_refused_in_a_line(places, args, says):
    with pytest.raises(UnscrollError, match=says) as wrong:
        told("add", "Zoë", *args)
    assert "\n" not in str(wrong.value)
    assert as_json() == [], "nothing of it was kept"


def test_a_number_is_of_the_region_of_the_settings(places):
    make_folder(places.config)
    write_private(places.config_file, b'[people]\nregion = "FR"\n')
    add("Zoë", "--phone", "06 12 34 56 78")
    assert shown("Zoë")["handles"] == ["+33612345678"]


def test_edit_and_take_back(places):
    add("Zoe", "--email", "z@x.org", "--circle", "close", "--note", "met in Lyon")
    told("edit", "Zoe", "--name", "Zoë Müller", "--cadence", "0", "--company", "Acme", "--no-note")
    zoe = shown("Zoë Müller")
    assert (zoe["cadence_days"], zoe["company"], zoe["note"], zoe["names"]) == (None, "Acme", "", ["Zoe"])
    told("edit", "Zoë Müller", "--no-cadence", "--no-email", "Z@x.org")
    assert (shown("Zoë Müller")["cadence_days"], shown("Zoë Müller")["handles"]) == (30, [])
    with pytest.raises(UnscrollError, match=r"Zoë Müller has no z@x.org\. unscroll people show"):
        told("edit", "Zoë Müller", "--no-email", "z@x.org")


def test_taken_back_of_a_person_is_taken_back_of_every_part(places):
    add("Zoë", "--email", "z@x.org")
    add("Zoe M.", "--tag", "climbing", "--circle", "inner")
    told("merge", "Zoë", "Zoe M.")
    assert (shown("Zoë")["tags"], shown("Zoë")["circle"]) == (["climbing"], "inner")
    told("edit", "Zoë", "--no-tag", "climbing", "--no-circle")
    assert (shown("Zoë")["tags"], shown("Zoë")["circle"]) == ([], None)


def test_an_import_does_not_bring_back_what_was_taken_back(places):
    card = {"name": "Zoë", "key": "1", "handles": ["email:z@x.org"], "tags": ["friends"]}
    brought(card)
    told("tag", "Zoë", "friends", "--remove")
    brought(card | {"company": "Acme"})
    assert (shown("Zoë")["tags"], shown("Zoë")["company"]) == ([], "Acme")


def test_somebody_whose_address_is_known_is_one_with_them(places):
    add("Zoë Müller", "--email", "z@x.org")
    assert "they are one now" in told("add", "Zoe", "--email", "z@x.org")
    assert [p["names"] for p in as_json()] == [["Zoe"]]
    assert told("undo") == "took back: add, Zoe (now Zoë Müller)\n"
    assert [p["names"] for p in as_json()] == [[]]
    told("edit", "Zoë Müller", "--no-email", "z@x.org"), "also with the number of one whose making was taken back"


def test_circle_takes_several_and_none(places):
    for name in ("Ana", "Ben"):
        add(name)
    assert told("circle", "close", "Ana", "Ben", "ana") == "close, every 30 days: Ana, Ben\n"
    assert [p["circle"] for p in as_json()] == ["close", "close"]
    told("circle", "none", "Ben")
    assert shown("Ben")["circle"] is None
    with pytest.raises(UnscrollError, match="nobody is known as 'Cleo'"):
        told("circle", "inner", "Ana", "Cleo")
    assert shown("Ana")["circle"] == "close", "all or none"


def test_another_of_the_same_name_is_named(places):
    number = add("Alex Kim")
    assert f"Another Alex Kim is known (#{number})" in told("add", "Alex Kim")
    assert len(as_json()) == 2


def test_history_says_what_was_done_and_undone(places):
    add("Zoë")
    told("tag", "Zoë", "climbing")
    told("undo")
    changes = as_json("history")["changes"]
    assert [(c["what"], c["people"], bool(c["undone"])) for c in changes] == [
        ("tag", ["Zoë"], True),
        ("add", ["Zoë"], False),
    ]
    assert told("history").splitlines()[0].endswith("tag  Zoë  taken back")
    told("undo")
    with pytest.raises(UnscrollError, match="there is nothing to take back"):
        told("undo")


def test_who_was_met_since_cannot_be_unmade(places):
    add("Zoë")
    invoke("log", "coffee", "Zoë", "30m")
    with pytest.raises(UnscrollError, match="Zoë has more by now"):
        told("undo")


def test_a_change_further_back_is_taken_back_by_its_number(places):
    add("Bo")
    told("tag", "Bo", "climbing")
    add("Zoë")
    invoke("log", "coffee", "Zoë", "30m")
    with pytest.raises(UnscrollError, match="Zoë has more by now") as refused:
        told("undo")
    assert "unscroll people undo N" in refused.value.hint
    rows = [line.split() for line in told("history").splitlines()]
    assert [row[0] for row in rows] == ["3", "2", "1"]
    assert told("undo", "2") == "took back: tag, Bo\n"
    with pytest.raises(UnscrollError, match="there is nothing to take back"):
        told("undo", "2")
    invoke("log", "--undo")
    told("undo", "3")
    (first, *_) = as_json("history")["changes"]
    assert (first["what"], first["people"], bool(first["undone"])) == ("add", ["Zoë"], True)


def test_whom_the_log_made_is_in_the_history_until_the_log_is_taken_back(places):
    invoke("log", "coffee", "Ana", "30m", "--via", "Cy")
    assert [(c["what"], c["people"]) for c in as_json("history")["changes"]] == [("log", ["Cy"]), ("log", ["Ana"])]
    with pytest.raises(UnscrollError, match="there is nothing to take back"):
        told("undo")
    with pytest.raises(UnscrollError, match="Cy has more by now"):
        told("undo", "2")
    invoke("log", "--undo")
    assert as_json("history")["changes"] == []
    assert as_json() == []


def test_whom_a_label_names_cannot_be_unmade(places):
    add("Zoë")
    invoke("label", "ab" * 16, "one", "Zoë")
    with pytest.raises(UnscrollError, match="Zoë has more by now"):
        told("undo")


def test_forget_asks_first_and_leaves_nothing(places):
    add("Zoë", "--email", "zz@x.org")
    invoke("log", "coffee", "Zoë", "30m")
    asked = invoke("people", "forget", "Zoë", text="y\n")
    assert "Delete Zoë and 1 contact for good?" in asked.stderr
    assert "Zoë is deleted" in asked.stdout
    assert as_json() == []
    assert b"zz@x.org" not in places.ledger.read_bytes()
    with pytest.raises(UnscrollError, match="nobody is known"):
        told("forget", "Zoë", "--yes")


def test_forget_without_a_yes_changes_nothing(places):
    add("Zoë")
    with pytest.raises(UnscrollError, match="nothing was changed"):
        told("forget", "Zoë", text="n\n")
    with pytest.raises(UnscrollError, match="Add --yes"):
        told("forget", "Zoë")
    assert json.loads(told("--json"))[0]["person"] == "Zoë"


def test_the_user_is_nobody_to_add(places):
    me = b'["Ana Roth", "ana@example.org", "06 12 34 56 78"]'
    make_folder(places.config)
    write_private(places.config_file, b'[people]\nregion = "FR"\nme = ' + me)
    add("Bo")
    for args in (
        ["add", "ana  ROTH"],
        ["add", "A.", "--email", "ana@example.org"],
        ["add", "A.", "--phone", "+33612345678"],
        ["add", "A.", "--alias", "Ana Roth"],
        ["edit", "Bo", "--email", "ana@example.org"],
        ["edit", "Bo", "--name", "Ana Roth"],
    ):
        with pytest.raises(UnscrollError, match="this is you") as refused:
            invoke("people", *args)
        assert refused.value.code is Exit.USAGE
    invoke("people", "edit", "Bo", "--email", "bo@example.org")


def test_what_is_given_is_not_taken_back_at_once(places):
    add("Bo")
    with pytest.raises(click.UsageError, match="not both"):
        invoke("people", "edit", "Bo", "--circle", "close", "--no-circle")
