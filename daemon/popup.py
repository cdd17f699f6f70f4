"""Popup: what the popup of a browser's extension asks, answered; what it says, kept."""

from collections.abc import Awaitable, Callable
from typing import Any

from unscroll.collectors.browser import ThreadAsked
from unscroll.collectors.popup_frames import AskPeople, LabelTab, LogContact
from unscroll.commands import LabelThread, LogTouchpoint
from unscroll.daemon.deciding import decide
from unscroll.daemon.parts import Parts
from unscroll.daemon.shortening import short
from unscroll.day import Zones
from unscroll.errors import UnscrollError
from unscroll.ledger import Reader
from unscroll.meaning import Size
from unscroll.sighting import SessionState
from unscroll.surface import ThreadKey

Answer = tuple[str, dict[str, Any]]
"""The name that an answer goes under, with its body."""
_MINUTE_MS = 60_000
_NAME, _ASK = 120, 200


class Popup:
    """`refresh` pushes the budget of this moment. Names go to the popup that asks, and are kept nowhere."""

    def __init__(self, parts: Parts, refresh: Callable[[], Awaitable[None]]) -> None:
        self._parts = parts
        self._refresh = refresh

    async def asked(self, asked: ThreadAsked | AskPeople) -> Answer:
        """Answers what the popup asks when it opens."""
        if isinstance(asked, AskPeople):
            return "people", {"id": asked.id, "people": await self._people()}
        await self._refresh()  # the popup is open: what it shows is of now, not of the last checkpoint
        shown = await self._thread(asked.thread)
        return "thread", {"tab": asked.ask.tab, "id": asked.ask.id, **shown}

    async def told(self, told: LabelTab | LogContact) -> Answer:
        """Keeps what the popup says; `why` it cannot be kept, "" where it is."""
        if isinstance(told, LabelTab):
            why = await self._label(told)
            return "labelled", {"tab": told.tab, "id": told.id, "ok": not why, "why": why}
        said, why = await self._log(told)
        return "logged", {"id": told.id, "ok": not why, "why": why, "said": said}

    async def _people(self) -> list[dict[str, Any]]:
        now_ms, zones = self._parts.now_ms(), self._parts.zones
        if self._guest():
            return []
        return await self._parts.reader.do(lambda reader: _names(reader, now_ms, zones))

    async def _thread(self, thread: ThreadKey | None) -> dict[str, Any]:
        """What is known of a thread: `key` names it to a label, `size` is empty where nobody said; of whom it is
        with, the open question and the days since the last contact."""
        parts = self._parts
        label = parts.recorder.today.meaning.labels.get(thread) if thread else None
        shown = {
            "thread": bool(thread),
            "key": thread.digest.hex() if thread else "",
            "size": str(label.size) if label and isinstance(label.size, Size) else "",
        }
        called = parts.notes.called
        number = called.now(label.person_id) if label and label.person_id is not None else None
        if number is None or self._guest():
            return {**shown, "person": "", "person_id": 0, "ask": "", "last_days": None}
        now_ms, zones = parts.now_ms(), parts.zones
        ask, last_days = await parts.reader.do(lambda reader: _last_time(reader, number, now_ms, zones))
        known = {"person": short(called.names[number], _NAME), "person_id": number}
        return {**shown, **known, "ask": short(ask, _ASK), "last_days": last_days}

    def _guest(self) -> bool:
        """Whether somebody else sits here: names are none of theirs."""
        return self._parts.rests.resting(self._parts.now_ms()) is SessionState.GUEST

    async def _label(self, told: LabelTab) -> str:
        if not told.thread:
            return "the extension does not say which conversation: reload it"
        person = "" if told.person_id else told.person
        return (await self._decide(LabelThread(told.thread, str(told.size), person, told.person_id)))[1]

    async def _log(self, told: LogContact) -> tuple[str, str]:
        """What was kept, in words; why not."""
        await self._refresh()
        parts = self._parts
        end_ms = parts.now_ms()
        person = "" if told.person_id else told.person
        start_ms = end_ms - told.minutes * _MINUTE_MS
        number, why = await self._decide(
            LogTouchpoint(person, told.channel, start_ms, end_ms, person_id=told.person_id)
        )
        if why:
            return "", why
        await self._refresh()
        name = parts.notes.called.names.get(number, told.person)
        length = f", {told.minutes} min" if told.minutes else ""
        return f"{short(told.channel, _NAME)} with {short(name, _NAME)}{length}", ""

    async def _decide(self, command: LabelThread | LogTouchpoint) -> tuple[int, str]:
        """The number of the person that it is about, 0 where it is about none; why it was refused."""
        try:
            result = await decide(self._parts, command)
        except UnscrollError as refused:
            return 0, refused.message
        return int(result.data.get("person_id", 0)), "" if result.ok else result.message


def _names(reader: Reader, now_ms: int, zones: Zones) -> list[dict[str, Any]]:
    from unscroll.daemon.completing import names

    return [{"id": number, "name": short(name, _NAME)} for number, name in names(reader, now_ms, zones)]


def _last_time(reader: Reader, number: int, now_ms: int, zones: Zones) -> tuple[str, int | None]:
    from unscroll.daemon.completing import last_time

    return last_time(reader, reader.names(), number, now_ms, zones)
