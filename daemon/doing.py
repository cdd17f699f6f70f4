"""Doing: what the popup of a browser's extension does to the Day: work, a pause, a forgotten hour."""

import os
from collections.abc import Awaitable, Callable
from typing import Any

from unscroll.collectors.doing_frames import DoingFrame, ForgetHour, PauseFor, Since, WasWork
from unscroll.commands import Command, Correct, Forget
from unscroll.daemon.deciding import carry_out
from unscroll.daemon.parts import Parts
from unscroll.daemon.resting import begin_rest, end_rest
from unscroll.errors import Exit, UnscrollError
from unscroll.kinds import Context
from unscroll.ledger import Reader
from unscroll.minutes import said
from unscroll.sittings import BREAK_MS, sittings
from unscroll.span import Span
from unscroll.timeline import timeline

Answer = tuple[str, dict[str, Any]]
HOUR_MS = 3_600_000
_MINUTE_MS = 60_000
_ASKED_MS = 120_000
"""How long the question whether an hour is to go may wait for its answer."""


class Doing:
    """`refresh` pushes the budget of this moment. A span is named by the service alone: what a browser asks for is the
    last hour, or the sitting that goes on."""

    def __init__(self, parts: Parts, refresh: Callable[[], Awaitable[None]]) -> None:
        self._parts, self._refresh = parts, refresh
        self._asked: tuple[str, Span, int] | None = None
        """The word that answers the question, the span that goes then, until when."""

    async def do(self, frame: DoingFrame) -> Answer:
        """Carries it out, and answers after the commit with one line: `said`, or `why` not."""
        told: dict[str, Any] = {"id": frame.id}
        try:
            match frame:
                case WasWork():
                    name, more = "worked", await self._work(frame.since)
                case PauseFor():
                    name, more = "rested", await self._rest(frame.minutes)
                case ForgetHour():
                    name, more = "forgotten", await self._forget(frame.sure)
        except UnscrollError as refused:
            name = {WasWork: "worked", PauseFor: "rested", ForgetHour: "forgotten"}[type(frame)]
            return name, {**told, "ok": False, "why": str(refused).rstrip("."), "said": ""}
        await self._refresh()
        return name, {**told, "ok": True, "why": "", **more}

    async def _work(self, since: Since) -> dict[str, Any]:
        await self._parts.recorder.look()
        span = self._hour() if since is Since.HOUR else self._sitting()
        counted_ms, _ = await self._counted(span)
        await self._carry_out(Correct(span.start_ms, span.end_ms, context=str(Context.WORK)))
        counted = said(counted_ms) if counted_ms else "nothing"
        return {"said": f"{self._between(span)} is work ({counted} counted then)"}

    async def _rest(self, minutes: int) -> dict[str, Any]:
        """What is not kept across a restart holds all the same, and is said with it."""
        parts, length_ms, lacks = self._parts, minutes * _MINUTE_MS, ""
        try:
            await (begin_rest(parts, "pause", length_ms) if minutes else end_rest(parts))
        except UnscrollError as unkept:
            if unkept.code is not Exit.IO:
                raise
            lacks = f"; {unkept.message}"
        until = f"Nothing is watched until {self._clock(parts.now_ms() + length_ms)}" if minutes else "Watching goes on"
        return {"said": f"{until}{lacks}"}

    async def _forget(self, sure: str) -> dict[str, Any]:
        parts = self._parts
        if sure:
            span = self._answered(sure)
            await self._carry_out(Forget(span.start_ms, span.end_ms))
            return {"said": f"{self._between(span)} is forgotten", "sure": ""}
        await parts.recorder.look()
        span = self._hour()
        counted_ms, contacts = await self._counted(span)
        self._asked = (os.urandom(8).hex(), span, parts.mono_ms() + _ASKED_MS)
        what = [f"{said(counted_ms)} that were counted" if counted_ms else "nothing that was counted"]
        what += [f"{contacts} {'contact' if contacts == 1 else 'contacts'}"] if contacts else []
        goes = f"All of {self._between(span)} goes for good: {', '.join(what)}"
        return {"said": f"{goes}. What reaches into that hour goes whole", "sure": self._asked[0]}

    def _answered(self, sure: str) -> Span:
        """The span that was asked about; each question is answered once."""
        asked, self._asked = self._asked, None
        if asked is None or asked[0] != sure or self._parts.mono_ms() > asked[2]:
            raise UnscrollError("that was asked too long ago", "Ask once more")
        return asked[1]

    async def _carry_out(self, command: Command) -> None:
        (result,) = await carry_out(self._parts, (command,))
        if not result.ok:
            raise UnscrollError(result.message, result.hint)

    async def _counted(self, span: Span) -> tuple[int, int]:
        """How long the line is within a span, and how many contacts overlap it."""
        parts = self._parts
        await parts.recorder.write(always=True)
        meaning, zones = parts.recorder.today.meaning, parts.zones

        def read(reader: Reader) -> tuple[int, int]:
            line = timeline(reader.facts(span), meaning, span, zones)
            return sum(piece.length_ms for piece in line.pieces), len(reader.touchpoints(span))

        return await parts.reader.do(read)

    def _hour(self) -> Span:
        now_ms = self._parts.now_ms()
        return Span(now_ms - HOUR_MS, now_ms)

    def _sitting(self) -> Span:
        """The sitting that goes on."""
        parts, now_ms = self._parts, self._parts.now_ms()
        going = [s for s in sittings(parts.recorder.today.line(now_ms), parts.lead) if now_ms - s.end_ms < BREAK_MS]
        if not going:
            raise UnscrollError("no sitting goes on now", "Take the last hour")
        return Span(min(sitting.start_ms for sitting in going), now_ms)

    def _between(self, span: Span) -> str:
        return f"{self._clock(span.start_ms)} to {self._clock(span.end_ms)}"

    def _clock(self, at_ms: int) -> str:
        return self._parts.zones.local(at_ms).strftime("%H:%M")
