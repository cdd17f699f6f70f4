"""Writer: the one write path of the ledger."""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from unscroll.commands import Command, Forget
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import ballast
from unscroll.ledger.anchor import Anchor
from unscroll.ledger.batch import Batch, CommandResult, Crossing
from unscroll.ledger.connect import connect_reader
from unscroll.ledger.day_cache import CachedDay, DayCache
from unscroll.ledger.doing import Doer
from unscroll.ledger.faults import LedgerDamaged, is_full, told
from unscroll.ledger.lock import Lock
from unscroll.ledger.reader import Reader
from unscroll.ledger.rows import RowWriter
from unscroll.ledger.snapshots import damage_of, snapshot
from unscroll.ledger.sweeping import owe_sweep, sweep
from unscroll.ledger.wall_clock import WallClock
from unscroll.people.digest import Digest
from unscroll.places import Places

ACKS_KEPT_MS = 86_400_000
"""A run of the extension that was silent for so long has no piece left whose answer it missed."""


class Writer:
    """Made by `open_writer`. Holds the lock until `close`; use it from one thread at a time.

    `notices` are sentences for the person about what was mended at opening; `reader` reads what is committed.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        places: Places,
        clock: WallClock,
        lock: Lock,
        notices: tuple[str, ...],
        anew: Callable[[sqlite3.Connection, bool], tuple[sqlite3.Connection, tuple[str, ...]]],
    ) -> None:
        self._anew = anew
        self._places = places
        self._clock = clock
        self._lock = lock
        self.notices = notices
        self._use(db)

    def _use(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._anchor = Anchor(self.path)
        self._mending = False
        self._rows = RowWriter(db)
        self._doer = Doer(db, self._rows)
        self._cache = DayCache(db)
        self.reader = Reader(db)

    @property
    def crowded(self) -> int:
        """How many facts were left out since the opening, because 4,096 of their track start in their millisecond."""
        return self._rows.crowded

    @property
    def unfit(self) -> int:
        """How often a fact was left out since the opening, because a number or a text in it fits no column."""
        return self._rows.unfit

    @property
    def path(self) -> Path:
        return self._places.ledger

    def commit(self, batch: Batch) -> tuple[CommandResult, ...]:
        """Writes the batch in one transaction, on disk when this returns; a result for each command, in order.

        LedgerFull, LedgerReadOnly or LedgerBusy: nothing was written, try the same batch again later. LedgerDamaged,
        LedgerGone: `mend` first. What is forgotten leaves the written report pages too; a result says where one stays.
        """
        if self._mending:
            raise LedgerDamaged(f"{self.path} is damaged", "Free some disk space, so that it can be mended", Exit.IO)
        forgets = any(isinstance(command, Forget) for command in batch.commands)
        if forgets:
            self._db.execute("PRAGMA foreign_keys=OFF")
        try:
            try:
                return self._write(batch, forgets)
            except sqlite3.Error as error:
                if not is_full(error) or not ballast.drop(self._places.ballast):
                    raise told(error, self.path) from error
            try:
                return self._write(batch, forgets)
            except sqlite3.Error as error:
                raise told(error, self.path) from error
        finally:
            if forgets:
                self._db.execute("PRAGMA foreign_keys=ON")

    def _write(self, batch: Batch, forgets: bool) -> tuple[CommandResult, ...]:
        now_ms = self._clock.read().wall_ms
        with self._transaction():
            self._rows.put(batch, now_ms)
            if batch.acks:
                self._db.execute("DELETE FROM ack WHERE at_ms < ?", (now_ms - ACKS_KEPT_MS,))
            results, forgot = self._do(batch.commands, now_ms)
            self._cache.learn(self._rows.news)
            self._rows.news.clear()
            if forgot:
                self._cache.drop()
                owe_sweep(self._db, forgot, self._places)
            if forgets and self._db.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise sqlite3.IntegrityError("forgetting would leave names that nothing explains")
        if forgets and (warning := self.sweep()):
            results = tuple(replace(result, message=result.message + warning) for result in results)
        return results

    def sweep(self) -> str:
        """Overwrites what was forgotten and can still be read; says where some of it stays."""
        return sweep(self._db, self._places, self._copy)

    def _do(self, commands: Iterable[Command], now_ms: int) -> tuple[tuple[CommandResult, ...], list[Forget]]:
        """What came of each command, and which of them took anything out of the ledger: where none did, nothing has
        to be overwritten, and snapshots and pages stay."""
        results: list[CommandResult] = []
        forgot: list[Forget] = []
        for command in commands:
            changes = self._db.total_changes
            results.append(self._doer.do(command, now_ms))
            if isinstance(command, Forget) and results[-1].ok and self._db.total_changes > changes:
                forgot.append(command)
        return tuple(results), forgot

    def prove_whole(self) -> None:
        """Reads the whole file anew, past what this connection remembers of it. LedgerDamaged where it is not whole."""
        self._anchor.hold()
        try:
            with contextlib.closing(connect_reader(self.path)) as db:
                if damage_of(db):
                    raise LedgerDamaged(f"{self.path} is damaged", code=Exit.IO)
        except sqlite3.Error as error:
            raise told(error, self.path) from error

    def mend(self) -> tuple[str, ...]:
        """After LedgerDamaged: puts the file aside, goes on with the latest snapshot and what still reads of the file;
        after LedgerGone with all that the open one holds.

        Returns sentences for the person. UnscrollError (74) where that cannot be written; ask again then.
        """
        self._mending = True
        db, notices = self._anew(self._db, self._anchor.holds)
        self._use(db)
        self.notices += notices
        return notices

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._anchor.hold()
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:
            self._rows.forget()
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise

    def snapshot(self) -> Path:
        """Copies the ledger into `backups`, verified, and keeps the latest seven; the daemon asks for it nightly.

        UnscrollError (74) where it cannot be written; nothing is left behind then.
        """
        self.sweep()  # what is still owed, so that it is in no copy
        return self._copy()

    def _copy(self) -> Path:
        try:
            return snapshot(self._db, self._places.backups, self._clock.read().wall_ms)
        except sqlite3.Error as error:
            raise told(error, self._places.backups) from error
        except OSError as error:
            raise UnscrollError(f"cannot write {self._places.backups}: {error.strerror}", code=Exit.IO) from error

    @contextmanager
    def _single(self) -> Iterator[None]:
        try:
            with self._transaction():
                yield
        except sqlite3.Error as error:
            raise told(error, self.path) from error

    def record_crossing(self, day: date, crossing: Crossing) -> bool:
        """Keeps that a threshold was crossed on a Day; False where it was kept before."""
        with self._single():
            done = self._db.execute(
                "INSERT INTO crossing VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING",
                (day.isoformat(), crossing.cap, crossing.percent, crossing.at_ms),
            )
        return done.rowcount == 1

    def record_digest(self, digest: Digest) -> bool:
        """Keeps that a digest was sent; False where one of its Day was kept before."""
        with self._single():
            done = self._db.execute(
                "INSERT OR IGNORE INTO digest SELECT ?1, ?2, ?3 WHERE NOT EXISTS(SELECT 1 FROM digest WHERE day = ?2)",
                (digest.at_ms, digest.day.isoformat(), json.dumps(digest.person_ids)),
            )
        return done.rowcount == 1

    def set_mark(self, name: str, value: str) -> None:
        """A note of the machinery's own, such as the latest Day that was begun; `reader.mark` gives it back."""
        with self._single():
            self._db.execute("INSERT OR REPLACE INTO mark VALUES(?, ?)", (name, value))

    def begin_caching(self) -> None:
        """From now on it is remembered which facts change, so that `cache_days` refuses what was read before them."""
        self._cache.begin()

    def cache_days(self, days: Iterable[CachedDay]) -> None:
        """Keeps what was computed from Days' facts since `begin_caching`; whoever deletes it changes no figure. It
        falls away by itself when facts of its Day come late."""
        with self._single():
            self._cache.keep(days)

    @property
    def caches_fell(self) -> bool:
        """Whether late facts made kept Days fall away since `begin_caching`."""
        return self._cache.fell

    def drop_caches(self) -> None:
        """Deletes everything that can be computed again."""
        with self._single():
            self._cache.drop()

    def close(self) -> None:
        """Checkpoints, closes and gives the lock back; may be called twice."""
        self._db.close()
        self._lock.close()

    def __enter__(self) -> "Writer":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
