"""Doing: what each command writes to the ledger."""

import sqlite3
from datetime import date
from functools import singledispatchmethod
from typing import Any

from unscroll.bounds import FIRST_DAY, LAST_DAY, YEARS
from unscroll.commands import (
    AddCards,
    AddPlan,
    AddTouchpoints,
    AddVisits,
    ChangePerson,
    Command,
    Correct,
    Forget,
    LabelThread,
    LogTouchpoint,
    MergePeople,
    SettlePlan,
    SplitPerson,
    TypeFollowers,
    TypePhone,
    UndoLog,
    UndoPeople,
)
from unscroll.errors import Exit, UnscrollError
from unscroll.journal import Change, ChangeKind
from unscroll.kinds import Context, Kind
from unscroll.ledger.admitting import admit
from unscroll.ledger.batch import CommandResult
from unscroll.ledger.card_doing import CardDoer
from unscroll.ledger.forget import forget_facts
from unscroll.ledger.forgets import count_forget
from unscroll.ledger.people_doing import PeopleDoer, brought_by
from unscroll.ledger.reader import Reader
from unscroll.ledger.rows import RowWriter
from unscroll.ledger.touch_adding import TouchAdder
from unscroll.ledger.touching import Toucher
from unscroll.ledger.undoing import undo_log
from unscroll.ledger.visiting import add_visits
from unscroll.meaning import Size
from unscroll.people.person import YOU
from unscroll.surface import ThreadKey, thread_of

_SKEW_MS = 60_000
"""So far may another process's clock be ahead of the one that decides; a correction never reaches past the latter."""


