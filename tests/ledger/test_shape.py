"""A ledger that opens but is none: pipes, missing or foreign tables, backups cut short."""

import os
import sqlite3
import tarfile
from datetime import date
from pathlib import Path

import pytest
from test_faults import ALL, CLOCK, T, many

from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import Batch, CachedDay, backup, check, ensure_key, open_reader, open_writer, restore
from unscroll.ledger.snapshots import is_good, snapshots
from unscroll.places import Places
from unscroll.span import Span

CLOCK_DAY = date(2026, 5, 28)
GOLDEN = Path(__file__).parent.parent / "golden"
TRIGGER = "CREATE TRIGGER spy AFTER INSERT ON focus BEGIN DELETE FROM person; END"


def change(path: Path, *statements: str) -> None:
    db = sqlite3.connect(path)
    for statement in statements:
        db.execute(statement)
    db.commit()
    db.close()


def older(path: Path, version: int, *statements: str) -> None:
    db = sqlite3.connect(path)
    db.executescript((GOLDEN / f"ledger-{version}.sql").read_text(encoding="utf-8"))
    db.close()
    change(path, *statements)


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (("DROP TABLE crossing",), "the table crossing is missing"),
        (("DROP INDEX touchpoint_start",), "the index touchpoint_start is missing"),
        (("ALTER TABLE mark RENAME COLUMN value TO worth",), "the table mark is not as unscroll makes it"),
        ((TRIGGER,), "the trigger spy is none of unscroll's"),
    ],
)
def test_tables_that_are_not_unscrolls_are_said_and_mended(places: Places, harm: tuple[str, ...], says: str) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(100)))
        writer.snapshot()
        writer.commit(Batch(many(100, 100)))
    change(places.ledger, *harm)
    (finding,) = check(places)
    assert says in finding.what
    with open_writer(places, CLOCK) as writer:
        assert "snapshot of" in writer.notices[1]
        assert writer.reader.facts(ALL).focus == many(200)
    assert check(places) == ()


def test_without_a_snapshot_a_missing_table_takes_nothing_else_with_it(places: Places) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(100)))
    change(places.ledger, "DROP TABLE crossing")
    with open_writer(places, CLOCK) as writer:
        assert "there was no snapshot" in writer.notices
        assert writer.reader.facts(ALL).focus == many(100)


def test_a_view_or_an_index_of_ones_own_is_no_damage(places: Places) -> None:
    open_writer(places, CLOCK).close()
    change(places.ledger, "CREATE VIEW mine AS SELECT * FROM focus", "CREATE INDEX mine_too ON focus(dur_ms)")
    assert check(places) == ()
    with open_writer(places, CLOCK) as writer:
        assert writer.notices == ()


@pytest.mark.parametrize("version", [1, 2, 3])
def test_an_older_ledger_is_whole_with_the_tables_of_its_time(places: Places, version: int) -> None:
    places.make()
    older(places.ledger, version)
    assert is_good(places.ledger)
    older(places.data / "cut.db", version, "DROP TABLE session")
    assert not is_good(places.data / "cut.db")


def test_an_older_ledger_that_lacks_a_table_keeps_the_rest(places: Places) -> None:
    places.make()
    older(places.ledger, 2, "DROP TABLE session", "DROP TABLE session_what")
    with open_writer(places, CLOCK) as writer:
        assert "damaged" in writer.notices[0]
        assert {person.name for person in writer.reader.people().everybody} == {"Zoë", "Ana"}
    assert check(places) == ()


def test_figures_of_before_a_repair_are_counted_anew(places: Places) -> None:
    day = CachedDay(CLOCK_DAY, Span(T, T + 1), "figures", "h", 1, {})
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(10)))
        writer.begin_caching()
        writer.cache_days([day])
        writer.snapshot()
        writer.commit(Batch(many(10, 10)))
    change(places.ledger, "DROP TABLE crossing")
    with open_writer(places, CLOCK) as writer:
        assert writer.reader.cached_days(CLOCK_DAY, CLOCK_DAY, "figures", 1) == {}


@pytest.mark.parametrize("end", ["", "-wal", "-shm"])
def test_a_pipe_is_refused_and_not_waited_for(places: Places, end: str) -> None:
    open_writer(places, CLOCK).close()
    part = places.ledger.with_name(places.ledger.name + end)
    part.unlink(missing_ok=True)
    os.mkfifo(part)
    for opens in (lambda: open_writer(places, CLOCK), lambda: open_reader(places), lambda: check(places)):
        with pytest.raises(UnscrollError, match="no regular file") as refused:
            opens()
        assert refused.value.code == Exit.IO


def test_a_pipe_as_key_or_snapshot_is_not_waited_for(places: Places) -> None:
    places.make()
    open_writer(places, CLOCK).close()
    os.mkfifo(places.thread_key)
    os.mkfifo(places.backups / "ledger-20260101T000000000000Z.db")
    with pytest.raises(UnscrollError, match="no regular file"):
        ensure_key(places.thread_key)
    assert [finding.what for finding in check(places)] == [
        f"{places.thread_key} is no regular file",
        "the snapshot ledger-20260101T000000000000Z.db is damaged",
    ]


@pytest.mark.parametrize("kept", [0.02, 0.5, 0.9])
@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz"])
def test_a_backup_cut_short_is_one_line(places: Places, tmp_path: Path, kept: float, mode: str) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(500)))
    whole, cut = backup(places, tmp_path / "b.tar"), tmp_path / "cut.tar"
    with tarfile.open(cut, mode) as tar, tarfile.open(whole) as source:
        for member in source.getmembers():
            tar.addfile(member, source.extractfile(member))
    os.truncate(cut, int(cut.stat().st_size * kept))
    before = places.ledger.read_bytes()
    with pytest.raises(UnscrollError) as refused:
        restore(places, cut, T)
    assert refused.value.code == Exit.IO
    assert places.ledger.read_bytes() == before


def test_a_backup_with_a_foreign_trigger_is_refused(places: Places, tmp_path: Path) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(10)))
        writer.snapshot()
    (copy,) = snapshots(places.backups)
    change(copy, TRIGGER)
    with pytest.raises(UnscrollError, match="no whole ledger") as refused:
        restore(places, copy, T)
    assert refused.value.code == Exit.IO
