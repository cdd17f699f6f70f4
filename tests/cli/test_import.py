"""unscroll import: exports of other programs, one human each."""

import csv
import json
import os
import sqlite3
from contextlib import closing

import pytest
from support.contacts import FILES, SAMPLES
from support.home import invoke

from unscroll.cli.roster import open_roster
from unscroll.commands import UndoPeople
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import open_people

VCARD = "BEGIN:VCARD\nVERSION:3.0\nUID:{uid}\nFN:{name}\n{more}END:VCARD\n"


def vcf(path, *people):
    """A file of (name, further lines)."""
    path.write_text(
        "".join(VCARD.format(uid=n, name=name, more=more) for n, (name, more) in enumerate(people)), "utf-8"
    )
    return str(path)


def table(path, header, *rows):
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header.split(","), *rows])
    return str(path)


def imported(*args):
    return json.loads(invoke("import", *map(str, args), "--json").stdout)


def everybody(places):
    with closing(open_people(places)) as reader:
        return reader.people().everybody


def due(places):
    with open_roster() as roster:
        return [person.name for person in roster.people.everybody if roster.due(person)]


@pytest.fixture
def books(tmp_path):
    """One human in four programs, each with what it knows of her."""
    card = vcf(tmp_path / "a.vcf", ("Zoë Müller", "EMAIL:zoe@example.org\nTEL:+49 170 1234567\nNICKNAME:Zo\n"))
    google = table(
        tmp_path / "google.csv",
        "First Name,Last Name,Labels,Phone 1 - Value,E-mail 1 - Value",
        ["Zoe", "Mueller", "Friends", "0170 1234567", "zoe@home.example"],
    )
    linkedin = table(
        tmp_path / "Connections.csv",
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        ["Zoë", "Müller", "https://www.linkedin.com/in/zoe-m", "zoe@acme.example", "Acme", "", "05 Sep 2024"],
    )
    hubspot = table(
        tmp_path / "hubspot.csv",
        "Record ID,First Name,Last Name,Email,Additional email addresses",
        ["101", "Z.", "Müller", "zoe@acme.example", "zoe@home.example"],
    )
    return [card, google, linkedin, hubspot]


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


def test_the_shape_that_the_contract_promises(places) -> None:
    told = imported(SAMPLES / "mixed.vcf")
    counts = {"read", "new", "already", "messages", "calls", "usage_s", "contacts", "touchpoints"}
    assert {"schema", "source", "path", "zone", "problems"} | counts <= set(told)
    assert all(isinstance(told[name], int) for name in counts)
    assert (told["schema"], told["source"], told["path"]) == (1, "vcard", str(SAMPLES / "mixed.vcf"))
    assert told["new"] + told["joined"] + told["changed"] + told["already"] == told["contacts"]
    assert all(set(problem) == {"where", "what"} for problem in told["problems"])
    assert [one["path"] for one in imported(SAMPLES / "mixed.vcf", SAMPLES / "book")] == [
        str(SAMPLES / "mixed.vcf"),
        str(SAMPLES / "book"),
    ]


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


def test_a_rhythm_that_is_brought_along_is_said(places) -> None:
    assert "1 brings how often you stay in touch" in invoke("import", str(SAMPLES / "monica.json")).stdout
    assert len(due(places)) == 1
    assert "stay in touch" not in invoke("import", str(SAMPLES / "monica.json")).stdout


def test_the_owner_is_nobody(places, tmp_path) -> None:
    file = vcf(tmp_path / "a.vcf", ("Ana Roth", ""), ("A.", "TEL:0170 7654321\n"), ("Ben", ""))
    places.config_file.parent.mkdir(parents=True, exist_ok=True)
    places.config_file.write_text('[people]\nme = ["0170 7654321"]\nregion = "DE"\n')
    told = imported(file, "--me", "ana ROTH")
    assert [p.name for p in everybody(places)] == ["Ben"]
    assert [problem["what"] for problem in told["problems"]] == ["this is you: left out"] * 2
    assert [problem["where"] for problem in told["problems"]] == ["a.vcf:1", "a.vcf:6"]


