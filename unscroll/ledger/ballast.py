"""Ballast: a file that is thrown off when the disk is full, because SQLite cannot make room from inside."""

import os
from pathlib import Path

SIZE = 1 << 20
ROOM = 16 * SIZE
"""The ballast is laid down again only where this much stays free."""


def lay(path: Path) -> None:
    """Makes the file where it is missing and room is plenty; a disk that refuses it goes without."""
    if path.exists() or _free(path.parent) < ROOM:
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    except OSError:
        return
    try:
        os.posix_fallocate(handle, 0, SIZE)
    except OSError:
        path.unlink(missing_ok=True)
    finally:
        os.close(handle)


def drop(path: Path) -> bool:
    """Removes the file; whether that made room."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _free(folder: Path) -> int:
    """Bytes that an ordinary user may still fill."""
    room = os.statvfs(folder)
    return room.f_bavail * room.f_frsize
