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
from unscroll.ledger import Batch, LedgerDamaged, Writer
from unscroll.sighting import Session, SessionState, Stretch
from unscroll.span import Span

CLOCK_RUN = "clock_run"
"""The ledger's mark that holds the highest clock run."""


@dataclass(slots=True)
class Recorder:
    """Holds what is between the collectors and the ledger. Everything but the writing happens on the loop.

    `trouble` says why nothing can be written, "" when it can.
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
    hasten: Callable[[], None]
    """Called when somebody came back, whoever saw it: the next checkpoint may be due sooner."""

    mend: Callable[[], Awaitable[Batch]] | None = None
    """Called when the ledger was found damaged: gives back what the new one may lack of today."""
    suspect: bool = False
    """Something read as if the ledger were damaged: it is looked at before the next write."""
    crowded: int = 0
    """Facts that the ledger left out, because thousands of them start in one millisecond."""
    unfit: int = 0
    """How often the ledger left a fact out, because a number or a text in it fits no column."""
    trouble: str = ""
    present_since_ms: int = 0
    """Paced: up to here the daemon's own presence is told."""
    clock_run: int = 0
    _acks: dict[str, int] = field(default_factory=dict)
    """Of deltas whose facts still wait at the door."""
    _untold: dict[ActKind, str] = field(default_factory=dict)
    """Where the desk is and when Days turn, while the clock is not to be believed."""
    _checking: asyncio.Lock = field(default_factory=asyncio.Lock)
    _writing: asyncio.Lock = field(default_factory=asyncio.Lock)
    _asked: list[asyncio.Future[None]] = field(default_factory=list)
    _settled: list[asyncio.Future[None]] = field(default_factory=list)

    def take(self, seen: Seen, mono_ms: int) -> None:
        """A collector saw something, or a browser told it."""
        was_there = self.pace.attended(mono_ms)
        self.intake.take(seen)
        self.pace.saw(seen, mono_ms)
        if not was_there and self.pace.attended(mono_ms):
            self.hasten()
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
            self.pending.add(settled.stretches, settled.acts, acks=self._acks)
            self._acks = {}
            self._settled += self._asked
            self._asked = []
            self.today.add(settled.stretches, settled.acts)

    async def write(self, always: bool = False) -> bool:
        """Commits what waits, where that is worth a write (or `always`); False where the ledger took nothing."""
        async with self._writing:
            if (
                not self.suspect
                and not (self.pending.anything and always)
                and not self.pending.worth_writing(self.locks())
            ):
                return True
            batch, waiting = self.pending.batch(), self._settled
            self._settled = []
            try:
                batch = await self._put(batch)
            except UnscrollError as refused:
                self._settled = waiting + self._settled
                self.trouble = str(refused)
                self.pending.bound(self.time.label_ms())
                return False
            self.pending.written(batch)
            self.trouble = ""
            for future in waiting:
                if not future.done():
                    future.set_result(None)
            return True

    async def _put(self, batch: Batch) -> Batch:
        """What was written: more than was asked where the ledger had to be mended."""
        try:
            if self.suspect:
                await self.writer.do(lambda writer: writer.prove_whole())
                self.suspect = False
            await self.writer.do(lambda writer: self._commit(writer, batch))
            return batch
        except LedgerDamaged:
            if self.mend is None:
                raise
            lacking, self.clock_run = await self.mend(), -1
            self.suspect = False
            self.pending.add(lacking.stretches, lacking.acts, lacking.changes)  # it waits as well if this fails too
            batch = self.pending.batch()
            await self.writer.do(lambda writer: self._commit(writer, batch))
        return batch

    def _commit(self, writer: Writer, batch: Batch) -> None:
        """In the writer's thread."""
        if (run := self.time.clock_run) > self.clock_run:
            writer.set_mark(CLOCK_RUN, str(run))
            self.clock_run = run
        writer.commit(batch)
        self.crowded, self.unfit = writer.crowded, writer.unfit

    def ack(self, run: str, seq: int) -> None:
        """A browser's delta is taken in: its number goes into the ledger with its facts."""
        self._acks[run] = max(seq, self._acks.get(run, seq))

    def written(self) -> "asyncio.Future[None]":
        """Done when what waits now is in the ledger, on disk."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._asked.append(future)
        return future

    def note(self, what: ActKind, value: str) -> None:
        """An act of the daemon's own, now."""
        act = Act(self.time.label_ms(), what, SOURCE, value=value, clock_run=self.time.clock_run)
        if not self.time.trouble:
            self.pending.add(acts=(act,))
            self.today.add((), (act,))
        elif what in (ActKind.ZONE, ActKind.TURN):
            self._untold[what] = value

    def _turns(self) -> None:
        turns = self.time.check()
        if self._untold and not self.time.trouble:
            untold, self._untold = self._untold, {}
            for what, value in untold.items():
                self.note(what, value)
        for turn in turns:
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
        """What the daemon itself vouches for since the last look: it watched, or it rested until the rest's end."""
        end_ms = self.time.now_ms()
        to_label_ms = self.time.label_ms() - end_ms
        while self.present_since_ms < end_ms:
            start_ms = self.present_since_ms
            state = self.rests.resting(start_ms + to_label_ms)
            changes_ms = self.rests.next_end_ms(start_ms + to_label_ms)
            until_ms = end_ms if changes_ms is None else min(end_ms, changes_ms - to_label_ms)
            span = Span(start_ms, until_ms)
            if state is not None:
                self.intake.rest(span)
            self.intake.own(span, state or SessionState.WATCHING, self.boot_id)
            self.present_since_ms = until_ms
