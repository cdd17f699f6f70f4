"""Recorder: the checkpoint, at which all that was seen becomes facts."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from unscroll.acts import Act, ActKind
from unscroll.collectors.contract import Seen
from unscroll.daemon.intake import SOURCE, Intake
from unscroll.daemon.locks import Locks
from unscroll.daemon.pace import Pace
from unscroll.daemon.pending import Pending
from unscroll.daemon.rests import Rests
from unscroll.daemon.timekeeper import Slept, Timekeeper
from unscroll.daemon.today import Today
from unscroll.daemon.writer_thread import OwnerThread
from unscroll.errors import UnscrollError
from unscroll.ledger import Writer
from unscroll.sighting import Session, SessionState, Stretch
from unscroll.span import Span

CLOCK_RUN = "clock_run"
"""The ledger's mark that holds the highest clock run."""


@dataclass(slots=True)
class Recorder:
    """Holds what is between the collectors and the ledger. Everything but the writing happens on the loop.

    `lost` is called when facts had to be dropped; `trouble` says why nothing can be written, "" when it can.
    """

    time: Timekeeper
    intake: Intake
    pending: Pending
    today: Today
    locks: Locks
    rests: Rests
    pace: Pace
    writer: OwnerThread[Writer]
    boot_id: str
    prove: Callable[[], Awaitable[None]]
    stir: Callable[[], None]
    """Called when a checkpoint should come at once: the session was locked or unlocked."""

    trouble: str = ""
    present_since_ms: int = 0
    """Paced: up to here the daemon's own presence is told."""
    clock_run: int = 0
    _checking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _written: list[asyncio.Future[None]] = field(default_factory=list)

    def take(self, seen: Seen, mono_ms: int) -> None:
        """A collector saw something."""
        self.intake.take(seen)
        self.pace.saw(seen, mono_ms)
        if self.locks.hear(seen):
            self.stir()

    async def look(self, ask: bool = True) -> None:
        """Asks every source for proof and lets what was seen pass: `today` is then true to the second."""
        async with self._checking:
            self._turns()
            if ask:
                self.locks.asking()
                await self.prove()
                self.locks.asked()
                self._turns()
            self._presence()
            settled = self.intake.settle()
            self.pending.add(settled.stretches, settled.acts)
            self.today.add(settled.stretches, settled.acts)

    async def write(self, always: bool = False) -> bool:
        """Commits what waits, where that is worth a write (or `always`); False where the ledger took nothing."""
        async with self._writing:
            if not (self.pending.anything and always) and not self.pending.worth_writing(self.locks()):
                return True
            batch, waiting = self.pending.batch(), self._written
            self._written = []
            try:
                await self.writer.do(lambda writer: writer.commit(batch))
            except UnscrollError as refused:
                self._written = waiting + self._written
                self.trouble = str(refused)
                self.pending.bound(self.time.label_ms())
                return False
            self.pending.written(batch)
            self.trouble = ""
            for future in waiting:
                if not future.done():
                    future.set_result(None)
            return True

    def written(self) -> "asyncio.Future[None]":
        """Done when what waits now is in the ledger, on disk."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._written.append(future)
        return future

    def note(self, what: ActKind, value: str) -> None:
        """An act of the daemon's own, now."""
        act = Act(self.time.label_ms(), what, SOURCE, value=value, clock_run=self.time.clock_run)
        if not self.time.trouble:
            self.pending.add(acts=(act,))
            self.today.add((), (act,))

    def _turns(self) -> None:
        for turn in self.time.check():
            self.intake.break_off()
            if isinstance(turn, Slept):
                asleep = Stretch(
                    turn.span.start_ms,
                    turn.span.end_ms,
                    Session(SessionState.ASLEEP, self.boot_id),
                    SOURCE,
                    clock_run=self.time.clock_run,
                )
                self.pending.add((asleep,))
                self.today.add((asleep,), ())
            else:
                self.note(ActKind.CLOCK_STEP, str(turn.step_ms))

    def _presence(self) -> None:
        span = Span(self.present_since_ms, self.time.now_ms())
        self.present_since_ms = span.end_ms
        resting = self.rests.resting(self.time.label_ms())
        if resting is None:
            self.intake.own(span, SessionState.WATCHING, self.boot_id)
        else:
            self.intake.rest(span)
            self.intake.own(span, resting, self.boot_id)
