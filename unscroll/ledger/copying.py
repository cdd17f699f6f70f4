"""Backups: the ledger with its key in one file."""

import contextlib
import io
import lzma
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from pathlib import Path

from unscroll.errors import Exit, UnscrollError
from unscroll.files import make_folder, read_plain, write_private
from unscroll.ledger.connect import connect_reader
from unscroll.ledger.faults import told
from unscroll.ledger.lock import Lock
from unscroll.ledger.repair import lies, put_aside
from unscroll.ledger.snapshots import copy, is_good, sync
from unscroll.ledger.threads import KEY_BYTES, read_key
from unscroll.places import Places

_LEDGER, _KEY = "ledger.db", "thread.key"
_LIMIT = 64 << 30
_BAD_TAR = (tarfile.TarError, EOFError, zlib.error, lzma.LZMAError)


def backup(places: Places, target: Path) -> Path:
    """Writes ledger and key to a `.tar` (0600), beside a running daemon too; returns it. A folder as `target` gets a
    file in it. UnscrollError (74) where nothing is recorded, or where it cannot be written."""
    if not places.ledger.exists():
        raise UnscrollError("nothing is recorded yet", "start the service: unscroll run", Exit.IO)
    file = target / "unscroll-backup.tar" if target.is_dir() else target
    try:
        with tempfile.TemporaryDirectory(dir=file.parent, prefix=".unscroll-") as folder:
            whole = Path(folder) / _LEDGER
            with contextlib.closing(connect_reader(places.ledger)) as db:
                copy(db, whole)
            fresh = Path(folder) / "backup.tar"
            os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
            with tarfile.open(fresh, "w") as tar:
                tar.add(whole, _LEDGER)
                if key := read_key(places.thread_key):
                    entry = tarfile.TarInfo(_KEY)
                    entry.size, entry.mode = len(key), 0o600
                    tar.addfile(entry, io.BytesIO(key))
            sync(fresh)
            fresh.replace(file)
    except sqlite3.Error as error:
        raise told(error, places.ledger) from error
    except OSError as error:
        raise UnscrollError(f"cannot write {file}: {error.strerror}", code=Exit.IO) from error
    return file


def restore(places: Places, source: Path, now_ms: int) -> tuple[str, ...]:
    """Puts a backup (`.tar`) or a snapshot (`.db`) in the ledger's place; what was there is put aside, never deleted.
    Returns sentences for the person. UnscrollError 75 while a daemon writes, 74 where the source is no whole ledger."""
    make_folder(places.data)
    lock = Lock(places.lock)
    try:
        with tempfile.TemporaryDirectory(dir=places.data, prefix=".restore-") as folder:
            fresh = Path(folder) / _LEDGER
            key = _unpack(source, fresh)
            if not is_good(fresh):
                raise UnscrollError(f"{source} holds no whole ledger of this version", "try another one", Exit.IO)
            return _put_in_place(places, fresh, key, now_ms)
    except _BAD_TAR as error:
        raise UnscrollError(f"{source} is cut short or damaged", "try another one", Exit.IO) from error
    except OSError as error:
        raise UnscrollError(f"cannot restore {source}: {error.strerror or error}", code=Exit.IO) from error
    finally:
        lock.close()


def _put_in_place(places: Places, fresh: Path, key: bytes | None, now_ms: int) -> tuple[str, ...]:
    said: list[str] = []
    if lies(places.ledger):
        what = "the ledger of before" if places.ledger.exists() else "the log of a ledger that is gone"
        said.append(f"{what} was put aside as {put_aside(places.ledger, now_ms, 'replaced').name}")
    if key is not None and key != read_key_or_none(places.thread_key):
        if places.thread_key.exists():
            places.thread_key.rename(places.thread_key.with_name(f"{_KEY}.replaced-{now_ms}"))
        write_private(places.thread_key, key)
        said.append("the key of its threads came with it")
    sync(fresh)
    fresh.replace(places.ledger)
    sync(places.data)
    if not is_good(places.ledger):
        raise UnscrollError(
            f"{places.ledger} is not whole as it lies there now", "keep the backup, run unscroll check", Exit.IO
        )
    return (*said, "restored")


def read_key_or_none(path: Path) -> bytes | None:
    """The key as it lies there, whole or not."""
    return read_plain(path) if path.exists() else None


def _unpack(source: Path, fresh: Path) -> bytes | None:
    """Puts the ledger of a backup or a snapshot at `fresh`, 0600; returns the key where the source has one."""
    os.close(os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    if not source.is_file():
        raise UnscrollError(f"{source} is no file", "unscroll backup makes one", Exit.IO)
    if not tarfile.is_tarfile(source):
        shutil.copyfile(source, fresh)
        _take_log(source, fresh)
        return None
    with tarfile.open(source) as tar:
        members = {m.name: m for m in tar.getmembers() if m.isreg()}
        if _LEDGER not in members or members[_LEDGER].size > _LIMIT:
            raise UnscrollError(f"{source} is no backup of unscroll", "unscroll backup makes one", Exit.IO)
        with fresh.open("wb") as out:
            _pour(tar, members[_LEDGER], out)
        if _KEY not in members or members[_KEY].size != KEY_BYTES:
            return None
        key = io.BytesIO()
        _pour(tar, members[_KEY], key)
        return key.getvalue()


def _take_log(source: Path, fresh: Path) -> None:
    """Takes over what a ledger that was put aside has only in its log; `is_good` tells of one that is none."""
    log = source.with_name(f"{source.name}-wal")
    if not log.is_file():
        return
    shutil.copyfile(log, fresh.with_name(f"{fresh.name}-wal"))
    with (
        contextlib.suppress(sqlite3.DatabaseError),
        contextlib.closing(sqlite3.connect(fresh, isolation_level=None)) as db,
    ):
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        db.execute("PRAGMA journal_mode=DELETE").fetchall()


def _pour(tar: tarfile.TarFile, member: tarfile.TarInfo, out: io.BufferedWriter | io.BytesIO) -> None:
    source = tar.extractfile(member)
    while source is not None and (part := source.read(1 << 20)):
        out.write(part)
