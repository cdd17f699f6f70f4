"""Opening: from a path to a whole ledger of this version, which nobody else writes."""

import os
import sqlite3

from unscroll.errors import Exit, UnscrollError
from unscroll.files import make_folder
from unscroll.ledger import ballast
from unscroll.ledger.build import build
from unscroll.ledger.connect import connect_writer, refuse_foreign, refuse_odd, version_of
from unscroll.ledger.faults import is_damage, is_full, told
from unscroll.ledger.lock import Lock
from unscroll.ledger.migrations import upgrade
from unscroll.ledger.repair import repair, rescue
from unscroll.ledger.schema import VERSION
from unscroll.ledger.snapshots import damage_of, snapshot, snapshots
from unscroll.ledger.sweeping import sweep_owed
from unscroll.ledger.threads import THREADS, mend_key
from unscroll.ledger.wall_clock import WallClock
from unscroll.ledger.writer import Writer
from unscroll.places import Places


def open_writer(places: Places, clock: WallClock) -> Writer:
    """The one writer of the ledger, made where there is none; a damaged ledger is repaired first and `notices` say so.

    UnscrollError 75 where another process writes (names its pid), 74 where the ledger is from a newer version or
    cannot be written.
    """
    make_folder(places.data)
    try:
        lock = Lock(places.lock)
    except OSError as error:
        raise UnscrollError(
            f"cannot write {places.data}: {error.strerror}", "make it writable, or set UNSCROLL_HOME", Exit.IO
        ) from error
    try:
        now_ms = clock.read().wall_ms
        db, notices = _open(places, now_ms)
        notices += mend_key(places.thread_key, places.spare_key, now_ms, bool(db.execute(THREADS).fetchone()[0]))
    except (sqlite3.Error, OSError) as error:
        lock.close()
        if isinstance(error, sqlite3.Error):
            raise told(error, places.ledger) from error
        raise UnscrollError(f"{places.ledger}: {error.strerror}", "run unscroll doctor", Exit.IO) from error
    except BaseException:
        lock.close()
        raise
    ballast.lay(places.ballast)
    writer = Writer(db, places, clock, lock, notices, lambda *how: _anew(places, clock.read().wall_ms, *how))
    try:
        _resume(writer, db)
    except sqlite3.Error as error:
        writer.close()
        raise told(error, places.ledger) from error
    return writer


def _resume(writer: Writer, db: sqlite3.Connection) -> None:
    """Where whoever forgot something was killed, or could not overwrite it."""
    if sweep_owed(db):
        writer.notices += (f"what was forgotten before was not overwritten yet{writer.sweep() or ': it is now'}",)


def _anew(
    places: Places, now_ms: int, former: sqlite3.Connection, holds: bool
) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    """For a writer that found its ledger damaged: another one in its place. Where its files do not lie there any more
    (`holds`), `former` is the only one that still reads them, and stays open until they are copied."""
    try:
        notices = () if holds else _rescued(former, places, now_ms)
        former.close()
        notices = notices or repair(places, now_ms)
        return _whole(places, now_ms), notices
    except sqlite3.Error as error:
        raise told(error, places.ledger) from error
    except OSError as error:
        raise UnscrollError(f"cannot mend {places.ledger}: {error.strerror}", "Run unscroll doctor", Exit.IO) from error


def _rescued(former: sqlite3.Connection, places: Places, now_ms: int) -> tuple[str, ...]:
    try:
        return rescue(former, places, now_ms)
    except sqlite3.DatabaseError as error:
        if is_full(error):
            raise
        return ()  # what was taken away is damaged as well: the snapshots have what is left


def _open(places: Places, now_ms: int) -> tuple[sqlite3.Connection, tuple[str, ...]]:
    path = places.ledger
    refuse_odd(path, os.R_OK | os.W_OK)
    if not path.exists():
        notices: tuple[str, ...] = ()
        if snapshots(places.backups):
            notices = (f"there was no ledger: a new one begins; {places.backups} has snapshots for unscroll restore",)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600))
        return _whole(places, now_ms), notices
    if path.stat().st_size > 0:
        try:
            return _whole(places, now_ms), ()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise
    notices = repair(places, now_ms)
    return _whole(places, now_ms), notices


def _whole(places: Places, now_ms: int) -> sqlite3.Connection:
    """The ledger, of this version and without damage; sqlite3.DatabaseError (SQLITE_CORRUPT) where it has any."""
    path = places.ledger
    db = connect_writer(path)
    try:
        refuse_foreign(db, path)
        if damage := damage_of(db):
            broken = sqlite3.DatabaseError(damage[0])
            broken.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
            raise broken
        if version_of(db) == 0:
            build(db)
        elif version_of(db) < VERSION:
            snapshot(db, places.backups, now_ms)
            db.close()
            upgrade(path)
            db = connect_writer(path)
    except BaseException:
        db.close()
        raise
    return db
