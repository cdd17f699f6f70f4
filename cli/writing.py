"""Writing to the ledger from a command: through the daemon, or as the one writer where none runs."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

from unscroll import __version__
from unscroll.cli.asking import ask, places
from unscroll.cli.client import NoDaemon
from unscroll.cli.turning import turn_min_of
from unscroll.commands import Command, to_json
from unscroll.errors import Exit, UnscrollError

if TYPE_CHECKING:
    from unscroll.acts import Act
    from unscroll.ledger import Writer

_MOST = 1_000
"""Commands of one RPC."""
Results = list[dict[str, Any]]
Some = Callable[[tuple[Command, ...]], Results]


def apply(*commands: Command) -> Results:
    """What came of each command, after the commit; UnscrollError with the first refusal's words and code."""
    with applying() as do:
        return do(*commands)


@contextmanager
def applying() -> Iterator[Callable[..., Results]]:
    """`apply`, for commands that come one after another: without a daemon the ledger is opened once for all of them,
    by the first."""
    with ExitStack() as opened:
        writing: list[Some] = []

        def some(commands: tuple[Command, ...]) -> Results:
            if not writing:
                try:
                    answer = ask("apply", version=__version__, commands=[to_json(c) for c in commands])
                    return list(answer["results"])
                except NoDaemon:
                    writing.append(_writer(opened))
            return writing[0](commands)

        yield lambda *commands: _all(some, commands)


def _all(some: Some, commands: tuple[Command, ...]) -> Results:
    results = [result for start in range(0, len(commands), _MOST) for result in some(commands[start : start + _MOST])]
    for result in results:
        if not result["ok"]:
            code = result["code"]
            raise UnscrollError(
                result["message"], result["hint"], Exit(code) if code in set(Exit) and code else Exit.NO
            )
    return results


def _writer(opened: ExitStack) -> Some:
    """This process as the one writer, until `opened` is closed."""
    from unscroll.cli.show import note
    from unscroll.clock import SystemClock
    from unscroll.ledger import Batch, open_writer

    writer = opened.enter_context(open_writer(places(), SystemClock()))
    for notice in writer.notices:
        note(notice)
    if news := _where_we_are(writer):
        writer.commit(Batch(acts=news))
    return lambda commands: [result.to_json() for result in writer.commit(Batch(commands=commands))]


def _where_we_are(writer: "Writer") -> tuple["Act", ...]:
    """The zone and the turn of Days, where no service has noted them yet: a later `forget` goes by them as the
    commands before it did, wherever the desk is by then."""
    from unscroll.acts import Act
    from unscroll.clock import SystemClock
    from unscroll.daemon.days import zones_of
    from unscroll.daemon.zone import zone_name

    now_ms = SystemClock().read().wall_ms
    known = writer.reader.zones("", -1)
    if known.history[0][1] and known.turn_min >= 0:
        return ()
    home, turn_min = known.history[-1][1] or zone_name(os.environ), turn_min_of(places().config_file)
    news = zones_of(writer.reader, home, turn_min, now_ms)[1]
    return tuple(Act(now_ms, what, "unscroll", value=value) for what, value in news)
