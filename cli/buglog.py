"""The log of bugs: where a crash happened, never what was said."""

import sys
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime

from unscroll import __version__
from unscroll.errors import UnscrollError
from unscroll.places import Places, make_folder

_MOST_BYTES = 256 * 1024


def write_bug(error: BaseException, env: Mapping[str, str]) -> str:
    """Adds the error to `bugs.log` in the state folder; a sentence that says where it is.

    Types and source lines are kept, messages are not: those may hold a title, an address or a name.
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
    lines = [f"\n{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} unscroll {__version__} Python {sys.version.split()[0]}\n"]
    while error is not None:
        lines += traceback.format_tb(error.__traceback__)
        lines.append(f"{type(error).__module__}.{type(error).__qualname__}\n")
        cause = error.__cause__ or error.__context__
        if cause is None:
            break
        error = cause
        lines.append("after:\n")
    return "".join(lines)
