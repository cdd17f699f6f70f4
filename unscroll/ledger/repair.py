"""Repair: the latest whole state takes the place of a damaged ledger."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from unscroll.files import make_folder
from unscroll.ledger.build import build
from unscroll.ledger.connect import BESIDE
from unscroll.ledger.schema import TICK
from unscroll.ledger.snapshots import copy, is_good, ranked, sync, taken_at
from unscroll.places import Places
from unscroll.span import from_ms

_ALL = (*BESIDE, "-journal")
_BOUNDS = (40 * 86_400_000, 4_102_444_800_000 * TICK)
"""The longest stretch and the last start (the year 2100) that are believed of a damaged file."""


def repair(places: Places, now_ms: int) -> tuple[str, ...]:
    """Copies the latest good snapshot, adds what can still be read of the damaged ledger, and puts that in its place;
    the damaged one becomes `*.corrupt-<utc>`. Without a snapshot, salvages alone. Returns sentences for the person.

    Never raises for damage; sqlite3.Error or OSError where there is no room: then the damaged ledger stays in place,
    for the next time."""
    fresh = places.ledger.with_name(f".{places.ledger.name}.fresh")
    try:
        _remove(fresh)
        good = next((s for s in ranked(places.backups, now_ms) if is_good(s)), None)
        if good is not None:
            _copy(good, fresh)
        saved = _salvage(places.ledger, fresh)
        sync(fresh)
        there = places.ledger.exists()
        aside = put_aside(places.ledger, now_ms)
        fresh.replace(places.ledger)
        sync(places.data)
    finally:
        _remove(fresh)
    instead = f"the snapshot of {taken_at(good):%Y-%m-%d %H:%M} UTC took its place" if good else "there was no snapshot"
    put = f"the ledger was damaged; it was put aside as {aside.name}" if there else "the ledger was gone"
    return (put, instead, f"{saved} rows were saved from the damaged file")


def rescue(db: sqlite3.Connection, places: Places, now_ms: int) -> tuple[str, ...]:
    """Puts all that an open connection still holds in the ledger's place, where its files were removed or replaced
    under it; what lies there now is put aside. Returns sentences for the person.

    sqlite3.Error or OSError where it cannot be read or written: then nothing is touched."""
    make_folder(places.data)
    fresh = places.ledger.with_name(f".{places.ledger.name}.fresh")
    try:
        copy(db, fresh)
        there = places.ledger.exists()
        aside = put_aside(places.ledger, now_ms, "found")
        fresh.replace(places.ledger)
        sync(places.data)
    finally:
        _remove(fresh)
    said = "the ledger was taken away while it was open; all that it held was written into a new one"
    return (said, f"what lay in its place was put aside as {aside.name}") if there else (said,)


def lies(ledger: Path) -> bool:
    """Whether the ledger is there, or a log that would be played over whatever takes its place."""
    return any(ledger.with_name(ledger.name + end).exists() for end in _ALL)


def _remove(path: Path) -> None:
    for end in _ALL:
        path.with_name(path.name + end).unlink(missing_ok=True)


def put_aside(ledger: Path, now_ms: int, why: str = "corrupt") -> Path:
    """Renames the ledger with its log files to `*.<why>-<utc>`; returns the new name of the ledger itself."""
    stamp = from_ms(now_ms).strftime("%Y%m%dT%H%M%SZ")
    aside = ledger.with_name(f"{ledger.name}.{why}-{stamp}")
    number = 1
    while lies(aside):
        number += 1
        aside = ledger.with_name(f"{ledger.name}.{why}-{stamp}-{number}")
    for end in _ALL:
        part = ledger.with_name(ledger.name + end)
        if part.exists():
            part.rename(aside.with_name(aside.name + end))
    return aside


def _salvage(damaged: Path, target: Path) -> int:
    """Adds the rows of the damaged file that read and that the target lacks, table by table; returns their number.

    A copy is read, padded to whole pages, so that a file cut short gives what it still has.
    """
    work = damaged.with_name(f".{damaged.name}.reading")
    saved = 0
    try:
        for end in BESIDE[:2]:
            part = damaged.with_name(damaged.name + end)
            if part.exists():
                _copy(part, work.with_name(work.name + end))
        if work.exists():
            _pad(work)
        with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as into:
            if into.execute("PRAGMA user_version").fetchone()[0] == 0:
                build(into)
            into.execute("PRAGMA foreign_keys=OFF")
            with contextlib.closing(sqlite3.connect(work, isolation_level=None)) as source:
                for table, columns in _tables(into) if _has_schema(source) else ():
                    if table == "day_cache":
                        # Figures may be of other facts than those that are put together here.
                        into.execute("DELETE FROM day_cache")
                        continue
                    had = {row[1] for row in source.execute(f"PRAGMA table_info({table})")}
                    if common := tuple(column for column in columns if column in had):
                        saved += _save_table(source, into, table, common)
            _drop_broken(into)
    finally:
        _remove(work)
    target.chmod(0o600)
    return saved


def _pad(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        head = file.read(100)
        page = int.from_bytes(head[16:18], "big") if len(head) == 100 else 0
        page = 65_536 if page == 1 else page
        pages = int.from_bytes(head[28:32], "big") if len(head) == 100 else 0
        if 512 <= page <= 65_536 and pages and size < page * pages <= size * 64:
            file.truncate(page * pages)


def _has_schema(db: sqlite3.Connection) -> bool:
    try:
        return bool(db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    except sqlite3.DatabaseError:
        return False


def _tables(db: sqlite3.Connection) -> tuple[tuple[str, tuple[str, ...]], ...]:
    names = [r[0] for r in db.execute("SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite_%'")]
    return tuple((n, tuple(r[1] for r in db.execute(f"PRAGMA table_info({n})"))) for n in names)


def _save_table(source: sqlite3.Connection, into: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> int:
    marks, names = ",".join("?" * len(columns)), ",".join(columns)
    longer = " ON CONFLICT(id) DO UPDATE SET dur_ms=max(dur_ms, excluded.dur_ms) WHERE what=excluded.what"
    again = longer if "dur_ms" in columns else " ON CONFLICT DO NOTHING"
    before = into.total_changes
    into.execute("BEGIN")
    for row in _rows(source, table, columns):
        with contextlib.suppress(sqlite3.IntegrityError):
            into.execute(f"INSERT INTO {table}({names}) VALUES({marks}){again}", row)
    into.execute("COMMIT")
    return into.total_changes - before


def _rows(source: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> Iterator[tuple[object, ...]]:
    """The rows that read, in order; damaged pages are leapt over where the table has a rowid."""
    select = f"SELECT {','.join(columns)} FROM {table}"
    if "id" not in columns:
        with contextlib.suppress(sqlite3.DatabaseError):
            yield from source.execute(select)
        return
    select += " NOT INDEXED WHERE id >= ? ORDER BY id LIMIT ?"
    at, where, leap = columns.index("id"), 0, 1
    while where <= _BOUNDS[1]:
        try:
            for row in source.execute(select, (where, -1)):
                yield row
                where, leap = row[at] + 1, 1
            return
        except sqlite3.DatabaseError:
            where, leap = _beyond(source, select, where, leap), leap * 2


def _beyond(source: sqlite3.Connection, select: str, bad: int, leap: int) -> int:
    """A rowid past the damage that begins at `bad`, at least `leap` further on, by doubling and halving."""
    step = leap
    while not _reads(source, select, bad + step):
        step *= 2
        if bad + step > _BOUNDS[1]:
            return bad + step
    low, high = bad + step // 2, bad + step
    while high - low > max(leap, step >> 12):
        middle = (low + high) // 2
        low, high = (low, middle) if _reads(source, select, middle) else (middle, high)
    return high


def _reads(source: sqlite3.Connection, select: str, where: int) -> bool:
    try:
        source.execute(select, (where, 1)).fetchone()
    except sqlite3.DatabaseError:
        return False
    return True


def _drop_broken(db: sqlite3.Connection) -> None:
    """Deletes rows that cannot be true, then rows whose names were lost, until every name is explained."""
    for table, columns in _tables(db):
        if "dur_ms" in columns:
            db.execute(f"DELETE FROM {table} WHERE dur_ms NOT BETWEEN 0 AND ? OR id NOT BETWEEN 0 AND ?", _BOUNDS)
    while broken := db.execute("PRAGMA foreign_key_check").fetchall():
        db.execute("BEGIN")
        for table, rowid, *_ in broken:
            db.execute(f"DELETE FROM {table} WHERE rowid = ?", (rowid,))
        db.execute("COMMIT")


def _copy(source: Path, target: Path) -> None:
    from shutil import copyfile  # few ledgers are ever damaged, and the daemon's memory is counted

    copyfile(source, target)
