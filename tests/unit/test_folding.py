"""Folding: names as they are compared."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscroll.folding import fold, fold_all

LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "ı": "i"})


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Zoë  Müller-Grün", "zoe muller grun"),
        ("O’Neil, J.R.", "oneil jr"),
        ("Weiß", "weiss"),
        ("İpek Işık", "ipek isik"),
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("王伟", "王伟"),
        ("Иван Й.", "иван и"),
        ("🌸  🌸", "🌸 🌸"),
        ("Zoë 🌸", "zoe"),
        ("", ""),
    ],
)
def test_fold(name, folded):
    assert fold(name) == folded
    assert fold(unicodedata.normalize("NFD", name)) == folded


@given(st.text())
def test_character_by_character_is_the_same_as_the_whole(name):
    lower = unicodedata.normalize("NFKC", name).casefold().translate(LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    words = "".join(c if c.isalnum() else "" if c in "'’." else " " for c in bare).split()
    assert fold(name) == (" ".join(words) or " ".join(name.split()))


@given(st.lists(st.text()))
def test_all_at_once_is_the_same_as_each(names):
    assert fold_all(names) == [fold(name) for name in names]


def test_all_at_once_minds_the_ends_of_lines():
    assert fold_all(["Zoë\nMüller", "🌸", "Ana"]) == ["zoe muller", "🌸", "ana"]
    assert fold_all(["é\n", "e"]) == ["e", "e"]
    assert fold_all(["e", "\u0301e"]) == ["e", "e"]
    assert fold_all([]) == []
