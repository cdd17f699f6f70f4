"""Figures: what was measured, beside its limit, beside ActivityWatch's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """One row. `values` are single measurements in `unit`, their median counts; `limit` None: told, not limited.

    `peer` is ActivityWatch's figure in words, from the measurements named in docs/figures.md; `note` says how.
    """

    what: str
    values: Sequence[float]
    unit: str
    limit: float | None = None
    peer: str = ""
    note: str = ""

    @property
    def measured(self) -> float:
        return median(self.values)

    @property
    def missed(self) -> bool:
        return self.limit is not None and self.measured > self.limit

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """The row as text: figure, measured, limit, ActivityWatch, how."""
        spread = f" ({number(min(self.values))}-{number(max(self.values))})" if len(self.values) > 1 else ""
        limit = "" if self.limit is None else f"{number(self.limit)} {self.unit}"
        mark = " **missed**" if self.missed else ""
        count = f"median of {len(self.values)}" if len(self.values) > 1 else ""
        how = ", ".join(part for part in (self.note, count) if part)
        return self.what, f"{number(self.measured)} {self.unit}{spread}{mark}", limit, self.peer, how


HEAD = ("figure", "measured", "limit", "ActivityWatch", "how")


def number(value: float) -> str:
    """Three significant digits, without an exponent."""
    digits = 3 if abs(value) < 1 else 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    told = f"{value:.{digits}f}"
    return told.rstrip("0").rstrip(".") if "." in told else told


def table(figures: Iterable[Figure]) -> str:
    """A Markdown table, its columns aligned for a terminal."""
    rows = [HEAD, *(figure.cells for figure in figures)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(HEAD))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)
