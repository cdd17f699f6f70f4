"""Uses: when `unscroll reach` was run last, which the pace of digests hangs on (METRICS 5).

It is a file of its own and no row of the ledger: looking must not wait for the one writer, nor fail where a folder
cannot be written. The last time is enough, as each use ends the row of ignored digests.
"""

import contextlib
import os

from unscroll.errors import UnscrollError
from unscroll.files import make_folder
from unscroll.places import Places

_FILE = "reach.used"


def note_reach(places: Places, now_ms: int) -> None:
    """Keeps that `reach` was run; where that cannot be kept, it is not."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
    with contextlib.suppress(OSError, UnscrollError):
        make_folder(places.state)
        handle = os.open(places.state / _FILE, flags, 0o600)
        try:
            os.write(handle, str(now_ms).encode("ascii"))
        finally:
            os.close(handle)


def reach_used_ms(places: Places) -> int | None:
    """When `reach` was run last (UTC milliseconds), as `digest.Use` has it for nobody in particular; None: never."""
    try:
        return int((places.state / _FILE).read_text("ascii"))
    except (OSError, ValueError):
        return None
