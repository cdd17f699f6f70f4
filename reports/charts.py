"""Charts: plotly figures as plain JSON; colours are names that the page's style sheet resolves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from unscroll.day import Zones
from unscroll.kinds import Kind
from unscroll.reports.day_minutes import DayMinutes
from unscroll.reports.rounding import apportion
from unscroll.reports.summary import DaySummary
from unscroll.reports.words import KINDS, clock, duration

HOUR_MS = 3_600_000
_HOUR_MARKS = ("00", "06", "12", "18")
_SHOWN = (Kind.SCROLL, Kind.ONE_TO_ONE, Kind.PRIVATE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A plotly figure with its table: `head` and `rows` say the same in words."""

    id: str
    title: str
    alt: str
    plot: dict[str, Any]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Minutes of the three shown kinds at one place of the axis; None where there are none yet.

    `missing` says that there should have been data.
    """

    name: str
    minutes: tuple[int, int, int] | None
    missing: bool = False

    def of(self, i: int) -> int:
        return self.minutes[i] if self.minutes else 0


def hours_figure(summary: DaySummary, minutes: DayMinutes, zones: Zones) -> Figure | None:
    """Feeds above the line, people below it, hour by hour; None where neither was."""
    columns = _hours(summary, minutes, zones)
    if not any(any(c.minutes or ()) for c in columns):
        return None
    marks = [c.name for c in columns if c.name[:2] in _HOUR_MARKS and c.name.endswith(":00")]
    return mirror("hour", "Hour by hour: feeds above the line, people below", columns, marks)


def mirror(
    what: str, title: str, columns: Sequence[Column], marks: Sequence[str], cap_min: int | None = None
) -> Figure:
    """Bars of feeds upwards, of one-to-one and unresolved downwards; hover says the words, a dotted line is the cap.

    `what` one column is: an hour, a day, a week.
    """
    names = [c.name for c in columns]
    scroll, one, private = ([c.of(i) for c in columns] for i in range(3))
    top, bottom = max(*scroll, cap_min or 1), max(o + p for o, p in zip(one, private, strict=True))
    plot = {
        "data": [
            _bars(KINDS[Kind.SCROLL], names, scroll, 1, "scroll"),
            _bars(KINDS[Kind.ONE_TO_ONE], names, one, -1, "one"),
            _hatched(_bars(KINDS[Kind.PRIVATE], names, private, -1, "one")),
        ],
        "layout": {
            **_layout(top, bottom, marks, names),
            "shapes": [] if cap_min is None else [_cap_line(cap_min)],
            "annotations": [_no_data(i) for i, c in enumerate(columns) if c.missing],
        },
    }
    rows = tuple((c.name, *(duration(m) for m in c.minutes)) for c in columns if c.minutes and any(c.minutes))
    alt = f"{title}. The table below has the figures."
    return Figure(f"by-{what}", title, alt, plot, (what, *(KINDS[k] for k in _SHOWN)), rows)


def _hours(s: DaySummary, m: DayMinutes, zones: Zones) -> list[Column]:
    starts = list(range(s.span.start_ms, s.span.end_ms, HOUR_MS))
    sums = {kind: [0] * len(starts) for kind in _SHOWN}
    for p in s.line.pieces:
        for i in range(max(0, (p.start_ms - s.span.start_ms) // HOUR_MS), len(starts)):
            start = starts[i]
            if start >= p.end_ms:
                break
            if p.verdict.kind in sums:
                sums[p.verdict.kind][i] += max(0, min(p.end_ms, start + HOUR_MS) - max(p.start_ms, start))
    by_kind = [apportion(m.kinds[kind], sums[kind]) for kind in _SHOWN]
    names = _distinct([clock(zones.local(at)) for at in starts])
    return [Column(n, (a, b, c)) for n, a, b, c in zip(names, *by_kind, strict=True)]


def _distinct(names: list[str]) -> list[str]:
    """The hour that a clock change brings twice is another bar, not the same."""
    return [f"{n} again" if n in names[:i] else n for i, n in enumerate(names)]


def _bars(name: str, x: Sequence[str], minutes: Sequence[int], sign: int, colour: str) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": list(x),
        "y": [sign * value for value in minutes],
        "customdata": [duration(value) for value in minutes],
        "hovertemplate": "%{x}: %{customdata}",
        "marker": {"color": f"var(--{colour})", "line": {"width": 0}},
    }


def _hatched(bars: dict[str, Any]) -> dict[str, Any]:
    pattern = {"shape": "/", "size": 5, "solidity": 0.35, "fillmode": "replace"}
    return {**bars, "marker": {**bars["marker"], "pattern": pattern}}


def _no_data(place: int) -> dict[str, Any]:
    font = {"color": "var(--quiet)", "size": 11}
    return {
        "x": place,
        "y": 0,
        "text": "no data",
        "textangle": -90,
        "yanchor": "bottom",
        "showarrow": False,
        "font": font,
    }


def _cap_line(cap_min: int) -> dict[str, Any]:
    line = {"color": "var(--quiet)", "width": 1, "dash": "dot"}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": cap_min, "y1": cap_min, "line": line}


def _layout(top: int, bottom: int, ticks: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    step = next(s for s in (5, 10, 15, 30, 60, 120, 240, 480, 960, 100_000) if top + bottom <= 5 * s)
    marks = [i * step for i in range(-5, 6)]
    return {
        "barmode": "relative",
        "bargap": 0.25,
        "height": 230,
        "margin": {"l": 44, "r": 8, "t": 8, "b": 34},
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"color": "var(--quiet)", "size": 12},
        "hovermode": "x",
        "xaxis": {
            "type": "category",
            "fixedrange": True,
            "tickangle": 0,
            "tickvals": [names.index(t) for t in ticks],
            "ticktext": list(ticks),
            "showgrid": False,
        },
        "yaxis": {
            "fixedrange": True,
            "tickvals": marks,
            "ticktext": [duration(abs(m)) if m else "0" for m in marks],
            "range": [-1.1 * max(bottom, top / 6), 1.1 * max(top, bottom / 6)],
            "gridcolor": "var(--rule)",
            "zerolinecolor": "var(--quiet)",
            "zerolinewidth": 1,
        },
    }
