"""CardDoer: what the cards of an export write."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from unscroll.commands import AddCards
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger.batch import CommandResult
from unscroll.ledger.card_rows import CardRow, CardRows, free_key
from unscroll.ledger.joining import Join, Parting
from unscroll.ledger.people_doing import PeopleDoer
from unscroll.people.card import Card, card_from_json, digest
from unscroll.people.handles import Handle
from unscroll.people.person import YOU, Trait

IMPORT = "import"
"""The word that the history has for it."""
_NAME = 200
"""Letters of a name that an answer tells: answers are of bounded size."""


class CardDoer:
    """Works within the transaction that its caller began. UnscrollError where a command cannot be done."""

    def __init__(self, db: sqlite3.Connection, people: PeopleDoer) -> None:
        self._db = db
        self._people = people

    def add(self, command: AddCards, now_ms: int) -> CommandResult:
        """How many cards were of somebody `new`, `joined` somebody known, `changed` what they had said before, or were
        `already` there; `joins` are who became one with whom, `partings` who is two again. `change_id` is 0 where
        nothing had to be written yet."""
        try:
            told = [_born(card_from_json(body), now_ms) for body in command.cards]
        except (AttributeError, KeyError, TypeError, ValueError) as wrong:
            raise UnscrollError("malformed cards", str(wrong), Exit.USAGE) from wrong
        if command.source in ("", YOU):
            raise UnscrollError("cards need the name of their export", code=Exit.USAGE)
        adding = _Adding(self._db, self._people, command.source, self._going_on(command), now_ms)
        came = Counter(adding.add(card) for card in told)
        joins, partings = self._people.joiner.join_by(adding.fresh, adding.change)
        joined = len(adding.made.intersection(join.other for join in joins))
        came["joined"], came["new"] = joined, came["new"] - joined
        data: dict[str, Any] = {word: came[word] for word in ("new", "joined", "changed", "already")}
        data |= {"change_id": adding.change, "joins": [self._told(join) for join in joins]}
        data["partings"] = [self._parted(parting) for parting in partings]
        return CommandResult(True, f"{came['new']} new", data=data)

    def _told(self, join: Join) -> dict[str, Any]:
        """Who was joined into whom, and by what, for the user to judge."""
        kept, other = (self._people.joiner.name(number)[:_NAME] for number in (join.kept, join.other))
        return {"person": other, "person_id": join.other, "into": kept, "into_id": join.kept, "by": join.handle.value}

    def _parted(self, parting: Parting) -> dict[str, Any]:
        kept, other = (self._people.joiner.name(number)[:_NAME] for number in (parting.kept, parting.other))
        return {"person": other, "person_id": parting.other, "of": kept, "of_id": parting.kept}

    def _going_on(self, command: AddCards) -> int:
        if command.change_id:
            row = self._db.execute(
                "SELECT 1 FROM person_change WHERE id = ? AND source = ? AND what = ? AND undone_ms IS NULL",
                (command.change_id, command.source, IMPORT),
            ).fetchone()
            if row is None:
                raise UnscrollError("that import was taken back", "Import it again", Exit.NO)
        return command.change_id


class _Adding:
    """Cards of one command, in one change, which is made when the first of them has something to say."""

    def __init__(self, db: sqlite3.Connection, people: PeopleDoer, source: str, change: int, now_ms: int) -> None:
        self._db, self._people, self._source, self._now_ms = db, people, source, now_ms
        self.change = change
        self.made: set[int] = set()
        self.fresh: dict[int, tuple[Handle, ...]] = {}
        self._cards = CardRows(db, source)

    def add(self, card: Card) -> str:
        """What became of a card, before it is known who is one with whom: `new`, `changed` or `already`."""
        rows, said = self._cards.under(card.key), digest(card)
        if any(row.has_said(said) for row in rows):
            return "already"
        row = self._cards.carried_on(card, rows)
        facts = list(_facts_of(card)) if row is None else self._news(row.person, card)
        facts = self._not_shown(row.person, facts) if row is not None and facts else facts
        if row is None or facts:
            self.change = self.change or self._people.begin(IMPORT, self._source, self._now_ms)
        person = row.person if row is not None else self._people.make(card.name or _called(card), self.change)
        for trait, value in facts:
            self._people.joiner.fact(self.change, person, trait, value)
        kept = row if row is not None else CardRow(free_key(card, rows), person, b"")
        self._cards.keep(card, kept.saying(said))
        if row is None or facts:
            self.fresh[person] = (*self.fresh.get(person, ()), *card.handles)
        if row is None:
            self.made.add(person)
            return "new"
        return "changed" if facts else "already"

    def _not_shown(self, number: int, facts: list[tuple[Trait, str]]) -> list[tuple[Trait, str]]:
        """Without what is known of them by any source: one's own export, read in again, has no news."""
        person = self._cards.bearer(number)
        if person is None:
            return facts
        told: dict[Trait, Any] = {
            Trait.NAME: person.name,
            Trait.COMPANY: person.company,
            Trait.BIRTHDAY: person.birthday,
            Trait.NOTE: person.note,
            Trait.CADENCE: person.own_cadence_days,
            Trait.MET_ON: person.met_on,
        }
        shown = {(trait, str(value)) for trait, value in told.items() if value}
        shown |= {(Trait.HANDLE, str(handle)) for handle in person.handles}
        shown |= {(Trait.TAG, tag.lower()) for tag in person.tags}
        return [fact for fact in facts if fact not in shown]

    def _news(self, person: int, card: Card) -> list[tuple[Trait, str]]:
        """What an edited card says that its source has never said of them: an older export, imported once more, takes
        nothing back. What it no longer says stays, as many an export has only some of the columns."""
        rows = self._db.execute(
            "SELECT f.trait, f.value FROM person_fact f JOIN person_change c ON c.id = f.change"
            " WHERE f.person = :person AND c.source = :source AND c.undone_ms IS NULL"
            " UNION SELECT 'name', name FROM person WHERE id = :person",
            {"person": person, "source": self._source},
        )
        said = set(rows.fetchall())
        told = [(Trait.NAME, card.name)] if card.name else []
        return [fact for fact in (*told, *_facts_of(card)) if fact not in said]


def _born(card: Card, now_ms: int) -> Card:
    """Without a birthday that lies ahead, of which an importer has told."""
    return replace(card, birthday=None) if card.birthday and card.birthday.lies_ahead(now_ms) else card


def _called(card: Card) -> str:
    """What somebody is called whose card has no name."""
    return next((handle.value for handle in card.handles), "somebody")


def _facts_of(card: Card) -> Iterator[tuple[Trait, str]]:
    """All that a card says beside the name."""
    for handle in card.handles:
        yield Trait.HANDLE, str(handle)
    for tag in card.tags:
        yield Trait.TAG, tag
    said: dict[Trait, Any] = {
        Trait.COMPANY: card.company,
        Trait.BIRTHDAY: card.birthday,
        Trait.NOTE: card.note,
        Trait.CADENCE: card.cadence_days,
        Trait.MET_ON: card.met_on,
    }
    yield from ((trait, str(value)) for trait, value in said.items() if value)
