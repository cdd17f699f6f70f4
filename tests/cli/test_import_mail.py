"""unscroll import of mail, address books, calendars: what people and Days say of it, and nothing that it should not."""

import json

import pytest
from support.home import DAY, MINUTE, NINE, TODAY, invoke
from support.importing import due, everybody, imported
from support.mailboxes import (
    ME,
    ZOE,
    calendar,
    event,
    letter,
    maildir,
    mbox,
    thunderbird,
    thunderbird_book,
    two_each_way,
    vcard_of,
)

from unscroll.errors import Exit, UnscrollError
from unscroll.files import write_private
from unscroll.importers import mail
from unscroll.importers.contract import Ask
from unscroll.ledger import check
from unscroll.people.handles import Handle, HandleKind

HOUR = 60 * MINUTE
MINE = ("--me", "ana@example.org")
ZOES = "email:zoe@example.org"
SECRETS = ("hushhush", "dinner", "x.example", "stranger", "shop.example", "bo@example.net", "A word")


def show(who="zoe"):
    return json.loads(invoke("people", "show", who, "--json").stdout)


def day(of=DAY):
    return json.loads(invoke("day", of, "--json").stdout)


@pytest.fixture
def profile(tmp_path):
    return thunderbird(tmp_path, *two_each_way())


def test_two_mails_each_way_a_newsletter_a_list(places, profile) -> None:
    told = imported(profile, *MINE)
    assert (told["source"], told["read"], told["new"], told["people"], told["unknown"]) == ("mail", 8, 4, 1, 1)
    assert told["left_out"] == {"of lists and machines": 2, "with several people, or with nobody": 1}
    (zoe,) = everybody(places)
    assert (zoe.name, [str(handle) for handle in zoe.handles]) == ("Zoë Müller", [ZOES])
    of = show()
    assert [(t["direction"], t["channel"], t["evidence"], t["genuine"]) for t in of["touchpoints"]] == [
        ("in", "email", "estimated", True),
        ("out", "email", "estimated", True),
        ("in", "email", "estimated", True),
        ("out", "email", "estimated", True),
    ]
    assert of["last_contact"] == "2026-11-21T09:00:00Z"
    assert of["two_way_90d_s"] == 0, "mail adds no minutes"
    assert due(places) == []
    first, second = day(), day("2026-11-21")
    assert (first["people_reached"], second["people_reached"]) == (1, 1)
    assert (first["reach_outs"]["started"], first["reach_outs"]["replied"]) == (0, 1)
    assert (second["reach_outs"]["started"], second["reach_outs"]["replied"]) == (1, 0)
    (row,) = first["people"]
    assert (row["person"], row["channel"], row["evidence"]) == ("Zoë Müller", "email", "estimated")
    assert row["seconds"] == {"low": None, "shown": None, "high": None}, "no length is known"
    assert first["seconds"]["one_to_one"] == first["accounted_s"] == 0
    assert first["contact_ratio"] is None


def test_what_it_says(places, profile) -> None:
    said = invoke("import", str(profile), *MINE).stdout.splitlines()
    assert said[:4] == [
        "ab12.default-release: mail of Thunderbird, 2 folders",
        "  4 messages new",
        "  1 person new",
        "  left out: 1 of somebody unknown who was never answered, 2 of lists and machines,"
        " 1 with several people, or with nobody",
    ]
    assert "from them" in invoke("people", "show", "zoe").stdout
    assert "0 of theirs" not in invoke("people", "show", "zoe").stdout


def test_twice_is_once_and_by_another_door_too(places, profile, tmp_path) -> None:
    imported(profile, *MINE)
    before, of = show(), day()
    again = imported(profile, *MINE)
    assert (again["new"], again["changed"], again["already"], again["people"]) == (0, 0, 4, 0)
    got, sent = two_each_way()
    other = imported(maildir(tmp_path / "Maildir", *sent, *got), *MINE)
    assert (other["new"], other["already"]) == (0, 4)
    assert (show(), day()) == (before, of)
    assert check(places) == ()


def test_inbox_and_sent_by_themselves_meet_in_the_end(places, tmp_path) -> None:
    got, sent = two_each_way()
    inbox, out = mbox(tmp_path / "Inbox", *got), mbox(tmp_path / "Sent", *sent)
    assert imported(inbox, *MINE)["new"] == 0, "nobody knows yet whether anybody answers"
    assert (imported(out, *MINE)["people"], imported(inbox, *MINE)["new"]) == (1, 2)
    assert len(show()["touchpoints"]) == 4


