"""Every kind and every evidence has its word, found by the enum as by its text."""

from unscroll.kinds import Evidence, Kind
from unscroll.reports.words import EVIDENCE, KINDS


def test_every_kind_and_evidence_has_a_word():
    assert list(KINDS) == [k for k in KINDS if k in set(Kind)]
    assert all(KINDS[kind] for kind in Kind)
    assert {str(e) for e in Evidence} == set(EVIDENCE)
    assert all(EVIDENCE[evidence] for evidence in Evidence)
