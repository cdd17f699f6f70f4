"""A contact typed in: whom it means, what it says of it, how it is taken back."""

import sqlite3
from contextlib import closing

import click
import pytest
from support.crowd import DAY_MS, add, asked_json, do, met, roster_of
from support.home import TODAY, invoke

from unscroll.commands import AddPlan, LogTouchpoint, SettlePlan
from unscroll.errors import Exit, UnscrollError
from unscroll.files import make_folder, write_private
from unscroll.people.touchpoint import Direction


def touchpoints(places, number=1):
    with roster_of(places, now_ms=TODAY + DAY_MS) as roster:
        return roster.touchpoints(roster.people.of(number))


def rows(places, table):
    with closing(sqlite3.connect(places.ledger)) as db:
        return db.execute(f"SELECT * FROM {table}").fetchall()


def test_whom_it_means_is_found_by_a_part_of_the_name_and_said(places):
    add(places, "Zoë Müller", handle="email:zoe@example.org")
    assert invoke("log", "coffee", "zoe", "45m").stdout.startswith("logged: coffee with Zoë Müller, Mon 23 Nov 11:15")
    invoke("log", "email", "zoe@example.org")
    assert [t.channel for t in touchpoints(places)] == ["coffee", "email"]
    assert len(rows(places, "person")) == 1


def test_somebody_new_is_made_but_of_no_address(places):
    invoke("log", "coffee", "Ana", "20m")
    assert [row[1] for row in rows(places, "person")] == ["Ana"]
    for told in ("bo@example.org", "#12", "+33612345678"):
        with pytest.raises(UnscrollError, match="nobody is known"):
            invoke("log", "coffee", told)


def test_whom_a_slip_makes_is_said(places):
    add(places, "Jonas Weber")
    out = invoke("log", "coffee", "Jonass", "10m").stdout
    assert "\nnew: Jonass. Near: Jonas Weber; unscroll log --undo takes it back\n" in out
    assert "new:" not in invoke("log", "coffee", "Jonas", "10m").stdout.replace("Jonass", "")
    assert "\nnew: Jonass" not in invoke("log", "coffee", "Jonass", "10m").stdout
    assert "new: Weberr. Near: Jonas Weber" in invoke("log", "coffee", "#1", "10m", "--via", "Weberr").stdout


def test_the_user_is_nobody_to_log(places):
    make_folder(places.config)
    write_private(places.config_file, b'[people]\nme = ["Ana Roth", "ana@example.org"]\n')
    add(places, "Bo")
    for args in (["coffee", "ana roth"], ["email", "ana@example.org"], ["coffee", "Bo", "--via", "Ana Roth"]):
        with pytest.raises(UnscrollError, match="this is you") as refused:
            invoke("log", *args)
        assert refused.value.code is Exit.USAGE
    with pytest.raises(UnscrollError, match="this is you"):
        invoke("plan", "coffee", "Ana Roth", "tomorrow 10:00")
    invoke("log", "coffee", "Bo", "--via", "Ana")
    assert [row[1] for row in rows(places, "person")] == ["Bo", "Ana"]


@pytest.mark.parametrize("who", ["me", "myself", "I"])
def test_a_word_for_oneself_is_nobody_to_log(places, who):
    add(places, "Meike")
    add(places, "Iris")
    for args in (["coffee", who], ["coffee", "Iris", "--via", who]):
        with pytest.raises(UnscrollError, match="this is you"):
            invoke("log", *args)
    assert touchpoints(places) == touchpoints(places, 2) == ()


def test_nobody_brings_you_together_with_themselves(places):
    add(places, "Zoë")
    for args in (["coffee", "Zoë", "--via", "zoe"], ["coffee", "Bo", "--via", "Bo"]):
        with pytest.raises(UnscrollError, match="by themselves") as refused:
            invoke("log", *args)
        assert refused.value.code is Exit.USAGE
    assert [row[1] for row in rows(places, "person")] == ["Zoë"]


def test_a_day_alone_is_a_contact_of_no_length_at_its_noon(places):
    assert "Sun 22 Nov 12:00\n" in invoke("log", "coffee", "Ana", "--at", "yesterday").stdout
    invoke("log", "coffee", "Ana", "--at", "today")
    with pytest.raises(click.UsageError, match='"yesterday 15:00"'):
        invoke("log", "coffee", "Ana", "45m", "--at", "yesterday")


