"""Doing: what each command writes to the ledger."""

import sqlite3
from datetime import date
from functools import singledispatchmethod
from typing import Any

from unscroll.commands import Command, Correct, Forget, LabelThread, LogTouchpoint, TypePhone
from unscroll.errors import Exit, UnscrollError
from unscroll.journal import Change, ChangeKind
from unscroll.kinds import Context, Evidence, Kind
from unscroll.ledger.batch import CommandResult
from unscroll.ledger.forget import forget_facts
from unscroll.ledger.reader import Reader
from unscroll.ledger.rows import RowWriter
from unscroll.meaning import Size
from unscroll.sighting import Logged, Stretch

SOURCE = "log"
"""The source of what the user typed in."""


class Doer:
    """Executes commands within the transaction that its caller began. UnscrollError where one cannot be done."""

    def __init__(self, db: sqlite3.Connection, rows: RowWriter) -> None:
        self._db = db
        self._rows = rows

    def do(self, command: Command, now_ms: int) -> CommandResult:
        """The result; nothing of a refused command is kept. `now_ms` is the instant that it is decided at."""
        self._db.execute("SAVEPOINT command")
        try:
            result: CommandResult = self._do(command, now_ms)
        except UnscrollError as refused:
            self._db.execute("ROLLBACK TO command")
            self._rows.forget()
            result = CommandResult(False, refused.message, refused.hint, refused.code)
        self._db.execute("RELEASE command")
        return result

    @singledispatchmethod
    def _do(self, command: Any, now_ms: int) -> CommandResult:
        raise UnscrollError(f"unknown command {type(command).__name__}", code=Exit.USAGE)

    @_do.register
    def _log(self, command: LogTouchpoint, now_ms: int) -> CommandResult:
        if command.end_ms < command.start_ms:
            raise UnscrollError("a contact cannot end before it starts", code=Exit.USAGE)
        channel = command.channel.strip().lower()
        if not channel or not command.person.strip():
            raise UnscrollError(
                "a contact needs a channel and a person", "Such as: unscroll log coffee Zoë 45m", Exit.USAGE
            )
        person = self._person(command.person)
        made = self._db.execute(
            "INSERT INTO touchpoint(start_ms, end_ms, person, channel, direction, evidence, note)"
            " VALUES(?, ?, ?, ?, 'both', ?, ?)",
            (command.start_ms, command.end_ms, person, channel, str(Evidence.LOGGED), command.note),
        )
        if command.end_ms > command.start_ms:
            self._rows.stretch(Stretch(command.start_ms, command.end_ms, Logged(person, channel), SOURCE))
        data = {"touchpoint": made.lastrowid, "person_id": person}
        return CommandResult(True, f"logged {channel} with {command.person.strip()}", data=data)

    def _person(self, name: str) -> int:
        """The number of a person, made where nobody has the name; case counts only where two differ by it."""
        told = " ".join(name.split())
        rows = self._db.execute("SELECT id, name FROM person ORDER BY id").fetchall()
        for number, known in rows:
            if known == told:
                return int(number)
        for number, known in rows:
            if known.casefold() == told.casefold():
                return int(number)
        return int(self._db.execute("INSERT INTO person(name) VALUES(?)", (told,)).lastrowid or 0)

    @_do.register
    def _label(self, command: LabelThread, now_ms: int) -> CommandResult:
        try:
            size = Size(command.size)
        except ValueError as unknown:
            raise UnscrollError(f"no such size: {command.size}", "one, group or nobody", Exit.USAGE) from unknown
        thread = self._thread(command.thread)
        body: dict[str, Any] = {"thread": thread.hex(), "size": str(size)}
        if command.person:
            body["person_id"] = self._person(command.person)
        self._rows.change(Change(now_ms, ChangeKind.LABEL, body))
        who = f" ({command.person})" if command.person else ""
        return CommandResult(True, f"x-{thread.hex()[:4]} is {size}{who}", data=body)

    def _thread(self, told: str) -> bytes:
        """The key that the user means: all of it in hex, or as much as tells it from the others (`x-3f2a`)."""
        prefix = told.lower().removeprefix("x-")
        if len(prefix) == 32:
            try:
                return bytes.fromhex(prefix)
            except ValueError as wrong:
                raise UnscrollError(f"{told} is no thread", "unscroll label lists them", Exit.USAGE) from wrong
        rows = self._db.execute("SELECT DISTINCT thread FROM surface WHERE thread <> x''").fetchall()
        fits = [row[0] for row in rows if prefix and row[0].hex().startswith(prefix)]
        if len(fits) != 1:
            how = "no thread is" if not fits else f"{len(fits)} threads are"
            raise UnscrollError(f"{how} called {told}", "unscroll label --json lists them whole", Exit.USAGE)
        return bytes(fits[0])

    @_do.register
    def _correct(self, command: Correct, now_ms: int) -> CommandResult:
        if command.end_ms <= command.start_ms or bool(command.kind) == bool(command.context):
            raise UnscrollError("a correction needs a span and a kind or a context", code=Exit.USAGE)
        try:
            word = str(Kind(command.kind)) if command.kind else str(Context(command.context))
        except ValueError as unknown:
            words = ", ".join([*Kind, *Context])
            raise UnscrollError(f"no such kind: {command.kind or command.context}", words, Exit.USAGE) from unknown
        body = {
            "start_ms": command.start_ms,
            "end_ms": command.end_ms,
            "kind": command.kind,
            "context": command.context,
        }
        self._rows.change(Change(now_ms, ChangeKind.CORRECTION, body))
        return CommandResult(True, f"corrected to {word}")

    @_do.register
    def _phone(self, command: TypePhone, now_ms: int) -> CommandResult:
        try:
            day = date.fromisoformat(command.day)
        except ValueError as wrong:
            raise UnscrollError(f"{command.day} is no day", "write it as 2026-11-22", Exit.USAGE) from wrong
        if not 0 <= command.length_ms <= 26 * 3_600_000:
            raise UnscrollError("a day has no room for that", "0 to 26 hours", Exit.USAGE)
        self._db.execute(
            "INSERT OR REPLACE INTO typed_phone VALUES(?, ?, ?, ?)",
            (day.isoformat(), command.platform, command.length_ms, now_ms),
        )
        return CommandResult(True, f"phone of {day} kept")

    @_do.register
    def _forget(self, command: Forget, now_ms: int) -> CommandResult:
        gone = forget_facts(self._db, command, Reader(self._db).zones())
        self._rows.forget()
        return CommandResult(True, f"forgot {gone} rows", data={"rows": gone})
