"""Handles: one spelling for what two sources write differently, and nothing for what is nobody's."""

import pytest

from unscroll.errors import Exit, UnscrollError
from unscroll.people.handles import (
    Handle,
    HandleKind,
    alias,
    email,
    phone,
    platform_id,
    profile,
    read_handle,
    spoken_handle,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Zoe@Example.ORG", "zoe@example.org"),
        (" <zoe@example.org> ", "zoe@example.org"),
        ("MAILTO:zoe@example.org", "zoe@example.org"),
        ("zoe+lists@example.org.", "zoe+lists@example.org"),
        ("zoe@bücher.example", "zoe@xn--bcher-kva.example"),
    ],
)
def test_an_address_has_one_spelling(text, value):
    assert email(text) == Handle(HandleKind.EMAIL, value)


@pytest.mark.parametrize("text", ["", "zoe", "zoe@", "zoe@localhost", "a@b@c.org", "zoe mueller@x.org", "z@a..org"])
def test_what_is_no_address(text):
    assert email(text) is None


@pytest.mark.parametrize(
    ("text", "region", "value"),
    [
        ("+33 6 12 34 56 78", "", "+33612345678"),
        ("tel:+33-6-12-34-56-78", "", "+33612345678"),
        ("TEL:+33612345678", "", "+33612345678"),
        ("0033 6 12 34 56 78", "", "+33612345678"),
        ("+49 (0)30 901820", "", "+4930901820"),
        ("030 901820", "DE", "+4930901820"),
        ("(202) 555-0143", "us", "+12025550143"),
        ("+447700900142", "", "+447700900142"),
        ("(+44) 7700 900142", "", "+447700900142"),
        ("+1 202 555 0143 x12", "", "+12025550143;ext=12"),
        ("+1 202 555 0143;ext=12", "", "+12025550143;ext=12"),
    ],
)
def test_a_number_has_one_spelling(text, region, value):
    assert phone(text, region) == Handle(HandleKind.PHONE, value)


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("(202) 555-0143", ""),
        ("12345", "DE"),
        ("116117", "DE"),
        ("0900 1234567", "DE"),
        ("+1 800 253 0000", ""),
        ("+1 202", ""),
        ("VODAFONE", "DE"),
        ("030 901820", "XX"),
        ("", "DE"),
    ],
)
def test_what_is_nobodys_number(text, region):
    assert phone(text, region) is None


def test_colleagues_behind_one_switchboard_stay_two():
    assert phone("+1 202 555 0143 ext. 12") != phone("+1 202 555 0143 ext. 13")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("https://www.linkedin.com/in/Zoe-Mueller/?trk=x", "linkedin.com/in/zoe-mueller"),
        ("http://uk.linkedin.com/in/zoe-mueller", "linkedin.com/in/zoe-mueller"),
        ("linkedin.com/in/zoe-mueller/overlay/contact-info/", "linkedin.com/in/zoe-mueller"),
        ("https://www.linkedin.com/in/zo%C3%AB", "linkedin.com/in/zoë"),
        ("https://www.linkedin.com/in/zoe\u0308", "linkedin.com/in/zoë"),
        ("https://twitter.com/Zoe", "x.com/zoe"),
        ("https://m.facebook.com//zoe/", "facebook.com/zoe"),
        ("https://www.facebook.com/profile.php?id=4711", "facebook.com/4711"),
        ("https://mastodon.example/@zoe", "mastodon.example/@zoe"),
    ],
)
def test_a_profile_has_one_spelling(text, value):
    assert profile(text) == Handle(HandleKind.PROFILE, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "https://example.org/",
        "ftp://example.org/zoe",
        "https://www.linkedin.com/company/acme",
        "https://www.linkedin.com/in/",
        "https://www.facebook.com/profile.php",
        "https://www.facebook.com/profile.php?id=me",
        "https://www.youtube.com/watch?v=1",
        "https://example.org/a b",
        "https://example.org/a%0Ab",
        "http://[::1/zoe",
    ],
)
def test_what_is_nobodys_page(text):
    assert profile(text) is None


def test_a_platforms_own_id():
    assert platform_id(" Telegram ", " 4711 ") == Handle(HandleKind.ID, "telegram:4711")
    assert platform_id("telegram", " ") is None
    assert platform_id("", "4711") is None


def test_a_name_is_no_key():
    found = alias("  Zoë \t Müller ")
    assert found == Handle(HandleKind.NAME, "Zoë Müller")
    assert not found.strong
    assert email("zoe@example.org").strong
    assert alias("\n") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Zoe@example.org", "email:zoe@example.org"),
        ("+33 6 12 34 56 78", "phone:+33612345678"),
        ("telegram:4711", "id:telegram:4711"),
        ("linkedin.com/in/zoe", "profile:linkedin.com/in/zoe"),
        ("https://linkedin.com/in/zoe", "profile:linkedin.com/in/zoe"),
    ],
)
def test_what_a_person_types(text, told):
    assert str(spoken_handle(text)) == told
    assert str(read_handle(told)) == told


def test_what_a_person_mistypes():
    with pytest.raises(UnscrollError) as caught:
        spoken_handle("zoe")
    assert caught.value.code is Exit.USAGE
    with pytest.raises(ValueError, match="fax"):
        read_handle("fax:1")
