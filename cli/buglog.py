"""The log of bugs: where a crash happened, never what was said."""

import sys
from collections.abc import Mapping
from datetime import UTC, datetime

from unscroll import __version__
from unscroll.daemon.bugs import told
from unscroll.errors import UnscrollError
from unscroll.files import make_folder
from unscroll.places import Places

_MOST_BYTES = 256 * 1024


def write_bug(error: BaseException, env: Mapping[str, str]) -> str:
    """Adds the error to `bugs.log` in the state folder; a sentence that says where it is.

    Messages are not kept (`told`).
    """
    try:
        state = Places.of(env).state
        make_folder(state)
        log = state / "bugs.log"
        with log.open("ab") as out:
            log.chmod(0o600)
            if out.tell() > _MOST_BYTES:
                out.truncate(0)
            out.write(_told(error).encode("utf-8", "replace"))
    except (OSError, UnscrollError) as refused:
        return f"It could not be logged: {refused}"
    return f"Its log is {log}"


def _told(error: BaseException) -> str:
    head = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} unscroll {__version__} Python {sys.version.split()[0]}"
    return f"\n{head}\n{told(error)}"
