"""What was forgotten is overwritten, also later, where a disk was full; what was not there costs nothing."""

import sqlite3
import subprocess
from pathlib import Path

import pytest

from unscroll.clock import FakeClock
from unscroll.commands import Forget
from unscroll.errors import Exit
from unscroll.kinds import Evidence
from unscroll.ledger import Batch, LedgerFull, Writer, check, open_writer
from unscroll.ledger.batch import CommandResult
from unscroll.places import Places
from unscroll.sighting import Focus, Stretch, Visited
from unscroll.surface import Surface
from unscroll.visits import FIREFOX

T = 1_780_000_000_000
HOUR = 3_600_000


@pytest.fixture
def filled(writer: Writer, places: Places) -> Writer:
    places.make()
    writer.commit(Batch((Stretch(T, T + HOUR, Focus(Surface("none", "window", "none", app="secretprogram")), "x11"),)))
    (places.reports / "2026.html").write_text("secretprogram")
    for _ in range(3):
        writer.snapshot().rename(places.backups / f"ledger-2026052{_}T000000000000Z.db")
    return writer


def forget(writer: Writer, **what: object) -> CommandResult:
    (result,) = writer.commit(Batch(commands=(Forget(**what),)))  # type: ignore[arg-type]
    return result


def holding(places: Places) -> list[Path]:
    return [file for file in places.data.rglob("*") if file.is_file() and b"secretprogram" in file.read_bytes()]


