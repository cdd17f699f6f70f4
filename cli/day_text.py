"""A day in words, from its JSON (CONTRACT.md 4)."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from unscroll.cli.show import length, table
from unscroll.cli.status_text import contact, feeds, forgotten, least, minutes_of
from unscroll.plain import shown_name
from unscroll.reports.rounding import apportion
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

_Row = tuple[tuple[str, ...], float, int]
"""Names, seconds, the minutes printed."""


def day_text(day: Mapping[str, Any], clock: Clock) -> str:
    """Kinds, platforms, people, runs, coverage: parts add up to the printed total."""
    head = long_date(date.fromisoformat(day["day"]))
    if day.get("no_data"):
        return "\n  ".join((head, "no data", *forgotten(day)))
    ended = day["as_of"] == day["span"]["end"]
    if day["revised"]:
        head = f"{head}, revised since it ended"
    lines = [head, *(f"  {line}" for line in (*feeds(day, ended), *_doubts(day), *least(day), *contact(day)))]
    for title, body in _sections(day, clock):
        if body:
            lines += ["", title, body]
    return "\n".join(lines)


def _sections(day: Mapping[str, Any], clock: Clock) -> Iterator[tuple[str, str]]:
    kinds = minutes_of(day).kinds
    times = [((KINDS[kind],), s, kinds[kind]) for kind, s in day["seconds"].items()]
    yield "The day's time", _longest_first(times, total=True)
    yield "Where it went", _longest_first(_surfaces(day, kinds))
    yield (
        "People",
        table(
            [
                (
                    shown_name(p["person"]),
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
        table([(_on_phone(u["platform"]), length(u["seconds"]["shown"])) for u in _unplaced(day, "logged")]),
    )
    yield (
        "Estimated from browsers' histories, in no sum",
        table([_estimated(u) for u in _unplaced(day, "estimated")], right=(2,)),
    )
    yield (
        "Unresolved",
        table(
            [
                (u["thread"] or "no thread", platform(u["platform"]), length(u["seconds"]))
                for u in day.get("unresolved", ())
            ]
        ),
    )
    yield "Feeds", "\n".join(f"  {line}" for line in _runs(day, clock))
    yield "Bends", table([(clock(b["at"]), b["what"]) for b in day["bends"]])
    yield "Coverage", "\n".join(f"  {line}" for line in _coverage(day["coverage"], bool(day.get("forgotten"))))


def _doubts(day: Mapping[str, Any]) -> Iterator[str]:
    if day["doubts"]:
        yield f"this looks wrong: {' '.join(day['doubts'])} See unscroll explain, unscroll correct"


def _unplaced(day: Mapping[str, Any], evidence: str) -> list[Mapping[str, Any]]:
    return [u for u in day["unplaced"] if u["evidence"] == evidence]


def _estimated(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    low, shown, high = (row["seconds"][name] for name in ("low", "shown", "high"))
    about = f"about {length(shown)}"
    return platform(row["platform"]), KINDS[row["kind"]], about, f"between {length(low)} and {length(high)}"


def _on_phone(name: str) -> str:
    return f"{platform(name)} on the phone" if name else "phone"


def _surfaces(day: Mapping[str, Any], kinds: Mapping[str, int]) -> Iterator[_Row]:
    """Rows whose minutes sum to those of their kind."""
    for kind, minutes in kinds.items():
        rows = [r for r in day["surfaces"] if r["kind"] == kind]
        shown = apportion(minutes, [round(r["seconds"] * 1000) for r in rows])
        for r, m in zip(rows, shown, strict=True):
            yield (platform(r["platform"]), view(r["surface"]), KINDS[kind]), r["seconds"], m


def _longest_first(rows: Iterable[_Row], total: bool = False) -> str:
    kept = sorted((row for row in rows if row[1] > 0), key=lambda row: -row[1])
    cells = [(*names, duration(minutes, True)) for names, _, minutes in kept]
    if len(cells) > _MOST_ROWS:
        rest = sum(minutes for _, _, minutes in kept[_MOST_ROWS:])
        cells = [*cells[:_MOST_ROWS], ("the rest", *("" for _ in cells[0][2:]), duration(rest))]
    if total and cells:
        cells.append(("all", duration(sum(minutes for _, _, minutes in kept))))
    return table(cells, right=(len(cells[0]) - 1,) if cells else ())


def _runs(day: Mapping[str, Any], clock: Clock) -> Iterator[str]:
    runs, drift, acts = day["runs"], day["drift"], day["acts"]
    if runs["sittings"]:
        yield f"{count(runs['sittings'], 'sitting')}, the longest run {length(runs['longest_s'])}"
        if runs["first"] and runs["last"]:
            yield f"first at {clock(runs['first'])}, last at {clock(runs['last'])}"
    if drift["aimed"]:
        yield f"{drift['drifted']} of {drift['aimed']} sittings with an aim drifted, {length(drift['seconds'])}"
    if day["scroll_m"]:
        yield f"{day['scroll_m']:.0f} m scrolled (nominal)"
    counted = [count(acts[name], one, many) for name, one, many in _ACTS if acts[name]]
    if counted:
        yield ", ".join(counted)


def _coverage(coverage: Mapping[str, Any], forgotten: bool) -> Iterator[str]:
    if not coverage["expected_s"] and not forgotten:
        yield "this computer was not watched"
        return
    if coverage["expected_s"]:
        yield f"{length(coverage['watched_s'])} watched of {length(coverage['expected_s'])} awake"
    if coverage["browser_s"]:
        yield f"{length(coverage['browser_seen_s'])} seen of {length(coverage['browser_s'])} in browsers"
    if not coverage["valid"]:
        yield "a partial day: left out of trends"
