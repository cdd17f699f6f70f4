"""TouchAdder: what messages and meetings of an export write."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any

from unscroll.bounds import LONGEST_CONTACT_MS, within
from unscroll.commands import AddCards, AddTouchpoints
from unscroll.errors import Exit, UnscrollError
from unscroll.evidence import Evidence
from unscroll.ledger.batch import CommandResult
from unscroll.ledger.card_doing import CardDoer
from unscroll.ledger.people_doing import PeopleDoer
from unscroll.people.card import Card, card_to_json
from unscroll.people.folding import fold
from unscroll.people.handles import Handle
from unscroll.people.told_touchpoint import TELLING, ToldTouchpoint, touchpoint_from_json
from unscroll.people.touchpoint import WRITTEN, Direction

KNOWN = "SELECT id, start_ms, end_ms, genuine FROM touchpoint WHERE source = ? AND key = ? AND key <> ''"
"""The last condition is that of the index: without it each look-up would read the whole table."""
_WORDS = ("new", "changed", "already", "unknown", "ahead")
_CARD = ("new", "joins", "partings", "change_id")


class TouchAdder:
    """Works within the transaction that its caller began. UnscrollError where a command cannot be done."""

    def __init__(self, db: sqlite3.Connection, people: PeopleDoer, cards: CardDoer) -> None:
        self._db, self._people, self._cards = db, people, cards

    def add(self, command: AddTouchpoints, now_ms: int) -> CommandResult:
        """How many were `new`, had `changed`, were `already` there, are of somebody `unknown` (an address that two
        people share among them), or lie `ahead`, of a clock that was wrong. `people` were made by them, `change_id`,
        `joins`, `partings` are of that, as of cards."""
        if command.source not in TELLING:
            raise UnscrollError("touchpoints need the name of their source", ", ".join(TELLING), Exit.USAGE)
        try:
            told = [touchpoint_from_json(body) for body in command.touchpoints]
        except (KeyError, TypeError, ValueError) as wrong:
            raise UnscrollError("malformed touchpoints", str(wrong), Exit.USAGE) from wrong
        past = [t for t in told if t.start_ms <= now_ms and _fits(t)]
        whose = {t.handle: self._holder(t) for t in {t.handle: t for t in past}.values()}
        of_nobody = {t.handle: t for t in past if t.makes and not whose[t.handle] and not self._held(t.handle)}
        made = self._make(command, of_nobody.values(), now_ms)
        whose |= {handle: self._holder(t) for handle, t in of_nobody.items()}
        came = Counter(self._one(t, whose[t.handle], command.source) for t in past)
        came["ahead"] = len(told) - len(past)
        data: dict[str, Any] = {word: came[word] for word in _WORDS}
        data |= {"people": made["new"], **{word: made[word] for word in _CARD[1:]}}
        return CommandResult(True, f"{came['new']} new", data=data)

    def _make(self, command: AddTouchpoints, of: Iterable[ToldTouchpoint], now_ms: int) -> dict[str, Any]:
        """Persons for those whom nobody knows, by a card of the address and of what it is called."""
        cards = {t.handle: Card(t.handle.value, t.name, (t.handle,)) for t in of}
        told = [card_to_json(card) for card in cards.values()]
        if not told:
            return {"new": 0, "joins": [], "partings": [], "change_id": command.change_id}
        return dict(self._cards.add(AddCards(command.source, told, command.change_id), now_ms).data)

    def _held(self, handle: Handle) -> list[int]:
        return sorted({self._people.root(number) for number in self._people.joiner.holders(str(handle))})

    def _holder(self, told: ToldTouchpoint) -> int:
        """The person that bears the address; of several the one of that name; 0 where it is not clear."""
        found = self._held(told.handle)
        if len(found) > 1:
            found = [n for n in found if fold(self._people.joiner.name(n)) == fold(told.name)]
        return found[0] if len(found) == 1 else 0

    def _one(self, t: ToldTouchpoint, person: int, source: str) -> str:
        row = self._db.execute(KNOWN, (source, t.key)).fetchone()
        if row is not None:
            # What an export of more mail shows to have gone to many stays so, whichever came first.
            now = (t.start_ms, t.end_ms, int(t.genuine and row[3]))
            if now == row[1:]:
                return "already"
            self._db.execute("UPDATE touchpoint SET start_ms = ?, end_ms = ?, genuine = ? WHERE id = ?", (*now, row[0]))
            return "changed"
        if not person:
            return "unknown"
        written = t.channel in WRITTEN
        sides = (int(written and t.direction is Direction.OUT), int(written and t.direction is Direction.IN))
        self._db.execute(
            "INSERT INTO touchpoint(start_ms, end_ms, person, channel, direction, evidence, note, genuine, sent,"
            " received, source, key) VALUES(?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?)",
            (
                *(t.start_ms, t.end_ms, person, t.channel, str(t.direction), str(Evidence.ESTIMATED)),
                *(int(t.genuine), *sides, source, t.key),
            ),
        )
        return "new"


def _fits(t: ToldTouchpoint) -> bool:
    return within(t.start_ms, t.end_ms) and t.end_ms - t.start_ms <= LONGEST_CONTACT_MS
