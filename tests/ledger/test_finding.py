"""Finder: it finds whom a look through everybody would find."""

import unicodedata
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.crowd import add, do

from unscroll.commands import ChangePerson, MergePeople, UndoPeople
from unscroll.ledger import open_people
from unscroll.people.folding import fold, fold_all
from unscroll.people.spelled import FOLDED_OUT, letters_of, lines_of
from unscroll.people.whom import fits
from unscroll.places import Places

TOLD = (
    *("Ana", "ana", "Müller", "mueller", "muller zoe", "Zoe Muler", "zoe m", "Mum", "mum", "Bob", "BOB", "王", "王伟"),
    *("#3", "# 3", "#99", "#4", "zoe@acme.com", "ZOE@acme.com", "+33612345678", "06 12 34 56 78", "345678", "12"),
    *("linkedin.com/in/zoem", "@zoem", "zoem", "telegram:4711", "4711", "ÉLAN", "@élan", "🌸🦋", "🌸", "o'neil"),
    *(
        "Jean Luc",
        "luc jean",
        "Kimball",
        "Alex Kim",
        "alex",
        "Old Name",
        "Christofer Walken",
        "gone",
        "",
        "  ",
        "%",
        "_",
    ),
    *("obrien", "Sean OBrian", "aegir", "Aegir Sorenson", "Soerensen Aegir", "Zoe Mueler", "+33 6 12 34 56 78"),
    *("Nobody At All", "!!", "Zoë", "z", "kim alex", "Ben", "benny"),
)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """People of many sorts: merged, renamed, taken back, with other names and handles."""
    places = Places.of({"UNSCROLL_HOME": str(tmp_path_factory.mktemp("u"))})
    add(places, "Ana")
    zoe = add(places, "Zoë Müller", handle="email:zoe@acme.com", circle="close")
    add(places, "#4")
    more = [{"trait": "handle", "value": f"{v}"} for v in ("phone:+33612345678", "profile:linkedin.com/in/zoem")]
    do(places, ChangePerson("edit", [*more, {"trait": "handle", "value": "name:Mum"}], person_id=zoe))
    add(places, "Bob", handle="id:telegram:4711", circle="inner")
    names = ("bob", "Mum", "王伟", "🌸🦋", "Jean-Luc O’Neil", "Alex Kim", "Alex Kim", "Alexander Kimball", "Anastasia")
    for name in (*names, "Sean O'Brien", "Ægir Sørensen"):
        add(places, name)
    walken, benny = add(places, "Christopher Walken", handle="id:x:Élan"), add(places, "Benny")
    kept, renamed = add(places, "Ben Adler"), add(places, "Old Name")
    do(places, ChangePerson("edit", [{"trait": "name", "value": "New Name"}], person_id=renamed))
    do(places, MergePeople(kept, benny), MergePeople(walken, kept))
    add(places, "Gone")
    do(places, UndoPeople())
    return places


@pytest.mark.parametrize("told", TOLD)
def test_whoever_fits_among_everybody_is_found(crowded: Places, told: str) -> None:
    with closing(open_people(crowded)) as reader:
        assert fits(reader.finder.among(told), told) == fits(reader.people(), told)


def test_what_a_letter_beyond_ascii_folds_to_is_bounded() -> None:
    letters = (chr(code) for code in range(0x80, 0x110000) if not 0xD800 <= code < 0xE000)
    for c in letters:
        if not c.isalpha() and unicodedata.normalize("NFKC", c) == c:
            continue  # folds to nothing else
        bytes_above = len(c.encode()) - 1
        assert all(len(letters_of(line)) <= FOLDED_OUT * bytes_above for line in lines_of(c)), c


@given(st.text(st.sampled_from("zoëéMmülerAnaBob王伟🌸@#+:/.%_ '12367"), max_size=9))
def test_whatever_is_typed(crowded: Places, told: str) -> None:
    with closing(open_people(crowded)) as reader:
        assert fits(reader.finder.among(told), told) == fits(reader.people(), told)


def test_who_is_one_is_read_whole_from_any_of_the_numbers(crowded: Places) -> None:
    with closing(open_people(crowded)) as reader:
        everybody = reader.people()
        for number, root in everybody.roots.items():
            around = reader.finder.around([number])
            assert (around.of(number), around.roots[number]) == (everybody.of(number), root)


@given(st.lists(st.text(max_size=8), max_size=6))
def test_names_folded_at_once_are_folded_alike(names: list[str]) -> None:
    assert fold_all(names) == [fold(name) for name in names]
