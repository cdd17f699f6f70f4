"""unscroll import: exports of other programs, one human each."""

import os
import sqlite3
from contextlib import closing

import pytest
from support.contacts import FILES, SAMPLES
from support.home import invoke
from support.importing import due, everybody, imported, table, vcf

from unscroll.cli.roster import open_roster
from unscroll.commands import UndoPeople
from unscroll.ledger import open_people


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3, 0, 2)])
def test_one_human_from_everywhere_is_one_person(ledger, books, order) -> None:
    """The coffee of the small ledger is with a Zoë, who is told by a handle typed in."""
    from unscroll.cli.writing import apply
    from unscroll.commands import ChangePerson

    (coffee,) = everybody(ledger)
    apply(ChangePerson("edit", [{"trait": "handle", "value": "email:zoe@example.org"}], coffee.id))
    imported(*(books[n] for n in order), "--region", "DE")
    (zoe,) = everybody(ledger)
    assert (zoe.name, zoe.company, zoe.met_on) == ("Zoë", "Acme", "2024-09-05")
    assert zoe.sources == ("google-contacts", "hubspot-contacts", "linkedin-connections", "vcard")
    assert sorted(map(str, zoe.handles)) == [
        *("email:zoe@acme.example", "email:zoe@example.org", "email:zoe@home.example"),
        *("name:Z. Müller", "name:Zo", "name:Zoe Mueller", "name:Zoë Müller"),
        *("phone:+491701234567", "profile:linkedin.com/in/zoe-m"),
    ]
    with open_roster() as roster:
        assert [t.channel for t in roster.touchpoints(roster.people.everybody[0])] == ["coffee"]


def test_two_of_one_name_stay_two(places, tmp_path) -> None:
    one = vcf(tmp_path / "a.vcf", ("Alex Kim", "EMAIL:alex@one.example\n"), ("Alex Kim", "EMAIL:alex@two.example\n"))
    assert imported(one)["new"] == 2
    assert [p.name for p in everybody(places)] == ["Alex Kim", "Alex Kim"]


def test_importing_again_adds_nothing(places) -> None:
    files = [SAMPLES / name for name in FILES] + [SAMPLES / "book"]
    first = imported(*files)
    before = everybody(places)
    again = imported(*files)
    assert everybody(places) == before
    assert [one["already"] for one in again] == [one["contacts"] for one in first]
    assert not any(one["new"] or one["joined"] or one["changed"] for one in again)


def test_a_file_that_overlaps_adds_the_rest(places, tmp_path) -> None:
    ana, ben, cy = ((name, f"EMAIL:{name.lower()}@example.org\n") for name in ("Ana", "Ben", "Cy"))
    imported(vcf(tmp_path / "a.vcf", ana, ben))
    told = imported(vcf(tmp_path / "b.vcf", ana, ben, cy))
    assert (told["new"], told["already"]) == (1, 2)
    assert [p.name for p in everybody(places)] == ["Ana", "Ben", "Cy"]


def test_an_edited_card_updates_its_person(places, tmp_path) -> None:
    imported(vcf(tmp_path / "a.vcf", ("Zoë Müller", "ORG:Acme\n")))
    told = imported(vcf(tmp_path / "a.vcf", ("Zoë Roth", "ORG:Beta\nEMAIL:zoe@example.org\n")))
    assert (told["new"], told["changed"]) == (0, 1)
    (zoe,) = everybody(places)
    assert (zoe.name, zoe.company, zoe.handles[0].value) == ("Zoë Roth", "Beta", "zoe@example.org")


def test_an_import_makes_nobody_due(places, tmp_path) -> None:
    rows = [[n, f"P{n}", "Q", f"p{n}@example.org"] for n in range(5_000)]
    file = table(tmp_path / "hubspot.csv", "Record ID,First Name,Last Name,Email", *rows)
    said = invoke("import", file).stdout
    assert "5000 new" in said
    assert "Nobody is due by this" in said
    assert "unscroll people review" in said
    people = everybody(places)
    assert len(people) == 5_000
    assert people[0].tags == ("business",)
    assert due(places) == []


