"""PlanAsking: asks once, after its end, whether a plan happened."""

import json
from collections.abc import Awaitable, Callable, Coroutine
from datetime import date
from typing import Any

from unscroll.commands import SettlePlan
from unscroll.daemon.deciding import decide
from unscroll.daemon.parts import Parts
from unscroll.daemon.shortening import short
from unscroll.errors import UnscrollError
from unscroll.ledger import Reader
from unscroll.ledger.people_records import Plan

AFTER_MS = 15 * 60_000
"""Asked no sooner after the end."""
STALE_MS = 14 * 86_400_000
"""Asked no later: `unscroll plan` lists it still."""
_NO_LENGTH_MS = 3_600_000
"""A plan without a length is taken to last an hour."""
ANSWERS = {"happened": "It happened", "fell_through": "It did not"}
_MARK = "plans_asked"
_WORDS = {"phone": "call", "video": "video call", "other": "plan"}
_NAME = 60

Asked = tuple[tuple[Plan, ...], frozenset[int]]
"""Open plans, and the numbers of those that were asked about."""
Spawn = Callable[[str, Coroutine[Any, Any, None]], None]


class PlanAsking:
    """What was asked is kept in the ledger's marks, as long as the plan is open. `spawn` runs what an answer brings."""

    def __init__(self, parts: Parts, spawn: Spawn) -> None:
        self._parts, self._spawn = parts, spawn
        self._of: object = None
        """The notes of the Day that the plans were read with: whatever is decided brings others."""
        self._plans: tuple[Plan, ...] = ()
        self._asked: frozenset[int] = frozenset()

    async def consider(self, read: Callable[[Callable[[Reader], Asked]], Awaitable[Asked]]) -> None:
        """Asks about one plan that is over, if any. Raises `Unavailable` where nobody shows notifications."""
        parts, notes = self._parts, self._parts.notes
        if self._of is not notes:
            self._plans, self._asked = await read(_asked)
            self._of = notes
        now_ms = parts.now_ms()
        waits = (p for p in self._plans if p.id not in self._asked and AFTER_MS <= now_ms - _end_ms(p) < STALE_MS)
        plan = next(waits, None)
        if plan is None or not await parts.nudging.welcome():
            return
        asked = (self._asked | {plan.id}) & {p.id for p in self._plans}
        await parts.writer.do(lambda writer: writer.set_mark(_MARK, json.dumps(sorted(asked))))
        self._asked = asked
        name = notes.called.names.get(plan.person_id, "somebody")
        question = words(plan.channel, name, parts.zones.day_of(plan.start_ms), parts.recorder.today.day)
        number = plan.id
        await parts.nudging.notifications.ask(
            question, "unscroll plan", ANSWERS, lambda key: self._spawn(f"settle {number}", self._settle(number, key))
        )

    async def _settle(self, plan_id: int, key: str) -> None:
        if key not in ANSWERS:
            return
        try:
            await decide(self._parts, SettlePlan(plan_id, key))
        except UnscrollError as refused:
            self._parts.nudging.trouble = f"the answer could not be kept: {refused}"


def words(channel: str, name: str, day: date, today: date) -> str:
    """`Did the coffee with Zoë happen?`, with the weekday where it was not today."""
    when = "" if day == today else f" on {day:%A}" if (today - day).days < 7 else f" on {day.day} {day:%B}"
    return f"Did the {_WORDS.get(channel, short(channel, 20))} with {short(name, _NAME)}{when} happen?"


def _end_ms(plan: Plan) -> int:
    return plan.end_ms if plan.end_ms > plan.start_ms else plan.start_ms + _NO_LENGTH_MS


def _asked(reader: Reader) -> Asked:
    return reader.plans(), frozenset(json.loads(reader.mark(_MARK) or "[]"))
