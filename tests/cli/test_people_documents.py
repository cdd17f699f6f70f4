"""What a script gets of every command about people: `schema`, and the keys that are documented (CONTRACT.md 4)."""

import json
from dataclasses import replace

import pytest
from support.home import MINUTE, NINE, TODAY, invoke, stretches
from support.importing import vcf
from support.people import add

from unscroll.cli.people_index import SUBCOMMANDS
from unscroll.clock import FakeClock, SystemClock
from unscroll.files import write_private
from unscroll.ledger import Batch, open_writer

DONE = {"schema", "ok", "message", "hint", "code", "data"}
"""Of a command that was applied."""
PLAN = {"plan", "person", "person_id", "channel", "start", "end", "over"}
ROW = {"person", "handles", "tags", "circle", "cadence_days", "last_contact", "due", "overdue", "band", "two_way_90d_s"}
TOUCHPOINT = {
    *("start", "end", "channel", "direction", "kind", "evidence", "seconds", "messages", "genuine", "source"),
    *("note", "ask", "gave", "got", "via"),
}
IMPORTED = {
    *("source", "path", "zone", "read", "new", "already", "problems", "messages", "calls", "usage_s", "contacts"),
    "touchpoints",
}


def document(*args):
    return json.loads(invoke(*args, "--json").stdout)


@pytest.fixture
def known(places):
    """Zoë, Ana and Ben, the contact with Zoë, and a thread that nobody has labelled."""
    with open_writer(places, FakeClock.at(NINE + 60 * MINUTE)) as writer:
        assert writer.commit(Batch(stretches())) == ()
    write_private(places.thread_key, bytes(32))
    add("Zoë", "--email", "zoe@example.org", "--circle", "inner", "--tag", "climbing", "--id", "instagram:17842")
    add("Ana", "--circle", "close")
    add("Ben")
    invoke("log", "coffee", "Zoë", "45m", "--at", "2026-10-20 10:00", "--via", "Ben")
    invoke("plan", "coffee", "Zoë", "next tue 10:00")
    invoke("followers", "linkedin", "843", "--day", "2026-11-20")
    return places


WRITES = (
    ("log", "letter", "Zoë"),
    ("log", "--undo"),
    ("label", "THREAD", "one", "Zoë"),
    ("followers", "linkedin", "844"),
    ("plan", "--done", "1"),
    ("plan", "--off", "1"),
    ("people", "add", "Cleo"),
    ("people", "edit", "Zoë", "--note", "Lyon"),
    ("people", "tag", "Zoë", "lyon"),
    ("people", "tag", "Zoë", "climbing", "--remove"),
    ("people", "mute", "Zoë"),
    ("people", "never", "Zoë", "--off"),
    ("people", "merge", "Zoë", "Ana"),
    ("people", "split", "Zoë", "--handle", "zoe@example.org", "--name", "Zoë Kim"),
    ("people", "undo"),
    ("people", "forget", "Ben", "--yes"),
    ("forget", "--person", "Ben", "--yes"),
)


@pytest.mark.parametrize("command", WRITES, ids=" ".join)
def test_what_was_done(known, command, monkeypatch):
    if command == ("plan", "--done", "1"):
        later(monkeypatch)
    if command == ("log", "--undo"):
        invoke("log", "letter", "Zoë")
    if command == ("people", "undo"):
        invoke("people", "edit", "Zoë", "--note", "Lyon")
    told = document(*(thread() if word == "THREAD" else word for word in command))
    assert set(told) == DONE
    assert (told["schema"], told["ok"]) == (1, True)


def thread():
    return document("label")["threads"][0]["name"]


def later(monkeypatch):
    """Two days on, when the plan is over."""
    read = SystemClock.read
    monkeypatch.setattr(SystemClock, "read", lambda clock: replace(read(clock), wall_ms=TODAY + 2 * 86_400_000))


SHOWS = (
    (("plan",), {"plans"}, ("plans", PLAN)),
    (("plan", "dinner", "Ana", "tomorrow 18:30"), {*PLAN, "file"}, None),
    (("label",), {"threads"}, ("threads", {"thread", "name", "platform", "seconds", "last"})),
    (
        ("followers",),
        {"platforms", "layers"},
        ("platforms", {"platform", "followers", "ever", "two_way_365d", "two_way_90d", "live_90d"}),
    ),
    (("snooze", "Zoë", "2w"), {"person", "id", "until"}, None),
    (("snooze", "Zoë", "0"), {"person", "id", "until"}, None),
    (("reach",), {"reach"}, ("reach", {"person", "id", "reasons", "days", "overdue"})),
    (("reach", "--new"), {"reach"}, None),
    (("people", "show", "Zoë"), ROW | {"id", "names", "touchpoints"}, ("touchpoints", TOUCHPOINT)),
    (("people", "circle", "inner", "Zoë", "Ana"), {"results"}, ("results", DONE - {"schema"})),
    (("people", "merge"), {"suggestions"}, None),
    (("people", "split", "Zoë"), {"id", "parts"}, None),
    (
        ("people", "history"),
        {"changes"},
        ("changes", {"id", "at", "what", "source", "people", "undone"}),
    ),
    (("people", "review"), {"connected", "i_know", "they_know", "talked", "not_asked"}, None),
    (("leave", "instagram"), {"platform", "lose", "others"}, None),
)


@pytest.mark.parametrize(("command", "keys", "rows"), SHOWS, ids=[" ".join(command) for command, _, _ in SHOWS])
def test_what_is_shown(known, command, keys, rows):
    told = document(*command)
    assert told["schema"] == 1
    assert set(told) >= keys
    if rows is not None:
        key, inner = rows
        assert told[key], "there is something to look at"
        assert all(set(row) >= inner for row in told[key])


def test_no_command_about_people_is_left_out():
    looked_at = {command[1] for command in (*WRITES, *(shown for shown, _, _ in SHOWS)) if command[0] == "people"}
    assert looked_at | {"list"} == set(SUBCOMMANDS)


def test_the_list_is_a_bare_array(known):
    for command in (("people",), ("people", "list", "--all")):
        rows = document(*command)
        assert [row["person"] for row in rows] == ["Zoë", "Ana", "Ben"]
        assert all(set(row) == ROW | {"id", "names"} for row in rows)


def test_an_import_is_a_document_each(known, tmp_path):
    card = vcf(tmp_path / "a.vcf", ("Dora", "EMAIL:dora@example.org\n"))
    other = vcf(tmp_path / "b.vcf", ("Emil", "EMAIL:emil@example.org\n"))
    one = document("import", card)
    several = document("import", card, other, "--dry-run")
    for told in (one, *several):
        assert told["schema"] == 1
        assert set(told) >= IMPORTED
