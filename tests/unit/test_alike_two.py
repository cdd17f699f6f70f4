"""Alike: who stays two."""

from dataclasses import replace

import pytest
from support.alike import handle, person, told

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
