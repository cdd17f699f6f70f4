"""The rows of a CSV file, found by the names in its header."""

import csv
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from unscroll.errors import Problem
from unscroll.importers.lines import Line, head_of, lines_of, mended

_DELIMITERS = ",;\t"
_PREAMBLE = 200
"""Lines in which the header must come: LinkedIn puts notes before it, and dozens of lines of commas alone."""
_LONGEST_ROW = 200
"""Lines that a cell in quotes may span; more is a quote that is never closed."""
_NUMBERED = r"{} \d+ - {}"
_GUARDED = re.compile(r"'+\s*[=+\-@]")
"""An apostrophe keeps a spreadsheet from taking a text for a formula; who writes it before a text that begins so adds
one."""


@dataclass(frozen=True, slots=True)
class Header:
    """`names` as `folded_name` has them."""

    number: int
    delimiter: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that are not empty, by the name of their column."""

    where: str
    cells: Mapping[str, str]

    def first(self, *names: str) -> str:
        """The first of these columns that says something."""
        return next((self.cells[name] for name in names if name in self.cells), "")

    def numbered(self, name: str, what: str) -> Iterator[tuple[str, str]]:
        """`E-mail 1 - Value`, `E-mail 2 - Value`, ...: column, value."""
        wanted = re.compile(_NUMBERED.format(re.escape(name), re.escape(what)))
        return ((column, told) for column, told in self.cells.items() if wanted.fullmatch(column))


def folded_name(name: str) -> str:
    return " ".join(mended(name).strip().lower().split())


def find_header(path: Path, needed: frozenset[str]) -> Header | None:
    """The first line that names all `needed` columns; None for any other file."""
    for number, line in enumerate(head_of(path).split("\n")[:_PREAMBLE], 1):
        for delimiter in _DELIMITERS:
            if delimiter not in line:
                continue
            names = tuple(folded_name(cell) for cell in _cells([line], delimiter) or ())
            if needed <= frozenset(names):
                return Header(number, delimiter, names)
    return None


def count_rows(path: Path, header: Header) -> str:
    """How many rows there are, in words: `1 row`, `312 rows`."""
    count = sum(isinstance(row, Row) for row in rows_of(path, header))
    return f"{count} row{'' if count == 1 else 's'}"


def rows_of(path: Path, header: Header) -> Iterator[Row | Problem]:
    """What stands below the header. Rows without any text are passed over, as is the header once more."""
    feed = _Feed(line for line in lines_of(path) if line.number > header.number)
    while feed.more():
        cells, number = _cells(feed, header.delimiter), feed.number
        where = f"{path.name}:{number}"
        if feed.starved:
            feed.again_after_first()
            yield Problem(where, "a quote that is never closed: left out")
            continue
        if cells is None:
            yield Problem(where, "a cell that is too long to be anybody's: left out")
            continue
        told = [_unguarded(mended(cell).strip()) for cell in cells]
        if not any(told) or tuple(map(folded_name, told)) == header.names:
            continue
        if feed.cut:
            yield Problem(where, "a line that is too long to be anybody's: left out")
        elif any(told[len(header.names) :]):
            yield Problem(where, "more cells than the header has columns: left out")
        else:
            yield Row(where, _by_name(header.names, told))


def _unguarded(text: str) -> str:
    return text[1:] if _GUARDED.match(text) else text


def _by_name(names: Sequence[str], told: Sequence[str]) -> dict[str, str]:
    """Where two columns have one name, the first that says something counts."""
    cells: dict[str, str] = {}
    for name, text in zip(names, told, strict=False):
        if name and text:
            cells.setdefault(name, text)
    return cells


def _cells(lines: "Sequence[str] | _Feed", delimiter: str) -> list[str] | None:
    """None where a cell has more than 128 KiB."""
    try:
        return next(csv.reader(lines, delimiter=delimiter), [])
    except csv.Error:
        return None


class _Feed:
    """Lines for one row after another; the reader of rows takes as many as the quotes ask for."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self._lines = lines
        self._again: deque[Line] = deque()
        self._taken: list[Line] = []
        self.starved = False
        """The row wanted more lines than there are, or than it may have."""

    def more(self) -> bool:
        """Begins the next row; False at the end."""
        self._taken, self.starved = [], False
        line = self._next()
        if line is not None:
            self._again.appendleft(line)
        return line is not None

    @property
    def number(self) -> int:
        return self._taken[0].number

    @property
    def cut(self) -> bool:
        return any(line.cut for line in self._taken)

    def again_after_first(self) -> None:
        """Gives the lines of a broken row back, but the first."""
        self._again.extendleft(reversed(self._taken[1:]))

    def _next(self) -> Line | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._next() if len(self._taken) < _LONGEST_ROW else None
        if line is None:
            self.starved = bool(self._taken)
            raise StopIteration
        self._taken.append(line)
        return f"{line.text}\n"
