"""The address books that Thunderbird and GNOME keep in databases."""

import random
import sqlite3
from contextlib import closing

import pytest
from support.contacts import as_told, cards
from support.mailboxes import evolution_book, thunderbird_book, vcard_of

from unscroll.errors import Problem
from unscroll.importers import evolution_book as evolution
from unscroll.importers import thunderbird_book as thunderbird
from unscroll.importers.contract import Ask
from unscroll.importers.home_finds import finds
from unscroll.importers.registry import claim

OLD = {
    "DisplayName": "Zoë Müller",
    "PrimaryEmail": "Zoe@Example.org",
    "SecondEmail": "z@example.net",
    "CellularNumber": "+49 30 901820",
    "HomePhone": "",
    "NickName": "Zo",
    "Company": "Cats",
    "Notes": "likes tea",
    "BirthYear": "1990",
    "BirthMonth": "2",
    "BirthDay": "28",
    "PopularityIndex": "3",
}


def told(importer, path):
    return [as_told(record) for record in importer.read(path, Ask("DE"))]


def test_a_book_of_before_and_of_after_vcards(tmp_path) -> None:
    new = {"_vCard": vcard_of("Bo Ek", "bo@example.net", "u2", "TEL;VALUE=TEXT:030 901820\r\n"), "DisplayName": "old"}
    path = thunderbird_book(tmp_path / "abook.sqlite", ("u1", OLD), ("u2", new))
    assert claim(path)[0] is thunderbird
    assert told(thunderbird, path) == [
        {
            "key": "u1",
            "name": "Zoë Müller",
            "handles": ["email:zoe@example.org", "email:z@example.net", "phone:+4930901820", "name:Zo"],
            "company": "Cats",
            "birthday": "1990-02-28",
            "note": "likes tea",
        },
        {"key": "u2", "name": "Bo Ek", "handles": ["email:bo@example.net", "phone:+4930901820"]},
    ]


def test_a_birthday_without_a_year(tmp_path) -> None:
    path = thunderbird_book(tmp_path / "abook.sqlite", ("u1", {**OLD, "BirthYear": ""}))
    assert told(thunderbird, path)[0]["birthday"] == "--02-28"


def test_collected_addresses_are_no_people(tmp_path) -> None:
    path = thunderbird_book(tmp_path / "history.sqlite", ("u1", OLD))
    assert thunderbird.claims(path) is None


def test_gnome_has_a_table_by_the_name_of_the_book(tmp_path) -> None:
    odd = evolution_book(tmp_path / "a" / "contacts.db", vcard_of("Zoë", "zoe@example.org"), folder='a"b; DROP')
    usual = evolution_book(tmp_path / "b" / "contacts.db", vcard_of("Zoë", "zoe@example.org"), "no card", None)
    for path in (odd, usual, usual.parent):
        assert claim(path)[0] is evolution
        found = cards(evolution.read(path, Ask()))
        assert [(card.key, card.name, str(card.handles[0])) for card in found] == [
            ("u1", "Zoë", "email:zoe@example.org")
        ]


@pytest.mark.parametrize(("importer", "name"), [(thunderbird, "abook.sqlite"), (evolution, "contacts.db")])
def test_a_live_book_is_read_with_its_log_and_left_as_it_is(tmp_path, importer, name) -> None:
    path = tmp_path / name
    thunderbird_book(path) if importer is thunderbird else evolution_book(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as program:
        program.execute("PRAGMA journal_mode=WAL")
        program.execute("PRAGMA locking_mode=EXCLUSIVE")
        program.execute("PRAGMA wal_autocheckpoint=0")
        card = vcard_of("Zoë", "zoe@example.org")
        if importer is thunderbird:
            program.execute("INSERT INTO properties VALUES('u1', '_vCard', ?)", (card,))
        else:
            program.execute('INSERT INTO "system-address-book"(uid, vcard) VALUES(?, ?)', ("u1", card))
        before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
        assert claim(path)[0] is importer
        assert [card.name for card in cards(importer.read(path, Ask()))] == ["Zoë"]
        assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


@pytest.mark.parametrize("importer", [thunderbird, evolution])
def test_a_damaged_book_is_one_line(tmp_path, importer) -> None:
    path = tmp_path / importer.FILE
    card = vcard_of("Zoë", "zoe@example.org", more=f"NOTE:{'x' * 500}\r\n")
    if importer is thunderbird:
        thunderbird_book(path, *((f"u{n}", {"_vCard": card}) for n in range(200)))
    else:
        evolution_book(path, *[card] * 200)
    whole, chance = path.read_bytes(), random.Random(4711)
    path.write_bytes(whole[: len(whole) // 2])
    *_, last = importer.read(path, Ask())
    assert isinstance(last, Problem)
    assert "damaged" in last.what
    for _ in range(40):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 60)):
            broken[chance.randrange(16, len(broken))] = chance.randrange(256)
        path.write_bytes(bytes(broken))
        importer.claims(path)
        list(importer.read(path, Ask()))


def test_a_home_offers_books_mail_and_calendars_once_each(tmp_path) -> None:
    from support.histories import firefox
    from support.mailboxes import calendar, event, letter, maildir, thunderbird, two_each_way

    profile = thunderbird(tmp_path, *two_each_way())
    thunderbird_book(profile / "abook.sqlite", ("u1", OLD))
    thunderbird_book(profile / "history.sqlite", ("u1", OLD))
    thunderbird(tmp_path / "snap/thunderbird/common", *two_each_way())
    evolution_book(tmp_path / ".local/share/evolution/addressbook/system/contacts.db")
    (tmp_path / ".local/share/contacts").mkdir(parents=True)
    (tmp_path / ".local/share/contacts/a.vcf").write_text(vcard_of("Zoë", "zoe@example.org"))
    calendar(tmp_path / ".local/share/evolution/calendar/system/calendar.ics", event())
    maildir(tmp_path / "Maildir", letter("zoe@example.org", "ana@example.org"))
    (tmp_path / "Mail").mkdir()
    (tmp_path / ".maildir").symlink_to(tmp_path / "Maildir")
    firefox(tmp_path / ".mozilla/firefox/x/places.sqlite")
    assert [find.told for find in finds(tmp_path, tmp_path / ".config")] == [
        "Firefox's history, profile x",
        "Thunderbird's address book, profile ab12.default-release, abook.sqlite",
        "GNOME's address book system",
        "KDE, a folder of contacts",
        "Thunderbird's mail, profile ab12.default-release",
        "Thunderbird (snap)'s mail, profile ab12.default-release",
        "Maildir (Maildir)",
        "GNOME's calendar system/calendar.ics",
    ]
