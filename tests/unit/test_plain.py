"""Texts without what cannot be seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unscroll.plain import is_whole, one_line, plain


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Zoë", "Zoë"),
        ("  Zoë\t Müller ", "Zoë\t Müller"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("a\u202eb\u2066c\u200fd\ufeff", "abcd"),
        ("one\r\ntwo\u2028three\x85four\x0bfive", "one\ntwo\nthree four five"),
        ("نرگس\u200cخانم", "نرگس\u200cخانم"),
        ("👩\u200d🔧", "👩\u200d🔧"),
        ("\u200d \u200c", ""),
        ("\x00\x07", ""),
        ("no\u00adhyphen", "nohyphen"),
        ("new letters \U0001fae8", "new letters \U0001fae8"),
    ],
)
def test_what_is_kept(told: str, kept: str) -> None:
    assert plain(told) == kept


def test_one_line_has_no_line_ends() -> None:
    assert one_line(" Zoë\n\u2029 Müller\t\u200b ") == "Zoë Müller"


def test_half_a_character_is_refused() -> None:
    assert not is_whole("Zo\udceb")
    assert is_whole("Zoë")
    with pytest.raises(ValueError, match="half"):
        plain("\ud83d")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_again_changes_nothing_and_nothing_hidden_is_left(text: str) -> None:
    for clean in (plain, one_line):
        kept = clean(text)
        assert clean(kept) == kept
        assert not [
            c for c in kept if c not in "\n\t\u200c\u200d" and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp")
        ]
