"""The status in words, from its JSON (CONTRACT.md 4)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from unscroll.cli.show import clean, length, table
from unscroll.reports.standings import unwatched
from unscroll.reports.words import KINDS, long_date


def status_text(status: Mapping[str, Any]) -> str:
    """A few calm lines: the cap, the kinds, people, and what is not watched."""
    lines = [long_date(date.fromisoformat(status["day"]))]
    if status.get("no_data"):
        lines.append("  no data yet")
    else:
        lines += [*(f"  {line}" for line in (*feeds(status), *least(status))), "", kinds(status)]
        lines += [f"  {line}" for line in contact(status)]
    lines += [f"  {line}" for line in _notes(status)]
    return "\n".join(lines)


def feeds(figures: Mapping[str, Any]) -> Iterator[str]:
    """`1 h 12 min on feeds on this computer`, then the cap, which the phone's minutes count against too."""
    at_least = "at least " if figures["at_least"] else ""
    spent, cap = figures["spent_s"], figures["cap_s"]
    left = f"{length(figures['left_s'])} left" if spent <= cap else f"{length(spent - cap)} past it"
    yield f"{at_least}{length(figures['seconds']['scroll'])} on feeds on this computer"
    yield f"{at_least}{length(spent)} of the cap of {length(cap)}; {left}"
    for own in figures.get("platform_caps", ()):
        yield f"{length(own['spent_s'])} of the {length(own['cap_s'])} of {clean(own['platform'])}"


def least(figures: Mapping[str, Any]) -> Iterator[str]:
    """Why a figure is a lower bound."""
    if figures["at_least"] and figures.get("unseen_s", 0) > 600:
        yield f"{length(figures['unseen_s'])} in browsers not seen"
    if figures.get("phone_known") is False:
        yield "the phone is not known yet: unscroll phone 40m"


def kinds(figures: Mapping[str, Any]) -> str:
    """The contact kinds, a row each."""
    seconds = figures["seconds"]
    rows = [(KINDS[kind], length(seconds[kind]), "") for kind in ("one_to_one", "group", "broadcast")]
    if seconds["private"]:
        hint = "could be one person or a group: unscroll label"
        rows.append((KINDS["private"], length(seconds["private"]), hint))
    return table(rows, right=(1,))


def contact(figures: Mapping[str, Any]) -> Iterator[str]:
    """The contact ratio, people reached, people to reach."""
    ratio = figures["contact_ratio"]
    if ratio is None:
        yield "contact ratio: too little time to say"
    else:
        low, high = round(100 * ratio["low"]), round(100 * ratio["high"])
        yield f"contact ratio: {low} %" if low == high else f"contact ratio: {low} to {high} %"
    yield f"people reached: {figures['people_reached']}"
    for person in figures.get("reach_next", ()):
        yield f"to reach: {clean(person['person'])}, {person['days']} days"


def _notes(status: Mapping[str, Any]) -> Iterator[str]:
    for flag in status["flags"]:
        yield f"note: {clean(flag)}"
    for sentence in (*status.get("troubles", ()), *status.get("notices", ())):
        yield f"note: {clean(sentence)}"
    if not status["daemon"]["running"]:
        yield "daemon not running: read from the ledger, nothing is being watched"
    for names, state, why in unwatched((c["name"], c["state"], c["why"]) for c in status["collectors"]):
        reason = f": {clean(why)}" if why else ""
        yield f"not watched: {clean(names)} ({clean(state)}{reason})"
