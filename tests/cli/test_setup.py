"""`unscroll setup` in a terminal: five questions, kept as they are answered."""

import json
import sys

import click
import pytest
from support.histories import firefox
from support.home import NINE, invoke
from support.mailboxes import calendar, event, thunderbird, two_each_way
from support.setting_up import machine

from unscroll.cli import setup, units
from unscroll.cli.setup_five import region_preset
from unscroll.errors import Exit, UnscrollError
from unscroll.settings import load

__all__ = ["machine"]
ENTER = "\n"
REFUSALS = ENTER + "no\n" + ENTER + ENTER + "typed\n"
"""Never nothing more, no work, nobody, the preset country, the phone as it stands."""


def answers():
    return json.loads(invoke("setup", "--yes", "--json").stdout)["answers"]


def test_it_shows_what_it_keeps_and_asks_five_questions(machine):
    out = invoke("setup", text=REFUSALS).output
    for number in range(1, 6):
        assert f"{number} of 5 · " in out
    assert "6 of 5" not in out
    assert "page: instagram/feed (visible, focused, reached by: typed), 48200 px scrolled" in out
    assert "thread x-3f2a" in out
    assert "This week it only counts" in out
    assert "assword" not in out
    assert "HTTP" not in out


def test_refusing_everything_changes_nothing_but_the_country(machine):
    invoke("setup", text=REFUSALS)
    assert machine.config_file.read_text() == '[people]\nregion = "DE"\n'
    assert all(answer["answered"] for answer in answers().values())
    assert not machine.ledger.exists()


def test_every_answer_is_kept(machine):
    invoke("people", "add", "Zoë Müller", "--circle", "friends")
    told = "my-bank.example, org.keepassxc.KeePassXC\nhours\nmon-fri 09:00-17:00\nzoe\nBen\n\nFR\nnone\n"
    out = invoke("setup", text=told).output
    assert "Zoë Müller: a month at most" in out
    assert "Ben: new, a month at most" in out
    settings = load(machine.config_file)
    assert settings.never == ("my-bank.example", "org.keepassxc.keepassxc")
    assert (settings.work.hours[0].start_min, settings.phone, settings.people.region) == (540, "none", "FR")
    people = json.loads(invoke("people", "--json").stdout)
    assert {p["person"]: p["circle"] for p in people} == {"Zoë Müller": "close", "Ben": "close"}


def test_it_may_be_left_and_goes_on_where_it_was(machine):
    with pytest.raises(click.Abort):
        invoke("setup", text="a.example\nno\n")
    assert load(machine.config_file).never == ("a.example",)
    out = invoke("setup", text="\n\nlater\n").output
    assert "1 of 5 · Never watched: private windows, banking, health" in out
    assert "Also never" not in out
    assert answers()["phone"]["said"].startswith("Leave it for later")


def test_again_it_shows_the_answers_and_changes_nothing_unless_asked(machine):
    invoke("setup", text="a.example\nno\nBen\n\n\nnone\n")
    before = machine.config_file.read_bytes(), machine.config_file.stat().st_mtime_ns
    out = invoke("setup", text=ENTER).output
    assert "a.example" in out
    assert "people      Ben" in out
    assert (machine.config_file.read_bytes(), machine.config_file.stat().st_mtime_ns) == before
    invoke("setup", text="never\n-a.example, b.example\n")
    assert load(machine.config_file).never == ("b.example",)


def test_comments_of_the_settings_stay(machine):
    machine.config.mkdir(parents=True)
    machine.config_file.write_text(
        '# mine\nnever = [\n  "a.example",  # the old bank\n]\n[work] # at work\ncounts = true\n'
    )
    invoke("setup", text="b.example\nprofile\nWork\n\n\ntyped\n")
    text = machine.config_file.read_text()
    for kept in ("# mine", "# the old bank", "# at work", "counts = true", 'profiles = ["Work"]', "b.example"):
        assert kept in text
    assert load(machine.config_file).work.counts


def test_what_is_mistyped_is_asked_again(machine):
    invoke("people", "add", "Alex Kim")
    invoke("people", "add", "Alex Lee")
    told = "*\n\nhours\nnine to five\nno\nalex\n\nXX\n\n\nsometimes\nnone\n"
    out = invoke("setup", text=told)
    assert "would match nothing" in out.stderr
    assert "nine to five" in out.stderr
    assert "may be 2 people" in out.stderr
    assert "no country's code" in out.stderr
    assert load(machine.config_file).phone == "none"


@pytest.mark.parametrize("name", ["zoe@example.org", "12345", "\u202e\u200b", "x" * 5_000, "Me Myself"])
def test_who_can_be_nobody_is_refused_or_passed_over(machine, name):
    machine.config.mkdir(parents=True)
    machine.config_file.write_text('[people]\nregion = "DE"\nme = ["Me Myself"]\n')
    invoke("setup", text=f"\nno\n{name}\n\n\nnone\n")
    assert json.loads(invoke("people", "--json").stdout) == []


