"""Compare: what the product measured of a script beside what was expected of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from bench.truth.expected import expected, listening
from bench.truth.fronts import Record
from unscroll.kinds import Kind

TOLERANCE = 0.02
TOLERANCE_MS = 2_000


@dataclass(frozen=True, slots=True)
class Row:
    """One kind, in milliseconds; off by 2 % or 2 s, whichever is more, is wrong."""

    name: str
    scripted_ms: int
    measured_ms: int

    @property
    def off_ms(self) -> int:
        return self.measured_ms - self.scripted_ms

    @property
    def allowed_ms(self) -> float:
        return max(TOLERANCE_MS, TOLERANCE * self.scripted_ms)

    @property
    def wrong(self) -> bool:
        return abs(self.off_ms) > self.allowed_ms


def compared(record: Record, day: Mapping[str, Any]) -> list[Row]:
    """A row for each kind, one for their sum, one for what was heard beside."""
    scripted, measured = expected(record), _measured(day["timeline"], record)
    rows = [Row(str(kind), scripted[kind], measured[kind]) for kind in Kind]
    rows.append(Row("all kinds", sum(scripted.values()), sum(measured.values())))
    if record.sounds:
        rows.append(Row("listening beside", listening(record), round(day["overlays"]["listening_s"] * 1000)))
    return rows


def _measured(line: Sequence[Mapping[str, Any]], record: Record) -> dict[Kind, int]:
    sums = dict.fromkeys(Kind, 0)
    for piece in line:
        start, end = (min(max(_ms(piece[edge]), record.start_ms), record.end_ms) for edge in ("start", "end"))
        sums[Kind(piece["kind"])] += end - start
    return sums


def faults(day: Mapping[str, Any]) -> list[str]:
    """What is wrong with a Day's line in itself: it is ordered, disjoint, and its parts add up."""
    line = day["timeline"]
    found = [
        f"the pieces at {before['start']} and {after['start']} overlap"
        for before, after in pairwise(line)
        if _ms(after["start"]) < _ms(before["end"])
    ]
    lengths = sum(_ms(piece["end"]) - _ms(piece["start"]) for piece in line)
    accounted = round(day["accounted_s"] * 1000)
    if lengths != accounted:
        found.append(f"the line holds {lengths} ms, accounted_s says {accounted}")
    kinds = sum(round(seconds * 1000) for seconds in day["seconds"].values())
    if kinds != accounted:
        found.append(f"the kinds sum to {kinds} ms, accounted_s says {accounted}")
    return found


def _ms(stamp: str) -> int:
    return round(datetime.fromisoformat(stamp).timestamp() * 1000)


def table(rows: Sequence[Row]) -> str:
    """The rows for a terminal."""
    lines = [f"{'kind':<18}{'scripted':>10}{'measured':>10}{'off':>9}{'allowed':>9}"]
    for row in rows:
        seconds = [ms / 1000 for ms in (row.scripted_ms, row.measured_ms, row.off_ms, row.allowed_ms)]
        lines.append(
            f"{row.name:<18}{seconds[0]:>8.1f} s{seconds[1]:>8.1f} s{seconds[2]:>+7.1f} s{seconds[3]:>7.1f} s"
            + ("  WRONG" if row.wrong else "")
        )
    return "\n".join(lines)
