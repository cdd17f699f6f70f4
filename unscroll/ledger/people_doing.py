"""PeopleDoer: what commands about people write.

Nothing is overwritten: every change is a row with the facts that it brought, and an undo marks it.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any

from unscroll.commands import AddCards, ChangePerson, MergePeople, SplitPerson, UndoPeople
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger.batch import CommandResult
from unscroll.ledger.joining import Joiner
from unscroll.people.card import Card, card_from_json, digest
from unscroll.people.handles import read_handle
from unscroll.people.person import YOU, Trait
from unscroll.people.traits import check_fact


class PeopleDoer:
    """Works within the transaction that its caller began. UnscrollError where a command cannot be done."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._joiner = Joiner(db)

    def root(self, number: int) -> int:
        """The person that bears a number now. UnscrollError (1) where nobody does."""
        return self._joiner.root(number)

    def change(self, command: ChangePerson, now_ms: int) -> CommandResult:
        facts = [check_fact(told) for told in command.facts]
        if command.person_id == 0 and not command.name.strip():
            raise UnscrollError("a person needs a name", code=Exit.USAGE)
        known = self._joiner.root(command.person_id) if command.person_id else 0
        number = self._change(command.what, YOU, now_ms)
        person = known or self.make(" ".join(command.name.split()), number)
        for trait, value, holds in facts:
            if holds:
                self._joiner.fact(number, person, trait, value)
            else:
                self._joiner.take_back(number, person, trait, value)
        handles = [read_handle(value) for trait, value, holds in facts if trait is Trait.HANDLE and holds]
        joined = self._joiner.join_by(person, handles, number)
        return CommandResult(
            True, "kept", data={"person_id": self._joiner.root(person), "joined": joined, "change_id": number}
        )

    def merge(self, command: MergePeople, now_ms: int) -> CommandResult:
        kept, other = self._joiner.root(command.kept_id), self._joiner.root(command.other_id)
        if kept == other:
            raise UnscrollError("these are one person already", code=Exit.NO)
        number = self._change("merge", YOU, now_ms)
        self._joiner.drop_apart(command.kept_id, command.other_id, number)
        self._joiner.fact(number, other, Trait.JOINED, str(kept))
        return CommandResult(True, "merged", data={"person_id": kept, "change_id": number})

    def split(self, command: SplitPerson, now_ms: int) -> CommandResult:
        whole = self._joiner.root(command.person_id)
        if command.part_id:
            return self._unjoin(whole, command.part_id, now_ms)
        return self._split_handles(whole, command, now_ms)

    def _unjoin(self, whole: int, part: int, now_ms: int) -> CommandResult:
        to = self._joiner.joined_to(part)
        if to is None or self._joiner.root(part) != whole:
            raise UnscrollError("this was never merged into that person", "unscroll people split WHO lists the parts")
        number = self._change("split", YOU, now_ms)
        self._joiner.fact(number, part, Trait.JOINED, str(to), holds=False)
        self._joiner.fact(number, part, Trait.APART, str(whole))
        return CommandResult(True, "split", data={"person_id": part, "change_id": number})

    def _split_handles(self, whole: int, command: SplitPerson, now_ms: int) -> CommandResult:
        handles = [str(read_handle(text)) for text in command.handles]
        if not handles or not command.name.strip():
            raise UnscrollError("a split needs handles and a name for whom they are", code=Exit.USAGE)
        number = self._change("split", YOU, now_ms)
        new = self.make(" ".join(command.name.split()), number)
        for text in handles:
            holders = [p for p in self._joiner.holders(text) if self._joiner.root(p) == whole]
            if not holders:
                raise UnscrollError(f"they have no handle {text}", "unscroll people show lists them", Exit.USAGE)
            for holder in holders:
                self._joiner.fact(number, holder, Trait.HANDLE, text, holds=False)
            self._joiner.fact(number, new, Trait.HANDLE, text)
        self._joiner.fact(number, new, Trait.APART, str(whole))
        return CommandResult(True, "split", data={"person_id": new, "change_id": number})

    def undo(self, command: UndoPeople, now_ms: int) -> CommandResult:
        wanted = "id = ?" if command.change_id else "source = ?"
        row = self._db.execute(
            f"SELECT id, what FROM person_change WHERE undone_ms IS NULL AND {wanted} ORDER BY id DESC LIMIT 1",
            (command.change_id or YOU,),
        ).fetchone()
        if row is None:
            raise UnscrollError("there is nothing to take back", "unscroll people history lists changes")
        number, what = row
        self._refuse_undo(number)
        self._db.execute("UPDATE person_change SET undone_ms = ? WHERE id = ?", (now_ms, number))
        self._db.execute("DELETE FROM card WHERE person IN (SELECT id FROM person WHERE change = ?)", (number,))
        return CommandResult(True, f"took back: {what}", data={"change_id": number, "what": what})

    def _refuse_undo(self, change: int) -> None:
        """Somebody who was met since cannot be unmade."""
        bears = self._db.execute(
            "SELECT p.name FROM person p WHERE p.change = ? AND (EXISTS(SELECT 1 FROM touchpoint WHERE person = p.id)"
            " OR EXISTS(SELECT 1 FROM plan WHERE person = p.id) OR EXISTS(SELECT 1 FROM person_fact f"
            " JOIN person_change c ON c.id = f.change WHERE f.person = p.id AND f.change <> p.change"
            " AND c.undone_ms IS NULL)) LIMIT 1",
            (change,),
        ).fetchone()
        if bears is not None:
            raise UnscrollError(f"{bears[0]} has more by now", "unscroll people forget deletes them", Exit.NO)

    def cards(self, command: AddCards, now_ms: int) -> CommandResult:
        try:
            told = [card_from_json(body) for body in command.cards]
        except (KeyError, TypeError, ValueError) as wrong:
            raise UnscrollError("malformed cards", str(wrong), Exit.USAGE) from wrong
        number = 0
        new = changed = joined = 0
        for card in told:
            row = self._db.execute(
                "SELECT person, digest FROM card WHERE source = ? AND key = ?", (command.source, card.key)
            ).fetchone()
            if row is not None and row[1] == digest(card):
                continue
            number = number or self._change("import", command.source, now_ms)
            person = row[0] if row is not None else self.make(card.name or _called(card), number)
            new, changed = new + (row is None), changed + (row is not None)
            for trait, value in _facts_of(card, renamed=row is not None):
                self._joiner.fact(number, person, trait, value)
            self._db.execute(
                "INSERT OR REPLACE INTO card VALUES(?, ?, ?, ?)", (command.source, card.key, person, digest(card))
            )
            joined += self._joiner.join_by(person, card.handles, number)
        data = {"new": new, "changed": changed, "already": len(told) - new - changed, "joined": joined}
        return CommandResult(True, f"{new} new", data=data)

    def make(self, name: str, change: int | None) -> int:
        """Somebody new; the number."""
        return int(self._db.execute("INSERT INTO person(name, change) VALUES(?, ?)", (name, change)).lastrowid or 0)

    def _change(self, what: str, source: str, now_ms: int) -> int:
        made = self._db.execute(
            "INSERT INTO person_change(at_ms, what, source) VALUES(?, ?, ?)", (now_ms, what, source)
        )
        return int(made.lastrowid or 0)


def _called(card: Card) -> str:
    """What somebody is called whose card has no name."""
    return next((handle.value for handle in card.handles), "somebody")


def _facts_of(card: Card, renamed: bool) -> Iterable[tuple[Trait, str]]:
    """The facts of a card; one that is not new may have changed its name."""
    if renamed and card.name:
        yield Trait.NAME, card.name
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