def test_what_is_malformed_is_a_problem_and_the_rest_is_read(places, tmp_path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(
        b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
        b"Zo\xeb,M,https://www.linkedin.com/in/zoe,zoe@example.org,,,05 Sep 2024\n"
        b'"Ben,never closed,,,,,\n'
        b"Cy,X,,nothing,,,9/5/26\n"
        b"\xf0\x9f\x8c\xbb,,,,,,\n"
    )
    told = imported(file)
    assert [p.name for p in everybody(places)] == ["Cy X", "Zoë M", "\N{SUNFLOWER}"]
    assert [problem["where"] for problem in told["problems"]] == ["a.csv:3", "a.csv:4", "a.csv:4"]


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


def test_the_region_is_asked_for_once_and_numbers_come_later(places, tmp_path) -> None:
    file = vcf(tmp_path / "a.vcf", ("Ana", "TEL:0170 1234567\n"), ("Ben", "TEL:0170 7654321\n"))
    (problem,) = imported(file)["problems"]
    assert problem["what"].startswith("2 telephone numbers without a country: left out; set the region: --region DE")
    told = imported(file, "--region", "de")
    assert (told["changed"], told["problems"]) == (2, [])
    with pytest.raises(UnscrollError) as refused:
        invoke_checked("import", file, "--region", "Germany")
    assert refused.value.code is Exit.USAGE


def invoke_checked(*args):
    from unscroll.cli.group import invoke as run

    return run(args)


def test_a_dry_run_writes_nothing_and_counts_the_same(places, books) -> None:
    planned = imported(*books, "--region", "DE", "--dry-run")
    assert not places.data.exists()
    real = imported(*books, "--region", "DE")
    assert [one | {"dry_run": False} for one in planned] == real
    before = places.ledger.read_bytes()
    assert [one["already"] for one in imported(*books, "--region", "DE", "--dry-run")] == [1, 1, 1, 1]
    assert places.ledger.read_bytes() == before
    assert "1 would be new" in invoke("import", str(SAMPLES / "monica.json"), "--dry-run").stdout


def test_connections_are_counted_for_the_day_of_the_file(places, books) -> None:
    os.utime(books[2], (1_700_000_000, 1_700_000_000))
    assert "linkedin: 1 connection on 2023-11-14" in invoke("import", books[2]).stdout
    with closing(open_people(places)) as reader:
        assert [(str(day), count) for day, count in reader.followers()["linkedin"]] == [("2023-11-14", 1)]


def test_five_problems_are_shown_and_json_has_all(places, tmp_path) -> None:
    file = table(
        tmp_path / "h.csv", "Record ID,First Name,Email", *(["x", "A", ""] for _ in range(8)), ["1", "Ana", ""]
    )
    said = invoke("import", file).stdout
    assert said.count("h.csv:") == 6, "the head and five"
    assert "and 3 more" in said
    assert len(imported(file)["problems"]) == 8


def test_what_cannot_be_read_is_refused_and_others_go_on(places, tmp_path, capsys) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n")
    with pytest.raises(UnscrollError) as unknown:
        invoke("import", str(other))
    assert unknown.value.code is Exit.NO
    with pytest.raises(UnscrollError) as missing:
        invoke("import", str(tmp_path / "none.vcf"))
    assert missing.value.code is Exit.IO
    with pytest.raises(UnscrollError, match="2 of 3 could not be read") as some:
        invoke_checked("import", str(other), str(tmp_path / "none.vcf"), str(SAMPLES / "book"), "--json")
    assert some.value.code is Exit.IO, "the worst of them"
    told = json.loads(capsys.readouterr().out)
    assert [one["read"] for one in told] == [0, 0, 2]
    assert "of no format known here" in told[0]["problems"][0]["what"]
    assert set(told[0]) == set(told[2])
    assert len(everybody(places)) == 2


def test_who_was_joined_is_said_with_the_way_back(places, tmp_path) -> None:
    shared = "EMAIL:fam@x.example\n"
    file = vcf(tmp_path / "a.vcf", ("Ann Lee", shared), ("Bob Stone", shared))
    said = invoke("import", file, "--dry-run").stdout
    assert "would be joined: Bob Stone into Ann Lee by fam@x.example" in said
    said = invoke("import", file).stdout
    assert "  joined: Bob Stone into Ann Lee by fam@x.example\n" in said
    assert "unscroll people split '#1' parts them" in said
    other = table(tmp_path / "h.csv", "Record ID,First Name,Email", ["7", "Ann", "fam@x.example"])
    (join,) = imported(other)["joins"]
    assert (join["person"], join["into"], join["by"]) == ("Ann", "Ann Lee", "fam@x.example")


def test_who_is_two_after_all_is_said(places, tmp_path) -> None:
    shared = "EMAIL:fam@x.example\n"
    invoke("import", vcf(tmp_path / "a.vcf", ("Ann Lee", shared), ("Bob Stone", shared), ("Cy Poe", shared)))
    said = invoke(
        "import", table(tmp_path / "h.csv", "Record ID,First Name,Email", ["7", "Di", "fam@x.example"])
    ).stdout
    assert "  two people after all: Bob Stone, Ann Lee\n" in said
    assert "joined:" not in said


def test_a_couple_with_one_address_stays_two(places, tmp_path) -> None:
    lines = [f"EMAIL:fam@x.example\nTEL:+4917012345{n}\n" for n in (67, 89)]
    said = invoke("import", vcf(tmp_path / "a.vcf", ("Ann Lee", lines[0]), ("Bob Stone", lines[1]))).stdout
    assert "joined" not in said
    assert [p.name for p in everybody(places)] == ["Ann Lee", "Bob Stone"]
    assert "same address fam@x.example, different names" in invoke("people", "merge", "--json").stdout


def test_a_name_that_is_there_without_handles_is_hinted_at(places, tmp_path) -> None:
    invoke("log", "coffee", "Ana Roth", "30m")
    said = invoke("import", vcf(tmp_path / "a.vcf", ("Ana Roth", "EMAIL:ana@x.example\n"), ("Ben", ""))).stdout
    assert "1 person may be there twice, by the name alone:\n" in said
    assert "  Ana Roth (#1) and (#2): unscroll people merge '#1' '#2'\n" in said
    assert json.loads(invoke("people", "merge", "--json").stdout)["suggestions"] == []
    invoke("people", "merge", "#1", "#2")
    assert [p.name for p in everybody(places)] == ["Ana Roth", "Ben"]


def test_engagements_are_no_contacts(ledger, tmp_path) -> None:
    activities = tmp_path / "a.csv"
    invoke("export", "--format", "hubspot", "-o", str(tmp_path / "c.csv"), "--engagements", str(activities))
    with pytest.raises(UnscrollError, match=r"engagements of HubSpot.*cannot be read yet") as refused:
        invoke_checked("import", str(activities))
    assert refused.value.code is Exit.NO


def test_a_large_file_streams(places, tmp_path) -> None:
    """What 5,000 take at the most, 500 take nearly: nothing is kept of what was sent."""
    import tracemalloc

    from unscroll.importers import hubspot_contacts
    from unscroll.importers.contract import Ask, Claim
    from unscroll.importers.driver import import_file
    from unscroll.people.nobody import Owner

    came = {"new": 400, "joined": 0, "changed": 0, "already": 0, "change_id": 1, "joins": [], "partings": []}
    rows = ([n, f"P{n}", "x" * 500] for n in range(5_000))
    file = tmp_path / "h.csv"
    table(file, "Record ID,First Name,Unscroll note", *rows)
    tracemalloc.start()
    try:
        import_file(file, (hubspot_contacts, Claim("h", "h")), Ask(), Owner(), lambda command: came)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 2 * 2**20


def test_out_and_in_again_elsewhere_is_the_same_people(places, books, tmp_path, monkeypatch) -> None:
    imported(*books, SAMPLES / "mixed.vcf", "--region", "DE")

    def kept(home):
        return [(p.name, p.handles, p.tags, p.birthday, p.note, p.company) for p in everybody(home)]

    before = kept(places)
    for form in ("vcard", "hubspot"):
        out = tmp_path / form
        invoke("export", "--format", form, "-o", str(out))
        assert out.stat().st_mode & 0o777 == 0o600
        monkeypatch.setenv("UNSCROLL_HOME", str(tmp_path / f"home-{form}"))
        imported(out)
        from unscroll.cli.asking import places as here

        assert sorted(kept(here()), key=str) == sorted(before, key=str)
        monkeypatch.setenv("UNSCROLL_HOME", str(tmp_path / "u"))


def test_ones_own_export_adds_nothing(ledger, books, tmp_path) -> None:
    imported(*books, "--region", "DE")
    invoke("people", "add", "Cy Fox", "--tag", "Chess")
    before, out = everybody(ledger), tmp_path / "own.vcf"
    invoke("export", "--format", "vcard", "-o", str(out))
    told = imported(out)
    assert (told["already"], told["new"], told["changed"]) == (len(before), 0, 0)
    assert everybody(ledger) == before
    out.write_text(out.read_text("utf-8").replace("FN:Cy Fox", "FN:Cy Fox\nORG:Acme"), "utf-8")
    assert imported(out)["changed"] == 1, "an edit elsewhere is news"
    assert [p.company for p in everybody(ledger) if p.name == "Cy Fox"] == ["Acme"]


def test_engagements_go_to_a_file_of_their_own(ledger, tmp_path) -> None:
    contacts, activities = tmp_path / "c.csv", tmp_path / "a.csv"
    invoke("export", "--format", "hubspot", "-o", str(contacts), "--engagements", str(activities))
    (row,) = csv.DictReader(activities.read_text("utf-8").splitlines())
    assert (row["Activity type"], row["First Name"], row["Body"]) == ("MEETING", "Zoë", "by the river")
    both = ("-o", str(contacts), "--engagements", str(activities))
    invoke("export", "--format", "hubspot", *both, "--since", "today")
    assert len(activities.read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize(
    "args",
    [
        ("--format", "vcard", "--since", "today"),
        ("--format", "vcard", "--engagements", "x"),
        ("--engagements", "x"),
        ("--format", "hubspot", "-o", "x", "--engagements", "x"),
    ],
)
def test_options_that_would_do_nothing_are_refused(ledger, args, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UnscrollError) as refused:
        invoke_checked("export", *args)
    assert refused.value.code is Exit.USAGE
    assert not (tmp_path / "x").exists()


def test_people_are_found_by_an_index(places, tmp_path) -> None:
    """Without it an import of thousands reads all that is known of everybody for each."""
    imported(SAMPLES / "book")
    with closing(sqlite3.connect(places.ledger)) as db:
        plan = db.execute(
            "EXPLAIN QUERY PLAN SELECT * FROM person_fact WHERE person = 1 AND trait = 'joined'"
        ).fetchall()
    assert "person_fact_person" in plan[0][3]
