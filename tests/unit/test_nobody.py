"""Nobody: records that are no person, and people whose records look so."""

import pytest

from unscroll.people.folding import fold
from unscroll.people.handles import email, phone, profile
from unscroll.people.nobody import Owner, nobody_because, role_address

ZOE = email("zoe@example.org")
INFO = email("info@example.org")
LINKED = profile("linkedin.com/in/zoe")


NO_OWNER = Owner()


def because(name, *handles, owner=NO_OWNER):
    return nobody_because(name, handles, owner, fold(name))


@pytest.mark.parametrize(
    ("name", "handles"),
    [
        ("Zoë Müller", ()),
        ("Zoë Müller", (ZOE, INFO)),
        ("", (ZOE,)),
        ("Lena Ag", ()),
        ("Ann Abbot", ()),
        ("Inc Ming", ()),
        ("Acme GmbH", (LINKED,)),
    ],
)
def test_somebody(name, handles):
    assert because(name, *handles) == ""


@pytest.mark.parametrize(
    ("name", "handles", "why"),
    [
        ("", (), "no name"),
        ("  ", (), "no name"),
        ("LinkedIn Member", (LINKED,), "deleted account"),
        ("Deleted Account", (), "deleted account"),
        ("Unknown caller", (), "deleted account"),
        ("Build Bot", (), "a bot"),
        ("Acme GmbH", (ZOE,), "company"),
        ("Müller AG", (), "company"),
        ("Acme, Inc.", (), "company"),
        ("acme ltd", (), "company"),
        ("Acme", (INFO,), "role"),
        ("", (email("no-reply+7@example.org"),), "role"),
        ("", (email("noreply-news@example.org"),), "role"),
    ],
)
def test_nobody(name, handles, why):
    assert why in because(name, *handles)


def test_the_user_is_nobody_else():
    owner = Owner(frozenset({ZOE}), frozenset({fold("Zoë Müller")}))
    assert because("Somebody", ZOE, owner=owner) == "this is you"
    assert because("zoe  MULLER", owner=owner) == "this is you"
    assert because("Zoë Schmidt", email("zs@example.org"), owner=owner) == ""


def test_only_an_address_can_be_of_a_role():
    assert role_address(INFO)
    assert not role_address(phone("+33612345678"))
    assert not role_address(email("informatics@example.org"))
