"""Quick: a plain `status` beside a daemon, answered before anything else is imported; bars ask for it all day."""

import os
from collections.abc import Sequence
from typing import Any

from unscroll import __version__
from unscroll.errors import UnscrollError

_COMPLETION = "_UNSCROLL_COMPLETE"


def quick(args: Sequence[str]) -> str | None:
    """What `status` prints; None where these words are another command, or no daemon of this version answers."""
    words = list(args[1:] if args[:1] == ["status"] else args)
    if len(words) == 1 and words[0].startswith("--line="):
        words = words[0].split("=", 1)
    plain = words in ([], ["--json"]) or (len(words) == 2 and words[0] == "--line")
    status = _status() if plain and _COMPLETION not in os.environ else None
    if status is None:
        return None
    if not words:
        from unscroll.cli.status_text import status_text

        return status_text(status)
    if words == ["--json"]:
        from unscroll.cli.show import json_text

        return json_text(status)
    from unscroll.cli.bars import FORMATS

    return FORMATS[words[1]](status) if words[1] in FORMATS else None


def _status() -> dict[str, Any] | None:
    """The daemon's status. What is wrong with it is for the whole command to say."""
    from unscroll.cli.asking import ask

    try:
        status = ask("status")
    except (UnscrollError, OSError):
        return None
    found = isinstance(status, dict) and status["daemon"]["version"] == __version__
    return status if found else None
