"""What is mended without a loss: a ledger damaged while it is open, a lost key, a crowded millisecond."""

import shutil
from pathlib import Path

import pytest
from test_faults import ALL, CLOCK, T, many, scribble

from unscroll.ledger import Batch, LedgerDamaged, check, ensure_key, open_writer
from unscroll.ledger.faults import LedgerGone
from unscroll.places import Places
from unscroll.sighting import Focus, Stretch
from unscroll.surface import Surface, ThreadKey

THREAD = Surface("x", "dm_thread", "x/dm_thread/aaaaaa", thread=ThreadKey(bytes(16)))


def test_damage_found_in_mid_run_is_mended_from_the_snapshot(places: Places) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(5_000)))
        writer.snapshot()
        writer.commit(Batch(many(100, 5_000)))
        writer._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        writer._db.execute("PRAGMA cache_size=0")
        scribble(places.ledger, 4_096, places.ledger.stat().st_size - 4_096)
        writer._db.execute("PRAGMA shrink_memory")
        with pytest.raises(LedgerDamaged):
            writer.commit(Batch(many(10, 9_000)))
        notices = writer.mend()
        assert "damaged" in notices[0]
        assert "snapshot of" in notices[1]
        writer.commit(Batch(many(10, 9_000)))
        assert set(writer.reader.facts(ALL).focus) >= {*many(5_000), *many(10, 9_000)}
    assert check(places) == ()
    assert len(list(places.data.glob("ledger.db.corrupt-*"))) == 1


def test_a_repair_that_finds_no_room_leaves_all_for_the_next_time(places: Places, monkeypatch) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(3_000)))
        writer.snapshot()
    scribble(places.ledger, 8_192)
    before = places.ledger.read_bytes()

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "copyfile", no_room)
        with pytest.raises(Exception, match="No space left"):
            open_writer(places, CLOCK)
    assert places.ledger.read_bytes() == before
    assert not list(places.data.glob(".ledger*"))
    with open_writer(places, CLOCK) as writer:
        assert writer.reader.facts(ALL).focus == many(3_000)


def test_a_lost_or_damaged_key_comes_back_from_its_copy(places: Places) -> None:
    open_writer(places, CLOCK).close()
    key = ensure_key(places.thread_key)
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch((Stretch(T, T + 1_000, Focus(THREAD), "x11"),)))
        assert writer.notices == ()
    assert places.spare_key.stat().st_mode & 0o777 == 0o600
    for damage, says in ((lambda path: path.unlink(), "missing"), (lambda path: path.write_bytes(b"x"), "damaged")):
        damage(places.thread_key)
        assert "copy" in check(places)[0].mend
        with open_writer(places, CLOCK) as writer:
            (notice,) = writer.notices
            assert says in notice
        assert ensure_key(places.thread_key) == key
        assert check(places) == ()
    assert [path.read_bytes() for path in places.data.glob("thread.key.damaged-*")] == [b"x"]


def test_a_key_lost_without_a_copy_is_said(places: Places) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch((Stretch(T, T + 1_000, Focus(THREAD), "x11"),)))
    with open_writer(places, CLOCK) as writer:
        (notice,) = writer.notices
        assert "no copy" in notice


def test_a_millisecond_with_more_facts_than_it_has_numbers_loses_no_other(places: Places) -> None:
    crowd = tuple(
        Stretch(T, T + 900, Focus(Surface("none", "window", "none", app="a"), pid=n), "x11") for n in range(7)
    )
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(crowd[:1]))
        columns = ", ".join(row[1] for row in writer._db.execute("PRAGMA table_info(focus)") if row[1] != "id")
        writer._db.execute(  # each by the writer takes seconds
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4093)"
            f" INSERT INTO focus(id, {columns}) SELECT id + i, {columns} FROM focus, n"
        )
        writer.commit(Batch((*crowd[1:], *many(3, 10))))
        assert writer.crowded == 4
        assert len(writer.reader.facts(ALL).focus) == 4_096 + 3


def test_a_browser_run_that_was_silent_for_a_day_is_dropped(places: Places) -> None:
    from unscroll.clock import FakeClock

    clock = FakeClock.at(T)
    with open_writer(places, clock) as writer:
        writer.commit(Batch(acks={"old": 1, "busy": 1}))
        clock.run(20 * 3_600_000)
        writer.commit(Batch(acks={"busy": 2}))
        clock.run(5 * 3_600_000)
        writer.commit(Batch(acks={"new": 1}))
        assert writer.reader.acks() == {"busy": 2, "new": 1}


def test_snapshots_are_not_confused_by_the_copy_of_the_key(places: Places, tmp_path: Path) -> None:
    with open_writer(places, CLOCK) as writer:
        ensure_key(places.thread_key)
        for _ in range(2):
            writer.snapshot()
    with open_writer(places, CLOCK):
        assert places.spare_key.exists()
    assert check(places) == ()


def test_a_ledger_that_is_gone_is_told_from_one_that_may_not_be_written(places: Places) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(10)))
        places.ledger.unlink()
        for asked in (writer.prove_whole, lambda: writer.commit(Batch(many(1))), lambda: writer.set_mark("a", "b")):
            with pytest.raises(LedgerGone, match="taken away while it was open"):
                asked()
        assert "written into a new one" in writer.mend()[0]
        writer.prove_whole()
        assert writer.reader.facts(ALL).focus == many(10)
    assert check(places) == ()
