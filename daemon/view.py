"""View: a Day as `status` and `day` show it."""

from dataclasses import replace
from datetime import date
from typing import Any

from unscroll import __version__
from unscroll.daemon.figures import DayLines, day_inputs, read_day
from unscroll.daemon.parts import Parts
from unscroll.reports.documents import CollectorInfo, DaemonInfo, status_json
from unscroll.reports.minutes import day_minutes
from unscroll.reports.summary import DaySummary, summarise


def summary(parts: Parts) -> DaySummary:
    """The Day so far, as of the last look."""
    today, now_ms = parts.recorder.today, parts.now_ms()
    lines = DayLines(today.readings(now_ms), parts.lead)
    facts = today.facts(lines.line.window)
    notes = replace(parts.notes, journal=parts.meaning.journal)
    return summarise(day_inputs(today.day, lines, facts, notes, parts.given, now_ms))


async def summary_of(parts: Parts, day: date) -> DaySummary:
    """A Day that is not held in memory, from the ledger."""
    given, now_ms = parts.given, parts.now_ms()
    return await parts.reader.do(lambda reader: summarise(read_day(reader, day, given, now_ms)))


def status(parts: Parts) -> dict[str, Any]:
    """The `status --json` document; beside it `troubles`, sentences on what does not work."""
    return {
        **status_json(
            summary(parts),
            DaemonInfo(True, parts.since_ms, __version__),
            [
                CollectorInfo(s.name, str(s.track), str(s.state), s.why)
                for s in (*parts.supervisor.standings(), *parts.others())
            ],
            flags(parts),
            parts.next_to_reach.told,
        ),
        "troubles": list(troubles(parts).values()),
        "notices": list(parts.notices),
    }


def budget(parts: Parts, summary: DaySummary) -> dict[str, Any]:
    """What is pushed of a Day's cap; its `minutes` add up, so that whoever prints them rounds nothing."""
    whole = day_minutes(summary)
    return {
        "schema": 1,
        "day": summary.date.isoformat(),
        "cap_s": summary.budget.cap_ms // 1000,
        "spent_s": summary.spent_ms // 1000,
        "left_s": summary.left_ms // 1000,
        "state": str(summary.state),
        "at_least": summary.at_least,
        "flags": flags(parts),
        "seconds": {str(kind): ms // 1000 for kind, ms in summary.kinds.items()},
        "minutes": {"cap": whole.cap, "spent": whole.spent, "left": whole.left, "kinds": dict(whole.kinds)},
    }


def flags(parts: Parts) -> list[str]:
    """`paused`, `guest`, `degraded`: what bars the usual course."""
    now_ms = parts.now_ms()
    found = []
    if (rest := parts.rests.resting(now_ms)) is not None:
        found.append(str(rest))
    if parts.recorder.trouble or parts.recorder.time.trouble or parts.watch.trouble:
        found.append("degraded")
    return found


def troubles(parts: Parts) -> dict[str, str]:
    """A sentence each, by who says so; empty ones are left out."""
    lost, crowded = parts.recorder.pending.lost, parts.recorder.crowded
    found = {
        "ledger": parts.recorder.trouble,
        "clock": parts.recorder.time.trouble,
        "settings": parts.watch.trouble,
        **{f"zone {n}": lacks for n, lacks in enumerate(parts.zones.lacking)},
        **{f"settings {n}": stray for n, stray in enumerate(parts.door.strays)},
        "display": parts.display(),
        "notifications": parts.nudging.trouble,
        "crossings": parts.nudging.refused,
        "report": parts.turn.trouble,
        "announced": parts.turn.refused,
        "recount": parts.recount.trouble,
        "crowded": f"{crowded} facts were left out: thousands started in one millisecond" if crowded else "",
        "unfit": "a fact was left out: a number or a text in it fits no ledger" if parts.recorder.unfit else "",
        "lost": f"{lost} facts older than a day were dropped: nothing could be written" if lost else "",
        **parts.troubles,
    }
    told = found["ledger"]  # whoever else was refused for that reason does not repeat it
    return {name: said for name, said in found.items() if said and (name == "ledger" or not told or told not in said)}
