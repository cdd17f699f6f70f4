"""The house: folders, packaging table, links agree; what is tracked belongs here."""

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("cli", "collectors", "daemon", "extension", "importers", "reports", "systemd")


def tracked(*more: str) -> list[str]:
    done = subprocess.run(["git", "-C", str(ROOT), "ls-files", *more], capture_output=True, text=True, check=True)
    return done.stdout.split()


def test_folders_table_and_links_agree():
    table = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
    assert table["package-dir"] == {"unscroll": "unscroll"} | {f"unscroll.{room}": room for room in ROOMS}
    links = {p.name: str(p.readlink()) for p in (ROOT / "unscroll").iterdir() if p.is_symlink()}
    assert links == {room: f"../{room}" for room in ROOMS}
    inner = {f"unscroll.{p.name}" for p in (ROOT / "unscroll").iterdir() if p.is_dir() and not p.is_symlink()}
    assert set(table["packages"]) == set(table["package-dir"]) | {p for p in inner if "__" not in p}


def test_nothing_tracked_is_ignored():
    assert tracked("--ignored", "--cached", "--exclude-standard") == []


def test_pages_have_no_gaps_and_name_no_machine():
    for name in (n for n in tracked() if n.endswith(".md")):
        text = (ROOT / name).read_text()
        assert not re.search(r"@[A-Z]+@", text), name
        assert not re.search(r"(?<![\w.])/(?:work|root)/", text), name


def test_links_between_pages_lead_somewhere():
    for name in (n for n in tracked() if n.endswith(".md")):
        page = ROOT / name
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{name}: {target}"


def test_each_word_is_defined_once():
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / "docs" / "words.md").read_text(), re.MULTILINE)
    words = [word.strip() for row in rows[2:] for word in row.split(",")]
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_each_folder_of_plugins_has_its_recipe_with_a_file_to_copy():
    text = (ROOT / "CONTRIBUTING.md").read_text()
    for room in ("collectors", "importers", "cli"):
        (copied,) = re.findall(rf"Copy `({room}/\w+\.py)`", text)
        assert (ROOT / copied).exists()
