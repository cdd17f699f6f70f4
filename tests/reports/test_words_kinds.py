"""Every kind and every evidence has its word, found by the enum as by its text."""

import pytest

from unscroll.kinds import Evidence, Kind
from unscroll.naming import views_of
from unscroll.platforms import _PLATFORMS
from unscroll.reports.words import EVIDENCE, KINDS, someone
from unscroll.rulebook import load_rules


def test_every_kind_and_evidence_has_a_word():
    assert list(KINDS) == [k for k in KINDS if k in set(Kind)]
    assert all(KINDS[kind] for kind in Kind)
    assert {str(e) for e in Evidence} == set(EVIDENCE)
    assert all(EVIDENCE[evidence] for evidence in Evidence)


def test_each_platform_that_is_named_is_one_of_the_rules():
    known = views_of(load_rules())
    assert [name for name in _PLATFORMS if name not in known] == []


@pytest.mark.parametrize(
    ("name", "said"),
    [("telegram", "Telegram"), ("google_chat", "Google Chat"), ("vk", "VK"), ("nosuch_one", "Nosuch one")],
)
def test_someone_is_said_with_the_platforms_own_spelling(name, said):
    assert someone(name) == f"Someone on {said}"


def test_a_long_name_is_cut_in_reports():
    from unscroll.reports.period_page import _person

    assert _person("x" * 5_000, 3, ()).name == "x" * 59 + "…"
