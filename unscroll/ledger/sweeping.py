"""Sweeping: overwrites what was deleted, in the file, in the log, in the snapshots, on the pages of before."""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from unscroll.commands import Forget
from unscroll.errors import UnscrollError
from unscroll.ledger.aside import deletes, note_aside, still_aside
from unscroll.ledger.faults import told
from unscroll.ledger.pages import drop_invitations, drop_pages
from unscroll.ledger.reader import Reader
from unscroll.ledger.snapshots import snapshots
from unscroll.places import Places

_UNSWEPT = "unswept"
"""The mark that stands from the deletion, in its transaction, until nothing can be read of it any more."""


@dataclass(frozen=True, slots=True)
class _Owed:
    """Where what was deleted can still be read. Of `pages` the spans are kept, never whom or what it was about."""

    pages: tuple[tuple[int, int], ...] = ()
    snapshots: bool = False
    file: bool = False


_ALL = ((-1, -1),)


def owe_sweep(db: sqlite3.Connection, forgot: Iterable[Forget], places: Places) -> None:
    """Notes that there is something to overwrite, beside what is owed already."""
    note_aside(db, places)
    spans = [(-1, -1) if told.picks else (told.start_ms, told.end_ms) for told in forgot]
    before = _owed(db)
    pages = tuple(dict.fromkeys((*before.pages, *spans)))
    _keep(db, _Owed(pages, before.snapshots or bool(snapshots(places.backups)), file=True))


def sweep_owed(db: sqlite3.Connection) -> str:
    """Where what was deleted may still be read, in words: a process was killed, a disk had no room, a program had the
    ledger open. Nothing where it is overwritten."""
    owed = _owed(db)
    places = {"the ledger's file": owed.file, "its snapshots": owed.snapshots, "written pages": bool(owed.pages)}
    return ", ".join(name for name, holds in places.items() if holds)


def sweep(db: sqlite3.Connection, places: Places, snapshot: Callable[[], Path]) -> str:
    """Does what is owed, as often as it is asked. Snapshots of before hold what was deleted, so they go whatever comes
    of the rest; a new one follows.

    The rows are gone already: what cannot be done is no error, but words to be said behind the result.
    """
    owed = _owed(db)
    if owed == _Owed():
        return ""
    _drop_left(places)
    stayed = _drop_pages(db, places, owed)
    had = snapshots(places.backups) if owed.snapshots else ()
    held = _drop_files(had)
    said = "".join(f"; delete {page} by hand: it still shows it" for page in stayed[:1])
    said += "".join(f"; delete {old} by hand: it still holds it" for old in held[:1])
    if aside := still_aside(db, places):
        said += f"; ledgers that were put aside still hold it: {deletes(aside)}"
    try:
        db.execute("VACUUM")
        left = replace(owed, pages=owed.pages if stayed else (), snapshots=bool(held))
        _keep(db, left)
        if _emptied(db):
            _keep(db, replace(left, file=False))
        else:
            said += (
                "; but another program has the ledger open: what was deleted is not overwritten in its file yet."
                " Close that one, then restart the service"
            )
    except sqlite3.OperationalError as error:
        why = told(error, places.data).message
        lost = " and there is no snapshot" if owed.snapshots else ""
        return f"{said}; but {why}: what was deleted is not overwritten yet{lost}. Make room, then forget it once more"
    try:
        if owed.snapshots:
            snapshot()
    except UnscrollError as error:
        said += f"; but {error.message}: there is no snapshot of the ledger. Make room, then run unscroll backup"
    return said


def _emptied(db: sqlite3.Connection) -> bool:
    """Writes the log into the file; False where a reader still needs what lies there."""
    busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _drop_pages(db: sqlite3.Connection, places: Places, owed: _Owed) -> tuple[Path, ...]:
    reader = Reader(db)
    stayed = drop_pages(places.reports, [Forget(*span) for span in owed.pages], reader.zones())
    return stayed + drop_invitations(places.plans, [plan.id for plan in reader.plans()])


def _drop_files(files: Iterable[Path]) -> tuple[Path, ...]:
    """Gives those that could not be deleted."""
    stayed = []
    for file in files:
        try:
            file.unlink(missing_ok=True)
        except OSError:
            stayed.append(file)
    return tuple(stayed)


def _drop_left(places: Places) -> None:
    """Copies that a process left half made when it was killed; nobody makes one while the ledger is locked."""
    _drop_files(file for file in places.data.glob(f".{places.ledger.name}*") if file.is_file())
    _drop_files(file for file in places.data.glob(".restore-*/*") if file.is_file())
    _drop_files(places.backups.glob(".ledger-*"))


def _owed(db: sqlite3.Connection) -> _Owed:
    row = db.execute("SELECT value FROM mark WHERE name=?", (_UNSWEPT,)).fetchone()
    if row is None:
        return _Owed()
    with contextlib.suppress(ValueError, KeyError, TypeError):
        kept = json.loads(row[0])
        pages = tuple((int(start), int(end)) for start, end in kept["pages"])
        return _Owed(pages, bool(kept["snapshots"]), bool(kept["file"]))
    return _Owed(_ALL, snapshots=True, file=True)  # of a version that kept no more than that it is owed


def _keep(db: sqlite3.Connection, owed: _Owed) -> None:
    if owed == _Owed():
        db.execute("DELETE FROM mark WHERE name=?", (_UNSWEPT,))
        return
    told = json.dumps({"pages": owed.pages, "snapshots": owed.snapshots, "file": owed.file})
    db.execute("INSERT OR REPLACE INTO mark VALUES(?, ?)", (_UNSWEPT, told))
