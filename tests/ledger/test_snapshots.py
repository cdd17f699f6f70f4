"""Snapshots rank by when they were taken, also where the clock was wrong for a while."""

import pytest
from test_faults import ALL, many, scribble

from unscroll.clock import FakeClock
from unscroll.ledger import Batch, check, open_writer
from unscroll.ledger.snapshots import KEPT, snapshots, taken_at
from unscroll.places import Places

T = 1_780_000_000_000
AHEAD = 5_680_000_000_000
DAY = 86_400_000


@pytest.fixture
def ahead(places: Places) -> Places:
    """Seven snapshots of the year 2150, of a ledger with ten stretches."""
    for n in range(KEPT):
        with open_writer(places, FakeClock.at(AHEAD + n * DAY)) as writer:
            writer.commit(Batch(many(10)))
            writer.snapshot()
    return places


def test_the_snapshot_just_written_is_never_pruned(ahead: Places) -> None:
    for n in range(KEPT):
        with open_writer(ahead, FakeClock.at(T + n * DAY)) as writer:
            assert writer.snapshot().exists()
        assert sum(taken_at(file).year == 2026 for file in snapshots(ahead.backups)) == n + 1
    assert [taken_at(file).year for file in snapshots(ahead.backups)] == [2026] * KEPT


def test_a_snapshot_of_the_future_is_the_last_to_be_restored(ahead: Places) -> None:
    with open_writer(ahead, FakeClock.at(T)) as writer:
        writer.commit(Batch(many(10, 10)))
        kept = writer.snapshot()
    scribble(ahead.ledger, 0, 100)
    with open_writer(ahead, FakeClock.at(T + DAY)) as writer:
        assert "the snapshot of 2026-05-28" in writer.notices[1]
        assert writer.reader.facts(ALL).focus == many(20)
    ahead.ledger.unlink()
    (finding,) = check(ahead, T + DAY)
    assert kept.name in finding.mend
