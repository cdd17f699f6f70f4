"""unscroll people show: everything known of one person."""

import pytest
from support.home import MINUTE, NINE, THREAD, TODAY, invoke
from support.people import add, brought, shown, told

from unscroll.acts import Act, ActKind
from unscroll.clock import FakeClock
from unscroll.commands import LabelThread
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import Batch, open_writer
from unscroll.surface import Surface


def test_what_a_script_gets(places):
    add("Zoë Müller", "--email", "Zoe@Example.org", "--circle", "close", "--birthday", "1990-02-28", "--note", "Lyon")
    invoke("log", "coffee", "Zoë Müller", "45m", "--at", "2026-11-20 10:00", "--note", "by the river")
    zoe = shown("zoe@example.org")
    assert (zoe["schema"], zoe["person"], zoe["handles"]) == (1, "Zoë Müller", ["zoe@example.org"])
    assert (zoe["birthday"], zoe["note"], zoe["two_way_90d_s"]) == ("1990-02-28", "Lyon", 2700)
    assert zoe["last_contact"] == zoe["last_two_way"] == zoe["last_in_person"] == "2026-11-20T10:45:00Z"
    assert zoe["depth"] == {"first_message": None, "first_call": None, "first_meeting": "2026-11-20T10:00:00Z"}
    (coffee,) = zoe["touchpoints"]
    assert coffee["seconds"] == {"low": 2700, "shown": 2700, "high": 2700}
    assert (coffee["channel"], coffee["kind"], coffee["evidence"]) == ("coffee", "one_to_one", "logged")
    assert (coffee["direction"], coffee["genuine"], coffee["messages"]) == ("both", True, {"in": None, "out": None})
    assert coffee["source"] == "you"


def test_what_a_person_reads(places):
    add("Zoë", "--circle", "close", "--tag", "climbing", "--birthday=--12-01", "--phone", "+33 6 12 34 56 78")
    for day in range(1, 20, 2):
        invoke("log", "coffee", "Zoë", "30m", "--at", f"2026-10-{day:02} 10:00")
    text = told("show", "Zoë")
    rows = {line[2:17].strip(): line[17:].strip() for line in text.splitlines()}
    assert rows["phone"] == "+33612345678"
    assert rows["birthday"] == "--12-01 (in 8 days)"
    assert "35 days ago, Mon 19 Oct" in text
    assert "every 2 days; silent for more than 8 times that" in text
    assert "who starts" not in text, "nobody knows who asked for a coffee"
    assert rows["due"].endswith("days), due"), "the ratio is, the asking waits"
    assert text.count("coffee") == 8, "the latest"


def test_a_number_a_part_of_a_name_emoji_will_do(places):
    number = add("Ana Lovelace")
    add("🦄🌈")
    assert shown(f"#{number}") == shown("lovelace") == shown("ANA")
    assert shown("🦄🌈")["person"] == "🦄🌈"


def test_two_of_a_name_are_told_apart(places):
    one, other = add("Alex Kim", "--company", "Acme"), add("Alex Kim", "--company", "Umbrella")
    with pytest.raises(UnscrollError, match=f"#{one} Alex Kim .Acme.; #{other} Alex Kim .Umbrella.") as wrong:
        told("show", "Alex Kim")
    assert wrong.value.code == Exit.USAGE
    assert shown(f"#{other}")["company"] == "Umbrella"


def test_mute_and_never_leave_nothing_due(places):
    add("Zoë", "--circle", "inner")
    assert shown("Zoë")["due"]
    for word in ("mute", "never"):
        told(word, "Zoë")
        assert (shown("Zoë")["due"], shown("Zoë")["band"], shown("Zoë")["circle"]) == (None, None, "inner")
        told(word, "Zoë", "--off")
        assert shown("Zoë")["due"]
    assert told("mute", "Zoë") == "Zoë: named in no suggestion\n"
    assert told("list").split()[-1] == "muted"


def test_an_export_makes_nobody_due(places):
    brought({"name": "Zoë", "handles": ["email:zoe@example.org"], "tags": ["business"], "met_on": "2026-09-05"})
    zoe = shown("Zoë")
    assert (zoe["due"], zoe["cadence_days"], zoe["sources"], zoe["connected"]) == (
        None,
        None,
        ["linkedin"],
        "2026-09-05",
    )


def test_what_they_write_is_not_seen_and_not_called_none(ledger) -> None:
    thread = Surface("instagram", "dm_thread", "instagram/dm_thread/aaaaaa", thread=THREAD)
    acts = tuple(Act(NINE + n * MINUTE, ActKind.SENT, "browser", thread) for n in range(3))
    with open_writer(ledger, FakeClock.at(TODAY)) as writer:
        writer.commit(Batch(acts=acts, commands=(LabelThread(THREAD.digest.hex(), "one", "Ana"),)))
    text = invoke("people", "show", "Ana").output
    assert "3 messages of yours" in text
    assert "of theirs" not in text


def test_who_brought_the_two_together_is_told(places):
    add("Connie Who")
    invoke("log", "coffee", "Max", "30m", "--at", "2026-11-20 10:00", "--via", "Connie")
    text = told("show", "Max")
    rows = {line[2:17].strip(): line[17:].strip() for line in text.splitlines()}
    assert rows["via"] == "Connie Who"
    assert "via Connie Who" in text.partition("Last contacts")[2]
    assert [t["via"] for t in shown("Max")["touchpoints"]] == ["Connie Who"]
    assert "Max (via Connie Who)" in invoke("report", "today", "--month", "--format", "html", "-o", "-").stdout


def test_a_cadence_of_none_is_said(places):
    add("Fran", "--circle", "close")
    told("edit", "Fran", "--cadence", "0")
    assert "nothing is asked: the cadence was set to none" in told("show", "Fran")


def test_another_name_of_somebody_comes_before_a_part_of_a_name(places):
    number = add("William Hart", "--alias", "Bob")
    add("Bob Smith")
    assert shown("Bob")["id"] == number
