"""What holds of suggestions among any people."""

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st
from support.gathered import gathered

from unscroll.people.alike import suggestions
from unscroll.people.birthday import read_birthday
from unscroll.people.handles import Handle, HandleKind
from unscroll.people.naming import likeness, spellings
from unscroll.people.person import Person

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