def test_two_who_fit_are_asked_about(places):
    add(places, "Alex Kim", company="Acme")
    add(places, "Alex Kim", company="Initech")
    with pytest.raises(UnscrollError, match="may be 2 people") as refused:
        invoke("log", "coffee", "Alex Kim", "20m")
    assert "#2 Alex Kim (Initech)" in refused.value.hint
    invoke("log", "coffee", "#2", "20m")
    assert len(touchpoints(places, 2)) == 1


def test_what_more_is_told(places):
    add(places, "Zoë")
    add(places, "Bo")
    more = ["--next", "ask about Lyon", "--gave", "advice", "--gave", "Help", "--got", "referral", "--via", "bo"]
    invoke("log", "letter", "Zoë", "--out", "--note", "by hand", *more)
    (told,) = touchpoints(places)
    assert (told.ask, told.gave, told.got, told.via_id) == ("Lyon", ("advice", "help"), ("referral",), 2)
    assert (told.direction, told.note) == (Direction.OUT, "by hand")
    invoke("log", "letter", "Zoë", "--in")
    assert touchpoints(places)[-1].direction is Direction.IN


def test_a_call_that_was_not_taken_moves_no_last_contact(places):
    add(places, "Bo", circle="close")
    invoke("log", "coffee", "Bo", "20m", "--at", "3 days ago 10:00")
    invoke("log", "phone", "Bo", "20m", "--at", "10:00", "--out")
    invoke("log", "call", "Bo", "--in")
    assert [t.genuine for t in touchpoints(places)] == [True, False, False]
    shown = asked_json("people", "show", "Bo")
    assert shown["last_contact"] == "2026-11-20T10:20:00Z"
    assert asked_json("day", "2026-11-23")["seconds"]["one_to_one"] == 0, "nobody was talked with"
    invoke("log", "--undo")
    invoke("log", "--undo")
    invoke("log", "phone", "Bo", "20m", "--at", "10:00")
    assert asked_json("people", "show", "Bo")["last_contact"] == "2026-11-23T10:20:00Z"


def test_when_they_are_next_due(places):
    add(places, "Zoë", circle="close")
    add(places, "Ana")
    assert invoke("log", "coffee", "Zoë", "45m").stdout.splitlines()[1:] == ["next due in 30 days"]
    assert invoke("log", "coffee", "Ana", "45m").stdout.count("\n") == 1
    invoke("log", "--undo")
    invoke("log", "--undo")
    assert invoke("log", "coffee", "Zoë", "45m", "--at", "60 days ago 15:00").stdout.splitlines()[1:] == [
        "next due: now"
    ]
    told = asked_json("log", "coffee", "Zoë", "--at", "10:00")
    assert told["schema"] == 1
    assert told["data"]["next_due"] == "2026-12-23T10:00:00Z"


@pytest.mark.parametrize(
    ("channel", "said"),
    [
        ("coffe", "did you mean coffee?"),
        ("karaoke", "neither written, spoken nor in person"),
        ("walk", ""),
        ("call", ""),
    ],
)
def test_any_word_is_a_channel_and_a_strange_one_is_remarked_on(places, channel, said):
    result = invoke("log", channel, "Ana", "20m")
    assert (said in result.stderr) if said else not result.stderr
    assert touchpoints(places)[0].channel == channel


def test_dates_in_words(places):
    out = invoke("log", "coffee", "Ana", "45m", "--at", "last tue 15:00").stdout
    assert out == "logged: coffee with Ana, Tue 17 Nov 15:00, 45 min\nnew: Ana\n"


@pytest.mark.parametrize(
    "args",
    [
        ["coffee", "Ana", "27h", "--at", "3 days ago"],
        ["coffee", "Ana", "1h", "--at", "next tue"],
        ["coffee"],
        ["coffee", " "],
        ["\x1b", "Ana"],
        ["coffee", "Ana", "--gave", "money"],
        ["--undo", "coffee", "Ana"],
        ["letter", "Ana", "--in", "--out"],
        ["coffee", "Ana", "--out"],
        ["coffee", "Ana", "45m", "--at", "yesterday"],
        ["coffee", "Ana", "45m", "--at", "3 days ago"],
        ["walk", "Ana", "20m", "--in"],
    ],
)
def test_what_cannot_have_been_is_refused(places, args):
    with pytest.raises((UnscrollError, click.UsageError)) as refused:
        invoke("log", *args)
    assert getattr(refused.value, "code", Exit.USAGE) is Exit.USAGE
    assert not places.ledger.exists()


