"""FolderWatch: names that come and go in a folder, by inotify on the event loop."""

import asyncio
import ctypes
import os
import struct
from collections.abc import Callable
from pathlib import Path

CREATE, DELETE, MOVED_TO, CLOSE_WRITE, DELETE_SELF = 0x100, 0x200, 0x80, 0x8, 0x400
_HEAD = struct.Struct("iIII")
_libc = ctypes.CDLL(None, use_errno=True)


class FolderWatch:
    """Calls `on_name` with each name that the folder gains or loses (mask of inotify(7)), and with "" when it is gone.

    Raises OSError where the folder is absent or the user has no inotify instance left.
    """

    def __init__(self, folder: Path, on_name: Callable[[str], None], mask: int = CREATE | DELETE | MOVED_TO) -> None:
        self._on_name = on_name
        self._loop = asyncio.get_running_loop()
        self._fd: int = _libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        if self._fd < 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        if _libc.inotify_add_watch(self._fd, os.fsencode(folder), mask) < 0:
            number = ctypes.get_errno()
            os.close(self._fd)
            raise OSError(number, os.strerror(number), str(folder))
        self._loop.add_reader(self._fd, self._readable)

    def close(self) -> None:
        """Ends the watch; may be called twice."""
        if self._fd >= 0:
            self._loop.remove_reader(self._fd)
            os.close(self._fd)
            self._fd = -1

    def _readable(self) -> None:
        events, at, names = os.read(self._fd, 65_536), 0, []
        while at < len(events):
            _, _, _, length = _HEAD.unpack_from(events, at)
            at += _HEAD.size
            names.append(os.fsdecode(events[at : at + length].rstrip(b"\0")))
            at += length
        for name in dict.fromkeys(names):
            self._on_name(name)
