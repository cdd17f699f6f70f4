"""PageServer: serves one page on loopback for a bounded time, in the process that runs it."""

import asyncio
import socket
from collections.abc import Callable
from typing import Any, cast

from hypercorn.asyncio import serve as hypercorn_serve
from hypercorn.config import Config

from unscroll.cli.page_rules import CONNECTIONS, PATIENCE_S, App, PageRules

IDLE_S = 15 * 60.0
_LOOK_S = 1.0


class Life:
    """How long a page lives: until it is ended, or was not used for `idle_s`; `busy` keeps it alive meanwhile."""

    def __init__(self, idle_s: float = IDLE_S, busy: Callable[[], bool] = lambda: False) -> None:
        self._idle_s, self._busy = idle_s, busy
        self.over = asyncio.Event()
        self.ended = False
        self._used_s = 0.0

    def used(self) -> None:
        """Somebody is there."""
        self._used_s = asyncio.get_running_loop().time()

    async def watch(self) -> None:
        """Sets `over` once it is time."""
        self.used()
        while not self.over.is_set():
            idle_s = asyncio.get_running_loop().time() - self._used_s
            if (self.ended or idle_s > self._idle_s) and not self._busy():
                self.over.set()
            await asyncio.sleep(min(_LOOK_S, self._idle_s / 4))


def bound(address: str = "127.0.0.1", port: int = 0) -> socket.socket:
    """A socket on loopback, on a port of the kernel's choice. ValueError for any other address."""
    if not address.startswith("127.") and address != "::1":
        raise ValueError(f"{address} is not this computer alone")
    door = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    door.bind((address, port))
    return door


async def serve(app: App, door: socket.socket, life: Life) -> None:
    """Takes `door` over; returns when `life` is over, and what was asked is answered."""
    config = Config()
    config.bind = [f"fd://{door.detach()}"]
    config.backlog = CONNECTIONS
    config.h11_max_incomplete_size = 16 << 10
    config.keep_alive_timeout = PATIENCE_S / 2
    config.read_timeout = int(PATIENCE_S)
    config.graceful_timeout = config.shutdown_timeout = 1.0
    config.include_server_header = False
    config.accesslog = config.errorlog = None
    watching = asyncio.create_task(life.watch())
    try:
        await hypercorn_serve(cast(Any, PageRules(app)), config, shutdown_trigger=life.over.wait)
    finally:
        watching.cancel()
