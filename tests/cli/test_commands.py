"""Every command: help, an example, --json, and what it does to a small ledger."""

import json
import tomllib
from dataclasses import replace
from importlib import import_module

import click
import pytest
from support.home import DAY, MINUTE, NINE, THREAD, invoke, stretches

from unscroll.cli.index import COMMANDS
from unscroll.clock import SystemClock
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import Batch, open_writer

SPAN = f"{DAY}T09:19:50Z/{DAY}T09:20:10Z"


def tree() -> dict[str, click.Command]:
    """Every command and sub-command that answers by itself, by its words."""
    found: dict[str, click.Command] = {}
    for name, (module, _) in COMMANDS.items():
        command = import_module(module).command
        if isinstance(command, click.Group):
            with click.Context(command) as context:
                subs = {sub: command.get_command(context, sub) for sub in command.list_commands(context)}
            found |= {f"{name} {sub}": inner for sub, inner in subs.items()}
        else:
            found[name] = command
    return found


@pytest.mark.parametrize("name", tree())
def test_every_command_has_help_an_example_and_json(name):
    command = tree()[name]
    assert command.help
    assert f"unscroll {name}" in command.help or "Example" in command.help
    assert "Example" in command.help
    options = {option for parameter in command.params for option in parameter.opts}
    assert "--json" in options


@pytest.mark.parametrize("name", COMMANDS)
def test_the_index_says_what_the_command_is(name):
    line = COMMANDS[name][1]
    assert line.endswith(".")
    assert len(line) <= 70


def test_day(ledger):
    day = json.loads(invoke("day", DAY, "--json").stdout)
    assert day["seconds"]["scroll"] == 20 * 60
    assert day["seconds"]["private"] == 10 * 60
    assert day["spent_s"] == 50 * 60, "the feed and the phone"
    assert day["accounted_s"] == sum(day["seconds"].values())
    assert [p["person"] for p in day["people"]] == ["Zoë"]
    text = invoke("day", DAY).stdout
    assert "20 min on feeds on this computer" in text
    assert "50 min of the cap of 2 h; 1 h 10 min left" in text
    assert "at least" not in text
    assert "unresolved  10 min" in text


def test_a_day_without_facts_is_no_data_never_nothing(ledger):
    assert invoke("day", "2026-11-01").stdout.splitlines()[1:] == ["  no data"]


def test_status_without_a_daemon_and_without_a_ledger(places):
    status = json.loads(invoke("status", "--json").stdout)
    assert status["daemon"]["running"] is False
    assert status["no_data"] is True
    assert "daemon not running" in invoke("status").stdout
    assert invoke("status", "--line", "plain").stdout == "no data\n"


@pytest.mark.parametrize("form", ["waybar", "polybar", "i3blocks", "tmux", "plain"])
def test_lines_for_bars(form, ledger):
    out = invoke("status", "--line", form).stdout
    assert out.strip()
    if form == "waybar":
        assert set(json.loads(out)) == {"text", "alt", "tooltip", "class", "percentage"}


def test_explain(ledger):
    rows = json.loads(invoke("explain", SPAN, "--json").stdout)
    assert [(row["kind"], row["start"], row["end"]) for row in rows] == [
        ("scroll", f"{DAY}T09:19:50Z", f"{DAY}T09:20:00Z"),
        ("private", f"{DAY}T09:20:00Z", f"{DAY}T09:20:10Z"),
    ]
    assert {seen["source"] for seen in rows[0]["sightings"]} == {"x11", "browser"}
    text = invoke("explain", SPAN).stdout
    assert "feeds: Reddit, feed  by the rule reddit/feed/" in text
    assert ", measured\n" in text
    assert "browser  scrolling, seen by the page\n" in text


def test_label_settles_a_thread_for_ever(ledger):
    assert json.loads(invoke("label", str(THREAD), "one", "Ana", "--json").stdout)["ok"]
    day = json.loads(invoke("day", DAY, "--json").stdout)
    assert (day["seconds"]["private"], day["seconds"]["one_to_one"]) == (0, 55 * 60)
    assert {p["person"] for p in day["people"]} == {"Zoë", "Ana"}


def test_label_refuses_what_is_no_thread(ledger):
    with pytest.raises(UnscrollError) as refused:
        invoke("label", "x-ffff", "one")
    assert refused.value.code is Exit.USAGE


def test_correct_relabels_and_never_makes_time(ledger):
    invoke("correct", f"{DAY}T09:00Z/{DAY}T09:10Z", "other")
    invoke("correct", f"{DAY}T09:10Z/{DAY}T09:15Z", "work")
    day = json.loads(invoke("day", DAY, "--json").stdout)
    assert (day["seconds"]["scroll"], day["seconds"]["other"]) == (600, 600)
    assert day["work_scroll_s"] == 300


def test_phone_typed_again_replaces_what_was_typed(ledger):
    invoke("phone", "1h", "instagram", "40m", "--day", DAY)
    invoke("phone", "20m", "--day", DAY)
    day = json.loads(invoke("day", DAY, "--json").stdout)
    assert [(u["platform"], u["seconds"]["shown"]) for u in day["unplaced"]] == [("", 20 * 60)]


