"""unscroll export: people for other programs, who are known again when they come back."""

import csv

import pytest
from support.contacts import SAMPLES
from support.home import invoke
from support.importing import everybody, imported, invoke_checked, table

from unscroll.errors import Exit, UnscrollError
from unscroll.people.own_uid import own_uid


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


@pytest.mark.parametrize(
    ("form", "name", "edit"),
    [
        ("vcard", "own.vcf", ("FN:Cy Fox", "FN:Cy Fox\nORG:Acme")),
        ("hubspot", "own.csv", ("Cy,Fox,,,,,,", "Cy,Fox,,,,,,Acme")),
    ],
)
def test_ones_own_export_adds_nothing(ledger, books, tmp_path, form, name, edit) -> None:
    """Zoë of the coffee and Cy Fox have nothing but a name."""
    imported(*books, "--region", "DE")
    invoke("people", "add", "Cy Fox", "--tag", "Chess")
    before, out = everybody(ledger), tmp_path / name
    invoke("export", "--format", form, "-o", str(out))
    for _ in range(2):
        told = imported(out)
        assert (told["already"], told["new"], told["changed"]) == (len(before), 0, 0)
        assert everybody(ledger) == before
    out.write_text(out.read_text("utf-8").replace(*edit), "utf-8")
    assert imported(out)["changed"] == 1, "an edit elsewhere is news"
    assert [p.company for p in everybody(ledger) if p.name == "Cy Fox"] == ["Acme"]


def exported(path):
    invoke("export", "--format", "hubspot", "-o", str(path))
    with path.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def written(path, rows):
    return table(path, ",".join(rows[0]), *(row.values() for row in rows))


def test_who_went_through_hubspot_is_known_by_either_id(ledger, tmp_path) -> None:
    invoke("people", "tag", "Zoë", "river")
    rows = exported(tmp_path / "own.csv")
    stored = [row | {"Record ID": "101"} for row in rows]
    assert imported(written(tmp_path / "hubspot.csv", stored))["already"] == 1
    assert imported(written(tmp_path / "short.csv", [{**stored[0], "Unscroll id": ""}]))["already"] == 1
    assert [row["Record ID"] for row in exported(tmp_path / "again.csv")] == ["101"]
    assert len(everybody(ledger)) == 1


def test_another_ledgers_people_come_in_once_and_keep_its_id(ledger, tmp_path) -> None:
    (row,) = exported(tmp_path / "own.csv")
    other = row | {"First Name": "", "Last Name": "Ben", "Unscroll id": own_uid("ab" * 16, 1, "Ben")}
    assert imported(written(tmp_path / "other.csv", [other]))["new"] == 1
    assert imported(written(tmp_path / "stored.csv", [other | {"Record ID": "7"}]))["already"] == 1
    assert imported(written(tmp_path / "other.csv", [other]))["already"] == 1
    ben, _ = exported(tmp_path / "both.csv")
    assert (ben["Record ID"], ben["Unscroll id"]) == ("7", other["Unscroll id"])
    assert [p.name for p in everybody(ledger)] == ["Ben", "Zoë"]


@pytest.mark.parametrize("form", ["vcard", "hubspot"])
def test_a_namesake_of_another_ledger_is_somebody_else(places, tmp_path, monkeypatch, form) -> None:
    """Both ledgers gave the same number to the same name."""
    invoke("people", "add", "Alex Kim", "--email", "a@x.example")
    out = tmp_path / form
    monkeypatch.setenv("UNSCROLL_HOME", str(tmp_path / "another"))
    invoke("people", "add", "Alex Kim", "--email", "b@y.example")
    invoke("export", "--format", form, "-o", str(out))
    monkeypatch.setenv("UNSCROLL_HOME", str(tmp_path / "u"))
    assert imported(out)["new"] == 1
    assert imported(out)["already"] == 1
    assert [len(person.handles) for person in everybody(places)] == [1, 1]


@pytest.mark.parametrize("unscroll_id", ["", "a word that two rows share"])
def test_an_id_that_was_copied_joins_nobody(ledger, tmp_path, unscroll_id) -> None:
    (zoe,) = exported(tmp_path / "own.csv")
    copied = unscroll_id or zoe["Unscroll id"]
    rows = [zoe | {"Record ID": "7"}, *(zoe | {"Record ID": n, "First Name": n, "Unscroll id": copied} for n in "89")]
    assert imported(written(tmp_path / "hubspot.csv", rows))["new"] == 2
    unstored = [row | {"Record ID": "", "Last Name": "Roth", "Unscroll id": "a word"} for row in rows[1:]]
    assert imported(written(tmp_path / "words.csv", unstored))["new"] == 2
    assert len(everybody(ledger)) == 5


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


def test_engagements_are_no_contacts(ledger, tmp_path) -> None:
    activities = tmp_path / "a.csv"
    invoke("export", "--format", "hubspot", "-o", str(tmp_path / "c.csv"), "--engagements", str(activities))
    with pytest.raises(UnscrollError, match=r"engagements of HubSpot.*cannot be read yet") as refused:
        invoke_checked("import", str(activities))
    assert refused.value.code is Exit.NO
