"""Whom to reach out to: a handful of everybody, quickly, with reasons; nothing more than a look is needed."""

import pytest
from support.crowd import DAY_MS, UTC, add, asked_json, crowd, do, met, roster_of
from support.home import TODAY, invoke
from support.touching import Candidate

from unscroll.commands import AddCards, ChangePerson, MergePeople
from unscroll.daemon.reaching import TRAITS, reach, reach_new
from unscroll.daemon.uses import reach_used_ms
from unscroll.people.card import Card, card_to_json
from unscroll.people.handles import email
from unscroll.people.person import Trait
from unscroll.people.reach import newly, picks


def named(*args):
    return [row["person"] for row in asked_json("reach", *args)["reach"]]


def test_it_names_whom_with_the_reason(places):
    met(places, add(places, "Zoë", circle="close"), 31, minutes=0, ask="Lyon")
    met(places, add(places, "Ana", circle="close"), 3)
    met(places, add(places, "Nobody", note="in no circle"), 300)
    assert invoke("reach").stdout == "  Zoë  31 days, you chose every 30; ask about Lyon\n"
    (row,) = asked_json("reach")["reach"]
    assert row == {
        "person": "Zoë",
        "id": 1,
        "reasons": ["31 days, you chose every 30", "ask about Lyon"],
        "days": 31,
        "overdue": 1.03,
    }


def test_an_empty_home_is_told_the_command_that_puts_somebody_in(places):
    add(places, "Zoë")
    said = invoke("reach").stdout.strip()
    _, _, told = said.partition("unscroll ")
    assert invoke(*told.replace("NAME", "Zoë").split()).exit_code == 0


def test_a_contact_moves_it_at_once(places):
    met(places, add(places, "Zoë", circle="close"), 31)
    assert named() == ["Zoë"]
    invoke("log", "coffee", "Zoë", "45m")
    assert named() == []
    assert invoke("reach").stdout == "nobody today\n"


def test_nobody_is_named_on_the_day_they_were_put_in(places):
    for n, days in enumerate((25, 31, 300)):
        person = add(places, f"P{n}", note="in no circle")
        for step in range(9):
            met(places, person, days + step)
    invoke("people", "circle", "close", "P0", "P1", "P2")
    assert invoke("reach").stdout == "nobody today\n"
    do(places, ChangePerson("birthday", [{"trait": "birthday", "value": "--11-23", "holds": True}], person))
    assert invoke("reach").stdout == "  P2  birthday today\n"


def test_status_names_the_first_three(places):
    assert asked_json("status")["reach_next"] == []
    for n in range(4):
        met(places, add(places, f"P{n}", circle="inner"), 20 + n, minutes=0)
    named = asked_json("status")["reach_next"]
    assert [row["person"] for row in named][:2] == ["P3", "P2"]
    assert len(named) == 3
    assert named[0] == {"person": "P3", "days": 23, "overdue": 3.29}
    assert "to reach: P3, 23 days\n" in invoke("status").stdout


def test_status_says_no_days_of_whom_no_contact_is_known(places):
    add(places, "Zoë", circle="inner")
    assert asked_json("status")["reach_next"] == [{"person": "Zoë", "days": None, "overdue": 57.14}]
    assert "to reach: Zoë\n" in invoke("status").stdout


def test_as_many_as_were_asked_for(places):
    for n in range(8):
        met(places, add(places, f"P{n}", circle="inner"), 20 + n)
    assert len(named()) == 5
    assert len(named("-n", "2")) == 2
    assert len(named("-n", "20")) == 8


def test_nobody_is_named_before_somebody_is_in_a_circle(places):
    assert "people circle" in invoke("reach").stdout
    do(places, AddCards("linkedin", [card_to_json(Card(f"k{n}", f"P{n}")) for n in range(50)]))
    assert named() == []
    assert "people circle" in invoke("reach").stdout


def test_new_are_those_never_talked_to(places):
    cards = [Card("a", "Ana", (email("ana@example.org"),)), Card("b", "Bo", (email("bo@example.org"),))]
    do(places, AddCards("linkedin", [card_to_json(card) for card in cards]))
    add(places, "Zoë", circle="close")
    met(places, 1, 3)
    assert named("--new") == ["Bo"]
    assert invoke("reach", "--new").stdout == "  Bo  not talked yet\n"
    met(places, 2, 3)
    assert "nobody" in invoke("reach", "--new").stdout


