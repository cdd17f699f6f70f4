"""Lock: one writer at a time, by flock on a file in the data folder."""

import fcntl
import os
from pathlib import Path

from unscroll.errors import Exit, UnscrollError


class Lock:
    """Held from construction to `close`, or to the end of the process; never stale. UnscrollError (75) names the
    process that holds it."""

    def __init__(self, path: Path) -> None:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            pid = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "unknown"
            os.close(handle)
            raise UnscrollError(
                f"the ledger is being written by another process, pid {pid}",
                "ask that one (unscroll status), or stop it first",
                Exit.SECOND_DAEMON,
            ) from held
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        self._handle = handle

    def close(self) -> None:
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