@pytest.mark.parametrize(
    "args",
    [
        ["phone", "1h", "instagram"],
        ["phone", "1h", "instagramm", "5m"],
        ["phone", "1h", "instagram", "61m"],
        ["phone", "1h", "--day", "2999-01-01"],
        ["phone", "25h"],
        ["log", "coffee", "Zoë", "45m", "--at", "2999-01-01T10:00"],
        ["log", "coffee", "\x1b", "45m"],
        ["cap", "1h", "--weekday", "--platform", "reddit"],
        ["cap", "none"],
        ["label", "x-0001"],
        ["label", "x-0001", "group", "Ana"],
    ],
)
def test_wrong_use_changes_nothing(args, ledger):
    before = ledger.ledger.read_bytes()
    with pytest.raises((UnscrollError, click.UsageError)) as refused:
        invoke(*args)
    assert getattr(refused.value, "code", Exit.USAGE) is Exit.USAGE
    assert ledger.ledger.read_bytes() == before


def test_log_takes_a_time_and_says_it_back(ledger):
    out = invoke("log", "Call", "Ana\x1b[31m", "20m", "--at", "2026-11-19 15:00").stdout
    assert out == "logged: call with Ana[31m, Thu 19 Nov 15:00, 20 min\nnew: Ana[31m\n"
    day = json.loads(invoke("day", "2026-11-19", "--json").stdout)
    assert day["seconds"]["one_to_one"] == 20 * 60


def test_cap_tightens_at_once_and_eases_later(ledger):
    assert json.loads(invoke("cap", "1h30", "--json").stdout)["holds"] == "at once"
    assert json.loads(invoke("cap", "--json").stdout)["today_s"] == 5400
    assert "from the next Day's start" in invoke("cap", "3h").stdout
    caps = json.loads(invoke("cap", "--json").stdout)
    assert (caps["cap_s"], caps["today_s"]) == (10800, 5400)
    assert type(caps["cap_s"]) is int


def test_caps_stand_in_one_table(places):
    places.config.mkdir(parents=True)
    places.config_file.write_text('cap = "2h"\n[caps]\nplatform = { hackernews_long = "30m", linkedin = "1h" }\n')
    rows = [line.split("  ", 1) for line in invoke("cap").stdout.splitlines()]
    assert [row[0] for row in rows] == ["today", "cap", "Hackernews long", "LinkedIn"]
    starts = {line.rindex("  ") for line in invoke("cap").stdout.splitlines()}
    assert len(starts) == 1


def test_cap_keeps_the_rest_of_the_file(places):
    places.config.mkdir(parents=True)
    places.config_file.write_text('# mine\ncap = "2h" # for now\n\n[caps]\nweekend = "3h"\n')
    invoke("cap", "30m", "--platform", "reddit")
    invoke("cap", "1h", "--weekday")
    invoke("cap", "none", "--weekend")
    text = places.config_file.read_text()
    assert "# mine" in text
    assert "# for now" in text
    caps = tomllib.loads(text)["caps"]
    assert caps == {"platform": {"reddit": "30m"}, "weekday": "1h"}


def test_classify_is_indexed(places):
    answer = json.loads(invoke("classify", "https://www.reddit.com/", "--json").stdout)
    assert (answer["platform"], answer["kind"]) == ("reddit", "scroll")


def test_setup_writes_just_the_manifest(places, tmp_path):
    invoke("setup", "--native-host", str(tmp_path / "hosts"))
    manifest = json.loads((tmp_path / "hosts/org.unscroll.host.json").read_text())
    assert manifest["path"].startswith(str(tmp_path / "hosts"))
    assert not (tmp_path / "c").exists()


def test_config_shows_checks_and_gives_an_example(places):
    assert "does not exist" in invoke("config").stdout
    example = invoke("config", "--example").stdout
    assert "cap" in example
    places.config.mkdir(parents=True)
    places.config_file.write_text('capp = "1h"\n')
    with pytest.raises(UnscrollError, match="Did you mean cap") as wrong:
        invoke("config", "--check")
    assert wrong.value.code is Exit.CONFIG


def test_doctor_names_the_mend(places):
    result = invoke("doctor", "--json")
    assert result.return_value == Exit.NO
    found = json.loads(result.stdout)
    assert found["ok"] is False
    assert all(check["mend"] for check in found["checks"] if not check["works"]), found
    assert {"settings", "socket path", "ledger", "daemon", "notifications"} <= {c["name"] for c in found["checks"]}


def test_label_now_is_the_thread_looked_at_last(places):
    now_ms = SystemClock().read().wall_ms
    shift = now_ms - NINE - 31 * MINUTE
    with open_writer(places, SystemClock()) as writer:
        seen = (replace(s, start_ms=s.start_ms + shift, end_ms=s.end_ms + shift) for s in stretches())
        writer.commit(Batch(tuple(s for s in seen if s.end_ms < now_ms)))
    assert invoke("label", "now", "one", "Ana").stdout == f"{THREAD} is one (Ana)\nnew: Ana\n"


def test_label_now_without_a_thread(ledger):
    with pytest.raises(UnscrollError, match="no thread is open"):
        invoke("label", "now", "nobody")
