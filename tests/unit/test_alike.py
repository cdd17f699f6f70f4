"""Alike: which two persons may be one human."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.gathered import gathered

from unscroll.people.alike import suggestions
from unscroll.people.birthday import read_birthday
from unscroll.people.handles import Handle, HandleKind, alias, email, phone, platform_id, profile
from unscroll.people.naming import likeness, spellings
from unscroll.people.person import Person


def handle(text: str) -> Handle:
    if text.startswith("aka "):
        found = alias(text[4:])
    elif "/" in text:
        found = profile(text)
    elif "@" in text:
        found = email(text)
    elif text.startswith("+"):
        found = phone(text)
    else:
        found = platform_id(*text.split(":"))
    assert found is not None, text
    return found


def person(number: int, name: str, *handles: str, company: str = "", born: str = "") -> Person:
    of = tuple(sorted(map(handle, handles)))
    return Person(number, name, (number,), of, company=company, birthday=read_birthday(born))


def told(*persons: Person) -> list[str]:
    return [s.evidence for s in suggestions(gathered(persons))]


ONE = [
    # handles
    (
        person(1, "Zoë", "instagram:zoemueller"),
        person(2, "Zoe M", "tiktok.com/@zoemueller"),
        "same handle zoemueller on two platforms, names partly the same",
    ),
    (
        person(1, "Zoë Müller", "instagram:zoe.mueller"),
        person(2, "Zoe Mueller", "x:zoe_mueller"),
        "same handle zoe.mueller or zoe_mueller on two platforms, same name",
    ),
    (
        person(1, "night owl", "instagram:thenightowl"),
        person(2, "Zoe Mueller", "tiktok:thenightowl"),
        "same handle thenightowl on two platforms, different names",
    ),
    (
        person(1, "🌸🦋", "instagram:zoemueller"),
        person(2, "🌸🦋", "tiktok:zoemueller"),
        "same handle zoemueller on two platforms, one of them without a name",
    ),
    (
        person(1, "Zoë Müller", "zoe.mueller@gmail.com"),
        person(2, "Zoe Mueller", "linkedin.com/in/zoe-mueller-4b1a2c9"),
        "same name, address zoemueller@ and profile zoe-mueller-4b1a2c9",
    ),
    (
        person(1, "Zoë Müller", "zoe.mueller@acme.com"),
        person(2, "Müller, Zoë", "linkedin.com/in/zo%C3%AB-mueller"),
        "same name, address zoe.mueller@ and profile zoë-mueller",
    ),
    (
        person(1, "Zoe Mueller", "zoe.mueller@acme.com"),
        person(2, "Zoe Mueller", "zoe.mueller@gmx.de"),
        "same name, address zoe.mueller@ at two domains",
    ),
    (
        person(1, "Zoe Mueller", "zoe+news@acme.com"),
        person(2, "Zoe Mueller", "zoe@acme.com"),
        "one mailbox zoe@acme.com, same name",
    ),
    (
        person(1, "Zoe", "z.oe.m@gmail.com"),
        person(2, "Zoe Mueller", "zoem+x@googlemail.com"),
        "one mailbox zoem@gmail.com, names partly the same",
    ),
    (person(1, "Zoe Mueller", company="Acme"), person(2, "Zoë Müller", "zoe@acme.com"), "same rare name, both at Acme"),
    (
        person(1, "Zoe Schmidt", "aka Zoe Müller", company="Acme"),
        person(2, "Zoe Müller", company="ACME GmbH"),
        "same rare name, both at ACME GmbH",
    ),
    (
        person(1, "Zoe Ray", "aka Zoe Müller", company="Acme"),
        person(2, "Zoe Kim", "aka Zoe Müller", company="Acme"),
        "same rare name, both at Acme",
    ),
    (
        person(1, "Zoe Ray", "zoe1@gmail.com", "x:zoera", "telegram:4711", company="Acme"),
        person(2, "Zoe Ray", "zoe2@gmail.com", "x:4712", "telegram:zoeray", company="Acme"),
        "same rare name, both at Acme",
    ),
    (
        person(1, "zoe.mueller@acme.com", "zoe.mueller@acme.com"),
        person(2, "Zoe Mueller", "zoe.mueller@gmx.de"),
        "one of them without a name, address zoe.mueller@ at two domains",
    ),
    # birthdays
    (person(1, "Alex Kim", born="1990-02-03"), person(2, "Alex Kim", born="1990-02-03"), "same name, same birthday"),
    (person(1, "Alex Kim", born="1990-02-03"), person(2, "Alex Kim", born="--02-03"), "same name, same birthday"),
    (
        person(1, "Anna Alex Kim", born="1990-02-03"),
        person(2, "Kim Alex", born="1990-02-03"),
        "one name within the other, same birthday",
    ),
    # numbers, roles
    (
        person(1, "Zoe Müller", "+33612345678"),
        person(2, "Plumber", "+33612345678"),
        "same number +33612345678, different names",
    ),
    (
        person(1, "+33612345678", "+33612345678"),
        person(2, "Zoe", "+33612345678"),
        "same number +33612345678, one of them without a name",
    ),
    (
        person(1, "Zoe Müller", "+33612345678"),
        person(2, "Zoe Schmidt", "+33612345678"),
        "same number +33612345678, names partly the same",
    ),
    (
        person(1, "Zoe Müller", "info@acme.com"),
        person(2, "Bob Ray", "info@acme.com"),
        "same address info@acme.com, different names",
    ),
]


@pytest.mark.parametrize(("one", "other", "evidence"), ONE)
def test_may_be_one(one, other, evidence):
    assert told(one, other) == [evidence]


AT_ACME = [
    ("Zoe Mueller", "Mueller Zoe", "same rare name"),
    ("Zoë Müller", "Mueller, Zoe", "same rare name"),
    ("Jørgen Åse", "Joergen Aase", "same rare name"),
    ("王伟", "王 伟", "same rare name"),
    ("김민수", "김 민수", "same rare name"),
    ("محمد علي", "علي، محمّد", "same rare name"),
    ("Иван Петров", "Петров Иван", "same rare name"),
    ("Nguyễn Thị Minh Khai", "Minh Khai Nguyen Thi", "same rare name"),
    ("Anna-Lena Groß", "Annalena Gross", "same rare name"),
    ("Dr. Arjun Patel, PhD", "Patel Arjun (he/him)", "same rare name"),
    ("Zoë Müller 🌸", "ZOE MUELLER", "same rare name"),
    ("Arjun Patel, MD", "Arjun Patel", "same rare name"),
    ("Mag Ray", "Ray Mag", "same rare name"),
    ("Ma, Jack", "Jack Ma", "same rare name"),
    ("He Xiaoping", "Xiaoping He", "same rare name"),
    ("Zoe Müller", "Zoe Schmidt (née Müller)", "one name within the other"),
    ("Zoe Müller", "Zoe Müller-Schmidt", "one name within the other"),
    ("Hans Weber", "Hans Weber Jr.", "one name within the other"),
    ("Zoe Muller", "Zoe Mueller", "nearly the same name"),
    ("Iwan Petrow", "Iwann Petrow", None),
    ("Z. Müller", "Zoe Müller", "names short for each other"),
    ("Alex Kim", "Alexander Kim", "names short for each other"),
]


@pytest.mark.parametrize(("one", "other", "words"), AT_ACME)
def test_names_at_one_company(one, other, words):
    expected = [f"{words}, both at Acme"] if words else []
    assert told(person(1, one, company="Acme"), person(2, other, company="Acme")) == expected
    decomposed = unicodedata.normalize("NFD", one)
    assert told(person(1, decomposed, company="Acme"), person(2, other, company="Acme")) == expected
    assert told(person(1, one), person(2, other)) == []


def test_the_company_may_be_told_by_the_address():
    one, other = person(1, "Zoe Mueller", "zoe@mail.acme.co.uk"), person(2, "Zoe Mueller", company="Acme Ltd.")
    assert told(one, other) == ["same rare name, both at Acme Ltd."]


TWO = {
    "a bare name": (person(1, "Alex Kim", "a@x.org"), person(2, "Alex Kim", "+33612345678")),
    "a bare rare name": (person(1, "Zoë Müller"), person(2, "Zoe Mueller")),
    "companies differ": (person(1, "Alex Kim", company="Acme"), person(2, "Alex Kim", company="Bolt")),
    "no company": (person(1, "Alex Kim", company="Self-employed"), person(2, "Alex Kim", company="self employed")),
    "first name at a company": (person(1, "Anna", company="Acme"), person(2, "Anna", company="Acme")),
    "first name of a full one": (person(1, "Anna", company="Acme"), person(2, "Anna Kim", company="Acme")),
    "alias of first name": (
        person(1, "Anna Kim", "aka Anna", company="Acme"),
        person(2, "Anna Ray", "aka Anna", company="Acme"),
    ),
    "free mail is no company": (person(1, "Alex Kim", "a@gmail.com"), person(2, "Alex Kim", "b@gmail.com")),
    "two addresses at a company": (
        person(1, "Alex Kim", "alex.kim@acme.com", company="Acme"),
        person(2, "Alex Kim", "alex.kim2@acme.com", company="Acme"),
    ),
    "two profiles on a site": (
        person(1, "Alex Kim", "linkedin.com/in/alex-kim-1a2b3c4d", company="Acme"),
        person(2, "Alex Kim", "linkedin.com/in/alex-kim-9f8e7d6c", company="Acme"),
    ),
    "two birthdays": (
        person(1, "Hans Weber", company="Acme", born="1950-01-01"),
        person(2, "Hans Weber", company="Acme", born="1980-01-01"),
    ),
    "junior, senior": (person(1, "Hans Weber Jr.", company="Acme"), person(2, "Hans Weber, Sr.", company="Acme")),
    "father, son": (person(1, "Hans Weber", "+4930123456"), person(2, "Jonas Weber", "+4930123456")),
    "father, son in Chinese": (person(1, "王伟", "+4930123456"), person(2, "王芳", "+4930123456")),
    "siblings": (person(1, "Maria Rossi", company="Acme"), person(2, "Mario Rossi", company="Acme")),
    "siblings too": (person(1, "Martin Rossi", company="Acme"), person(2, "Martina Rossi", company="Acme")),
    "short names": (person(1, "Jan Rossi", company="Acme"), person(2, "Jon Rossi", company="Acme")),
    "office number": (
        person(1, "Zoe Müller", "+4930123456", "z.mueller@acme.com"),
        person(2, "Bob Ray", "+4930123456", "b.ray@acme.com"),
    ),
    "twins": (person(1, "Ana Kim", born="1990-02-03"), person(2, "Eve Kim", born="1990-02-03")),
    "number of a platform": (
        person(1, "Zoe Müller", "telegram:123456789", company="Acme"),
        person(2, "Zoe Meyer", "x:123456789", company="Acme"),
    ),
    "roles at two companies": (
        person(1, "Zoe Müller", "support@acme.com"),
        person(2, "Zoe Müller", "support@bolt.com"),
    ),
    "user name of four letters": (person(1, "Zoe Müller", "instagram:zm84"), person(2, "Zoe Ray", "x:zm84")),
    "short user name": (person(1, "Zoe Müller", "instagram:zoe"), person(2, "Zoe Ray", "x:zoe")),
    "user name of one word": (person(1, "Hans Mueller", "instagram:mueller"), person(2, "Ute Mueller", "x:mueller")),
    "address of one word": (person(1, "Hans Mueller", "mueller@a.org"), person(2, "Hans Mueller", "mueller@b.org")),
    "ids are no user names": (person(1, "Zoe Müller", "telegram:123456789"), person(2, "Bob Ray", "x:123456789")),
    "pages of no person": (
        person(1, "Zoe Müller", "acme.com/about"),
        person(2, "Zoe Ray", "bolt.com/about"),
    ),
    "emoji": (person(1, "🌸🦋", company="Acme"), person(2, "🌸🦋", company="Acme")),
    "joined without asking": (
        person(1, "Zoe Müller", "zoe@x.org", company="Acme"),
        person(2, "Zoe Müller", "zoe@x.org", company="Acme"),
    ),
    "one profile, www, mobile": (
        person(1, "Zoe Müller", "https://www.linkedin.com/in/zoem/"),
        person(2, "Bob Ray", "https://m.linkedin.com/in/zoem?trk=x"),
    ),
    "number of one name": (person(1, "Zoe Müller", "+33612345678"), person(2, "Zoë Mueller", "+33612345678")),
}


@pytest.mark.parametrize("persons", TWO.values(), ids=TWO)
def test_stay_two(persons):
    assert told(*persons) == []


def test_what_many_bear_tells_nothing():
    kims = [person(n, "Alex Kim", company="Samsung") for n in range(1, 6)]
    assert len(told(*kims[:2])) == 1
    assert told(*kims) == []
    desk = [person(n, name, "+4930123456") for n, name in enumerate(("Al", "Bo", "Cy", "Di", "Ed"), 1)]
    assert len(told(*desk[:2])) == 1
    assert told(*desk) == []
    users = [person(n, name, f"site{n}:thenightowl") for n, name in enumerate(("Al", "Bo", "Cy", "Di", "Ed"), 1)]
    assert len(told(*users[:2])) == 1
    assert told(*users) == []


def test_a_user_name_made_of_a_common_name_tells_nothing():
    one, other = person(1, "Alex Kim", "instagram:alexkim"), person(2, "Alex Kim", "x:kim_alex", "github:alexkim")
    more = [person(n, "Alex Kim") for n in range(3, 6)]
    assert len(told(one, other)) == 1
    assert told(one, other, *more) == []
    owls = [replace(p, handles=(*p.handles, handle(f"site{p.id}:thenightowl"))) for p in (one, other)]
    assert len(told(*owls, *more)) == 1


def test_a_clash_lowers_what_a_shared_user_name_says():
    one, other = person(1, "Zoe Mueller", "x:zoemueller"), person(2, "Zoe Mueller", "instagram:zoemueller")
    (free,) = suggestions(gathered((one, other)))
    more = [replace(p, handles=(*p.handles, handle(f"github:owl{p.id}"))) for p in (one, other)]
    (lower,) = suggestions(gathered(tuple(more)))
    assert lower.certainty == free.certainty - 30
    born = [replace(p, birthday=read_birthday(f"199{p.id}-01-01")) for p in more]
    assert suggestions(gathered(tuple(born))) == ()


def test_two_reasons_are_told_the_most_certain_pair_comes_first():
    one = person(1, "Zoe Mueller", "instagram:zoemueller", company="Acme")
    two = person(2, "Zoe Mueller", "x:zoemueller", company="Acme")
    three, four = person(3, "Ana Ray", company="Bolt"), person(4, "Ana Ray", company="Bolt")
    assert [(s.pair, s.evidence) for s in suggestions(gathered((three, one, four, two)))] == [
        ((1, 2), "same handle zoemueller on two platforms, same name, both at Acme"),
        ((3, 4), "same rare name, both at Bolt"),
    ]


def test_what_the_user_keeps_apart_is_any_of_their_numbers():
    one = replace(person(1, "Zoe Mueller", company="Acme"), ids=(1, 7))
    other = person(2, "Zoe Mueller", company="Acme")
    assert len(suggestions(gathered((one, other)))) == 1
    assert suggestions(gathered((one, other), {7: 1}, frozenset({(2, 7)}))) == ()
    assert suggestions(gathered((one, other)), {(7, 2)}) == ()
    assert suggestions(gathered((one, other)), {(2, 1)}) == ()


def test_what_makes_a_pair_more_certain():
    def certainty(one: Person, other: Person) -> int:
        return next((s.certainty for s in suggestions(gathered((one, other)))), 0)

    one, other = person(1, "Zoe Ray", born="1990-01-01"), person(2, "Zoe Ray", born="1990-01-01")
    born = certainty(one, other)
    yearless = read_birthday("--01-01")
    assert born > certainty(replace(one, birthday=yearless), replace(other, birthday=yearless))
    at_work = [replace(p, company="Acme") for p in (one, other)]
    assert certainty(*at_work) > born
    box = [replace(p, handles=(handle(mail),)) for p, mail in ((one, "zoe@acme.com"), (other, "zoe+x@acme.com"))]
    no_birthday = [replace(p, birthday=None) for p in box]
    assert certainty(*no_birthday) > certainty(no_birthday[0], replace(no_birthday[1], name="Bob Kim")) > 80
    one, other = at_work
    assert certainty(replace(one, handles=(handle("x.com/owls"),)), replace(other, handles=(handle("x:owls"),))) == 99


WORDS = [
    "anna",
    "lena",
    "annalena",
    "a",
    "an",
    "ann",
    "anne",
    "alexander",
    "alex",
    "al",
    "kim",
    "jr",
    "sr",
    "王伟",
    "王",
]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@given(names, names)
@example("anna lena kim", "annalena kim")
@example("kim alex alexander", "kim a al")
def test_likeness_is_the_same_from_both_sides(one, other):
    assert likeness(spellings([one]), spellings([other])) == likeness(spellings([other]), spellings([one]))


persons = st.builds(
    lambda name, company, handles, born: Person(
        0, name, (), tuple(sorted(handles)), company=company, birthday=read_birthday(born)
    ),
    st.sampled_from(
        ["Zoë Müller", "Zoe Mueller", "Müller, Zoë", "Z. Müller", "Alex Kim", "Alexander Kim", "王伟", "🌸", "Zoe"]
    ),
    st.sampled_from(["", "Acme", "acme inc"]),
    st.frozensets(
        st.sampled_from(
            [
                Handle(HandleKind.EMAIL, "zoe.mueller@acme.com"),
                Handle(HandleKind.EMAIL, "zoe.mueller+x@acme.com"),
                Handle(HandleKind.EMAIL, "zoe.mueller@gmx.de"),
                Handle(HandleKind.EMAIL, "info@acme.com"),
                Handle(HandleKind.PROFILE, "x.com/zoemueller"),
                Handle(HandleKind.PROFILE, "linkedin.com/in/zoe-mueller"),
                Handle(HandleKind.PROFILE, "linkedin.com/in/zoe-mueller-1a2b3c4d"),
                Handle(HandleKind.ID, "instagram:thenightowl"),
                Handle(HandleKind.ID, "telegram:thenightowl"),
                Handle(HandleKind.PHONE, "+33612345678"),
                Handle(HandleKind.NAME, "Zoe Schmidt"),
            ]
        ),
        max_size=3,
    ),
    st.sampled_from(["", "1990-01-01", "--01-01", "1990-01-02"]),
)
crowds = st.lists(persons, min_size=2, max_size=8).map(
    lambda many: tuple(replace(p, id=n, ids=(n,)) for n, p in enumerate(many, 1))
)


@given(crowds, st.randoms(use_true_random=False))
def test_the_order_of_people_does_not_matter(crowd, random):
    shuffled = list(crowd)
    random.shuffle(shuffled)
    assert suggestions(gathered(tuple(shuffled))) == suggestions(gathered(crowd))


@given(crowds)
def test_the_numbers_of_people_do_not_matter(crowd):
    last = len(crowd) + 1
    turned = tuple(replace(p, id=last - p.id, ids=(last - p.id,)) for p in crowd)
    found = {(s.pair, s.certainty, s.evidence) for s in suggestions(gathered(crowd))}
    back = {
        ((last - b, last - a), c, e)
        for (a, b), c, e in ((s.pair, s.certainty, s.evidence) for s in suggestions(gathered(turned)))
    }
    assert found == back


@given(crowds, st.data())
def test_refusing_a_pair_takes_exactly_it_away(crowd, data):
    found = suggestions(gathered(crowd))
    if found:
        gone = data.draw(st.sampled_from(found))
        a, b = gone.pair
        left = tuple(s for s in found if s != gone)
        assert suggestions(gathered(crowd), [data.draw(st.sampled_from([(a, b), (b, a)]))]) == left
        assert suggestions(gathered(crowd, apart=frozenset({(a, b)}))) == left


@given(crowds)
def test_pairs_are_of_two_who_share_more_than_a_name(crowd):
    for s in suggestions(gathered(crowd)):
        assert s.one.id < s.other.id
        assert 50 <= s.certainty <= 99
        assert s.evidence != "same name"
        shared = [h for h in set(s.one.handles) & set(s.other.handles) if h.kind is not HandleKind.NAME]
        assert all(h.kind in (HandleKind.PHONE, HandleKind.EMAIL) for h in shared)
