"""Outbox: what a collector has seen, until somebody reads it."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable

from unscroll.collectors.contract import Seen
from unscroll.errors import UnscrollError


class Outbox:
    """A queue with an end: what was put is read first, then the failure is raised or the reading ends."""

    def __init__(self) -> None:
        self._waiting: deque[Seen] = deque()
        self._news = asyncio.Event()
        self._done = False
        self._failure: UnscrollError | None = None

    def put(self, seen: Iterable[Seen]) -> None:
        """Adds what was seen; without effect once done."""
        if not self._done:
            self._waiting.extend(seen)
            if self._waiting:
                self._news.set()

    def fail(self, failure: UnscrollError) -> None:
        """Ends the reading with an error."""
        if not self._done:
            self._failure = failure
            self.end()

    def end(self) -> None:
        """Ends the reading."""
        self._done = True
        self._news.set()

    async def read(self) -> AsyncIterator[Seen]:
        """Yields until the end; raises the failure where there was one."""
        while True:
            while self._waiting:
                yield self._waiting.popleft()
            if self._done:
                break
            self._news.clear()
            await self._news.wait()
        if self._failure is not None:
            raise self._failure