def test_somebody_who_is_known_stays_the_one_that_they_are(places, tmp_path) -> None:
    invoke("people", "add", "Zoë", "--email", "zoe@example.org", "--email", "who@example.net")
    told = imported(mbox(tmp_path / "box", *two_each_way()[0]), *MINE)
    assert (told["new"], told["people"], told["unknown"]) == (3, 0, 0)
    (zoe,) = everybody(places)
    assert zoe.names == ("Zoë",)
    assert show()["last_contact"] is None, "nothing was answered"


def test_of_two_who_share_an_address_nobody_is_guessed(places, tmp_path) -> None:
    for name in ("Zoë Müller", "Max Müller"):
        invoke("people", "add", name, "--email", "zoe@example.org")
    assert len(everybody(places)) == 2
    told = imported(mbox(tmp_path / "box", letter(ZOE, ME), letter(ME, "zoe@example.org")), *MINE)
    assert (told["new"], told["people"]) == (2, 0), "the name says which"
    assert len(show("zoë")["touchpoints"]) == 2
    told = imported(mbox(tmp_path / "other", letter("Both <zoe@example.org>", ME)), *MINE)
    assert (told["new"], told["unknown"]) == (0, 1)


def test_nothing_else_is_kept(places, profile) -> None:
    imported(profile, *MINE)
    raw = b"".join(path.read_bytes() for path in places.data.rglob("*") if path.is_file())
    assert [secret for secret in SECRETS if secret.encode() in raw] == []
    said = invoke("export").stdout + invoke("what-you-know", "2w").stdout
    assert [secret for secret in SECRETS if secret in said] == []


def test_a_blast_is_no_contact_whichever_import_shows_it(places, tmp_path) -> None:
    got, _ = two_each_way()
    text = "x" * 400
    alone = letter(ME, ZOE, NINE + 24 * HOUR, text, key="z", Subject="We moved")
    others = [letter(ME, f"p{n}@example.net", NINE + 24 * HOUR, text, Subject="We moved") for n in range(2)]
    imported(mbox(tmp_path / "one", *got, letter(ME, ZOE, NINE + HOUR, key="b"), alone), *MINE)
    assert show()["last_contact"] == "2026-11-21T09:00:00Z"
    whole = mbox(tmp_path / "whole", *got, letter(ME, ZOE, NINE + HOUR, key="b"), alone, *others)
    assert imported(whole, *MINE)["changed"] == 1
    assert imported(tmp_path / "one", *MINE)["changed"] == 0, "less mail takes nothing back"
    assert show()["last_contact"] == "2026-11-20T14:00:00Z"
    of = day("2026-11-21")
    assert (of["people"], of["people_reached"], of["reach_outs"]["started"]) == ([], 0, 0)


def test_a_message_of_tomorrow_is_left_out(places, tmp_path) -> None:
    path = mbox(tmp_path / "box", letter(ZOE, ME, TODAY + 24 * HOUR), letter(ME, ZOE))
    told = imported(path, *MINE)
    assert told["new"] == 1
    assert [p["what"] for p in told["problems"]] == ["1 that lie ahead, or in no year: left out"]


def test_firms_bots_and_the_user_become_nobody(places, tmp_path) -> None:
    pairs = [("Cats GmbH <bo@cats.example>", "bo@cats.example"), ("helper bot <x@cats.example>", "x@cats.example")]
    letters = [one for sender, mail in pairs for one in (letter(sender, ME), letter(ME, mail))]
    told = imported(mbox(tmp_path / "box", *letters), *MINE)
    assert (told["new"], told["people"], told["unknown"]) == (0, 0, 4)


def test_it_asks_whose_the_mail_is(places, profile) -> None:
    asked = invoke("import", str(profile), text="y\n")
    assert "Is this address yours, as ab12.default-release has it: ana@example.org?" in asked.stderr
    assert 'yours for this import: "ana@example.org"' in asked.stderr
    assert "4 messages new" in asked.stdout
    with pytest.raises(UnscrollError, match="whose mail this is") as caught:
        invoke("import", str(profile), text="n\n")
    assert caught.value.code is Exit.USAGE
    with pytest.raises(UnscrollError, match="nobody is there to answer"):
        invoke("import", str(profile))
    assert "4 known already" in invoke("import", str(profile), "--yes").stdout


def test_a_guess_is_not_taken_without_asking(places, tmp_path) -> None:
    path = mbox(tmp_path / "to-zoe-2020", *two_each_way()[1])
    with pytest.raises(UnscrollError, match="whose mail this is"):
        invoke("import", str(path), "--yes")
    cards = tmp_path / "a.vcf"
    cards.write_text(vcard_of("Zoë", "zoe@example.org"))
    said = invoke("import", str(path), str(cards), "--yes").stdout
    assert "nothing was read; --me says so" in said
    assert [person.name for person in everybody(places)] == ["Zoë"], "what is beside it is read"


