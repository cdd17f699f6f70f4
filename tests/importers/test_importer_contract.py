"""Every importer keeps the contract of importers/contract.py."""

import random
import tracemalloc

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.contacts import FILES, HISTORIES, KEEPS, MADE, OF, SAMPLES, cards, many, problems

from unscroll.errors import Exit, UnscrollError
from unscroll.importers.contract import Ask
from unscroll.importers.registry import IMPORTERS
from unscroll.people.handles import email
from unscroll.surface import Surface

each = pytest.mark.parametrize("importer", IMPORTERS, ids=lambda importer: importer.name)
each_sample = pytest.mark.parametrize("name", OF)
each_file = pytest.mark.parametrize("name", FILES)
FEED = Surface("reddit", "feed", "reddit/default")
ASK = Ask("DE", lambda address, title: FEED, own=frozenset({email("ana@example.org")}))


def state(folder):
    return {p: (p.stat().st_mtime_ns, p.read_bytes() if p.is_file() else b"") for p in folder.rglob("*")}


@each_sample
def test_a_sample_is_claimed_by_its_importer_alone(name):
    claimed = {importer.name: found for importer in IMPORTERS if (found := importer.claims(SAMPLES / name))}
    assert list(claimed) == [OF[name].name]
    assert claimed[OF[name].name].source == OF[name].name
    assert claimed[OF[name].name].what


def test_each_importer_has_a_sample_and_a_name_of_its_own():
    assert {*OF.values(), *HISTORIES, *MADE} == set(IMPORTERS)
    assert len({importer.name for importer in IMPORTERS}) == len(IMPORTERS)


@each_sample
def test_nothing_is_written(name):
    before = state(SAMPLES)
    OF[name].claims(SAMPLES / name)
    list(OF[name].read(SAMPLES / name, ASK))
    assert state(SAMPLES) == before


@each_sample
def test_reading_again_gives_the_same_keys(name):
    first = list(OF[name].read(SAMPLES / name, ASK))
    assert list(OF[name].read(SAMPLES / name, ASK)) == first
    keys = [card.key for card in cards(first)]
    assert len(set(keys)) == len(keys)
    assert all(keys)
    without = cards(OF[name].read(SAMPLES / name, Ask()))
    assert [card.key for card in without] == keys, "a region that is told later makes nobody twice"


@each_sample
def test_a_problem_says_where_and_nothing_of_whom(name):
    for problem in problems(OF[name].read(SAMPLES / name, Ask())):
        file, _, line = problem.where.rpartition(":")
        assert file == name
        assert int(line) > 0
        assert "@" not in problem.what
        assert not any(c.isdigit() for c in problem.what)


@each
@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"{", b",", b'"', b"\0" * 300])
def test_next_to_nothing_is_claimed_by_nobody(importer, content, tmp_path):
    file = tmp_path / "file"
    file.write_bytes(content)
    assert importer.claims(file) is None
    assert cards(importer.read(file, ASK)) == []


@each_file
def test_what_breaks_off_is_read_up_to_there(name, tmp_path):
    whole = (SAMPLES / name).read_bytes()
    known = [card.key for card in cards(OF[name].read(SAMPLES / name, ASK))]
    file = tmp_path / name
    for size in range(0, len(whole), max(1, len(whole) // 40)):
        file.write_bytes(whole[:size])
        OF[name].claims(file)
        read = [card.key for card in cards(OF[name].read(file, ASK))]
        # The last may have lost a part; all before it are as they were.
        assert read[:-1] == known[: max(0, len(read) - 1)]
    assert len(read) >= len(known) - 2


@each_file
def test_damaged_bytes_raise_nothing(name, tmp_path):
    whole = (SAMPLES / name).read_bytes()
    chance = random.Random(4711)
    file = tmp_path / name
    for _ in range(30):
        broken = bytearray(whole)
        for _ in range(chance.randrange(1, 30)):
            broken[chance.randrange(len(broken))] = chance.choice(b'\0\r\n",;:={}[]\\\x80\xff \t')
        file.write_bytes(bytes(broken))
        OF[name].claims(file)
        list(OF[name].read(file, ASK))


@each
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_random_bytes_raise_nothing(importer, tmp_path, content):
    file = tmp_path / "file"
    file.write_bytes(content)
    assert importer.claims(file) is None
    list(importer.read(file, ASK))


@each
def test_a_file_that_cannot_be_read_says_so(importer, tmp_path):
    file = tmp_path / "file"
    file.symlink_to("/proc/self/mem")  # opens, and fails to be read
    for use in (importer.claims, lambda path: list(importer.read(path, ASK))):
        with pytest.raises(UnscrollError) as caught:
            use(file)
        assert caught.value.code is Exit.IO


@each
def test_a_folder_without_cards_is_claimed_by_nobody(importer, tmp_path):
    (tmp_path / "note.txt").write_text("BEGIN:VCARD\n")
    assert importer.claims(tmp_path) is None


@pytest.mark.parametrize("importer", [i for i in IMPORTERS if i not in KEEPS], ids=lambda importer: importer.name)
def test_a_large_file_streams(importer, tmp_path):
    """0.6 MiB for 2,000 people, or visits, of 0.6 KiB or more each: what is read is not kept."""
    file = many(importer, tmp_path, 2_000)
    next(iter(importer.read(file, ASK)))  # what it loads when it is first used
    tracemalloc.start()
    try:
        count = sum(1 for _ in importer.read(file, ASK))
        assert importer.claims(file)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count >= 2_000
    assert peak < 0.6 * 2**20
