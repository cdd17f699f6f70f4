"""Settings changed in the text of a config.toml: the rest stays as it was written."""

import pytest

from unscroll.settings import parse
from unscroll.settings.editing import edited

OWN = """# my settings
cap = "1h"   # enough

never = [
  # the old one
  "a.example",
  "b.example",  # and this
]

[work]  # at the office
counts = true
"""


def test_only_what_changes_is_touched():
    text = edited(OWN, {("never",): ["b.example", "c.example"], ("work", "hours"): ["mon 09:00-12:00"]})
    for kept in ("# my settings", 'cap = "1h"   # enough', "# the old one", "# and this", "# at the office", "counts"):
        assert kept in text
    settings = parse(text)
    assert settings.never == ("b.example", "c.example")
    assert settings.work.hours[0].start_min == 540


def test_what_stands_already_leaves_the_text_alone():
    assert edited(OWN, {("never",): ["a.example", "b.example"], ("cap",): "1h", ("phone",): None}) == OWN


def test_none_takes_a_setting_out_and_makes_no_table():
    assert parse(edited(OWN, {("never",): None})).never == ()
    assert "[people]" not in edited(OWN, {("people", "region"): None})


@pytest.mark.parametrize("text", ["", "[people]\n", "people = {}\n", 'people.me = ["Ana"]\n'])
def test_a_table_of_any_form_takes_a_setting(text):
    assert parse(edited(text, {("people", "region"): "FR"})).people.region == "FR"


@pytest.mark.parametrize("told", ['a"b', "a\\b", "\n[work]\ncounts = true\n", "\x1b"])
def test_a_hostile_text_stays_a_text(told):
    assert parse(edited("", {("people", "me"): [told]})).people.me == (told,)
