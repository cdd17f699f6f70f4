"""Names: the numbers that stand for words, surfaces and origins in the ledger's rows."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from unscroll.ledger.codec import WORDS, Values
from unscroll.surface import Surface, ThreadKey


class Giver:
    """Gives each value its number, a new one where it has none; the writer's half.

    `forget` must follow a rolled back transaction: numbers given within it do not exist.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._known: dict[tuple[Any, ...], int] = {}

    def forget(self) -> None:
        self._known.clear()

    def _number(self, table: str, columns: Sequence[str], values: tuple[Any, ...]) -> int:
        key = (table, *values)
        found = self._known.get(key)
        if found is not None:
            return found
        fits = " AND ".join(f"{c}=?" for c in columns)
        row = self._db.execute(f"SELECT id FROM {table} WHERE {fits}", values).fetchone()
        if row is None:
            marks = ",".join("?" * len(values))
            made = self._db.execute(f"INSERT INTO {table}({','.join(columns)}) VALUES({marks})", values)
            row = (made.lastrowid,)
        self._known[key] = number = int(row[0])
        return number

    def word(self, text: str) -> int:
        return self._number("word", ("text",), (text,))

    def surface(self, surface: Surface) -> int:
        known = self._known.get(("", surface))
        if known is not None:
            return known
        values = (
            *(self.word(w) for w in (surface.platform, surface.view, surface.rule, surface.app, surface.host)),
            surface.thread.digest if surface.thread else b"",
        )
        number = self._number("surface", ("platform", "view", "rule", "app", "host", "thread"), values)
        self._known["", surface] = number
        return number

    def origin(self, source: str, device: str, clock_run: int) -> int:
        values = (self.word(source), self.word(device), clock_run)
        return self._number("origin", ("source", "device", "clock_run"), values)

    def plain(self, values: Values) -> tuple[int | None, ...]:
        """The values with words and surfaces put into numbers."""
        return tuple(
            self.word(v) if isinstance(v, str) else self.surface(v) if isinstance(v, Surface) else v for v in values
        )

    def what(self, table: str, columns: Sequence[str], origin: int, values: tuple[int | None, ...]) -> int:
        return self._number(f"{table}_what", ("origin", *columns), (origin, *values))


class Reader:
    """Finds the value of a number; the reader's half. Numbers are never used twice, so what is known stays true."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._words: dict[int, str] = {}
        self._surfaces: dict[int, Surface] = {}
        self._origins: dict[int, tuple[str, str, int]] = {}

    def word(self, number: int) -> str:
        if number not in self._words:
            rows = self._db.execute("SELECT id, text FROM word WHERE id > ?", (max(self._words, default=0),))
            self._words.update(rows.fetchall())
        return self._words[number]

    def surface(self, number: int) -> Surface:
        if number not in self._surfaces:
            after = max(self._surfaces, default=0)
            for i, *words, thread in self._db.execute("SELECT * FROM surface WHERE id > ?", (after,)).fetchall():
                platform, view, rule, app, host = (self.word(w) for w in words)
                key = ThreadKey(thread) if thread else None
                self._surfaces[i] = Surface(platform, view, rule, app, host, key)
        return self._surfaces[number]

    def origin(self, number: int) -> tuple[str, str, int]:
        if number not in self._origins:
            for i, source, device, run in self._db.execute(
                "SELECT id, source, device, clock_run FROM origin"
            ).fetchall():
                self._origins[i] = (self.word(source), self.word(device), run)
        return self._origins[number]

    def real(self, columns: Iterable[str], values: Iterable[Any]) -> tuple[Any, ...]:
        """The inverse of `Giver.plain`, by the columns' names."""
        return tuple(
            self.word(v) if name in WORDS else self.surface(v) if name == "surface" else v
            for name, v in zip(columns, values, strict=True)
        )