class Doer:
    """Executes commands within the transaction that its caller began. UnscrollError where one cannot be done."""

    def __init__(self, db: sqlite3.Connection, rows: RowWriter) -> None:
        self._db = db
        self._rows = rows
        self._people = PeopleDoer(db)
        self._importing = CardDoer(db, self._people)
        self._adding = TouchAdder(db, self._people, self._importing)
        self._touch = Toucher(db, rows, self._people)

    def do(self, command: Command, now_ms: int) -> CommandResult:
        """The result; nothing of a refused command is kept. `now_ms` is the instant that it is decided at."""
        self._db.execute("SAVEPOINT command")
        try:
            result: CommandResult = self._do(admit(command), now_ms)
        except UnscrollError as refused:
            result = self._undone(refused)
        except (OverflowError, UnicodeError) as unfit:
            result = self._undone(UnscrollError("this does not fit the ledger", str(unfit), Exit.USAGE))
        self._db.execute("RELEASE command")
        return result

    def _undone(self, why: UnscrollError) -> CommandResult:
        self._db.execute("ROLLBACK TO command")
        self._rows.forget()
        return CommandResult(False, why.message, why.hint, why.code)

    @singledispatchmethod
    def _do(self, command: Any, now_ms: int) -> CommandResult:
        raise UnscrollError(f"unknown command {type(command).__name__}", code=Exit.USAGE)

    @_do.register
    def _log(self, command: LogTouchpoint, now_ms: int) -> CommandResult:
        return self._touch.log(command, now_ms)

    @_do.register
    def _undo_log(self, command: UndoLog, now_ms: int) -> CommandResult:
        return undo_log(self._db, self._rows, now_ms)

    @_do.register
    def _plan(self, command: AddPlan, now_ms: int) -> CommandResult:
        return self._touch.plan(command, now_ms)

    @_do.register
    def _settle(self, command: SettlePlan, now_ms: int) -> CommandResult:
        return self._touch.settle(command, now_ms)

    @_do.register
    def _change(self, command: ChangePerson, now_ms: int) -> CommandResult:
        return self._people.change(command, now_ms)

    @_do.register
    def _merge(self, command: MergePeople, now_ms: int) -> CommandResult:
        return self._people.merge(command, now_ms)

    @_do.register
    def _split(self, command: SplitPerson, now_ms: int) -> CommandResult:
        return self._people.split(command, now_ms)

    @_do.register
    def _undo(self, command: UndoPeople, now_ms: int) -> CommandResult:
        return self._people.undo(command, now_ms)

    @_do.register
    def _cards(self, command: AddCards, now_ms: int) -> CommandResult:
        return self._importing.add(command, now_ms)

    @_do.register
    def _visits(self, command: AddVisits, now_ms: int) -> CommandResult:
        return add_visits(self._db, self._rows, command, now_ms)

    @_do.register
    def _touchpoints(self, command: AddTouchpoints, now_ms: int) -> CommandResult:
        return self._adding.add(command, now_ms)

    @_do.register
    def _label(self, command: LabelThread, now_ms: int) -> CommandResult:
        try:
            size = Size(command.size)
        except ValueError as unknown:
            raise UnscrollError(f"no such size: {command.size}", "one, group or nobody", Exit.USAGE) from unknown
        if size is not Size.ONE and (command.person or command.person_id):
            raise UnscrollError("a name goes with one", "A group and nobody have none", Exit.USAGE)
        thread = self._thread(command.thread)
        body: dict[str, Any] = {"thread": thread.digest.hex(), "size": str(size)}
        if command.person or command.person_id:
            body["person_id"] = self._touch.person(command.person, command.person_id, "label", now_ms)
        self._rows.change(Change(now_ms, ChangeKind.LABEL, body))
        who = f" ({command.person})" if command.person else ""
        return CommandResult(True, f"{thread} is {size}{who}", data=body)

    def _thread(self, told: str) -> ThreadKey:
        """The key that the user means: all of it in hex, or as much as tells it from the others (`x-3f2a`)."""
        prefix = told.lower().removeprefix("x-")
        if (whole := thread_of(prefix)) is not None:
            return whole
        rows = self._db.execute("SELECT DISTINCT thread FROM surface WHERE length(thread) = 16").fetchall()
        fits = [row[0] for row in rows if prefix and row[0].hex().startswith(prefix)]
        if len(fits) != 1:
            how = "no thread is" if not fits else f"{len(fits)} threads are"
            raise UnscrollError(f"{how} called {told}", "unscroll label --json lists them whole", Exit.USAGE)
        return ThreadKey(fits[0])

    @_do.register
    def _correct(self, command: Correct, now_ms: int) -> CommandResult:
        if command.end_ms <= command.start_ms or bool(command.kind) == bool(command.context):
            raise UnscrollError("a correction needs a span and a kind or a context", code=Exit.USAGE)
        try:
            word = str(Kind(command.kind)) if command.kind else str(Context(command.context))
        except ValueError as unknown:
            words = ", ".join([*Kind, *Context])
            raise UnscrollError(f"no such kind: {command.kind or command.context}", words, Exit.USAGE) from unknown
        if command.start_ms >= now_ms or command.end_ms > now_ms + _SKEW_MS:
            raise UnscrollError(
                "that time has not come yet", "a correction re-labels time that was counted", Exit.USAGE
            )
        body = {
            "start_ms": command.start_ms,
            "end_ms": min(command.end_ms, now_ms),
            "kind": command.kind,
            "context": command.context,
        }
        self._rows.change(Change(now_ms, ChangeKind.CORRECTION, body))
        return CommandResult(True, f"corrected to {word}")

    @_do.register
    def _phone(self, command: TypePhone, now_ms: int) -> CommandResult:
        day = _day(command.day)
        if not 0 <= command.length_ms <= 26 * 3_600_000:
            raise UnscrollError("a day has no room for that", "0 to 26 hours", Exit.USAGE)
        self._db.execute(
            "INSERT OR REPLACE INTO typed_phone VALUES(?, ?, ?, ?)",
            (day.isoformat(), command.platform, command.length_ms, now_ms),
        )
        return CommandResult(True, f"phone of {day} kept")

    @_do.register
    def _followers(self, command: TypeFollowers, now_ms: int) -> CommandResult:
        day = _day(command.day)
        if not command.platform or not 0 <= command.count < 1 << 40:
            raise UnscrollError("a platform and a number of followers", "Such as: unscroll followers x 812", Exit.USAGE)
        source = brought_by(command.change_id) if command.change_id else command.source
        self._db.execute(  # the user's own count of a Day is believed before an import's, also once that is taken back
            "INSERT INTO followers VALUES(?1, ?2, ?3, ?4, ?5)"
            " ON CONFLICT DO UPDATE SET source = ?3, count = ?4, at_ms = ?5 WHERE ?3 = ?6 OR source <> ?6",
            (command.platform, day.isoformat(), source, command.count, now_ms, YOU),
        )
        return CommandResult(True, f"{command.platform}: {command.count} on {day}")

    @_do.register
    def _forget(self, command: Forget, now_ms: int) -> CommandResult:
        changes = self._db.total_changes
        gone = forget_facts(self._db, command, Reader(self._db).zones(), now_ms)
        if self._db.total_changes > changes:
            count_forget(self._db)
        self._rows.forget()
        return CommandResult(True, f"forgot {gone} {'row' if gone == 1 else 'rows'}", data={"rows": gone})


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as wrong:
        raise UnscrollError(f"{text[:40]} is no day", "write it as 2026-11-22", Exit.USAGE) from wrong
    if not FIRST_DAY <= day <= LAST_DAY:
        raise UnscrollError(f"{day} is too far away", YEARS, Exit.USAGE)
    return day
