"""Threads: keyed hashes of conversations (DESIGN.md 4)."""

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from unscroll.errors import Exit, UnscrollError
from unscroll.surface import ThreadKey

KEY_BYTES = 32


def read_key(path: Path) -> bytes | None:
    """The key beside the ledger; None where there is none yet. UnscrollError (74) where it is cut short."""
    try:
        key = path.read_bytes()
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
    key = secrets.token_bytes(KEY_BYTES)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(key)
        out.flush()
        os.fsync(out.fileno())
    return key


def thread_keys(key: bytes) -> Callable[[str, str], ThreadKey]:
    """`thread_key(platform, partner)`: HMAC-SHA256(key, platform NUL partner) cut to 16 bytes."""

    def thread_key(platform: str, partner: str) -> ThreadKey:
        told = f"{platform}\0{partner}".encode("utf-8", "surrogatepass")
        return ThreadKey(hmac.new(key, told, hashlib.sha256).digest()[:16])

    return thread_key
