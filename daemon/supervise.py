"""Supervisor: keeps the collectors of each group open, restarts them, asks them for proof."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from unscroll.collectors.contract import Collector, DesktopSession, Means, Seen
from unscroll.collectors.registry import AGAIN_S
from unscroll.daemon.bugs import to_journal
from unscroll.errors import Unavailable, UnscrollError
from unscroll.reports.standings import SPARE
from unscroll.sighting import Track

PROOF_TIMEOUT_S = 2.0
_FIRST_BACKOFF_S, _LAST_BACKOFF_S = 1.0, 60.0
_DRAIN_ROUNDS = 20


class Source(Protocol):
    """A line of the registry: what can be opened."""

    @property
    def name(self) -> str: ...
    @property
    def track(self) -> Track: ...
    @property
    def group(self) -> str: ...
    def open(self, session: DesktopSession, means: Means) -> Awaitable[Collector]: ...


class State(StrEnum):
    RUNNING = "running"
    UNAVAILABLE = "unavailable"
    FAILED = "failed"


@dataclass(slots=True)
class Standing:
    """How a collector stands, and why it does not run."""

    name: str
    track: Track
    state: State = State.UNAVAILABLE
    why: str = "not tried yet"

    def as_json(self) -> dict[str, str]:
        return {"name": self.name, "track": str(self.track), "state": str(self.state), "why": self.why}


class Supervisor:
    """`take` gets each thing seen; `changed` is called when a collector's standing changed."""

    def __init__(
        self, sources: Sequence[Source], means: Means, take: Callable[[Seen], None], changed: Callable[[], None]
    ) -> None:
        self._take, self._taken, self._changed = take, 0, changed
        groups: dict[str, list[Source]] = {}
        for source in sources:
            groups.setdefault(source.group, []).append(source)
        self._groups = [_Group(members, means, self._seen, changed) for members in groups.values()]

    async def follow(self, session: DesktopSession) -> None:
        """Closes what is open and opens every group anew in `session`; returns when each was tried once."""
        await asyncio.gather(*(group.close() for group in self._groups))
        await asyncio.gather(*(group.start(session) for group in self._groups))

    async def prove(self) -> None:
        """Asks each open collector for proof and lets what it then yields come in; a silent one costs 2 s at most."""
        await asyncio.gather(*(group.prove() for group in self._groups))
        quiet = 0
        for _ in range(_DRAIN_ROUNDS):
            before = self._taken
            await asyncio.sleep(0)
            quiet = quiet + 1 if self._taken == before else 0
            if quiet == 3:
                return

    def standings(self) -> tuple[Standing, ...]:
        """Each collector, in the registry's order of groups."""
        return tuple(standing for group in self._groups for standing in group.standings)

    async def close(self) -> None:
        await asyncio.gather(*(group.close() for group in self._groups))

    def _seen(self, seen: Seen) -> None:
        self._taken += 1
        self._take(seen)


