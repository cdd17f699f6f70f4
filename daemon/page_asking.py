"""PageAsking: what the extension's options page asks, answered; what it changes, kept."""

from typing import Any

from unscroll.collectors.options_frames import AskCircles, AskSettings, OptionsFrame, PutInCircle, SetSettings
from unscroll.commands import ChangePerson
from unscroll.daemon.deciding import decide
from unscroll.daemon.parts import Parts
from unscroll.daemon.shortening import short
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import Reader
from unscroll.people.circles import CADENCE_DAYS, Circle
from unscroll.people.person import Trait
from unscroll.sighting import SessionState

_NAME = 120
_MOST = 200


class PageAsking:
    """`config.toml` and the ledger are the only homes: the page keeps nothing."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts

    async def asked(self, frame: OptionsFrame) -> tuple[str, dict[str, Any]]:
        """The answer with the name that it goes under, after the commit; one line where it was refused."""
        name = "options" if isinstance(frame, AskSettings | SetSettings) else "circled"
        said, why = "", ""
        try:
            said = await self._done(frame)
        except UnscrollError as refused:
            why = str(refused).rstrip(".")
        more = await self._shown(frame)
        return name, {"id": frame.id, "ok": not why, "why": why, "said": said, **more}

    async def _done(self, frame: OptionsFrame) -> str:
        match frame:
            case SetSettings():
                from unscroll.daemon.options import change

                return await change(self._parts, frame.stamp, frame.changes)
            case PutInCircle():
                return await self._put(frame)
            case AskSettings() | AskCircles():
                return ""

    async def _shown(self, frame: OptionsFrame) -> dict[str, Any]:
        if isinstance(frame, AskSettings | SetSettings):
            from unscroll.daemon.options import shown

            return shown(self._parts)
        circles = {str(circle): days for circle, days in CADENCE_DAYS.items()}
        people = [] if self._guest() else await self._parts.reader.do(_circles)
        return {"circles": circles, "people": people}

    async def _put(self, frame: PutInCircle) -> str:
        if self._guest():
            raise UnscrollError("somebody else sits here", "unscroll resume ends that")
        if frame.circle not in ("", *Circle):
            raise UnscrollError("no such circle", f"One of {', '.join(Circle)}", Exit.USAGE)
        fact = {"trait": str(Trait.CIRCLE), "value": frame.circle, "holds": bool(frame.circle)}
        result = await decide(self._parts, ChangePerson("circle", [fact], person_id=frame.person_id))
        if not result.ok:
            raise UnscrollError(result.message, result.hint)
        called = self._parts.notes.called
        name = short(called.names.get(called.now(frame.person_id) or 0, "somebody"), _NAME)
        return f"{name}: {frame.circle or 'no circle'}"

    def _guest(self) -> bool:
        return self._parts.rests.resting(self._parts.now_ms()) is SessionState.GUEST


def _circles(reader: Reader) -> list[dict[str, Any]]:
    """Who is in a circle, the nearest first."""
    order = {circle: n for n, circle in enumerate(Circle)}
    people = reader.people(Trait.CIRCLE)
    found = [(person.circle, people.names[person.id], person.id) for person in people.holding(Trait.CIRCLE)]
    rows = sorted((order[circle], name.casefold(), number, name) for circle, name, number in found if circle)
    circles = list(Circle)
    return [
        {"id": number, "name": short(name, _NAME), "circle": str(circles[at])} for at, _, number, name in rows[:_MOST]
    ]
