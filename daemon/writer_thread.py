"""OwnerThread: a thread that owns one object, so that its blocking work never stalls the loop.

The daemon has two: one owns the ledger's writer (an fsync may take seconds on a busy disk), one a reader for
questions about past Days. A thread that waits costs no wake-up.
"""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Generic, Protocol, TypeVar


class Closable(Protocol):
    def close(self) -> None: ...


Owned = TypeVar("Owned", bound=Closable)
R = TypeVar("R")


class OwnerThread(Generic[Owned]):
    """Opens the object in its own thread, runs jobs on it one after another, closes it at `close`.

    Jobs are answered in the order asked. What a job raises is raised to whoever awaits it.
    """

    def __init__(self, name: str) -> None:
        self._jobs: SimpleQueue[Callable[[], None] | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._owned: Owned | None = None

    async def open(self, opener: Callable[[], Owned]) -> None:
        """Starts the thread; raises what `opener` raises, and the thread has then ended."""
        self._thread.start()

        def keep() -> None:
            self._owned = opener()

        try:
            await asyncio.wrap_future(self._ask(keep))
        except BaseException:
            self._jobs.put(None)
            raise

    async def reopen(self, opener: Callable[[], Owned]) -> None:
        """Closes the object and owns another one; raises what `opener` raises, then it owns none."""

        def again() -> None:
            owned, self._owned = self._owned, None
            if owned is not None:
                owned.close()
            self._owned = opener()

        await asyncio.wrap_future(self._ask(again))

    async def do(self, job: Callable[[Owned], R]) -> R:
        """The answer of `job(object)`, run in the thread."""
        return await asyncio.wrap_future(self.start(job))

    def start(self, job: Callable[[Owned], R]) -> "Future[R]":
        """As `do`, without waiting."""

        def run() -> R:
            if self._owned is None:
                raise RuntimeError(f"{self._thread.name} is closed")
            return job(self._owned)

        return self._ask(run)

    async def close(self) -> None:
        """Finishes every job asked for, closes the object, ends the thread; more than once does nothing."""
        if not self._thread.is_alive():
            return

        def shut() -> None:
            if self._owned is not None:
                owned, self._owned = self._owned, None
                owned.close()

        closing = self._ask(shut)
        self._jobs.put(None)
        await asyncio.wrap_future(closing)

    def _ask(self, job: Callable[[], R]) -> "Future[R]":
        answer: Future[R] = Future()

        def run() -> None:
            if not answer.set_running_or_notify_cancel():
                return
            try:
                answer.set_result(job())
            except BaseException as raised:  # handed to the one who asked, who must deal with it
                answer.set_exception(raised)

        self._jobs.put(run)
        return answer

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
