"""Alike: how certain a pair is, in which order pairs come."""

from dataclasses import replace

from support.alike import handle, person
from support.gathered import gathered

from unscroll.people.alike import suggestions
from unscroll.people.birthday import read_birthday
from unscroll.people.person import Person


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
