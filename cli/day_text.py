"""A day in words, from its JSON (CONTRACT.md 4)."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from unscroll.cli.show import length, table
from unscroll.cli.status_text import contact, feeds, least
from unscroll.kinds import Kind
from unscroll.reports.rounding import minutes_that_add_up
from unscroll.reports.words import KINDS, count, duration, long_date, platform, view

_MOST_ROWS = 12
_ACTS = (
    ("sent", "message sent", "messages sent"),
    ("posts", "post", ""),
    ("comments", "comment", ""),
    ("clicks", "click", ""),
)

Clock = Callable[[str], str]
"""`14:05` of a JSON instant."""


def day_text(day: Mapping[str, Any], clock: Clock) -> str:
    """Kinds, platforms, people, runs, coverage: parts add up to the printed total."""
    head = long_date(date.fromisoformat(day["day"]))
    if day.get("no_data"):
        return f"{head}\n  no data"
    lines = [head, *(f"  {line}" for line in (*feeds(day), *least(day), *contact(day)))]
    for title, body in _sections(day, clock):
        if body:
            lines += ["", title, body]
    return "\n".join(lines)


def _sections(day: Mapping[str, Any], clock: Clock) -> Iterator[tuple[str, str]]:
    seconds = day["seconds"]
    yield "The day's time", _adding_up([([KINDS[Kind(kind)]], s) for kind, s in seconds.items()], total=True)
    surfaces = [
        ([platform(r["platform"], {}), view(r["surface"]), KINDS[Kind(r["kind"])]], r["seconds"])
        for r in day["surfaces"]
    ]
    yield "Where it went", _adding_up(surfaces)
    yield (
        "People",
        table(
            [
                (
                    p["person"],
                    p["channel"],
                    "" if p["seconds"]["shown"] is None else length(p["seconds"]["shown"]),
                    "" if p["evidence"] == "measured" else p["evidence"],
                )
                for p in day["people"]
            ],
            right=(2,),
        ),
    )
    yield (
        "Typed in",
        table([(u["platform"] or "phone", length(u["seconds"]["shown"]), u["evidence"]) for u in day["unplaced"]]),
    )
    yield (
        "Unresolved",
        table([(u["thread"] or "no thread", u["platform"], length(u["seconds"])) for u in day.get("unresolved", ())]),
    )
    yield "Feeds", "\n".join(f"  {line}" for line in _runs(day, clock))
    yield "Eased", table([(clock(b["at"]), b["what"]) for b in day["bends"]])
    yield "Coverage", "\n".join(f"  {line}" for line in _coverage(day["coverage"]))


def _adding_up(rows: Iterable[tuple[Sequence[str], float]], total: bool = False) -> str:
    kept = sorted(((names, s) for names, s in rows if s > 0), key=lambda row: -row[1])
    shown = minutes_that_add_up([round(s * 1000) for _, s in kept])
    cells = [(*names, duration(m, True)) for (names, _), m in zip(kept, shown, strict=True)]
    if len(cells) > _MOST_ROWS:
        rest = sum(shown[_MOST_ROWS:])
        cells = [*cells[:_MOST_ROWS], ("the rest", *("" for _ in cells[0][2:]), duration(rest))]
    if total and cells:
        cells.append(("all", duration(sum(shown))))
    return table(cells, right=(len(cells[0]) - 1,) if cells else ())


def _runs(day: Mapping[str, Any], clock: Clock) -> Iterator[str]:
    runs, drift, acts = day["runs"], day["drift"], day["acts"]
    if runs["sittings"]:
        yield f"{count(runs['sittings'], 'sitting')}, the longest run {length(runs['longest_s'])}"
        if runs["first"] and runs["last"]:
            yield f"first at {clock(runs['first'])}, last at {clock(runs['last'])}"
    if drift["aimed"]:
        yield f"{drift['drifted']} of {drift['aimed']} sittings with an aim drifted, {length(drift['seconds'])}"
    if day["work_scroll_s"]:
        yield f"{length(day['work_scroll_s'])} of it for work, beside the cap"
    if day["scroll_m"]:
        yield f"{day['scroll_m']:.0f} m scrolled (nominal)"
    counted = [count(acts[name], one, many) for name, one, many in _ACTS if acts[name]]
    if counted:
        yield ", ".join(counted)


def _coverage(coverage: Mapping[str, Any]) -> Iterator[str]:
    if not coverage["expected_s"]:
        yield "this computer was not watched"
        return
    yield f"{length(coverage['watched_s'])} watched of {length(coverage['expected_s'])} awake"
    if coverage["browser_s"]:
        yield f"{length(coverage['browser_seen_s'])} seen of {length(coverage['browser_s'])} in browsers"
    if not coverage["valid"]:
        yield "a partial day: left out of trends"
