"""SetupChild: the process that serves the page of setup (`python -P -m unscroll.cli.setup_child`).

Its first line tells whoever started it where the page is; it ends with its standard input.
"""

import asyncio
import fcntl
import json
import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from unscroll.cli.asking import places
from unscroll.cli.page_server import Life, bound, serve
from unscroll.cli.page_token import Tokens
from unscroll.cli.setup import steps
from unscroll.cli.setup_site import SetupSite
from unscroll.cli.setup_work import Work
from unscroll.errors import UnscrollError

_LOCK = "setup-page"


def main() -> None:
    """Serves until it is done, idle, or told to end."""
    try:
        found = places()
        found.make_runtime()
        lock = os.open(found.runtime / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except (UnscrollError, OSError) as refused:
        _tell(error=str(refused))
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _tell(busy=os.pread(lock, 10, 0).decode("ascii", "replace"))
        return
    door = bound()
    port = door.getsockname()[1]
    os.ftruncate(lock, 0)
    os.pwrite(lock, str(port).encode(), 0)
    tokens = Tokens()
    door.listen()
    _tell(port=port, code=tokens.code)
    work = Work(steps)
    asyncio.run(_serve(door, port, tokens, work))
    work.stop()


async def _serve(door: Any, port: int, tokens: Tokens, work: Work) -> None:
    life = Life(busy=lambda: work.busy)
    end: Callable[[], None] = life.over.set
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(name, end)
    loop.add_reader(sys.stdin.fileno(), _gone, loop, end)
    await serve(SetupSite(port, tokens, life, work).app(), door, life)


def _gone(loop: asyncio.AbstractEventLoop, end: Callable[[], None]) -> None:
    """Who started this has ended."""
    if not os.read(sys.stdin.fileno(), 4096):
        loop.remove_reader(sys.stdin.fileno())
        end()


def _tell(**told: Any) -> None:
    print(json.dumps(told), flush=True)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):  # before anything is served; from then on it is a signal like another
        main()
