"""Threads: keyed hashes of conversations (DESIGN.md 4)."""

import contextlib
import hashlib
import hmac
import os
from collections.abc import Callable
from pathlib import Path

from unscroll.errors import Exit, UnscrollError
from unscroll.files import make_folder, read_plain, write_private
from unscroll.span import from_ms
from unscroll.surface import ThreadKey

KEY_BYTES = 32
THREADS = "SELECT EXISTS(SELECT 1 FROM surface WHERE thread <> x'')"
"""Whether any thread of the ledger hangs on the key."""


def read_key(path: Path) -> bytes | None:
    """The key beside the ledger; None where there is none yet. UnscrollError (74) where it is cut short."""
    try:
        key = read_plain(path)
    except FileNotFoundError:
        return None
    if len(key) != KEY_BYTES:
        raise UnscrollError(
            f"{path} has {len(key)} bytes, not {KEY_BYTES}", "restore it from a backup: labels hang on it", Exit.IO
        )
    return key


def ensure_key(path: Path) -> bytes:
    """The key beside the ledger, made (0600, synced) where there is none."""
    if (found := read_key(path)) is not None:
        return found
    key = os.urandom(KEY_BYTES)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(key)
        out.flush()
        os.fsync(out.fileno())
    return key


def mend_key(path: Path, spare: Path, now_ms: int, threads: bool) -> tuple[str, ...]:
    """Keeps a copy of the key among the backups, and takes it where the key is missing or damaged; sentences on that.

    A damaged key is put aside, never deleted. `threads`: whether the ledger knows any. Makes no key by itself.
    """
    key, copy = _whole(path), _whole(spare)
    if key is not None:
        if key != copy:
            with contextlib.suppress(OSError):  # a copy is worth no failure: it is tried again at the next start
                make_folder(spare.parent)
                write_private(spare, key)
        return ()
    what = f"{path.name} was missing"
    if path.exists():
        aside = path.with_name(f"{path.name}.damaged-{from_ms(now_ms):%Y%m%dT%H%M%SZ}")
        path.rename(aside)
        what = f"{path.name} was damaged, and put aside as {aside.name}"
    elif not threads:
        return ()
    if copy is None:
        return (f"{what}; there is no copy: threads known until now come as new ones, their labels stay with the old",)
    write_private(path, copy)
    return (f"{what}; its copy took its place",)


def _whole(path: Path) -> bytes | None:
    try:
        key = read_plain(path)
    except FileNotFoundError:
        return None
    return key if len(key) == KEY_BYTES else None


def thread_keys(key: bytes) -> Callable[[str, str], ThreadKey]:
    """`thread_key(platform, partner)`: HMAC-SHA256(key, platform NUL partner) cut to 16 bytes."""

    def thread_key(platform: str, partner: str) -> ThreadKey:
        told = f"{platform}\0{partner}".encode("utf-8", "surrogatepass")
        return ThreadKey(hmac.new(key, told, hashlib.sha256).digest()[:16])

    return thread_key
