"""What the tests of the ledger share: a fresh home and its writer."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from unscroll.clock import FakeClock
from unscroll.journal import meanings
from unscroll.ledger import Writer, open_writer
from unscroll.meaning import Meaning
from unscroll.places import Places

T = 1_780_000_000_000


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places.of({"UNSCROLL_HOME": str(tmp_path)})


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock.at(T)


@pytest.fixture
def writer(places: Places, clock: FakeClock) -> Iterator[Writer]:
    with open_writer(places, clock) as opened:
        yield opened


@pytest.fixture
def meaning() -> Meaning:
    return meanings((), 0, {})[-1].meaning
