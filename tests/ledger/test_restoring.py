"""A backup comes back as it was made, whatever lies where it is put."""

from pathlib import Path

import pytest
from test_faults import ALL, CLOCK, T, many, scribble

from unscroll.errors import UnscrollError
from unscroll.ledger import Batch, backup, check, copying, open_writer, restore
from unscroll.places import Places


@pytest.fixture
def backed_up(places: Places, tmp_path: Path) -> Path:
    """Of ten stretches; the log of a writer that was killed after ten more lies beside the ledger."""
    log = places.ledger.with_name("ledger.db-wal")
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(10)))
        file = backup(places, tmp_path / "full.tar")
        writer.commit(Batch(many(10, 10)))
        left = log.read_bytes()
    log.write_bytes(left)
    return file


@pytest.mark.parametrize("gone", [True, False])
def test_no_log_of_before_is_played_over_it(places: Places, backed_up: Path, gone: bool) -> None:
    places.ledger.with_name("ledger.db-journal").write_bytes(b"stale")
    if gone:
        places.ledger.unlink()
    said = restore(places, backed_up, T)
    assert "put aside as ledger.db.replaced-20260528T202640Z" in said[0]
    assert len(list(places.data.glob("ledger.db.replaced-*-journal"))) == 1
    assert len(list(places.data.glob("ledger.db.replaced-*-wal"))) == 1
    assert not list(places.data.glob("ledger.db-*"))
    assert check(places) == ()
    with open_writer(places, CLOCK) as writer:
        assert writer.reader.facts(ALL).focus == many(10)


def test_two_logs_put_aside_in_one_second_stay_two(places: Places, backed_up: Path) -> None:
    left = places.ledger.with_name("ledger.db-wal").read_bytes()
    for _ in range(2):
        places.ledger.unlink()
        places.ledger.with_name("ledger.db-wal").write_bytes(left)
        restore(places, backed_up, T)
    assert len(list(places.data.glob("ledger.db.replaced-*-wal"))) == 2


def test_it_is_not_called_restored_before_it_was_read_in_place(
    places: Places, backed_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lies(path: Path) -> None:
        if path.is_file():
            scribble(path, 4_096, 8 * 4_096)

    monkeypatch.setattr(copying, "sync", lies)
    with pytest.raises(UnscrollError, match="is not whole as it lies there now"):
        restore(places, backed_up, T)


def test_a_ledger_that_was_put_aside_comes_back_with_its_log(places: Places, tmp_path: Path) -> None:
    pair = (places.ledger, places.ledger.with_name("ledger.db-wal"))
    with open_writer(places, CLOCK) as writer:
        backed_up = backup(places, tmp_path / "full.tar")
        writer.commit(Batch(many(20)))
        left = [file.read_bytes() for file in pair]
    for file, content in zip(pair, left, strict=True):
        file.write_bytes(content)
    restore(places, backed_up, T)
    (aside,) = (file for file in places.data.glob("ledger.db.replaced-*") if not file.name.endswith(("-wal", "-shm")))
    restore(places, aside, T + 1_000)
    assert check(places) == ()
    with open_writer(places, CLOCK) as writer:
        assert writer.reader.facts(ALL).focus == many(20)
