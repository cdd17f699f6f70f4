"""The registry gives a file to its one importer, or says why not."""

import os
from types import SimpleNamespace

import pytest
from support.contacts import OF, SAMPLES

from unscroll.errors import Exit, UnscrollError
from unscroll.importers.contract import Claim
from unscroll.importers.registry import IMPORTERS, SUPPORTED, claim


@pytest.mark.parametrize("name", OF)
def test_a_file_goes_to_its_importer(name):
    importer, found = claim(SAMPLES / name)
    assert importer is OF[name]
    assert found.source == importer.name


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"a,b,c\n1,2,3\n", b"{}"])
def test_a_file_of_no_known_format(content, tmp_path):
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(UnscrollError) as caught:
        claim(file)
    assert caught.value.code is Exit.NO
    assert all(words in str(caught.value) for words in SUPPORTED)
    assert len(SUPPORTED) == len(IMPORTERS)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(UnscrollError, match="does not exist") as caught:
        claim(tmp_path / "none.vcf")
    assert caught.value.code is Exit.IO


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(UnscrollError, match="may not be read") as caught:
        claim(tmp_path)
    assert caught.value.code is Exit.IO


def test_a_file_that_two_claim(tmp_path):
    greedy = [SimpleNamespace(claims=lambda path, name=name: Claim(name, "all")) for name in ("one", "two")]
    with pytest.raises(UnscrollError, match="one or of two") as caught:
        claim(tmp_path, greedy)
    assert caught.value.code is Exit.NO
