"""Nobody: records that are no person, and people whose records look so."""

import pytest

from unscroll.errors import UnscrollError
from unscroll.people.folding import fold
from unscroll.people.handles import email, phone, profile
from unscroll.people.nobody import Owner, nobody_because, refuse_no_name, role_address

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


@pytest.mark.parametrize(
    "told",
    ["#1", "zoe@example.org", "no-reply@example.org", "@zoe", "+33612345678", "06 12 34 56 78", "(555) 123-4567"],
)
def test_what_nobody_is_called_is_refused_as_a_name(told):
    with pytest.raises(UnscrollError, match="is no name"):
        refuse_no_name(told)


@pytest.mark.parametrize("told", ["Zoë", "007", "Ana 2", "🦊", "Mia (Lyon)", "Iris", "Meike"])
def test_any_other_word_is_a_name(told):
    refuse_no_name(told)


@pytest.mark.parametrize("told", ["me", "Me", "MYSELF", " I "])
def test_the_words_for_oneself_are_nobody_else(told):
    for refused in (refuse_no_name, NO_OWNER.refuse):
        with pytest.raises(UnscrollError, match="this is you"):
            refused(told)


def test_an_initial_of_an_address_book_is_somebody():
    assert because("I", ZOE) == ""
    assert because("Me", ZOE) == "this is you"


def test_the_users_words_in_another_order_are_the_user():
    owner = Owner.named(["Own Max", "Zoë"])
    assert owner.bears("Max Own")
    assert owner.bears("max, OWN")
    assert because("Max Own", ZOE, owner=owner) == "this is you"
    assert not owner.bears("Max")
    assert not owner.bears("Max Own Own")


def test_the_hint_names_the_setting_as_it_is_spelled():
    with pytest.raises(UnscrollError) as refused:
        Owner.named(["Ana"]).refuse("Ana")
    assert refused.value.hint == "The settings say so: people.me"
