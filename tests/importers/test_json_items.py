"""Items of lists in JSON, of files that are whole and of files that are not."""

import pytest

from unscroll.errors import Problem
from unscroll.importers.json_items import Item, items_of


def items(tmp_path, content, wanted=("a",)):
    file = tmp_path / "a.json"
    file.write_text(content, "utf-8")
    return list(items_of(file, lambda path: path == wanted))


def test_items_of_the_wanted_list_alone(tmp_path):
    text = '{"b": [1, {"a": [2]}],\n "type": "x", "a": [3,\n {"a": [4]}, null, "é", -1.5e3], "c": {"a": [5]}}'
    assert items(tmp_path, text) == [
        Item(("a",), "x", 3, 2),
        Item(("a",), "x", {"a": [4]}, 3),
        Item(("a",), "x", None, 3),
        Item(("a",), "x", "é", 3),
        Item(("a",), "x", -1500.0, 3),
    ]


def test_a_list_within_a_list(tmp_path):
    text = '{"d": [{"type": "one", "v": [1]}, {"v": [2], "type": "two"}]}'
    found = items(tmp_path, text, ("d", "v"))
    assert [(item.kind, item.value) for item in found] == [("one", 1), ("", 2)]


def test_items_across_the_edges_of_what_is_read_at_once(tmp_path):
    numbers = list(range(100_000, 140_000))
    text = '{"a": [' + ", ".join(map(str, numbers)) + "]}"
    assert [item.value for item in items(tmp_path, text)] == numbers


def test_an_item_larger_than_what_is_read_at_once(tmp_path):
    assert [item.value for item in items(tmp_path, '{"a": ["' + "x" * 300_000 + '", 1]}')] == ["x" * 300_000, 1]


@pytest.mark.parametrize("rest", ["", "2", "]", ", tru", ", {", "]} x", ': "x"'])
def test_what_breaks_off(tmp_path, rest):
    found = items(tmp_path, '{"a": [1' + rest)
    assert [item.value for item in found if isinstance(item, Item)] in ([1], [])
    assert isinstance(found[-1], Problem) or rest == "]} x"


@pytest.mark.parametrize("text", ["", "1", "x", "{1}", '{"a" 1}', "[" * 100_000, '{"a": [' + "[" * 100_000])
def test_what_is_no_json(tmp_path, text):
    found = items(tmp_path, text)
    assert found == [Problem("a.json:1", "the file breaks off, or is damaged from here on")]


def test_nesting_beyond_reason(tmp_path):
    assert items(tmp_path, "[" * 150 + "]" * 150) == []
    assert len(items(tmp_path, "[" * 300 + "]" * 300)) == 1
