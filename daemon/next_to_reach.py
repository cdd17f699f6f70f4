"""NextToReach: whom `status` names, kept by the daemon so that asking costs nothing."""

import asyncio
import sqlite3
from typing import TYPE_CHECKING

from unscroll.daemon.reach_next import reach_next
from unscroll.reports.documents import ReachNext

if TYPE_CHECKING:
    from unscroll.daemon.parts import Parts

AGE_MS = 60_000
"""What was found is looked up again after so long: whom one has written to meanwhile is in touch."""
_PATIENCE_S = 0.02
"""How long `status` waits for that; it says what was known before where it takes longer."""
_PATIENCE_DECIDED_S = 2.0
"""After a decision it waits longer: who was just talked with is not to be named."""


class NextToReach:
    """Looks when it is asked, at most once a minute, or where something was decided or the Day turned since."""

    def __init__(self) -> None:
        self.told: tuple[ReachNext, ...] = ()
        self._of: object = None
        """The notes that held at the last look: each decision and each Day brings others."""
        self._at_ms = 0
        self._look: asyncio.Task[None] | None = None

    async def refresh(self, parts: "Parts") -> None:
        """`told` is fit to be said; only where the ledger is slow it is that of before."""
        decided = self._of is not parts.notes
        if not decided and parts.mono_ms() - self._at_ms < AGE_MS:
            return
        if decided or self._look is None or self._look.done():
            self._look = asyncio.create_task(self._read(parts), name="reach next")
        done, _ = await asyncio.wait({self._look}, timeout=_PATIENCE_DECIDED_S if decided else _PATIENCE_S)
        for look in done:
            look.result()

    async def _read(self, parts: "Parts") -> None:
        notes, at_ms, now_ms, zones = parts.notes, parts.mono_ms(), parts.now_ms(), parts.zones
        try:
            told = await parts.reader.do(lambda reader: reach_next(reader, now_ms, zones))
        except sqlite3.Error:
            told = ()  # what is wrong with the ledger, the writer finds and mends; status says what it knows
        if parts.notes is notes:
            self.told, self._of, self._at_ms = told, notes, at_ms
