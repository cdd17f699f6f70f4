"""unscroll people list: who is shown, in which order, what a script gets."""

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from support.home import TODAY, invoke
from support.people import add, as_json, brought, told

from unscroll.cli.roster import open_roster
from unscroll.cli.writing import apply
from unscroll.clock import SystemClock
from unscroll.commands import LogTouchpoint
from unscroll.errors import UnscrollError

KEYS = {
    "person",
    "handles",
    "tags",
    "circle",
    "cadence_days",
    "last_contact",
    "due",
    "overdue",
    "band",
    "two_way_90d_s",
}
"""CONTRACT.md 4."""


def log(who, day, *args):
    invoke("log", "coffee", who, "45m", "--at", f"{day} 10:00", *args)


def later(monkeypatch, days):
    read = SystemClock.read
    monkeypatch.setattr(SystemClock, "read", lambda clock: replace(read(clock), wall_ms=TODAY + days * 86_400_000))


def names(*args):
    return [row["person"] for row in as_json("list", *args)]


def test_without_a_ledger_nobody_is_known(places):
    assert told() == "nobody is known yet. unscroll people add NAME keeps somebody\n"
    assert as_json() == []
    assert not places.ledger.exists(), "a look writes nothing"
    with pytest.raises(UnscrollError, match="nobody is known as 'Zoë'"):
        told("show", "Zoë")


def test_the_most_overdue_comes_first(places, monkeypatch):
    add("Ana", "--circle", "friends")
    add("Ben", "--cadence", "10d")
    add("Cleo")
    log("Ana", "2026-11-02")
    log("Ben", "2026-11-01")
    log("Cleo", "2026-11-22")
    rows = as_json()
    assert [row["person"] for row in rows] == ["Ben", "Ana", "Cleo"]
    assert all(set(row) >= KEYS for row in rows)
    ben = rows[0]
    assert ben["overdue"] == pytest.approx(2.2, abs=0.011)
    assert (ben["band"], ben["cadence_days"], ben["circle"]) == ("on track", 10, None)
    assert ben["last_contact"] == "2026-11-01T10:45:00Z"
    assert ben["due"] > "2026-11-24", "nobody is asked for on the day they were put in"
    assert (rows[2]["due"], rows[2]["overdue"], rows[2]["band"], rows[2]["two_way_90d_s"]) == (None, None, None, 2700)
    assert told().splitlines()[0] == "  Ben   every 10 days  22 days  not due yet"
    later(monkeypatch, 8)
    assert as_json()[0]["band"] == "late"
    assert told().splitlines()[0] == "  Ben   every 10 days  30 days  late"


def test_filters_narrow_the_list(places, monkeypatch):
    add("Ana", "--circle", "inner", "--tag", "Climbing")
    add("Ben", "--circle", "close", "--tag", "climbing")
    add("Cleo")
    log("Ana", "2026-11-02")
    log("Ben", "2026-11-22")
    assert names("--circle", "close") == ["Ben"]
    assert names("--tag", "CLIMBING") == ["Ana", "Ben"]
    assert names("--due") == []
    later(monkeypatch, 8)
    assert names("--due") == ["Ana"]
    assert told("list", "--circle", "active") == "nobody fits\n"
    assert told("--circle", "close") == told("list", "--circle", "close"), "an option alone is the list's"


def test_of_many_a_terminal_shows_fifty_and_a_script_gets_all(places):
    brought(*({"name": f"P{n:03}"} for n in range(60)))
    assert told() == "nobody is in a circle or was met lately: 60 more: unscroll people list --all\n"
    add("Ana", "--circle", "inner")
    log("P059", "2026-11-20")
    log("P058", "2024-11-20")
    lines = told().splitlines()
    assert [line.split()[0] for line in lines] == ["Ana", "P059", "..."], "P058 was met two years ago"
    assert lines[-1] == "... and 59 more: unscroll people list --all"
    assert len(told("list", "--all").splitlines()) == len(as_json()) == 61
    invoke("people", "circle", "active", *(f"P{n:03}" for n in range(60)))
    assert len(told().splitlines()) == 51


def test_a_name_of_several_has_its_number_beside_it(places):
    one, other = add("Alex Kim"), add("Alex Kim")
    add("🦄")
    add("\u202eevil\x1b[31m")
    text = told()
    assert f"Alex Kim (#{one})" in text
    assert f"Alex Kim (#{other})" in text
    assert "🦄" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_time_together_is_that_of_each_tie(places):
    for name in ("Ana", "Ben"):
        add(name, "--circle", "inner")
    log("Ana", "2026-11-20")
    log("Ana", "2026-10-01")
    log("Ana", "2026-01-01")
    log("Ben", "2026-11-20")
    invoke("log", "letter", "Ben")
    invoke("log", "lunch", "Ben", "45m", "--at", "2026-11-20 10:15")
    noon = TODAY - 86_400_000
    written_to = LogTouchpoint("Cleo", "message", noon, noon + 600_000, direction="out")
    answered = LogTouchpoint("Ben", "message", noon, noon + 600_000, direction="out")
    apply(written_to, answered)
    merged = add("Ana B.")
    log("Ana B.", "2026-11-21")
    told("merge", "Ana", f"#{merged}")
    with open_roster() as roster:
        each = {p.id: roster.tie(p).two_way_90d_ms for p in roster.people.everybody}
        assert roster.now_ms >= TODAY
        assert roster.together_90d == {person: length_ms for person, length_ms in each.items() if length_ms}
        assert sorted(each.values()) == [0, 3_600_000, 8_100_000]


def test_a_list_loads_nothing_that_ties_are_worked_out_with(places):
    add("Ana", "--circle", "close")
    heavy = {f"unscroll.people.{name}" for name in ("tie", "touch", "starts")}
    code = f"""import sys
from unscroll.cli.main import run
try:
    run(["people", "--json"])
finally:
    assert not {heavy} & sys.modules.keys()"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_json_is_one_document(places):
    add("Ana")
    assert json.loads(told("--json")) == as_json("list")


def test_a_long_name_does_not_widen_the_list(places):
    add("x" * 400, "--circle", "close")
    add("Zoë", "--circle", "close")
    lines = told("list").splitlines()
    assert all(len(line) < 110 for line in lines)
    assert any("x" * 59 + "…" in line for line in lines)
    assert "x" * 400 in {person["person"] for person in as_json()}


@pytest.mark.parametrize("args", [("edit", "Zoë", "--name", "x" * 401), ("edit", "Zoë", "--alias", "x" * 401)])
def test_a_name_beyond_any_bound_is_refused(places, args):
    add("Zoë")
    with pytest.raises(UnscrollError, match="of more than 400 letters"):
        told(*args)
