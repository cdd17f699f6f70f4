"""unscroll import: what it says of what it read."""

import json

import pytest
from support.contacts import SAMPLES
from support.home import invoke
from support.importing import due, everybody, imported, invoke_checked, table, vcf
from support.mailboxes import calendar, event

from unscroll.errors import Exit, UnscrollError
from unscroll.people import everybody as everybody_of
from unscroll.people import facts


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
    assert [problem["where"] for problem in told["problems"]] == ["a.csv:2", "a.csv:3", "a.csv:4", "a.csv:4"]


def test_the_region_is_asked_for_once_and_numbers_come_later(places, tmp_path) -> None:
    file = vcf(tmp_path / "a.vcf", ("Ana", "TEL:0170 1234567\n"), ("Ben", "TEL:0170 7654321\n"))
    (problem,) = imported(file)["problems"]
    assert problem["what"].startswith("2 telephone numbers without a country: left out; set the region: --region DE")
    told = imported(file, "--region", "de")
    assert (told["changed"], told["problems"]) == (2, [])
    with pytest.raises(UnscrollError) as refused:
        invoke_checked("import", file, "--region", "Germany")
    assert refused.value.code is Exit.USAGE


def test_a_dry_run_writes_nothing_and_counts_the_same(places, books) -> None:
    planned = imported(*books, "--region", "DE", "--dry-run")
    assert not places.data.exists()
    real = imported(*books, "--region", "DE")
    assert [one | {"dry_run": False} for one in planned] == real
    before = places.ledger.read_bytes()
    assert [one["already"] for one in imported(*books, "--region", "DE", "--dry-run")] == [1, 1, 1, 1]
    assert places.ledger.read_bytes() == before
    assert "1 would be new" in invoke("import", str(SAMPLES / "monica.json"), "--dry-run").stdout


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


def test_a_name_that_is_there_without_handles_is_hinted_at(places, tmp_path) -> None:
    invoke("log", "coffee", "Ana Roth", "30m")
    said = invoke("import", vcf(tmp_path / "a.vcf", ("Ana Roth", "EMAIL:ana@x.example\n"), ("Ben", ""))).stdout
    assert "1 person may be there twice, by the name alone:\n" in said
    assert "  Ana Roth (#1) and (#2): unscroll people merge '#1' '#2'\n" in said
    assert json.loads(invoke("people", "merge", "--json").stdout)["suggestions"] == []
    invoke("people", "merge", "#1", "#2")
    assert [p.name for p in everybody(places)] == ["Ana Roth", "Ben"]


def test_of_thousands_those_who_share_a_name_are_put_together_alone(places, tmp_path, monkeypatch) -> None:
    """A hundred thousand would take hundreds of megabytes."""
    invoke("log", "coffee", "Ana Roth", "30m")
    together = []
    whole = facts.put_together
    monkeypatch.setattr(everybody_of, "put_together", lambda root, *of: together.append(root) or whole(root, *of))
    said = invoke("import", vcf(tmp_path / "a.vcf", ("Ana Roth", ""), *((f"Ben {n}", "") for n in range(9)))).stdout
    assert "1 person may be there twice" in said
    assert set(together) == {1, 2}


def test_a_rhythm_that_is_brought_along_is_said(places) -> None:
    assert "1 brings how often you stay in touch" in invoke("import", str(SAMPLES / "monica.json")).stdout
    assert len(due(places)) == 1
    assert "stay in touch" not in invoke("import", str(SAMPLES / "monica.json")).stdout


def test_a_charset_that_is_a_guess_is_said_once_a_file(places, tmp_path) -> None:
    cards = "".join(
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD\n"
        for name in ("\u0410\u043d\u043d\u0430", "\u041e\u043b\u044f")
    )
    folder = tmp_path / "book"
    folder.mkdir()
    for name in ("a.vcf", "b.vcf"):
        (folder / name).write_bytes(cards.encode("cp1251"))
    (folder / "c.vcf").write_text(cards)
    guess = "no UTF-8, so read as Windows-1252 (Western Europe): where letters are wrong, save it as UTF-8"
    told = imported(folder)["problems"]
    assert told == [{"where": f"{name}.vcf:3", "what": guess} for name in "ab"]
    assert f"  a.vcf:3: {guess}\n" in invoke("import", str(folder / "a.vcf")).stdout


@pytest.mark.parametrize(
    "raw",
    [
        "FN:Zo\u00eb".encode(),
        b"FN;CHARSET=windows-1251:\xc0\xed\xed\xe0",
        b"FN:Zo\xc3\n \xab",
    ],
)
def test_a_charset_that_is_known_is_no_guess(places, tmp_path, raw) -> None:
    file = tmp_path / "a.vcf"
    file.write_bytes(b"BEGIN:VCARD\nVERSION:3.0\n" + raw + b"\nEND:VCARD\n")
    assert imported(file)["problems"] == []


def test_a_dry_run_leaves_out_what_lies_ahead_too(places, tmp_path) -> None:
    known = vcf(tmp_path / "zoe.vcf", ("Zoë", "EMAIL:zoe@example.org\n"))
    path = calendar(tmp_path / "c.ics", event("RRULE:FREQ=WEEKLY"))
    imported(known)
    tried, done = (imported(path, "--me", "ana@example.org", *how) for how in (["--dry-run"], []))
    assert (tried["new"], tried["problems"]) == (done["new"], done["problems"])
