"""Whom: the person that somebody at the terminal means."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.gathered import gathered

from unscroll.errors import Exit, UnscrollError
from unscroll.people.circles import Circle
from unscroll.people.handles import Handle, HandleKind
from unscroll.people.person import Person
from unscroll.people.whom import fits, near_names, one, told_apart

E, P, F, I, N = HandleKind.EMAIL, HandleKind.PHONE, HandleKind.PROFILE, HandleKind.ID, HandleKind.NAME  # noqa: E741


def person(number: int, name: str, *handles: tuple[HandleKind, str], company: str = "") -> Person:
    return Person(number, name, (number,), tuple(sorted(Handle(*h) for h in handles)), company=company)


EVERYBODY = (
    person(1, "Ana"),
    person(2, "Anastasia"),
    person(3, "Anna Karenina"),
    person(4, "Zoë Müller", (E, "zoe@acme.com"), (P, "+33612345678"), (F, "linkedin.com/in/zoem"), (N, "Mum")),
    person(5, "Alex Kim", (I, "telegram:4711"), company="Acme"),
    person(6, "Alex Kim", company="Bolt"),
    person(7, "Alexander Kimball"),
    person(8, "🌸🦋"),
    person(9, "王伟"),
    person(10, "محمد علي"),
    person(11, "Иван Петров"),
    person(12, "Nguyễn Thị Minh Khai"),
    person(13, "Jean-Luc O’Neil"),
    person(14, "bob", (F, "tiktok.com/@bigcat")),
    person(15, "Bob"),
    person(16, "Mum"),
    person(17, "Christopher Walken"),
    person(18, "Oma", (P, "+493012345678")),
    person(19, "Joerg Gross"),
    person(20, "Ray", (I, "x:Bob")),
)
PEOPLE = gathered(EVERYBODY, {n: n for n in range(1, 21)} | {99: 4})

CASES = {
    # the name that is shown
    "Ana": [1],
    "ana": [1],
    "  Anna   Karenina ": [3],
    "Alex Kim": [5, 6],
    "Bob": [15],
    "bob": [14],
    "BOB": [14, 15],
    "Mum": [16],
    "mum": [16],
    "🌸🦋": [8],
    # in other letters
    "zoe muller": [4],
    "Zoe Mueller": [4],
    "MÜLLER, ZOË": [4],
    "Jörg Groß": [19],
    "jean luc oneil": [13],
    "nguyen thi minh khai": [12],
    "khai minh thi nguyen": [12],
    "王伟": [9],
    "محمّد علي": [10],
    "иван ПЕТРОВ": [11],
    # a handle
    "zoe@acme.com": [4],
    "ZOE@ACME.COM": [4],
    "+33 6 12 34 56 78": [4],
    "0033 612345678": [4],
    "06 12 34 56 78": [4],
    "+33 (0)6 12 34 56 78": [4],
    "030/12345678": [18],
    "+33612345679": [],
    "+12345678": [],
    "12345678": [4, 18],
    "345678": [4, 18],
    "45678": [],
    "https://www.linkedin.com/in/zoem/?x=1": [4],
    "telegram:4711": [5],
    "Telegram:4711": [5],
    "@zoem": [4],
    "zoem": [4],
    "@BigCat": [14],
    "@bob": [20],
    "linkedin.com/in": [],
    "@": [],
    "@acme.com": [],
    # a number
    "#5": [5],
    "#99": [4],
    "#98": [],
    "# 12": [12],
    "12": [],
    # words, beginnings
    "karenina": [3],
    "Kim": [5, 6],
    "zoe mü": [4],
    "mue zoe": [4],
    "anas": [2],
    "an kar": [3],
    "alex": [5, 6],
    "alexa": [7],
    "王": [9],
    "伟": [9],
    "an an": [],
    "ric": [],
    # a slip of the fingers
    "Zoe Mullr": [4],
    "Muler Zoe": [4],
    "Anastsia": [2],
    "Christpoher Walkn": [17],
    "Iван Петров": [11],
    "Anna": [3],
    "Anne": [],
    "Karenena": [],
    "Anstaia": [],
    "Ane Karenina": [3],
    "Bop": [],
    "": [],
    "   ": [],
}


@pytest.mark.parametrize(("told", "numbers"), CASES.items())
def test_fits(told, numbers):
    assert [p.id for p in fits(PEOPLE, told)] == numbers
    assert [p.id for p in fits(PEOPLE, unicodedata.normalize("NFD", told))] == numbers


def test_a_near_spelling_never_takes_a_short_name_for_another():
    assert fits(gathered((person(1, "Anna Karenina"), person(2, "Anna"))), "Ana") == ()
    assert fits(gathered((person(1, "Anna Karenina"),)), "Ana") == ()
    assert fits(gathered((person(1, "Anna"),)), "Anne") == ()


def test_each_word_begins_one_of_its_own():
    people = gathered((person(1, "Anna Anders"), person(2, "Anna Karenina")))
    assert [p.id for p in fits(people, "an anna")] == [1]


def test_those_of_an_inner_circle_come_first_the_nearer_spelling_before_that():
    near = replace(EVERYBODY[5], circle=Circle.INNER)
    people = gathered(
        (EVERYBODY[4], near, person(7, "Alec Kim"), person(8, "Zoltan Kodalyi"), person(9, "Zoltan Kodaly"))
    )
    assert [p.id for p in fits(people, "Alex Kim")] == [6, 5]
    closer = gathered((*people.everybody[:4], replace(people.everybody[4], circle=Circle.CLOSE)))
    assert [p.id for p in fits(closer, "Zoltn Kodaly")] == [9, 8]


def test_one_of_one():
    assert one(PEOPLE, "zoe mü").id == 4


def refusal(people, told):
    with pytest.raises(UnscrollError) as caught:
        one(people, told)
    assert caught.value.code == Exit.USAGE
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_one_of_several_says_what_tells_them_apart():
    assert refusal(PEOPLE, "Alex Kim") == (
        "'Alex Kim' may be 2 people. Say a number: #5 Alex Kim (Acme); #6 Alex Kim (Bolt)"
    )
    assert refusal(PEOPLE, "BOB") == "'BOB' may be 2 people. Say a number: #14 bob (tiktok.com/@bigcat); #15 Bob"
    many = gathered(tuple(person(n, f"Alex {chr(64 + n)}") for n in range(1, 9)))
    assert refusal(many, "alex").endswith("#4 Alex D; #5 Alex E, 3 more")


def test_one_of_none_names_those_who_come_near():
    assert refusal(PEOPLE, "Karenena") == "nobody is known as 'Karenena'. Near names: #3 Anna Karenina"
    assert "#1 Ana" in refusal(PEOPLE, "Anne")
    assert refusal(PEOPLE, "qqqq") == "nobody is known as 'qqqq'. `unscroll people` lists everybody"
    assert refusal(gathered(), "Zoë") == "nobody is known as 'Zoë'. `unscroll people` lists everybody"


def test_near_names_are_five_at_the_most_each_once():
    many = gathered(tuple(person(n, f"Anna {chr(64 + n)}arenina", (N, f"Anna {chr(64 + n)}")) for n in range(1, 9)))
    found = near_names(many, "Anna Qarenin")
    assert len(found) == len(set(found)) == 5
    assert found[0].name == "Anna Qarenina" or found[0].name.endswith("arenina")


def test_told_apart_by_the_first_thing_of_their_own():
    one_, other = person(1, "Alex Kim", (E, "a@x.org"), company="Acme"), person(2, "ALEX KIM", company="acme")
    assert told_apart(one_, (one_, other)) == "Alex Kim (a@x.org)"
    assert told_apart(other, (one_, other)) == "ALEX KIM"
    assert told_apart(replace(other, circle=Circle.CLOSE), (one_, other)) == "ALEX KIM (close)"
    assert told_apart(replace(other, tags=("chess",)), (one_, other)) == "ALEX KIM (chess)"
    assert told_apart(one_, (one_,)) == "Alex Kim"


names = st.text(st.sampled_from("AaäÄbBüß é-'🌸王伟"), min_size=1, max_size=6).filter(lambda name: name.strip())


@given(st.lists(names, min_size=1, max_size=8), st.data())
def test_who_is_called_exactly_so_is_always_found_with_nobody_else(given_names, data):
    everybody = tuple(person(n, " ".join(name.split())) for n, name in enumerate(given_names, 1))
    wanted = data.draw(st.sampled_from(everybody))
    assert set(fits(gathered(everybody), wanted.name)) == {p for p in everybody if p.name == wanted.name}


@given(st.lists(names, min_size=1, max_size=8), names, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_change_who_fits(given_names, told, random):
    everybody = [person(n, name) for n, name in enumerate(given_names, 1)]
    found = set(fits(gathered(tuple(everybody)), told))
    random.shuffle(everybody)
    assert set(fits(gathered(tuple(everybody)), told)) == found


@pytest.mark.parametrize("told", ["Person 1002", "Person 1010", "Persn 1002"])
def test_another_digit_is_no_slip(told):
    people = gathered((person(1, "Person 1000"), person(2, "Person 1001")))
    assert fits(people, told) == ()
    assert [p.id for p in fits(people, "Persn 1001")] == [2]


def test_a_number_is_meant_before_whoever_an_export_calls_by_it():
    ana, hostile = person(1, "Ana"), person(2, "#1")
    people = gathered((ana, hostile), {1: 1, 2: 2})
    assert fits(people, "#1") == (ana,)
    assert fits(gathered((hostile,), {2: 2}), "#1") == (hostile,)
