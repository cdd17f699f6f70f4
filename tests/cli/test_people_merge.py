"""Who turned out to be one: by names, by suggestions, and back."""

import pytest
from support.home import invoke
from support.people import add, as_json, shown, told

from unscroll.errors import UnscrollError

ACME = ("--company", "Acme", "--profile", "x.com/alexkimster")
OTHER = ("--company", "Umbrella", "--profile", "instagram.com/alexkimster")


def alike():
    """Two who may be one, by the same handle on two platforms."""
    return add("Alex Kim", *ACME), add("Alex Kim", *OTHER)


def suggested():
    return [(s["one"]["id"], s["other"]["id"]) for s in as_json("merge", "--list")["suggestions"]]


def test_merge_and_undo_give_back_exactly_what_was_there(places):
    add("Zoë Müller", "--email", "z@x.org", "--circle", "close", "--note", "one")
    other = add("Zoe", "--phone", "+33612345678", "--circle", "inner", "--note", "two", "--birthday", "1990-02-28")
    invoke("log", "coffee", "Zoë Müller", "30m", "--at", "2026-11-20 10:00")
    invoke("log", "coffee", "Zoe", "30m", "--at", "2026-11-20 10:15")
    before = shown("Zoë Müller"), shown(f"#{other}"), as_json()
    assert "merged: Zoe is Zoë Müller" in told("merge", "Zoë Müller", f"#{other}")
    whole = shown(f"#{other}")
    assert (whole["person"], whole["handles"]) == ("Zoë Müller", ["z@x.org", "+33612345678"])
    assert (whole["circle"], whole["note"], whole["birthday"]) == ("close", "one", "1990-02-28")
    assert (len(whole["touchpoints"]), whole["two_way_90d_s"]) == (2, 2700), "overlaps count once"
    assert whole["parts"] == [{"id": other, "name": "Zoe"}]
    assert told("undo") == "took back: merge, Zoe (now Zoë Müller)\n"
    assert (shown("Zoë Müller"), shown(f"#{other}"), as_json()) == before


def test_one_person_is_not_merged_with_themselves(places):
    add("Zoë", "--alias", "Zo")
    with pytest.raises(UnscrollError, match="one person already"):
        told("merge", "Zoë", "Zo")


def test_split_takes_a_part_away_for_ever(places):
    one, other = alike()
    told("merge", f"#{one}", f"#{other}")
    assert told("split", f"#{one}") == f"  #{other}  Alex Kim\n"
    assert as_json("split", f"#{one}")["parts"] == [{"id": other, "name": "Alex Kim"}]
    with pytest.raises(UnscrollError, match=f"no part of Alex Kim. #{other} Alex Kim"):
        told("split", f"#{one}", "Ben")
    told("split", f"#{one}", f"#{other}")
    assert shown(f"#{one}")["company"] == "Acme"
    assert suggested() == []


def test_handles_may_be_somebody_elses(places):
    add("Zoë", "--email", "z@x.org", "--email", "zk@x.org")
    told("split", "Zoë", "--handle", "zk@x.org", "--name", "Zoë Kim")
    assert (shown("Zoë Kim")["handles"], shown("z@x.org")["handles"]) == (["zk@x.org"], ["z@x.org"])
    with pytest.raises(UnscrollError, match="they have no handle"):
        told("split", "Zoë Kim", "--handle", "other@x.org", "--name", "Ben")


def test_yes_merges(places):
    one, other = alike()
    said = invoke("people", "merge", text="perhaps\ny\n")
    assert "same handle alexkimster on two platforms, same name" in said.stdout
    assert "one of y, n, never, quit" in said.stderr
    assert "merged: 1" in said.stdout
    assert shown(f"#{one}")["id"] == shown(f"#{other}")["id"] == one


def test_no_is_remembered_until_there_is_other_evidence(places):
    one, other = alike()
    told("merge", text="n\n")
    assert suggested() == []
    assert told("merge") == "nobody looks like somebody else\n"
    for number in (one, other):
        told("edit", f"#{number}", "--birthday", "1990-02-28")
    assert suggested() == [(one, other)]
    told("edit", f"#{one}", "--no-birthday")
    assert suggested() == []


def test_never_keeps_two_apart(places):
    one, other = alike()
    told("merge", text="never\n")
    for number in (one, other):
        told("edit", f"#{number}", "--birthday", "1990-02-28")
    assert suggested() == []
    told("undo"), told("undo"), told("undo")
    assert suggested() == [(one, other)]


def test_an_end_of_the_input_is_a_quit_and_one_goes_on_later(places):
    alike()
    add("Ben Hollowaytree", "--profile", "x.com/benhollowayt")
    add("Ben Hollowaytree", "--profile", "instagram.com/benhollowayt")
    assert len(suggested()) == 2
    told("merge", text="n\n")
    assert len(suggested()) == 1
    assert told("merge", text="quit\n")
    assert len(suggested()) == 1
    told("merge", text="y\n")
    assert suggested() == []


def test_what_follows_from_an_answer_is_not_asked(places):
    for platform in ("x.com", "instagram.com", "github.com"):
        add("Alex Kim", "--profile", f"{platform}/alexkimster")
    assert len(suggested()) == 3
    said = invoke("people", "merge", text="y\ny\nquit\n")
    assert said.stderr.count("One person?") == 2
    assert len(as_json()) == 1


def test_never_for_a_part_holds_for_the_whole(places):
    for platform in ("x.com", "instagram.com", "github.com"):
        add("Alex Kim", "--profile", f"{platform}/alexkimster")
    said = invoke("people", "merge", text="y\nnever\nquit\n")
    assert said.stderr.count("One person?") == 2
    assert len(as_json()) == 2


def test_forgotten_evidence_is_gone(places):
    alike()
    told("merge", text="n\n")
    told("forget", "#2", "--yes")
    assert b"same handle" not in places.ledger.read_bytes()


def test_in_an_empty_ledger_nobody_is_alike(places):
    assert told("merge") == told("merge", "--list") == "nobody looks like somebody else\n"
    assert as_json("merge") == {"schema": 1, "suggestions": []}