def test_a_day_and_a_half_is_refused_by_the_ledger_too(places):
    add(places, "Ana")
    with pytest.raises(AssertionError, match="a day at most"):
        do(places, LogTouchpoint("Ana", "visit", TODAY - 36 * 3_600_000, TODAY), at_ms=TODAY)


def test_undo_takes_back_what_was_typed_in_last(places):
    before = asked_json("day", "2026-11-23") if places.ledger.exists() else None
    assert before is None
    add(places, "Zoë")
    invoke("log", "coffee", "Zoë", "45m", "--at", "10:00")
    with_coffee = asked_json("day", "2026-11-23")["seconds"]
    invoke("log", "phone", "Zoe", "20m", "--at", "yesterday 15:00")
    assert invoke("log", "--undo").stdout == "took back: phone with Zoë, Sun 22 Nov 15:00, 20 min\n"
    assert asked_json("day", "2026-11-23")["seconds"] == with_coffee
    assert with_coffee["one_to_one"] == 45 * 60
    assert [t.channel for t in touchpoints(places)] == ["coffee"]
    invoke("log", "--undo")
    assert touchpoints(places) == ()
    assert rows(places, "log") == []
    assert len(rows(places, "person")) == 1, "who was there before stays"
    with pytest.raises(UnscrollError, match="no contact was typed in") as refused:
        invoke("log", "--undo")
    assert refused.value.code is Exit.NO


def test_undo_unmakes_whom_the_slip_made(places):
    invoke("log", "Video call", "Zeo", "45m", "--via", "Bob")
    invoke("log", "--undo")
    assert rows(places, "person") == rows(places, "touchpoint") == rows(places, "log_what") == []
    invoke("log", "coffee", "Ana", "45m")
    met(places, 3, 1)
    do(places, LogTouchpoint("Ana", "coffee", TODAY - 4 * DAY_MS, TODAY - 4 * DAY_MS), at_ms=TODAY - 3 * DAY_MS)
    invoke("log", "--undo")
    assert len(rows(places, "person")) == 1, "somebody of whom there is more stays"


def test_undo_leaves_what_was_typed_in_before_yesterday(places):
    add(places, "Zoë")
    start = TODAY - 5 * DAY_MS
    do(places, LogTouchpoint("Zoë", "coffee", start, start + 60_000), at_ms=TODAY - DAY_MS)
    with pytest.raises(UnscrollError, match="no contact was typed in"):
        invoke("log", "--undo")
    do(places, LogTouchpoint("Zoë", "lunch", start, start + 60_000), at_ms=TODAY - DAY_MS + 600_000)
    assert "lunch" in invoke("log", "--undo").stdout


def test_undo_of_the_same_contact_twice_leaves_the_other(places):
    invoke("log", "coffee", "Zoë", "30m", "--at", "10:00")
    invoke("log", "coffee", "Zoë", "1h", "--at", "10:00")
    invoke("log", "--undo")
    assert asked_json("day", "2026-11-23")["seconds"]["one_to_one"] == 30 * 60
    assert len(touchpoints(places)) == 1


def test_undo_passes_over_what_was_forgotten_meanwhile(places):
    add(places, "Zoë")
    add(places, "Ana")
    invoke("log", "coffee", "Zoë", "30m")
    invoke("log", "coffee", "Ana", "30m")
    invoke("forget", "--person", "Ana", "--yes")
    assert "Zoë" in invoke("log", "--undo").stdout


def test_undo_opens_a_plan_that_was_settled_by_a_slip(places):
    add(places, "Zoë")
    do(places, AddPlan(1, "coffee", TODAY - 7_200_000, TODAY - 3_600_000), at_ms=TODAY - DAY_MS)
    do(places, SettlePlan(1, "happened"), at_ms=TODAY)
    assert len(touchpoints(places)) == 1
    invoke("log", "--undo")
    assert touchpoints(places) == ()
    assert [row[-1] for row in rows(places, "plan")] == ["open"]


@pytest.mark.parametrize("args", [["--at", "tomorrow"], ["45m", "--at", "tomorrow"], ["--at", "in 2 weeks"]])
def test_what_lies_ahead_cannot_be_logged(places, args):
    add(places, "Zoë")
    with pytest.raises(UnscrollError, match=r"what lies ahead cannot be logged\. unscroll plan") as refused:
        invoke("log", "call", "Zoë", *args)
    assert refused.value.code is Exit.USAGE
    assert touchpoints(places) == ()
