"""What is stored: out again, backed up, checked, deleted."""

import csv
import io
import json

import click
import pytest
from support.home import DAY, invoke

from unscroll.errors import Exit, UnscrollError


def test_export_gives_back_every_row(ledger):
    rows = [json.loads(line) for line in invoke("export").stdout.splitlines()]
    assert {"focus", "page", "input", "session", "log", "touchpoint", "person"} <= {row["row"] for row in rows}
    table = list(csv.DictReader(io.StringIO(invoke("export", "--format", "csv").stdout)))
    assert len(table) == len(rows)
    with pytest.raises(click.UsageError):
        invoke("export", "--since", "today", "--until", "yesterday")


def test_what_you_know_is_words(ledger):
    text = invoke("what-you-know", "500w").stdout
    assert "coffee with Zoë" in text
    assert "page: reddit/feed" in text
    assert json.loads(invoke("what-you-know", "500w", "--json").stdout)["rows"]


def test_a_backup_replaces_none_unasked(ledger, tmp_path):
    mine = tmp_path / "mine.txt"
    mine.write_text("mine")
    invoke("backup", str(tmp_path))
    for target, file in ((mine, mine), (tmp_path, tmp_path / "unscroll-backup.tar")):
        before = file.read_bytes()
        with pytest.raises(UnscrollError, match="is there already"):
            invoke("backup", str(target))
        assert file.read_bytes() == before
        invoke("backup", str(target), "--force")
    assert mine.read_bytes() != b"mine"


def test_check_backup_restore(ledger, tmp_path):
    assert invoke("check").stdout == "the ledger is whole\n"
    file = tmp_path / "b.tar"
    invoke("backup", str(file))
    invoke("forget", "--before", "2027-01-01", "--yes")
    with pytest.raises(UnscrollError):
        invoke("restore", str(file), text="n\n")
    invoke("restore", str(file), "--yes")
    assert json.loads(invoke("day", DAY, "--json").stdout)["seconds"]["scroll"] == 1200


def test_backup_without_a_target_is_a_snapshot_that_restores(ledger):
    for _ in range(9):
        file = json.loads(invoke("backup", "--json").stdout)["file"]
    kept = sorted(ledger.backups.iterdir())
    assert len(kept) == 7
    assert str(kept[-1]) == file
    invoke("log", "coffee", "Ana", "30m", "--at", f"{DAY}T15:00")
    invoke("restore", file, "--yes")
    day = json.loads(invoke("day", DAY, "--json").stdout)
    assert day["seconds"]["scroll"] == 1200
    assert [p["person"] for p in day["people"]] == ["Zoë"]


def test_check_says_no_of_a_damaged_ledger(ledger):
    content = bytearray(ledger.ledger.read_bytes())
    content[4096:] = bytes(len(content) - 4096)
    ledger.ledger.write_bytes(bytes(content))
    result = invoke("check")
    assert result.return_value == Exit.NO
    assert "restores the latest snapshot" in result.stdout


def test_forget_asks_first(ledger):
    with pytest.raises(UnscrollError, match="nothing was changed"):
        invoke("forget", "--platform", "reddit", text="n\n")
    with pytest.raises(UnscrollError, match="nobody is there"):
        invoke("forget", "--platform", "reddit")
    assert json.loads(invoke("day", DAY, "--json").stdout)["seconds"]["scroll"]
    assert json.loads(invoke("forget", "--platform", "reddit", "--yes", "--json").stdout)["ok"]
    assert not json.loads(invoke("day", DAY, "--json").stdout)["seconds"]["scroll"]


def naming(home, name):
    """Every file of a home folder that holds the name."""
    return [file for file in home.rglob("*") if file.is_file() and name.encode() in file.read_bytes()]


def test_a_forgotten_person_is_in_no_file(ledger, tmp_path):
    invoke("report", DAY)
    invoke("report", DAY, "--week")
    invoke("backup")
    assert len(naming(tmp_path, "Zoë")) >= 4
    invoke("forget", "--person", "Zoë", "--yes")
    assert naming(tmp_path, "Zoë") == []
    assert list(ledger.reports.glob("plotly*.js"))
