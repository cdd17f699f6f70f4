"""The golden cases through the command, as the outside uses it."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from unscroll.cli.group import main
from unscroll.errors import Exit, UnscrollError

CASES = Path(__file__).parent.parent / "golden" / "classify_cases.csv"
ANSWER = ("platform", "surface", "kind", "rule")


@pytest.fixture(autouse=True)
def no_config(tmp_path, monkeypatch):
    monkeypatch.setenv("UNSCROLL_HOME", str(tmp_path))


def rows(text):
    csv.field_size_limit(1 << 24)
    return list(csv.DictReader(io.StringIO(text)))


def run(*arguments):
    result = CliRunner().invoke(main, ["classify", *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_every_case_of_the_file_is_answered_as_written():
    expected = rows(CASES.read_text(encoding="utf-8"))
    answers = rows(run("--csv", str(CASES)))
    assert len(expected) > 200
    wrong = [(row, got) for row, got in zip(expected, answers, strict=True) if row != got]
    assert wrong == []


def test_other_columns_pass_through_and_a_missing_one_is_empty(tmp_path):
    table = tmp_path / "pages.csv"
    table.write_text('note,url\n"a, b",https://x.com/home\n,\n', encoding="utf-8")
    assert rows(run("--csv", str(table))) == [
        {"note": "a, b", "url": "https://x.com/home", "platform": "x", "surface": "feed", "kind": "scroll"}
        | {"rule": "x/feed/e71ba7"},
        {"note": "", "url": "", "platform": "none", "surface": "none", "kind": "other", "rule": "none"},
    ]


def test_one_address_as_json_and_as_text():
    answer = json.loads(run("https://www.instagram.com/reels/", "--json"))
    assert answer["schema"] == 1
    assert [answer[key] for key in ANSWER[:3]] == ["instagram", "shorts", "scroll"]
    assert "kind      scroll" in run("https://www.instagram.com/reels/")


def test_a_csv_as_json_is_one_object_a_line():
    lines = run("--csv", str(CASES), "--json").splitlines()
    assert [json.loads(line)["rule"] for line in lines] == [row["rule"] for row in rows(CASES.read_text("utf-8"))]


def test_a_very_long_address_is_answered(tmp_path):
    table = tmp_path / "long.csv"
    table.write_text(f"url\ndata:text/html,{'a' * 300_000}\nhttps://x.com/home?{'a' * 300_000}\n", encoding="utf-8")
    assert [row["platform"] for row in rows(run("--csv", str(table)))] == ["none", "x"]


@pytest.mark.parametrize(
    ("content", "said"), [(b"url\n\xff\xfe\n", "not UTF-8"), (b'url\n"a' + b"b" * (1 << 24), "limit")]
)
def test_a_file_that_is_no_csv_is_said_in_one_line(tmp_path, content, said):
    table = tmp_path / "broken.csv"
    table.write_bytes(content)
    result = CliRunner().invoke(main, ["classify", "--csv", str(table)])
    assert isinstance(result.exception, UnscrollError)
    assert said in str(result.exception)
    assert result.exception.code is Exit.IO


def test_nothing_to_classify_is_a_usage_error():
    assert CliRunner().invoke(main, ["classify"]).exit_code == 2


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("instagram.com/reels", "Did you mean https://instagram.com/reels?"),
        ("instagram.com:443/reels", "Did you mean https://instagram.com:443/reels?"),
        ("not-a-url", "Such as https://instagram.com/reels/"),
    ],
)
def test_what_is_no_address_is_said(url, hint):
    result = CliRunner().invoke(main, ["classify", url])
    assert isinstance(result.exception, UnscrollError)
    assert (result.exception.message, result.exception.hint) == ("no http(s) address", hint)
    assert result.exception.code is Exit.USAGE


def test_a_row_without_an_address_stays_one_with_a_word_beside_it(tmp_path):
    table = tmp_path / "pages.csv"
    table.write_text("url\nhttps://x.com/home\nx.com/home\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["classify", "--csv", str(table)])
    assert [row["platform"] for row in rows(result.stdout)] == ["x", "none"]
    assert result.stderr == f"no http(s) address in line 3 of {table}\n"


def test_only_the_command_parses_addresses():
    core = Path(__file__).parent.parent.parent / "unscroll"
    users = [
        file.name
        for file in (*core.glob("*.py"), *core.glob("people/*.py"))
        if "urllib" in file.read_text() or "ada_url" in file.read_text()
    ]
    assert sorted(users) == ["accounts.py", "handles.py"], "profiles of address books; no page is recognised by them"


@pytest.mark.parametrize("content", ["", "adress,name\nhttps://x.com/,a\n"])
def test_a_file_without_a_known_column_is_wrong_use(tmp_path, content):
    table = tmp_path / "pages.csv"
    table.write_text(content)
    result = CliRunner().invoke(main, ["classify", "--csv", str(table)])
    assert result.output == ""
    assert str(result.exception) == f"{table}: none of its columns is known. It takes url, title, app, hint"
    assert result.exception.code is Exit.USAGE
