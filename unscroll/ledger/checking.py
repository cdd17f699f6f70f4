"""Checking: what is wrong with a ledger, in sentences."""

import contextlib
import sqlite3
from dataclasses import dataclass

from unscroll.bounds import FIRST_DAY, LAST_MS
from unscroll.errors import UnscrollError
from unscroll.ledger.aside import deletes, still_aside
from unscroll.ledger.codec import FORMS
from unscroll.ledger.connect import closed_parts, connect_reader, refuse_foreign
from unscroll.ledger.faults import LedgerBusy, LedgerFull, LedgerReadOnly, told
from unscroll.ledger.names import Reader as Names
from unscroll.ledger.people_reading import PeopleReader
from unscroll.ledger.snapshots import damage_of, is_good, ranked, snapshots
from unscroll.ledger.strays import strays
from unscroll.ledger.sweeping import sweep_owed
from unscroll.ledger.threads import read_key
from unscroll.places import Places


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong, and the mend."""

    what: str
    mend: str


_RESTORE = "Restart the service: it restores the latest snapshot"

_SPARE = "Restart the service: it takes the copy that lies with the snapshots"

_GONE = "there are snapshots, but no ledger"
_STRAYS = f"They count for nothing; unscroll forget --before {FIRST_DAY} deletes them"

_SWEEP = "Restart the service: it overwrites it, given room, while no other program has the ledger open"

_OVERLAP = """
SELECT count(*) FROM (
  SELECT focus.id / 4096 AS start,
    lag(focus.id / 4096 + dur_ms) OVER (PARTITION BY device, clock_run, source ORDER BY focus.id) AS before
  FROM focus JOIN focus_what ON focus.what = focus_what.id JOIN origin ON origin.id = focus_what.origin)
WHERE before > start
"""


def check(places: Places, now_ms: int = LAST_MS) -> tuple[Finding, ...]:
    """Everything that is wrong; empty where all is well, or nothing recorded yet. Only reads, beside a running daemon
    too. UnscrollError (74) where the ledger is from a newer version."""
    if not places.ledger.exists():
        return tuple(
            Finding(_GONE, f"Put the latest back: unscroll restore {s}") for s in ranked(places.backups, now_ms)[:1]
        )
    found: list[Finding] = []
    try:
        with contextlib.closing(connect_reader(places.ledger)) as db:
            refuse_foreign(db, places.ledger)
            found += [Finding(f"the file is damaged: {damage}", _RESTORE) for damage in damage_of(db)]
            if not found:
                found += [*_zones(db), *_names(db), *_spans(db), *_strays(db)]
                found += [*_unswept(db, places), *_key(db, places)]
    except sqlite3.DatabaseError as error:
        wrong = told(error, places.ledger)
        if isinstance(wrong, (LedgerReadOnly, LedgerBusy, LedgerFull)):
            raise wrong from error
        found.append(Finding(f"the file is damaged: {error}", _RESTORE))
    for snapshot in snapshots(places.backups):
        if closed := closed_parts(snapshot):
            found.append(Finding(f"the snapshot {snapshot.name} {closed[0][1]}", f"{closed[0][2]} {snapshot}"))
        elif not is_good(snapshot):
            found.append(Finding(f"the snapshot {snapshot.name} is damaged", "Delete it: the next one comes by itself"))
    return tuple(found)


def _names(db: sqlite3.Connection) -> list[Finding]:
    found = [
        Finding(f"row {rowid} of {table} names a {parent} that is not there", _RESTORE)
        for table, rowid, parent, _ in db.execute("PRAGMA foreign_key_check").fetchmany(20)
    ]
    names = Names(db)
    for form in FORMS.values():
        for number, *values in db.execute(f"SELECT id, {', '.join(form.what)} FROM {form.table}_what").fetchall():
            try:
                if not form.row:
                    form.join(names.real(form.what, values), ())
            except (KeyError, ValueError):
                found.append(Finding(f"row {number} of {form.table}_what cannot be read", _RESTORE))
    return found


def _zones(db: sqlite3.Connection) -> list[Finding]:
    return [Finding(lacks, "Install tzdata, or a newer one") for lacks in PeopleReader(db).zones().lacking]


def _spans(db: sqlite3.Connection) -> list[Finding]:
    found: list[Finding] = []
    for form in FORMS.values():
        (bad,) = db.execute(f"SELECT count(*) FROM {form.table} WHERE dur_ms < 0 OR count < 0 OR px < 0").fetchone()
        if bad:
            found.append(Finding(f"{bad} rows of {form.table} end before they start", _RESTORE))
    (bad,) = db.execute(_OVERLAP).fetchone()
    if bad:
        found.append(Finding(f"{bad} stretches of focus overlap the one before", "Report it: this is a bug"))
    return found


def _strays(db: sqlite3.Connection) -> list[Finding]:
    """What an older version let in: it counts for nothing."""
    beyond = "lie outside the years that can be told"
    return [
        Finding(f"{count} rows of {table} {'say nothing' if table == 'change' else beyond}", _STRAYS)
        for table, count in strays(db).items()
    ]


def _unswept(db: sqlite3.Connection, places: Places) -> list[Finding]:
    """What was forgotten, where it can still be read."""
    where = sweep_owed(db)
    found = [Finding(f"what was forgotten can still be read from {where}", _SWEEP)] if where else []
    for path in still_aside(db, places):
        said = f"{path.name} was put aside before something was forgotten: it still holds that"
        found.append(Finding(said, f"Where you need it no more, delete it: {deletes((path,))}"))
    return found


def _key(db: sqlite3.Connection, places: Places) -> list[Finding]:
    (threads,) = db.execute("SELECT count(*) FROM surface WHERE thread <> x''").fetchone()
    try:
        key = read_key(places.thread_key)
    except UnscrollError as wrong:
        return [Finding(wrong.message, _SPARE if places.spare_key.exists() else wrong.hint)]
    if threads and key is None:
        mend = "Restore it from a backup: without it, known threads come as new ones"
        if places.spare_key.exists():
            mend = _SPARE
        return [Finding(f"{places.thread_key.name} is missing, {threads} threads hang on it", mend)]
    return []
