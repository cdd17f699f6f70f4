"""Whom a labelled thread is with."""

import pytest
from support.crowd import add, asked_json, roster_of
from support.home import DAY, THREAD, invoke

from unscroll.errors import UnscrollError
from unscroll.files import make_folder, write_private


def people_of(places):
    with roster_of(places) as roster:
        return {person.name: person.id for person in roster.people.everybody}


def test_somebody_known_is_found_by_a_part_of_the_name(ledger):
    number = add(ledger, "Ana Müller", handle="email:ana@example.org")
    for told in ("mueller", "ana@example.org", f"#{number}"):
        result = asked_json("label", str(THREAD), "one", told)
        assert (result["data"]["person_id"], result["message"]) == (number, f"{THREAD} is one (Ana Müller)")
    assert people_of(ledger) == {"Zoë": 1, "Ana Müller": number}
    assert {p["person"] for p in asked_json("day", DAY)["people"]} == {"Zoë", "Ana Müller"}


def test_of_two_namesakes_the_one_that_is_meant(ledger):
    first, second = add(ledger, "Alex Kim", company="Acme"), add(ledger, "Alex Kim", company="Initech")
    with pytest.raises(UnscrollError, match="may be 2 people"):
        invoke("label", str(THREAD), "one", "alex kim")
    assert asked_json("label", str(THREAD), "one", f"#{second}")["data"]["person_id"] == second != first


def test_an_address_that_nobody_has_makes_nobody(ledger):
    with pytest.raises(UnscrollError, match="nobody is known"):
        invoke("label", str(THREAD), "one", "bo@example.org")
    assert people_of(ledger) == {"Zoë": 1}


def test_a_name_is_not_needed(ledger):
    invoke("label", str(THREAD), "one")
    assert people_of(ledger) == {"Zoë": 1}
    assert asked_json("day", DAY)["seconds"]["private"] == 0


def test_whom_a_slip_makes_is_said(ledger):
    add(ledger, "Jonas Weber")
    out = invoke("label", str(THREAD), "one", "Jonass").stdout
    assert out.endswith("\nnew: Jonass. Near: Jonas Weber; unscroll people merge makes two one\n")
    assert asked_json("label", str(THREAD), "one", "Jonas Weber")["schema"] == 1


def test_the_user_is_nobody_to_label(ledger):
    make_folder(ledger.config)
    write_private(ledger.config_file, b'[people]\nme = ["Ana Roth"]\n')
    with pytest.raises(UnscrollError, match="this is you"):
        invoke("label", str(THREAD), "one", "Ana Roth")
