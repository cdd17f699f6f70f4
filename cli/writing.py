"""Writing to the ledger from a command: through the daemon, or as the one writer where none runs."""

from typing import Any

from unscroll import __version__
from unscroll.cli.asking import ask, places
from unscroll.cli.client import NoDaemon
from unscroll.commands import Command, to_json
from unscroll.errors import Exit, UnscrollError

_MOST = 1_000
"""Commands of one RPC."""


def apply(*commands: Command) -> list[dict[str, Any]]:
    """What came of each command, after the commit; UnscrollError with the first refusal's words and code."""
    results = [result for start in range(0, len(commands), _MOST) for result in _some(commands[start : start + _MOST])]
    for result in results:
        if not result["ok"]:
            code = result["code"]
            raise UnscrollError(
                result["message"], result["hint"], Exit(code) if code in set(Exit) and code else Exit.NO
            )
    return results


def _some(commands: tuple[Command, ...]) -> list[dict[str, Any]]:
    try:
        answer: dict[str, Any] = ask("apply", version=__version__, commands=[to_json(c) for c in commands])
    except NoDaemon:
        return _alone(commands)
    return list(answer["results"])


def _alone(commands: tuple[Command, ...]) -> list[dict[str, Any]]:
    from contextlib import closing

    from unscroll.cli.show import note
    from unscroll.clock import SystemClock
    from unscroll.ledger import Batch, open_writer

    with closing(open_writer(places(), SystemClock())) as writer:
        for notice in writer.notices:
            note(notice)
        return [result.to_json() for result in writer.commit(Batch(commands=commands))]