@pytest.mark.parametrize("seed", range(12))
def test_it_is_what_a_look_at_everybody_would_give(places, seed):
    crowd(places, seed)
    do(places, MergePeople(1, 2), MergePeople(3, 4), at_ms=TODAY - DAY_MS)
    today = UTC.day_of(TODAY)
    with roster_of(places) as whole, roster_of(places, *TRAITS) as some, roster_of(places, Trait.NAME) as names:
        everybody = [Candidate(person, whole.tie(person)) for person in whole.people.everybody]
        assert {c.person.id: c.last_contact_ms for c in everybody if c.last_contact_ms} == dict(whole.last_contact)
        for most in (1, 3, 5):
            assert _told(reach(some, most)) == _told(picks(everybody, TODAY, today, most))
            assert _told(reach_new(names, most)) == _told(newly(everybody, TODAY, most))


def _told(found):
    assert found, "a crowd in which nobody is named shows nothing"
    return [(pick.person.id, pick.person.name, pick.reasons, pick.days, pick.ratio) for pick in found]


def test_ties_are_worked_out_for_a_few(places, monkeypatch):
    for n in range(40):
        met(places, add(places, f"P{n}", circle="friends"), 20 + n)
    with roster_of(places, *TRAITS) as roster:
        looked_at = []
        tie = roster.tie
        monkeypatch.setattr(roster, "tie", lambda person: looked_at.append(person.id) or tie(person))
        assert reach(roster, 5) == ()
        assert len(looked_at) == 12


def test_that_it_was_run_is_kept_and_can_fail_to_be(places):
    assert reach_used_ms(places) is None
    add(places, "Zoë", circle="close")
    invoke("reach")
    used_ms = reach_used_ms(places)
    assert used_ms is not None
    assert 0 <= used_ms - TODAY < 600_000
    file = places.state / "reach.used"
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text("damaged")
    assert reach_used_ms(places) is None
    file.unlink()
    file.mkdir()
    assert named() == ["Zoë"]


def test_a_name_is_shown_without_what_would_rule_the_terminal(places):
    met(places, add(places, "Zoë\x1b[31m", circle="close"), 31, ask="the\x1b[2Jlake")
    assert "\x1b" not in invoke("reach").stdout


def test_when_days_turn_is_read_without_the_other_settings(places):
    from unscroll.cli.turning import turn_min_of
    from unscroll.errors import UnscrollError

    assert turn_min_of(places.config_file) == 240
    places.config.mkdir(parents=True)
    places.config_file.write_text('cap = "1h"\n')
    assert turn_min_of(places.config_file) == 240
    places.config_file.write_text('day_turns_at = "05:30"\n')
    assert turn_min_of(places.config_file) == 330
    places.config_file.write_text("day_turns_at = ")
    with pytest.raises(UnscrollError):
        turn_min_of(places.config_file)


def test_namesakes_are_told_apart(places):
    cards = [Card(f"k{n}", "Alex Kim", (email(f"a{n}@example.org"),)) for n in range(3)]
    do(places, AddCards("linkedin", [card_to_json(card) for card in cards]))
    out = invoke("reach", "--new").stdout
    assert all(f"Alex Kim (a{n}@example.org)" in out for n in range(3))
    said = invoke("people", "review", text="1\n" * 3 + "y\n" * 3).stderr
    assert all(f"Does Alex Kim (a{n}@example.org) know you?" in said for n in range(3))


def test_a_long_name_is_cut_in_every_list(places):
    long = "Zoë " + "x" * 390
    do(places, AddCards("linkedin", [card_to_json(Card("k", long, (email("zoe@example.org"),)))]))
    do(places, AddCards("vcard", [card_to_json(Card("k", f"{long}y", (email("zoe@example.org"),)))]))
    for told in (("reach", "--new"), ("people", "show", "#1"), ("people", "list")):
        out = invoke(*told).stdout
        assert "x…" in out
        assert "x" * 60 not in out