def test_a_hostile_name_is_one_line_without_its_tricks(machine):
    invoke("setup", text="\nno\n\x1b[31mEve\u202e\t<b>\n\n\nnone\n")
    (person,) = json.loads(invoke("people", "--json").stdout)
    assert person["person"] == "[31mEve <b>"


def test_the_past_is_read_in_where_it_is_ticked(machine, tmp_path, monkeypatch):
    folder = tmp_path / ".mozilla/firefox/abc.default"
    folder.mkdir(parents=True)
    firefox(folder / "places.sqlite", (NINE, "https://www.reddit.com/", {"viewed_ms": 60_000}))
    monkeypatch.setenv("PYTHONPATH", ":".join(sys.path))
    out = invoke("setup", text="\nno\n\n\nnone\ny\n").output
    assert "Read when which site was open, from Firefox's history, profile abc.default?" in out
    assert "1 visit new" in out
    assert invoke("setup", "--yes").exit_code == 0


def test_a_calendar_is_whose_the_mail_is_that_was_ticked_too(machine, tmp_path, monkeypatch):
    thunderbird(tmp_path, *two_each_way())
    calendar(tmp_path / ".local/share/evolution/calendar/system/calendar.ics", event())
    monkeypatch.setenv("PYTHONPATH", ":".join(sys.path))
    assert "whose calendar it is is not known" in invoke("setup", text="\nno\n\n\nnone\nn\ny\n").output
    out = invoke("setup", text="back-fill\ny\ny\n").output
    assert "1 meeting new" in out
    assert "unscroll report --open the page of the day, with --month that of the month" in out


def test_yes_reads_nothing_in_and_leaves_the_questions_open(machine, tmp_path):
    folder = tmp_path / ".mozilla/firefox/abc.default"
    folder.mkdir(parents=True)
    firefox(folder / "places.sqlite", (NINE, "https://www.reddit.com/", {"viewed_ms": 60_000}))
    told = answers()
    assert not any(answer["answered"] for answer in told.values())
    assert told["back-fill"]["said"] == "1 found on this computer"
    assert not machine.ledger.exists()


def test_without_a_terminal_it_says_so_and_does_nothing(machine, monkeypatch):
    monkeypatch.setattr(setup, "somebody_there", lambda: False)
    with pytest.raises(UnscrollError, match="nobody is there to answer") as refused:
        invoke("setup")
    assert refused.value.code is Exit.USAGE
    assert not machine.config.exists()


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("", "This week it only counts. From the eighth day on it says once each when 50, 80, 100 % of the cap"),
        ('cap = "45m"\nmode = "nudge"\n[notify]\nat = [90]\n', "each when 90 % of the cap are used: 45 min"),
        ('mode = "observe"\n', "It only counts. Nothing is said at the cap"),
        ("[notify]\nat = []\n", "It counts. The cap is 2 h of feeds a day; nothing is said of it"),
    ],
)
def test_the_end_says_what_the_settings_come_to(machine, text, end):
    machine.config.mkdir(parents=True)
    machine.config_file.write_text(text)
    assert end in invoke("setup", text=REFUSALS).output


def test_broken_settings_are_said_before_anything_is_done(machine):
    machine.config.mkdir(parents=True)
    machine.config_file.write_text("never = [\n")
    for way in ((), ("--yes",)):
        with pytest.raises(UnscrollError) as refused:
            invoke("setup", *way)
        assert refused.value.code is Exit.CONFIG
    assert not machine.data.exists()


def test_a_service_that_cannot_be_put_in_place_is_said_and_the_questions_asked(machine, monkeypatch):
    monkeypatch.setattr(units, "user_systemd", lambda env: True)

    def refuse(*words):
        raise UnscrollError("systemctl daemon-reload: Failed to connect to bus", "See systemctl --user", Exit.IO)

    monkeypatch.setattr(units, "systemctl", refuse)
    out = invoke("setup", text=REFUSALS).output
    assert "Failed to connect to bus" in out
    assert "This week it only counts" in out
    with pytest.raises(UnscrollError, match="connect to bus"):
        invoke("setup", "--yes")


def test_settings_that_cannot_be_written_are_said_and_asked_again_another_time(machine, monkeypatch):
    def refuse(path, content):
        raise PermissionError(13, "Permission denied", str(path))

    with monkeypatch.context() as broken:
        broken.setattr("unscroll.cli.settings_edit.write_private", refuse)
        with pytest.raises(PermissionError, match=r"config\.toml"):
            invoke("setup", text="a.example\n")
    assert not answers()["never"]["answered"]


def test_a_broken_memory_asks_again(machine):
    machine.make()
    (machine.state / "setup.json").write_text('{"answered": 7, "phone": []}')
    assert "Also never" in invoke("setup", text=REFUSALS).output


@pytest.mark.parametrize(
    ("locale", "region"), [("de_DE.UTF-8", "DE"), ("pt_BR", "BR"), ("C.UTF-8", ""), ("xx_QQ", ""), ("en_UK@x", "GB")]
)
def test_the_country_is_that_of_the_locale(locale, region):
    assert region_preset({"LANG": locale}) == region
    assert region_preset({"LC_ALL": "C", "LANG": locale}) == region
