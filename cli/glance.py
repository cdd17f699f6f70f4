"""Glance: the status as `unscroll` and bars ask for it, without anything that is slow to import."""

import os
from collections.abc import Sequence
from typing import Any

from unscroll.cli.asking import answered


def status_now() -> dict[str, Any]:
    """The daemon's status; without one, read from the ledger."""
    status, why = answered()
    if status is None:
        from unscroll.cli.reading import read_status

        status = read_status()
        if why:
            status["daemon"]["why"] = why
    return status


def glance(args: Sequence[str]) -> bool:
    """Writes what `unscroll [status] [--json|--line FORMAT]` says; False where these words ask for anything else, or
    where a shell asks for completions."""
    words = list(args[1:] if args[:1] == ["status"] else args)
    if len(words) == 1 and words[0].startswith("--line="):
        words = words[0].split("=", 1)
    if "_UNSCROLL_COMPLETE" in os.environ:
        return False
    if not words:
        from unscroll.cli.status_text import status_text

        print(status_text(status_now()))
    elif words == ["--json"]:
        from unscroll.cli.show import echo_json

        echo_json(status_now())
    elif words[0] == "--line" and len(words) == 2:
        from unscroll.cli.bars import FORMATS

        if words[1] not in FORMATS:
            return False
        print(FORMATS[words[1]](status_now()))
    else:
        return False
    return True