class Full:
    """A connection whose disk has no room for a VACUUM."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __getattr__(self, name: str) -> object:
        return getattr(self._db, name)

    def execute(self, sql: str, *values: object) -> sqlite3.Cursor:
        if sql == "VACUUM":
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error
        return self._db.execute(sql, *values)


@pytest.mark.parametrize("what", [{"platform": "nosuch"}, {"start_ms": T + 9 * HOUR, "end_ms": T + 10 * HOUR}])
def test_where_nothing_went_snapshots_and_pages_stay(filled: Writer, places: Places, what: dict[str, object]) -> None:
    before = sorted(file.name for file in places.backups.iterdir())
    assert forget(filled, **what) == CommandResult(True, "forgot 0 rows", data={"rows": 0})
    assert sorted(file.name for file in places.backups.iterdir()) == before
    assert (places.reports / "2026.html").exists()


def test_a_history_of_a_span_takes_the_pages_of_all_that_its_visits_reach(filled: Writer, places: Places) -> None:
    page = places.reports / "2026-05-30.html"
    page.write_text("what the visit reached")
    told = Visited(Surface("reddit", "feed", "reddit/default"), Evidence.MEASURED, 7)
    filled.commit(Batch((Stretch(T + 20 * HOUR, T + 44 * HOUR, told, FIREFOX, "history"),)))
    forget(filled, source=FIREFOX, start_ms=T + 20 * HOUR, end_ms=T + 21 * HOUR)
    assert not page.exists()


def test_without_room_it_is_said_and_made_up_for_the_next_time(filled: Writer, places: Places) -> None:
    whole = filled._db
    filled._db = Full(whole)  # type: ignore[assignment]
    result = forget(filled, start_ms=T, end_ms=T + 1)
    assert result.ok
    assert result.message.startswith("forgot 1 row; but no room left for ")
    assert "not overwritten yet and there is no snapshot" in result.message
    assert not list(places.backups.glob("*.db"))
    assert holding(places)
    filled._db = whole
    assert forget(filled, start_ms=T, end_ms=T + 1).message == "forgot 0 rows"
    assert holding(places) == []
    assert filled.reader.mark("unswept") is None


def test_where_no_snapshot_could_be_made_it_is_said(
    filled: Writer, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: Writer) -> Path:
        raise LedgerFull(f"no room left for {places.backups}", "free some", Exit.IO)

    monkeypatch.setattr(Writer, "_copy", full)
    result = forget(filled, start_ms=T, end_ms=T + 1)
    assert result.ok
    assert f"but no room left for {places.backups}: there is no snapshot of the ledger" in result.message
    assert holding(places) == []


@pytest.mark.parametrize("again", ["opened", "forgotten", "copied"])
@pytest.mark.parametrize("what", [{"start_ms": T, "end_ms": T + 1}, {"platform": "none"}])
def test_whoever_is_killed_before_the_sweep_leaves_it_to_the_next(
    filled: Writer, places: Places, monkeypatch: pytest.MonkeyPatch, again: str, what: dict[str, object]
) -> None:
    def killed(*_: object) -> str:
        raise KeyboardInterrupt

    (places.reports / "2020.html").write_text("an older one")
    with monkeypatch.context() as patch:
        patch.setattr("unscroll.ledger.writer.sweep", killed)
        with pytest.raises(KeyboardInterrupt):
            forget(filled, **what)
    assert "none" not in str(filled.reader.mark("unswept"))
    (finding,) = check(places)
    assert finding.what == "what was forgotten can still be read from the ledger's file, its snapshots, written pages"
    if again == "forgotten":
        assert forget(filled, **what).message == "forgot 0 rows"
    elif again == "copied":
        filled.snapshot()
    filled.close()
    with open_writer(places, FakeClock.at(T)) as writer:
        now = ("what was forgotten before was not overwritten yet: it is now",)
        assert writer.notices == (now if again == "opened" else ())
        assert holding(places) == []
        assert writer.reader.mark("unswept") is None
    assert (places.reports / "2020.html").exists() == ("start_ms" in what)
    assert len(list(places.backups.glob("*.db"))) == 1
    assert check(places) == ()
    with open_writer(places, FakeClock.at(T)) as writer:
        assert writer.notices == ()


def test_a_mark_of_before_says_that_all_is_owed(filled: Writer, places: Places) -> None:
    filled.set_mark("unswept", "")
    filled.close()
    with open_writer(places, FakeClock.at(T)) as writer:
        assert writer.notices
        assert writer.reader.mark("unswept") is None
    assert not list(places.reports.glob("*.html"))


def test_a_page_that_stays_is_owed_and_costs_no_snapshot(
    filled: Writer, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("unscroll.ledger.sweeping.drop_pages", lambda *_: (places.reports / "2026.html",))
        assert "delete" in forget(filled, start_ms=T, end_ms=T + 1).message
        assert check(places)[0].what == "what was forgotten can still be read from written pages"
        (kept,) = places.backups.glob("*.db")
        kept.rename(places.backups / "ledger-20260520T000000000000Z.db")
        filled.snapshot()
    assert len(list(places.backups.glob("*.db"))) == 2
    filled.snapshot()
    assert check(places) == ()
    assert not (places.reports / "2026.html").exists()


def test_what_a_killed_process_left_half_made_is_swept_too(filled: Writer, places: Places) -> None:
    (places.data / ".restore-x").mkdir()
    for left in (".restore-x/ledger.db", ".ledger.db.reading-wal", "backups/.ledger-20260520T000000000000Z.db.new"):
        (places.data / left).write_text("secretprogram")
    forget(filled, start_ms=T, end_ms=T + 1)
    assert holding(places) == []


def test_beside_a_reader_it_is_owed_until_the_file_is_overwritten(filled: Writer, places: Places) -> None:
    filled._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    filled._db.execute("PRAGMA busy_timeout=1").fetchall()
    reader = sqlite3.connect(places.ledger, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM word").fetchone()
    result = forget(filled, start_ms=T, end_ms=T + 1)
    assert result.ok
    assert "; but another program has the ledger open" in result.message
    assert holding(places) == [places.ledger]
    assert check(places)[0].what == "what was forgotten can still be read from the ledger's file"
    assert len(list(places.backups.glob("*.db"))) == 1
    filled.snapshot()
    assert check(places)
    reader.close()
    filled.close()
    with open_writer(places, FakeClock.at(T)) as writer:
        assert writer.notices
        assert holding(places) == []
        assert check(places) == ()


def test_ledgers_that_were_put_aside_are_named_as_long_as_they_are_there(filled: Writer, places: Places) -> None:
    for name in ("replaced-1", "replaced-1-wal", "corrupt-2", "found-3-wal"):
        (places.data / f"ledger.db.{name}").write_text("secretprogram")
    assert check(places) == ()
    message = forget(filled, start_ms=T, end_ms=T + 1).message
    named = [f"{places.ledger}.{name}*" for name in ("corrupt-2", "found-3", "replaced-1")]
    assert message == f"forgot 1 row; ledgers that were put aside still hold it: rm {' '.join(named)}"
    (places.data / "ledger.db.corrupt-9").write_text("put aside later")
    assert [finding.mend.split()[-1] for finding in check(places)] == named
    subprocess.run(message.rpartition(": ")[2], shell=True, check=True)
    assert holding(places) == []
    assert check(places) == ()
