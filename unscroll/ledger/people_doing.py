"""PeopleDoer: what commands about people write.

Nothing is overwritten: every change is a row with the facts that it brought, and an undo marks it.
"""

import json
import sqlite3

from unscroll.commands import ChangePerson, MergePeople, SplitPerson, UndoPeople
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger.batch import CommandResult
from unscroll.ledger.joining import Joiner
from unscroll.ledger.own_ids import make_ledger_id
from unscroll.ledger.people_reading import PeopleReader
from unscroll.people.handles import read_handle
from unscroll.people.nobody import refuse_no_name
from unscroll.people.person import YOU, Trait
from unscroll.people.traits import check_fact

NOTHING = "nothing changes"
"""Said where all was so already; the number of the change is 0."""
Told = tuple[Trait, str, bool]
_ANOTHER = "unscroll people forget deletes them; unscroll people undo N takes another change back, as history lists it"


def brought_by(change: int) -> str:
    """The source of a count of followers that came with an import."""
    return f"import {change}"


class PeopleDoer:
    """Works within the transaction that its caller began. UnscrollError where a command cannot be done."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.joiner = Joiner(db)

    def root(self, number: int) -> int:
        """The person that bears a number now. UnscrollError (1) where nobody does."""
        return self.joiner.root(number)

    def change(self, command: ChangePerson, now_ms: int) -> CommandResult:
        facts = [check_fact(told, now_ms) for told in command.facts]
        if command.person_id == 0 and not command.name.strip():
            raise UnscrollError("a person needs a name", code=Exit.USAGE)
        for name in (value for trait, value, holds in facts if trait is Trait.NAME and holds):
            refuse_no_name(name)
        known = self.joiner.root(command.person_id) if command.person_id else 0
        if known and not (facts := self._news(known, facts)):
            return CommandResult(True, NOTHING, data={"person_id": known, "joined": 0, "change_id": 0})
        number = self.begin(command.what, YOU, now_ms)
        person = known or self.make(_name(command.name), number)
        for trait, value, holds in facts:
            if holds:
                self.joiner.fact(number, person, trait, value)
            else:
                self.joiner.take_back(number, person, trait, value)
        handles = [read_handle(value) for trait, value, holds in facts if trait is Trait.HANDLE and holds]
        joined, _ = self.joiner.join_by({person: handles}, number)
        return CommandResult(
            True, "kept", data={"person_id": self.joiner.root(person), "joined": len(joined), "change_id": number}
        )

    def _news(self, person: int, facts: list[Told]) -> list[Told]:
        """The facts without those that change nothing, as a change of nothing would take the place of one that the user
        may want back."""
        people = PeopleReader(self._db).people_of(self.joiner.members(person))
        return [fact for fact in facts if not people.says(person, *fact)]

    def merge(self, command: MergePeople, now_ms: int) -> CommandResult:
        kept, other = self.joiner.root(command.kept_id), self.joiner.root(command.other_id)
        if kept == other:
            raise UnscrollError("these are one person already", code=Exit.NO)
        number = self.begin("merge", YOU, now_ms)
        self.joiner.drop_apart(command.kept_id, command.other_id, number)
        self.joiner.fact(number, other, Trait.JOINED, str(kept))
        return CommandResult(True, "merged", data={"person_id": kept, "change_id": number})

    def split(self, command: SplitPerson, now_ms: int) -> CommandResult:
        whole = self.joiner.root(command.person_id)
        if command.part_id:
            return self._unjoin(whole, command.part_id, now_ms)
        return self._split_handles(whole, command, now_ms)

    def _unjoin(self, whole: int, part: int, now_ms: int) -> CommandResult:
        to = self.joiner.joined_to(part)
        if to is None or self.joiner.root(part) != whole:
            raise UnscrollError("this was never merged into that person", "unscroll people split WHO lists the parts")
        number = self.begin("split", YOU, now_ms)
        self.joiner.fact(number, part, Trait.JOINED, str(to), holds=False)
        self.joiner.fact(number, part, Trait.APART, str(whole))
        return CommandResult(True, "split", data={"person_id": part, "change_id": number})

    def _split_handles(self, whole: int, command: SplitPerson, now_ms: int) -> CommandResult:
        try:
            handles = [str(read_handle(str(text))) for text in command.handles]
        except ValueError as wrong:
            raise UnscrollError("malformed handle", str(wrong), Exit.USAGE) from wrong
        if not handles or not command.name.strip():
            raise UnscrollError("a split needs handles and a name for whom they are", code=Exit.USAGE)
        number = self.begin("split", YOU, now_ms)
        new = self.make(_name(command.name), number)
        for text in handles:
            holders = [p for p in self.joiner.holders(text) if self.joiner.root(p) == whole]
            if not holders:
                raise UnscrollError(f"they have no handle {text}", "unscroll people show lists them", Exit.USAGE)
            for holder in holders:
                self.joiner.fact(number, holder, Trait.HANDLE, text, holds=False)
            self.joiner.fact(number, new, Trait.HANDLE, text)
        self.joiner.fact(number, new, Trait.APART, str(whole))
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
        self._hear_again(number)
        self._db.execute("UPDATE person_change SET undone_ms = ? WHERE id = ?", (now_ms, number))
        self._refuse_ring(number)
        self._db.execute("DELETE FROM card WHERE person IN (SELECT id FROM person WHERE change = ?)", (number,))
        self._db.execute("DELETE FROM followers WHERE source = ?", (brought_by(number),))
        return CommandResult(True, f"took back: {what}", data={"change_id": number, "what": what})

    def _hear_again(self, change: int) -> None:
        """What a change said of people is to be said again by the next import: by its own export, or by another that
        had no need to, as the change had said it already."""
        facts = "SELECT person FROM person_fact WHERE change = ?1 UNION SELECT CAST(value AS INTEGER) FROM person_fact"
        of = self._db.execute(f"{facts} WHERE change = ?1 AND trait = 'joined'", (change,)).fetchall()
        whole = json.dumps(list(self.joiner.members_of(number for (number,) in of)))
        self._db.execute("UPDATE card SET digest = x'' WHERE person IN (SELECT value FROM json_each(?))", (whole,))

    def _refuse_undo(self, change: int) -> None:
        """Somebody who was met since, or whom others were joined to, cannot be unmade."""
        bears = self._db.execute(
            "SELECT p.name FROM person p WHERE p.change = :change AND ("
            "EXISTS(SELECT 1 FROM touchpoint WHERE person = p.id OR via = p.id)"
            " OR EXISTS(SELECT 1 FROM plan WHERE person = p.id) OR EXISTS(SELECT 1 FROM act WHERE person = p.id)"
            " OR EXISTS(SELECT 1 FROM change WHERE what = 'label' AND json_extract(body, '$.person_id') = p.id)"
            " OR EXISTS(SELECT 1 FROM person_fact f JOIN person_change c ON c.id = f.change"
            " WHERE (f.person = p.id OR (f.trait = 'joined' AND f.value = CAST(p.id AS TEXT)))"
            " AND f.change <> :change AND c.undone_ms IS NULL)) ORDER BY p.id LIMIT 4",
            {"change": change},
        ).fetchall()
        names = [name for (name,) in bears]
        if names:
            who = ", ".join(names[:3]) + (" (not only they)" if len(names) > 3 else "")
            have = "has" if len(names) == 1 else "have"
            raise UnscrollError(f"{who} {have} more by now", _ANOTHER, Exit.NO)

    def _refuse_ring(self, change: int) -> None:
        """Two who were parted, and then merged the other way round, would each be the other's part."""
        rows = self._db.execute(
            "SELECT DISTINCT person FROM person_fact WHERE change = ? AND trait='joined'", (change,)
        )
        if any(self.joiner.goes_round(number) for (number,) in rows.fetchall()):
            raise UnscrollError("they were merged again since", "unscroll people split parts them", Exit.NO)

    def make(self, name: str, change: int | None) -> int:
        """Somebody new; the number."""
        return int(self._db.execute("INSERT INTO person(name, change) VALUES(?, ?)", (name, change)).lastrowid or 0)

    def begin(self, what: str, source: str, now_ms: int) -> int:
        """A change that facts are to belong to; its number."""
        make_ledger_id(self._db)
        made = self._db.execute(
            "INSERT INTO person_change(at_ms, what, source) VALUES(?, ?, ?)", (now_ms, what, source)
        )
        return int(made.lastrowid or 0)


def _name(told: str) -> str:
    """What somebody new is called. UnscrollError (2) where nobody is called so."""
    name = " ".join(told.split())
    refuse_no_name(name)
    return name