def test_what_the_settings_say_is_not_asked(places, profile) -> None:
    places.config_file.parent.mkdir(parents=True, exist_ok=True)
    write_private(places.config_file, b'[people]\nme = ["Ana Roth", "ana@example.org"]\n')
    assert imported(profile)["new"] == 4


def test_an_address_that_is_known_is_enough(places, tmp_path) -> None:
    got, sent = two_each_way()
    profile = thunderbird(tmp_path, got, [*sent, letter("ana@work.example", ZOE)])
    said = invoke("import", str(profile), *MINE)
    assert "has mail from ana@work.example too: --me says that it is yours" in said.stderr
    assert "4 messages new" in said.stdout
    places.config_file.parent.mkdir(parents=True, exist_ok=True)
    write_private(places.config_file, b'[people]\nme = ["ana@example.org"]\n')
    assert "4 known already" in invoke("import", str(profile)).stdout, "nobody is there to answer"
    assert "1 message new" in invoke("import", str(profile), text="y\n").stdout


def test_forget_takes_it_back_and_leaves_what_was_typed_in(places, profile) -> None:
    imported(profile, *MINE)
    invoke("log", "coffee", "zoe", "--at", "2026-11-22 10:00")
    with pytest.raises(UnscrollError, match="more by now"):
        invoke("people", "undo", "1")
    said = invoke("forget", "--source", "mail", "--yes").stdout
    assert "people whom it brought stay" in said
    assert [t["channel"] for t in show()["touchpoints"]] == ["coffee"]
    assert imported(profile, *MINE)["new"] == 4, "importing it again brings it back"
    assert check(places) == ()


def test_a_dry_run_says_what_would_come_and_writes_nothing(places, profile) -> None:
    told = imported(profile, *MINE, "--dry-run")
    assert (told["new"], told["people"], told["dry_run"]) == (4, 1, True)
    assert not places.ledger.exists()


def test_a_meeting_of_a_calendar_is_no_contact_until_it_is_logged(places, profile, tmp_path) -> None:
    imported(profile, *MINE)
    before = {**show(), "touchpoints": ()}
    path = calendar(tmp_path / "c.ics", event(start=NINE + 30 * HOUR), event(uid="ahead", start=TODAY + 24 * HOUR))
    told = imported(path, *MINE)
    assert (told["source"], told["new"]) == ("calendar", 1)
    of = show()
    assert [t["evidence"] for t in of["touchpoints"] if t["channel"] == "meeting"] == ["estimated"]
    assert {**of, "touchpoints": ()} == before, "a plan that nobody confirmed moves nothing"
    assert day("2026-11-21")["people_reached"] == 1
    moved = calendar(tmp_path / "c.ics", event(start=NINE + 31 * HOUR))
    again = imported(moved, *MINE)
    assert (again["new"], again["changed"], again["already"]) == (0, 1, 0)
    invoke("forget", "--source", "calendar", "--yes")
    assert len(show()["touchpoints"]) == 4


def test_of_this_computer_each_is_asked_for(places, tmp_path) -> None:
    profile = thunderbird(tmp_path, *two_each_way())
    thunderbird_book(profile / "abook.sqlite", ("u1", {"_vCard": vcard_of("Zoë M.", "zoe@example.org")}))
    calendar(tmp_path / ".local/share/evolution/calendar/system/calendar.ics", event())
    said = invoke("import", "--from-this-computer", text="y\ny\nn\ny\n")
    assert "Read who wrote to whom when, in Thunderbird's mail, profile ab12.default-release?" in said.stderr
    assert "4 messages new" in said.stdout
    (zoe,) = everybody(places)
    assert zoe.name == "Zoë M.", "the book comes first"
    assert len(imported("--from-this-computer", "--yes")) == 3
    assert len(everybody(places)) == 1


def test_somebody_who_waits_sees_how_far_it_is(places, tmp_path, monkeypatch, capsys) -> None:
    from unscroll.cli.ticking import ticking

    monkeypatch.setattr("unscroll.importers.mail._TICK", 2)
    path = mbox(tmp_path / "box", *(letter(ZOE, ME) for _ in range(5)))
    assert "records" not in invoke("import", str(path), *MINE).stderr, "no terminal"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    with ticking("records of box read") as tick:
        list(mail.read(path, Ask(own=frozenset({Handle(HandleKind.EMAIL, "ana@example.org")}), tick=tick)))
    shown = capsys.readouterr().err
    assert shown.split("\r")[1:3] == ["2 records of box read", "4 records of box read"]
    assert shown.endswith(f"\r{' ' * 21}\r")
