"""Alike: who may be one human, by which evidence."""

import unicodedata

import pytest
from support.alike import person, told

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