def test_the_owner_is_nobody(places, tmp_path) -> None:
    file = vcf(tmp_path / "a.vcf", ("Ana Roth", ""), ("A.", "TEL:0170 7654321\n"), ("Ben", ""))
    places.config_file.parent.mkdir(parents=True, exist_ok=True)
    places.config_file.write_text('[people]\nme = ["0170 7654321"]\nregion = "DE"\n')
    told = imported(file, "--me", "ana ROTH")
    assert [p.name for p in everybody(places)] == ["Ben"]
    assert [problem["what"] for problem in told["problems"]] == ["this is you: left out"] * 2
    assert [problem["where"] for problem in told["problems"]] == ["a.vcf:1", "a.vcf:6"]


def test_a_person_of_emoji_alone_can_be_named(places, tmp_path) -> None:
    imported(vcf(tmp_path / "a.vcf", ("\N{SUNFLOWER}\N{SUNFLOWER}", "")))
    assert "logged" in invoke("log", "coffee", "\N{SUNFLOWER}\N{SUNFLOWER}", "30m").stdout
    assert [p.name for p in everybody(places)] == ["\N{SUNFLOWER}\N{SUNFLOWER}"]


def test_an_import_taken_back_can_come_again(places, tmp_path) -> None:
    from unscroll.cli.writing import apply

    file = vcf(tmp_path / "a.vcf", ("Ana", ""), ("Ben", ""))
    imported(file)
    with closing(open_people(places)) as reader:
        (change,) = reader.people_history()
    apply(UndoPeople(change.id))
    assert everybody(places) == ()
    assert imported(file)["new"] == 2
    assert [p.name for p in everybody(places)] == ["Ana", "Ben"]


def test_connections_are_counted_for_the_day_of_the_file(places, books) -> None:
    os.utime(books[2], (1_700_000_000, 1_700_000_000))
    assert "linkedin: 1 connection on 2023-11-14" in invoke("import", books[2]).stdout
    with closing(open_people(places)) as reader:
        assert [(str(day), count) for day, count in reader.followers()["linkedin"]] == [("2023-11-14", 1)]


def test_a_couple_with_one_address_stays_two(places, tmp_path) -> None:
    lines = [f"EMAIL:fam@x.example\nTEL:+4917012345{n}\n" for n in (67, 89)]
    said = invoke("import", vcf(tmp_path / "a.vcf", ("Ann Lee", lines[0]), ("Bob Stone", lines[1]))).stdout
    assert "joined" not in said
    assert [p.name for p in everybody(places)] == ["Ann Lee", "Bob Stone"]
    assert "same address fam@x.example, different names" in invoke("people", "merge", "--json").stdout


def test_a_large_file_streams(places, tmp_path) -> None:
    """3 MiB are read through less than 2: nothing is kept of what was sent."""
    import tracemalloc

    from unscroll.importers import hubspot_contacts
    from unscroll.importers.contract import Ask, Claim
    from unscroll.importers.driver import import_file
    from unscroll.people.nobody import Owner

    came = {"new": 400, "joined": 0, "changed": 0, "already": 0, "change_id": 1, "joins": [], "partings": []}
    rows = ([n, f"P{n}", "x" * 2_000] for n in range(1_500))
    file = tmp_path / "h.csv"
    table(file, "Record ID,First Name,Unscroll note", *rows)
    tracemalloc.start()
    try:
        import_file(file, (hubspot_contacts, Claim("h", "h")), Ask(), Owner(), lambda command: came)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2 * 2**20


def test_people_are_found_by_an_index(places, tmp_path) -> None:
    """Without it an import of thousands reads all that is known of everybody for each."""
    imported(SAMPLES / "book")
    with closing(sqlite3.connect(places.ledger)) as db:
        plan = db.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM person_fact WHERE person = 1 AND trait = 'joined'"
        ).fetchall()
    assert "person_fact_person" in plan[0][3]
