"""The status in words, from its JSON (CONTRACT.md 4)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from unscroll.cli.client import OTHER_VERSION, RESTART
from unscroll.cli.show import clean, length, table
from unscroll.reports import against_cap
from unscroll.reports.day_minutes import DayMinutes, fitted
from unscroll.reports.history_words import from_history
from unscroll.reports.standings import unwatched
from unscroll.reports.words import KINDS, count, duration, long_date, platform


def status_text(status: Mapping[str, Any]) -> str:
    """A few calm lines: the cap, the kinds, people, and what is not watched."""
    lines = [long_date(date.fromisoformat(status["day"]))]
    if status.get("no_data"):
        lines += ["  no data yet", *(f"  {line}" for line in forgotten(status))]
    else:
        lines += [*(f"  {line}" for line in (*feeds(status), *least(status))), "", kinds(status)]
        lines += [f"  {line}" for line in contact(status)]
    lines += [f"  {line}" for line in _to_reach(status)]
    lines += [f"  {line}" for line in _notes(status)]
    return "\n".join(lines)


def minutes_of(figures: Mapping[str, Any]) -> DayMinutes:
    """The minutes that the page of this Day prints, from the JSON of `status` or `day`."""
    return fitted(
        {kind: _ms(length_s) for kind, length_s in figures["seconds"].items()},
        work_ms=_ms(figures["work_scroll_s"]),
        held_ms=_ms(figures["held_s"]),
        typed_ms=_ms(figures["typed_in_s"]),
        cap_ms=_ms(figures["cap_s"]),
        reached=figures["state"] == "over",
        work_counts=figures["work_counts"],
    )


def _ms(length_s: float) -> int:
    return round(length_s * 1000)


def feeds(figures: Mapping[str, Any], ended: bool = False) -> Iterator[str]:
    """`1 h 12 min on feeds on this computer`, what stands beside it, then the cap, against which both count."""
    m, at_least = minutes_of(figures), bool(figures["at_least"])
    yield f"{'at least ' if at_least else ''}{_some(m.counted, figures)} on feeds on this computer"
    if m.work and not m.work_counts:
        yield f"+ {duration(m.work)} on feeds for work, beside the cap"
    beside = (against_cap.typed_in(m), against_cap.of_the_cap(m, at_least), against_cap.held(m, ended))
    yield from (line for line in beside if line)
    for own in figures.get("platform_caps", ()):
        name = clean(platform(own["platform"]))
        yield f"{length(own['spent_s'])} of the {length(own['cap_s'])} of {name}"


def _some(minutes: int, figures: Mapping[str, Any]) -> str:
    return duration(minutes, figures["seconds"]["scroll"] > (0 if figures["work_counts"] else figures["work_scroll_s"]))


def least(figures: Mapping[str, Any]) -> Iterator[str]:
    """Why a figure is a lower bound, and what was not watched but read."""
    if figures["at_least"] and figures.get("unseen_s", 0) > 600:
        yield f"{length(figures['unseen_s'])} on pages that no extension could look into"
    if history := figures.get("history"):
        yield from from_history(*(_ms(history[f"{name}_s"]) for name in ("measured", "estimated", "estimated_scroll")))
    if figures.get("phone_known") is False:
        yield "the phone is not known yet: unscroll phone 40m"
    yield from forgotten(figures)


def forgotten(figures: Mapping[str, Any]) -> Iterator[str]:
    """`06:00 to 17:00 was forgotten`."""
    for part in figures.get("forgotten", ()):
        yield f"{clean(part['what'])} was forgotten"


def kinds(figures: Mapping[str, Any]) -> str:
    """The contact kinds, a row each."""
    seconds, minutes = figures["seconds"], minutes_of(figures).kinds
    least = "at least " if figures["at_least"] else ""
    shown = {kind: duration(minutes[kind], seconds[kind] > 0) for kind in seconds}
    rows = [(KINDS["one_to_one"], least + shown["one_to_one"], "")]
    rows += [(KINDS[kind], shown[kind], "") for kind in ("group", "broadcast")]
    if seconds["private"]:
        hint = "could be one person or a group: unscroll label"
        rows.append((KINDS["private"], shown["private"], hint))
    return table(rows, right=(1,))


def contact(figures: Mapping[str, Any]) -> Iterator[str]:
    """The contact ratio, people reached."""
    ratio = figures["contact_ratio"]
    if ratio is None:
        yield "contact ratio: too little time to say"
    else:
        low, high = round(100 * ratio["low"]), round(100 * ratio["high"])
        yield f"contact ratio: {low} %" if low == high else f"contact ratio: {low} to {high} %"
    yield f"people reached: {figures['people_reached']}"


def _to_reach(status: Mapping[str, Any]) -> Iterator[str]:
    for person in status.get("reach_next", ()):
        yield f"to reach: {clean(person['person'])}{_silent(person['days'])}"


def _silent(days: int | None) -> str:
    """`, 31 days`; nothing where no contact is known."""
    return "" if days is None else f", {count(days, 'day')}"


def _notes(status: Mapping[str, Any]) -> Iterator[str]:
    for flag in status["flags"]:
        yield f"note: {clean(flag)}"
    for sentence in (*status.get("troubles", ()), *status.get("notices", ())):
        yield f"note: {clean(sentence)}"
    if why := status["daemon"].get("why"):
        state = "is of another version" if why == OTHER_VERSION else f"does not answer ({clean(why)})"
        yield f"the service {state}: read from the ledger. {RESTART}"
    elif not status["daemon"]["running"]:
        yield "daemon not running: read from the ledger, nothing is being watched"
    for names, state, why in unwatched((c["name"], c["state"], c["why"]) for c in status["collectors"]):
        reason = f": {clean(why)}" if why else ""
        yield f"not watched: {clean(names)} ({clean(state)}{reason})"
