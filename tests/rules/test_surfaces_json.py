"""The extension's copy of the rules, and names that were released."""

import json
from importlib import resources
from pathlib import Path

import pytest

from unscroll.kinds import Kind
from unscroll.rulebook import fresh_book, load_rules, shipped_book
from unscroll.rulefile import as_text, book, rule_name
from unscroll.rules import Rules

TESTS = Path(__file__).parent.parent
GOLDEN = TESTS / "golden"
COPY = TESTS.parent / "extension" / "surfaces.json"


def test_the_copy_is_fresh():
    assert COPY.read_text("utf-8") == as_text(fresh_book()), "run: python -m bench.generate_surfaces"


def test_the_copy_is_what_is_read():
    assert shipped_book() == fresh_book() == json.loads(COPY.read_text("utf-8"))
    assert resources.files("unscroll").joinpath("extension", "surfaces.json").is_file()


@pytest.mark.parametrize("file", sorted(GOLDEN.glob("rule_names_*.txt")), ids=lambda file: file.stem)
def test_every_released_name_still_has_its_kind(file):
    kinds = load_rules().kinds
    released = dict(line.split() for line in file.read_text("utf-8").splitlines())
    assert len(released) > 700
    lost = {name: kind for name, kind in released.items() if name not in kinds}
    assert lost == {}, "changed and dropped rules go to [retired] with the kind they had"
    assert all(Kind(kind) for kind in released.values())


def test_a_retired_name_keeps_its_kind_until_it_is_given_anew():
    document = dict(shipped_book()) | {"retired": {"x/feed/000000": "scroll", "x/feed/e71ba7": "other"}}
    kinds = Rules.of(document).kinds
    assert kinds["x/feed/000000"] is Kind.SCROLL
    assert kinds["x/feed/e71ba7"] is Kind.SCROLL


def test_another_schema_is_refused():
    with pytest.raises(ValueError, match="schema 2"):
        book({"schema": 2}, "")


def test_a_page_rule_cannot_take_the_name_of_a_title_rule():
    platform = {"id": "a", "hosts": [], "default_surface": "b", "default_kind": "other"}
    platform["rules"] = [{"host": "title", "pattern": "^/", "surface": "b", "kind": "other"}]
    document = {"schema": 1, "platform": [platform], "browser": [], "never": {}, "retired": {}}
    with pytest.raises(ValueError, match="may not be the word title"):
        book(document, "")
    assert rule_name("a", "b", "", "^/") != rule_name("a", "b", "title", "^/")


def test_page_selectors_are_known_words():
    known = {"hint", "dm_popup", "composer", "like", "author", "participants", "participants_key", "participants_self"}
    for platform in shipped_book()["platforms"]:
        assert platform["page"].keys() <= known
        if "hint" in platform["page"]:
            assert platform["hint"]