class _Group:
    """Collectors that see the same thing: the first that opens wins."""

    def __init__(
        self, members: Sequence[Source], means: Means, take: Callable[[Seen], None], changed: Callable[[], None]
    ) -> None:
        self._members, self._means, self._take, self._changed = members, means, take, changed
        self.standings = [Standing(source.name, source.track) for source in members]
        self._open: Collector | None = None
        self._runs: Standing | None = None
        self._task: asyncio.Task[None] | None = None
        self._logged: set[str] = set()

    async def start(self, session: DesktopSession) -> None:
        tried = asyncio.Event()
        self._task = asyncio.create_task(self._keep(session, tried))
        await tried.wait()

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait({self._task})
            self._task = None
        await self._shut()

    async def prove(self) -> None:
        if self._open is None or self._runs is None:
            return
        asked = self._runs
        raised = await _outcome(asyncio.wait_for(self._open.prove(), PROOF_TIMEOUT_S))
        if isinstance(raised, TimeoutError):
            self._set(asked, State.FAILED, f"did not answer within {PROOF_TIMEOUT_S:.0f} s")
        elif raised is not None:
            self._fault(asked, raised)
        elif asked is self._runs and asked.state is State.FAILED:
            self._set(asked, State.RUNNING, "")

    async def _keep(self, session: DesktopSession, tried: asyncio.Event) -> None:
        backoff_s, refusals = _FIRST_BACKOFF_S, iter(AGAIN_S)
        while True:
            opened = await self._open_first(session)
            tried.set()
            if opened is None and not any(s.state is State.FAILED for s in self.standings):
                pause_s = next(refusals, None)
                if pause_s is None:
                    return  # nothing to be had until the session changes
                await asyncio.sleep(pause_s)
                continue
            if opened is not None:
                began = self._means.clock.read().mono_ms
                await self._follow(*opened)
                if self._means.clock.read().mono_ms - began > _LAST_BACKOFF_S * 1000:
                    backoff_s = _FIRST_BACKOFF_S
            await asyncio.sleep(backoff_s)
            backoff_s = min(backoff_s * 2, _LAST_BACKOFF_S)

    async def _open_first(self, session: DesktopSession) -> tuple[Collector, Standing] | None:
        opened: tuple[Collector, Standing] | None = None
        for source, standing in zip(self._members, self.standings, strict=True):
            if opened is not None:
                self._set(standing, State.UNAVAILABLE, f"{SPARE}: {opened[1].name} runs")
                continue
            attempt = asyncio.ensure_future(source.open(session, self._means))
            raised = await _outcome(attempt)
            if raised is None:
                opened = (attempt.result(), standing)
                self._open, self._runs = opened
                self._set(standing, State.RUNNING, "")
            elif isinstance(raised, Unavailable):
                self._set(standing, State.UNAVAILABLE, str(raised))
            else:
                self._fault(standing, raised)
        return opened

    async def _follow(self, collector: Collector, standing: Standing) -> None:
        raised = await _outcome(self._drain(collector))
        await self._shut()
        if isinstance(raised, UnscrollError):
            # It ran and lost its source (the X server went): tried again, unlike one that never opened.
            self._set(standing, State.FAILED, str(raised))
        elif raised is not None:
            self._fault(standing, raised)
        else:
            self._set(standing, State.FAILED, "its source ended")

    async def _drain(self, collector: Collector) -> None:
        async for seen in collector.seen():
            self._take(seen)

    async def _shut(self) -> None:
        closing, self._open, self._runs = self._open, None, None
        if closing is not None and (raised := await _outcome(closing.close())) is not None:
            self._log(closing.name, raised)

    def _fault(self, standing: Standing, raised: BaseException) -> None:
        if isinstance(raised, UnscrollError):
            self._set(standing, State.FAILED, str(raised))
            return
        self._log(standing.name, raised)
        self._set(standing, State.FAILED, f"{type(raised).__name__}: a bug, see the log")

    def _log(self, name: str, raised: BaseException) -> None:
        """Once for each kind of failure: a collector that fails each minute must not fill the journal."""
        at = traceback.extract_tb(raised.__traceback__)
        mark = f"{name}:{type(raised).__name__}:{at[-1].name if at else ''}"
        if mark not in self._logged:
            self._logged.add(mark)
            to_journal(raised, f"collector {name}")

    def _set(self, standing: Standing, state: State, why: str) -> None:
        if (standing.state, standing.why) != (state, why):
            standing.state, standing.why = state, why
            self._changed()


async def _outcome(work: Awaitable[Any]) -> BaseException | None:
    """What `work` raised, None where it ended well; a cancellation from outside passes through."""
    task = asyncio.ensure_future(work)
    try:
        await asyncio.wait({task})
    except asyncio.CancelledError:
        task.cancel()
        await asyncio.wait({task})
        raise
    if task.cancelled():
        return asyncio.CancelledError()
    return task.exception()
