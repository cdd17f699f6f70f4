"""What goes wrong with a disk, a file or another program: one clear line, and nothing recorded is lost."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from unscroll.clock import FakeClock
from unscroll.commands import AddVisits, LogTouchpoint
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import Batch, LedgerFull, Writer, check, ensure_key, open_reader, open_writer
from unscroll.ledger.ballast import SIZE
from unscroll.ledger.schema import VERSION
from unscroll.places import Places
from unscroll.sighting import Focus, Stretch
from unscroll.span import Span
from unscroll.surface import Surface

T = 1_780_000_000_000
ALL = Span(T, T + 10**9)
CLOCK = FakeClock.at(T)
PROGRAMS = [Surface("none", "window", "none", app=f"app {i}") for i in range(50)]


def many(n: int, first: int = 0) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(
            T + i * 1_000, T + i * 1_000 + 900, Focus(Surface("none", "window", "none", app=f"app {i % 50}")), "x11"
        )
        for i in range(first, first + n)
    )


def scribble(path: Path, offset: int, length: int = 4_096) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(b"\xa5" * length)


def test_a_damaged_ledger_is_replaced_by_its_snapshot_and_what_reads(places: Places) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(5_000)))
        writer.snapshot()
        writer.commit(Batch(many(5_000, 5_000)))
    scribble(places.ledger, 40 * 4_096)
    assert check(places)
    with open_writer(places, CLOCK) as writer:
        told = " ".join(writer.notices)
        assert "damaged" in told
        assert "snapshot of 2026-05-28" in told
        kept = writer.reader.facts(ALL).focus
        assert set(many(5_000)) <= set(kept) <= set(many(10_000))
        assert len(kept) > 9_000
    assert check(places) == ()
    assert len(list(places.data.glob("ledger.db.corrupt-*"))) == 1


@pytest.mark.parametrize("offset", [0, 4_096, 30 * 4_096])
def test_without_a_snapshot_what_reads_is_saved_and_said(places: Places, offset: int) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(10_000)))
    scribble(places.ledger, offset)
    with open_writer(places, CLOCK) as writer:
        assert "there was no snapshot" in writer.notices
        kept = writer.reader.facts(ALL).focus
        assert set(kept) <= set(many(10_000))
        assert len(kept) > (9_000 if offset == 30 * 4_096 else -1)
    assert check(places) == ()


def test_a_ledger_cut_short_gives_what_it_has(places: Places) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(20_000)))
    size = places.ledger.stat().st_size
    os.truncate(places.ledger, size * 7 // 10 // 4_096 * 4_096)
    with open_writer(places, CLOCK) as writer:
        kept = writer.reader.facts(ALL).focus
        assert len(kept) > 2_000
        assert set(kept) <= set(many(20_000))
    assert check(places) == ()


def test_an_empty_file_is_damage_not_a_beginning(places: Places) -> None:
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(10)))
        writer.snapshot()
    places.ledger.write_bytes(b"")
    with open_writer(places, CLOCK) as writer:
        assert writer.reader.facts(ALL).focus == many(10)
        assert writer.notices


def test_a_vanished_ledger_is_said(places: Places) -> None:
    with open_writer(places, CLOCK) as writer:
        assert writer.notices == ()
        writer.snapshot()
    places.ledger.unlink()
    with open_writer(places, CLOCK) as writer:
        assert "new one begins" in writer.notices[0]


def test_a_newer_ledger_is_refused_and_left_alone(places: Places) -> None:
    open_writer(places, CLOCK).close()
    with sqlite3.connect(places.ledger) as db:
        db.execute(f"PRAGMA user_version={VERSION + 1}")
    db.close()
    for opened in (lambda: open_writer(places, CLOCK), lambda: open_reader(places)):
        with pytest.raises(UnscrollError, match="newer unscroll") as refused:
            opened()
        assert refused.value.code == Exit.IO
    assert not list(places.data.glob("*.corrupt-*"))


def test_another_programs_file_is_refused(places: Places) -> None:
    places.make()
    with sqlite3.connect(places.ledger) as db:
        db.execute("CREATE TABLE notes(text)")
    db.close()
    with pytest.raises(UnscrollError, match="no ledger of unscroll"):
        open_writer(places, CLOCK)


def test_an_older_ledger_is_brought_up_to_date(places: Places, tmp_path: Path) -> None:
    golden = Path(__file__).parent.parent / "golden" / "ledger-1.sql"
    places.make()
    db = sqlite3.connect(places.ledger)
    db.executescript(golden.read_text(encoding="utf-8"))
    db.close()
    with pytest.raises(UnscrollError, match="older version"):
        open_reader(places)
    with open_writer(places, CLOCK) as writer:
        focus = Focus(Surface("reddit", "feed", "reddit/default"), 7)
        assert writer.reader.facts(ALL).focus == (Stretch(T, T + 5_000, focus, "x11"),)
        assert [person.name for person in writer.reader.people().everybody] == ["Zoë"]
        upgraded = shape(places.ledger)
    fresh = Places.of({"UNSCROLL_HOME": str(tmp_path / "fresh")})
    open_writer(fresh, CLOCK).close()
    assert upgraded == shape(fresh.ledger)
    assert len(list(places.backups.glob("ledger-*.db"))) == 1


def test_people_and_contacts_of_version_2_are_kept(places: Places) -> None:
    golden = Path(__file__).parent.parent / "golden" / "ledger-2.sql"
    places.make()
    db = sqlite3.connect(places.ledger)
    db.executescript(golden.read_text(encoding="utf-8"))
    db.close()
    with open_writer(places, CLOCK) as writer:
        zoe, ana = sorted(writer.reader.people().everybody, key=lambda p: p.id)
        assert [(p.id, p.name) for p in (zoe, ana)] == [(1, "Zoë"), (2, "Ana")]
        (coffee,) = writer.reader.touchpoints_of(zoe.ids)
        assert (coffee.channel, coffee.note, coffee.genuine) == ("coffee", "by the river", True)
        (made,) = writer.commit(Batch(commands=(LogTouchpoint("Zoë", "walk", T, T + 60_000),)))
        assert made.data["person_id"] == 1
        assert made.data["touchpoint"] == 3, "a number is used once, also across versions"
        assert check(places) == ()


def test_a_ledger_of_version_3_takes_visits(places: Places, tmp_path: Path) -> None:
    golden = Path(__file__).parent.parent / "golden" / "ledger-3.sql"
    places.make()
    db = sqlite3.connect(places.ledger)
    db.executescript(golden.read_text(encoding="utf-8"))
    db.close()
    told = {"evidence": "measured", "platform": "reddit", "view": "feed", "rule": "reddit/default", "key": 7}
    visits = AddVisits("firefox-history", [{**told, "start_ms": T - 60_000, "end_ms": T}])
    with open_writer(places, CLOCK) as writer:
        assert [person.name for person in writer.reader.people().everybody] == ["Zoë"]
        assert [result.data["new"] for _ in range(2) for result in writer.commit(Batch(commands=(visits,)))] == [1, 0]
        ensure_key(places.thread_key)
        assert check(places) == ()
    fresh = Places.of({"UNSCROLL_HOME": str(tmp_path / "fresh")})
    open_writer(fresh, CLOCK).close()
    assert shape(places.ledger) == shape(fresh.ledger)


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": 0},
        {"key": True},
        {"start_ms": T + 1},
        {"platform": "Some Title"},
        {"rule": "https://x.example/?q"},
        {"evidence": "logged"},
        {"thread": "zz"},
        {"typing_ms": -1},
        {"end_ms": T + 26 * 3_600_000},
    ],
)
def test_a_visit_that_makes_no_sense_is_refused(places: Places, wrong: dict[str, object]) -> None:
    told = {"evidence": "measured", "platform": "reddit", "view": "feed", "rule": "reddit/default", "key": 7}
    visits = AddVisits("firefox-history", [{**told, "start_ms": T - 60_000, "end_ms": T, **wrong}])
    with open_writer(places, CLOCK) as writer:
        (result,) = writer.commit(Batch(commands=(visits,)))
        assert (result.ok, result.code) == (False, Exit.USAGE)


def shape(path: Path) -> set[tuple[str, str]]:
    db = sqlite3.connect(path)
    rows = db.execute("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE '%sqlite_%'").fetchall()
    version = db.execute("PRAGMA user_version").fetchone()[0]
    db.close()
    return {*rows, ("version", str(version))}


def test_opening_costs_no_sqlite_utils(places: Places) -> None:
    code = (
        "import sys; from unscroll.ledger import open_writer; from unscroll.places import Places;"
        "from unscroll.clock import SystemClock;"
        f"open_writer(Places.of({{'UNSCROLL_HOME': {str(places.data.parent)!r}}}), SystemClock()).close();"
        "sys.exit('sqlite_utils' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


FULL = """
import resource, signal, sys
from unscroll.clock import FakeClock
from unscroll.ledger import Batch, LedgerFull, open_writer
from unscroll.places import Places
sys.path.insert(0, {tests!r})
from test_faults import ALL, CLOCK, many
places = Places.of({{"UNSCROLL_HOME": {home!r}}})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_writer(places, CLOCK) as writer:
    writer.commit(Batch(many(100)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
    try:
        writer.commit(Batch(many(20_000)))
        sys.exit("the limit was not felt")
    except LedgerFull as full:
        print(full)
    assert writer.reader.facts(ALL).focus == many(100)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    writer.commit(Batch(many(20_000)))
    assert writer.reader.facts(ALL).focus == many(20_000)
"""


def test_no_room_leaves_the_batch_with_the_caller(places: Places) -> None:
    """By a limit on file sizes, which needs no root; the next test has a full file system."""
    code = FULL.format(tests=str(Path(__file__).parent), home=str(places.data.parent))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no room left" in done.stdout
    assert check(places) == ()


@pytest.fixture
def small_disk(tmp_path: Path) -> Places:
    """A file system of 8 MB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "none", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a file system of its own needs root: the limit on file sizes above stands in")
    yield Places.of({"UNSCROLL_HOME": str(disk)})
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_throws_the_ballast_off_first(small_disk: Places) -> None:
    places = small_disk
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(100)))
        assert not places.ballast.exists()
        places.ballast.write_bytes(b"\0" * SIZE)
        filler = places.data / "filler"
        fill(filler)
        writer.commit(Batch(many(2_000)))
        assert not places.ballast.exists()
        fill(places.data / "filler 2")
        with pytest.raises(LedgerFull):
            writer.commit(Batch(many(40_000)))
        assert writer.reader.facts(ALL).focus == many(2_000)
        filler.unlink()
        writer.commit(Batch(many(40_000)))
        assert writer.reader.facts(ALL).focus == many(40_000)


