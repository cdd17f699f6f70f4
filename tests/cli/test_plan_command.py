"""A date ahead: the invitation, the list, whether it happened."""

from types import SimpleNamespace

import click
import pytest
from support.crowd import DAY_MS, add, asked_json, do, roster_of
from support.home import TODAY, invoke

from unscroll.cli import planning
from unscroll.commands import AddPlan
from unscroll.errors import Exit, UnscrollError


def touchpoints(places, number=1):
    with roster_of(places, now_ms=TODAY + DAY_MS) as roster:
        return roster.touchpoints(roster.people.of(number))


def over(places, channel="coffee", name="Zoë"):
    """A plan that was for this morning."""
    number = add(places, name)
    do(places, AddPlan(number, channel, TODAY - 7_200_000, TODAY - 3_600_000), at_ms=TODAY - DAY_MS)


def test_a_plan_writes_an_invitation(places):
    add(places, "Zoë Müller", handle="email:zoe@example.org")
    out = invoke("plan", "coffee", "zoe", "next tue 10:00").stdout
    file = places.plans / "plan-1.ics"
    assert out == f"planned: coffee with Zoë Müller, Tue 24 Nov 10:00, 1 h\nfor your calendar: {file}\n"
    assert file.stat().st_mode & 0o777 == 0o600
    assert places.plans.stat().st_mode & 0o777 == 0o700
    lines = file.read_bytes().decode().split("\r\n")
    assert {"DTSTART:20261124T100000Z", "DTEND:20261124T110000Z", "SUMMARY:coffee with Zoë Müller"} <= set(lines)
    assert 'ATTENDEE;CN="Zoë Müller";RSVP=TRUE:mailto:zoe@example.org' in lines
    assert invoke("plan").stdout == "   1  coffee with Zoë Müller, Tue 24 Nov 10:00, 1 h\n"


def test_two_invitations_are_two_events(places):
    for _ in range(2):
        invoke("plan", "coffee", "Zoë", "next tue 10:00")
    uids = {line for n in (1, 2) for line in (places.plans / f"plan-{n}.ics").read_text().split() if "UID" in line}
    assert len(uids) == 2


def test_how_long_and_where(places, tmp_path):
    file = tmp_path / "dinner.ics"
    told = asked_json("plan", "Dinner", "Ana", "tomorrow 18:30", "2h", "-o", str(file))
    assert (told["channel"], told["start"], told["end"]) == ("dinner", "2026-11-24T18:30:00Z", "2026-11-24T20:30:00Z")
    assert told["file"] == str(file)
    assert file.stat().st_mode & 0o777 == 0o600
    assert not places.plans.exists()
    with pytest.raises(UnscrollError, match="is there already"):
        invoke("plan", "dinner", "Ana", "tomorrow 18:30", "-o", str(file))
    assert len(asked_json("plan")["plans"]) == 1


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("yesterday 10:00", "unscroll log"),
        ("today 11:00", "unscroll log"),
        ("2026-11-23T12:00Z", "unscroll log"),
        ("next tue", "time too"),
        ("someday", "yesterday, monday"),
    ],
)
def test_what_is_no_date_ahead_is_refused(places, when, said):
    with pytest.raises(UnscrollError) as refused:
        invoke("plan", "coffee", "Zoë", when)
    assert refused.value.code is Exit.USAGE
    assert said in refused.value.hint
    assert not places.ledger.exists()


@pytest.mark.parametrize(
    "args", [["coffee"], ["coffee", "Zoë"], ["-o", "x"], ["--done", "1", "--off", "1"], ["coffee", "--done", "1"]]
)
def test_half_a_plan_is_refused(places, args):
    with pytest.raises(click.UsageError):
        invoke("plan", *args)


def test_more_than_a_day_is_refused(places):
    add(places, "Zoë")
    with pytest.raises(UnscrollError, match="a day at most"):
        invoke("plan", "visit", "Zoë", "next tue 10:00", "2d")
    with pytest.raises(UnscrollError, match="a day at most"):
        invoke("plan", "visit", "Bo", "next tue 10:00", "2d")
    with roster_of(places) as roster:
        assert [person.name for person in roster.people.everybody] == ["Zoë"]
    assert asked_json("plan")["plans"] == []


def test_what_is_over_asks_whether_it_happened(places):
    over(places)
    assert invoke("plan").stdout.endswith("1 h: did it happen? unscroll plan --done 1, or --off 1\n")
    assert asked_json("plan")["plans"][0]["over"] is True
    assert invoke("plan", "--done", "1").stdout == "logged coffee with Zoë\n"
    assert [(t.channel, t.end_ms - t.start_ms) for t in touchpoints(places)] == [("coffee", 3_600_000)]
    assert invoke("plan").stdout == "nothing is planned\n"
    with pytest.raises(UnscrollError, match="no such open plan"):
        invoke("plan", "--done", "1")


def test_what_fell_through_is_no_contact(places):
    invoke("plan", "coffee", "Zoë", "next tue 10:00")
    with pytest.raises(UnscrollError, match="lies ahead"):
        invoke("plan", "--done", "1")
    assert (places.plans / "plan-1.ics").exists()
    assert asked_json("plan", "--off", "1")["ok"]
    assert touchpoints(places) == ()
    assert not (places.plans / "plan-1.ics").exists()


@pytest.mark.parametrize(("answer", "left", "contacts"), [("y", 0, 1), ("n", 0, 0), ("later", 1, 0), ("", 1, 0)])
def test_a_terminal_is_asked(places, monkeypatch, answer, left, contacts):
    over(places)
    tty = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr(planning, "sys", SimpleNamespace(stdin=tty, stdout=tty))
    assert "did it happen?" in invoke("plan", text=f"{answer}\n").stdout
    assert len(asked_json("plan")["plans"]) == left
    assert len(touchpoints(places)) == contacts


def test_an_invitation_that_cannot_be_written_is_told_of(places, tmp_path):
    with pytest.raises(UnscrollError, match="cannot write") as refused:
        invoke("plan", "coffee", "Zoë", "next tue 10:00", "-o", str(tmp_path / "none" / "x.ics"))
    assert "--off 1" in refused.value.hint
    assert refused.value.code is Exit.IO


def test_a_forgotten_person_is_in_no_invitation(places):
    invoke("plan", "coffee", "Zoë", "next tue 10:00")
    invoke("plan", "coffee", "Ana", "next tue 10:00")
    invoke("forget", "--person", "Zoë", "--yes")
    assert [file.name for file in places.plans.iterdir()] == ["plan-2.ics"]


def test_snooze_lets_somebody_rest_for_a_while(places):
    number = add(places, "Zoë", circle="close")
    add(places, "Ana", circle="close")
    named = [row["person"] for row in asked_json("reach")["reach"]]
    assert named == ["Zoë", "Ana"]
    assert invoke("snooze", "zoe", "2w").stdout.startswith("Zoë rests until Monday, 7 December 2026, 12:0")
    assert [row["person"] for row in asked_json("reach")["reach"]] == ["Ana"]
    with roster_of(places) as roster:
        until_ms = roster.people.of(number).snoozed_until_ms
    assert 0 <= until_ms - TODAY - 14 * DAY_MS < 600_000
    assert invoke("snooze", "Zoë", "0").stdout == "Zoë rests no more\n"
    assert [row["person"] for row in asked_json("reach")["reach"]] == ["Zoë", "Ana"]
    assert asked_json("snooze", "Zoë", "0")["until"] is None
    with pytest.raises(UnscrollError, match="nobody is known"):
        invoke("snooze", "Bo", "2w")
