"""Prompting: what is said of people of its own accord (METRICS 5)."""

import sqlite3
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from unscroll.daemon.nudges import Moment
from unscroll.daemon.parts import Parts
from unscroll.daemon.plan_asking import PlanAsking, Spawn
from unscroll.daemon.uses import reach_used_ms
from unscroll.day import Zones
from unscroll.errors import UnscrollError
from unscroll.ledger import LedgerDamaged, Reader, told
from unscroll.people.digest import QUIET_DAYS

if TYPE_CHECKING:
    from unscroll.daemon.digest_note import DigestNote

R = TypeVar("R")
BREAK_MS = 3_600_000
"""Who was away for so long has come anew. A Day that turns at the desk is no morning: its digest waits until then."""
SUMMARY = "In case you want to reach out"


class Prompting:
    """Says the digest, asks whether plans happened; looked at with each checkpoint, it mostly compares a few numbers.

    The mode says nothing about it: that is what happens at the cap, and whoever is named was put into a circle, or
    given a cadence, by the user.
    """

    def __init__(self, parts: Parts, spawn: Spawn) -> None:
        self._parts = parts
        self._plans = PlanAsking(parts, spawn)
        self._there_ms: int | None = None
        self._came: date | None = None
        self._settled: date | None = None
        """The Day whose digest was sent, or has nobody to name."""

    async def consider(self, moment: Moment) -> None:
        """Says what is due, where somebody is there and this is a calm moment."""
        if not (self._there(moment) and self._may_speak(moment)):
            return
        parts = self._parts
        try:
            await self._digest()
            await self._plans.consider(self._read)
        except UnscrollError as refused:
            parts.nudging.trouble = str(refused)

    def _there(self, moment: Moment) -> bool:
        """Whether somebody is; notes when they came."""
        parts = self._parts
        if moment.locked or not parts.recorder.pace.attended(parts.mono_ms()):
            return False
        now_ms = parts.clock.read().boot_ms
        if self._there_ms is None or now_ms - self._there_ms > BREAK_MS:
            self._came = parts.recorder.today.day
        self._there_ms = now_ms
        return True

    def _may_speak(self, moment: Moment) -> bool:
        parts = self._parts
        resting = parts.rests.resting(parts.now_ms()) is not None
        return parts.settings.notify.people and moment.may_speak and not resting and self._week_over()

    def _week_over(self) -> bool:
        first, today = self._first_day(), self._parts.recorder.today.day
        return first is not None and (today - first).days >= QUIET_DAYS

    def _first_day(self) -> date | None:
        first_ms = self._parts.first_ms
        return None if first_ms is None else self._parts.zones.day_of(first_ms)

    async def _digest(self) -> None:
        """The digest of the Day, after the announcement of the report. It is kept before it is said: after a crash it
        must not come twice."""
        parts = self._parts
        today, first = parts.recorder.today.day, self._first_day()
        if first is None or self._came != today or self._settled == today or parts.turn.due(today):
            return
        if not await parts.nudging.welcome():
            return
        self._settled = today
        now_ms, zones = parts.now_ms(), parts.zones
        reached_ms = reach_used_ms(parts.places)
        note = await self._read(lambda reader: _note(reader, first, reached_ms, now_ms, zones))
        if note is not None and await parts.writer.do(lambda writer: writer.record_digest(note.digest)):
            await parts.nudging.say(SUMMARY, "\n".join(note.lines))

    async def _read(self, job: Callable[[Reader], R]) -> R:
        """UnscrollError where the ledger does not read; a damaged one is looked at before the next write."""
        try:
            return await self._parts.reader.do(job)
        except sqlite3.Error as error:
            refused = told(error, "the ledger")
            self._parts.recorder.suspect = self._parts.recorder.suspect or isinstance(refused, LedgerDamaged)
            raise refused from error


def _note(reader: Reader, first_day: date, reached_ms: int | None, now_ms: int, zones: Zones) -> "DigestNote | None":
    from unscroll.daemon.digest_note import digest_note

    return digest_note(reader, first_day, reached_ms, now_ms, zones)
