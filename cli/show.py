"""How figures look in a terminal: lengths, tables, safe names."""

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from unscroll.minutes import said
from unscroll.streams import say

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def clean(text: str) -> str:
    """`text` on one line, without control, format or direction characters: names and titles are hostile."""
    return "".join(" " if c in "\t\n" else c for c in text if c in "\t\n" or unicodedata.category(c) not in _HIDDEN)


def length(seconds: float) -> str:
    """`1 h 12 min`; "under 1 min" for what rounds to none."""
    return said(round(seconds * 1000))


def note(text: str) -> None:
    """Something worth knowing, on standard error, so that no pipe swallows it; where nobody listens it is lost."""
    say(sys.stderr, f"unscroll: {clean(text)}")


def echo_json(value: Any) -> None:
    """`value` as JSON, one document, names in their own letters."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def echo_rows(rows: Iterable[str]) -> None:
    """A JSON array with a row a line, each a JSON text: of thousands, written in a fraction of the time."""
    print("[" + ",".join(f"\n{row}" for row in rows) + "\n]")


def table(rows: Iterable[Sequence[str]], indent: int = 2, right: Sequence[int] = ()) -> str:
    """Aligned columns; those in `right` flush right. Every cell is cleaned."""
    cells = [[clean(cell) for cell in row] for row in rows]
    widths = [max(_width(row[n]) for row in cells if n < len(row)) for n in range(max(map(len, cells), default=0))]
    lines = []
    for row in cells:
        padded = [_pad(cell, widths[n], n in right) for n, cell in enumerate(row)]
        lines.append((" " * indent + "  ".join(padded)).rstrip())
    return "\n".join(lines)


def _width(text: str) -> int:
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space