def fill(path: Path) -> None:
    with path.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4_096)
        except OSError:
            return


@pytest.fixture
def sealed(places: Places) -> Places:
    """A data folder on which nothing can be written, for root too."""
    with open_writer(places, CLOCK) as writer:
        writer.commit(Batch(many(3)))
    bind = ["mount", "--bind", str(places.data), str(places.data)]
    if subprocess.run(bind, capture_output=True, check=False).returncode == 0:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(places.data)], check=True)
        yield places
        subprocess.run(["umount", "-l", str(places.data)], check=True)
    elif os.getuid():
        places.data.chmod(0o500)
        places.ledger.chmod(0o400)
        yield places
        places.data.chmod(0o700)
    else:
        pytest.skip("root may write everywhere, and may not mount here")


def test_a_read_only_folder_can_be_read_but_says_so_to_a_writer(sealed: Places) -> None:
    with pytest.raises(UnscrollError, match="cannot write") as refused:
        open_writer(sealed, CLOCK)
    assert refused.value.code == Exit.IO
    reader = open_reader(sealed)
    assert reader.facts(ALL).focus == many(3)
    reader.close()


def test_seven_snapshots_are_kept_and_a_bad_one_is_found(places: Places) -> None:
    clock = FakeClock.at(T)
    with open_writer(places, clock) as writer:
        writer.commit(Batch(many(2_000)))
        for _ in range(9):
            clock.run(86_400_000)
            latest = writer.snapshot()
    assert len(list(places.backups.iterdir())) == 7
    assert latest.stat().st_mode & 0o777 == 0o600
    assert check(places) == ()
    scribble(latest, 8_192)
    (finding,) = check(places)
    assert latest.name in finding.what


def test_a_snapshot_without_room_leaves_nothing_behind(writer: Writer, places: Places) -> None:
    places.backups.mkdir()
    shutil.rmtree(places.backups)
    places.backups.write_text("in the way")
    with pytest.raises(UnscrollError):
        writer.snapshot()
    assert places.backups.read_text() == "in the way"
