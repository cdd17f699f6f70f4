"""SleepDelay: logind's permission to write before the machine suspends."""

import asyncio
import os
from collections.abc import Awaitable, Callable

from unscroll.collectors.bus import Bus

LOGIN, LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
MANAGER = f"{LOGIN}.Manager"

FLUSH_S = 4.0
"""Of the 5 s for which logind lets sleep be delayed (InhibitDelayMaxSec)."""


class SleepDelay:
    """Holds a delay lock while awake; lets go of it when `before_sleep` has run, takes another after waking."""

    def __init__(self, bus: Bus, before_sleep: Callable[[], Awaitable[None]]) -> None:
        self._bus = bus
        self._before_sleep = before_sleep
        self._fd = -1

    @property
    def held(self) -> bool:
        """Whether logind would wait for us now."""
        return self._fd >= 0

    async def take(self) -> None:
        """Takes the lock; where logind refuses, sleep is not delayed and the clocks tell of it afterwards."""
        if self.held:
            return
        reply = await self._bus.call(
            LOGIN, LOGIN_PATH, MANAGER, "Inhibit", "ssss", "sleep", "unscroll", "writes what it has seen", "delay"
        )
        if reply is not None and reply.unix_fds:
            self._fd = reply.unix_fds[0]

    async def before(self) -> None:
        """The machine is about to sleep: lets what was seen be written, for at most `FLUSH_S`, then lets it sleep."""
        try:
            async with asyncio.timeout(FLUSH_S):
                await self._before_sleep()
        except TimeoutError:
            return
        finally:
            self.release()

    def release(self) -> None:
        """Lets go of the lock; may be called twice."""
        if self.held:
            os.close(self._fd)
            self._fd = -1
