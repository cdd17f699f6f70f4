"""Inotify: tells the loop that a file of a folder was changed, made or moved there; no wake-ups in between."""

import asyncio
import ctypes
import os
import struct
from collections.abc import Callable
from pathlib import Path

from unscroll.errors import Unavailable

_CLOSE_WRITE, _MOVED_FROM, _MOVED_TO, _CREATE, _DELETE = 0x08, 0x40, 0x80, 0x100, 0x200
_ONLY_DIR = 0x01000000
_HEAD = struct.Struct("iIII")
_libc = ctypes.CDLL(None, use_errno=True)


class FolderWatch:
    """Calls `changed(name)` on the loop for each name in `names` that is written, made, moved or removed in `folder`.

    Raises `Unavailable` where the kernel gives no watch (no such folder, no watches left).
    """

    def __init__(self, folder: Path, names: frozenset[str], changed: Callable[[str], None]) -> None:
        self._names, self._changed = names, changed
        self._fd = int(_libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
        mask = _CLOSE_WRITE | _MOVED_FROM | _MOVED_TO | _CREATE | _DELETE | _ONLY_DIR
        if self._fd < 0 or _libc.inotify_add_watch(self._fd, os.fsencode(folder), mask) < 0:
            why = os.strerror(ctypes.get_errno())
            if self._fd >= 0:
                os.close(self._fd)
            raise Unavailable(f"changes in {folder} cannot be watched: {why}", "restart the service after a change")
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._fd, self._read)

    def _read(self) -> None:
        data = os.read(self._fd, 65536)
        found: dict[str, None] = {}
        while data:
            *_, length = _HEAD.unpack_from(data)
            name = os.fsdecode(data[_HEAD.size : _HEAD.size + length].rstrip(b"\0"))
            data = data[_HEAD.size + length :]
            if name in self._names:
                found[name] = None
        for name in found:
            self._changed(name)

    def close(self) -> None:
        """Stops watching; more than once does nothing."""
        if self._fd >= 0:
            self._loop.remove_reader(self._fd)
            os.close(self._fd)
            self._fd = -1
