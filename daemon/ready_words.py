"""What `unscroll run` says when it is ready: in words for a terminal, or as JSON for a program."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from unscroll import __version__
from unscroll.daemon.supervise import Standing, State
from unscroll.reports.standings import unwatched


def ready_line(standings: Sequence[Standing]) -> str:
    running = [s.name for s in standings if s.state is State.RUNNING]
    return f"watches {', '.join(running)}" if running else "no desktop session yet"


def ready_text(
    notices: Sequence[str], standings: Sequence[Standing], browser: Standing, day: date, folder: Path
) -> str:
    """What a person at a terminal wants to know first."""
    lines = [*(f"note: {notice}" for notice in notices), f"unscroll {__version__} {ready_line(standings)}"]
    for names, _, why in unwatched((s.name, s.state, s.why) for s in (*standings, browser)):
        lines.append(f"  not {names}: {why}")
    if not any(s.state is State.RUNNING for s in standings):
        lines.append("no graphical session here: the socket is served all the same; make demo shows a day")
    return "\n".join([*lines, f"today's report: unscroll report --open, kept as {folder}/{day}.html"])


def ready_json(
    notices: Sequence[str], standings: Sequence[Standing], browser: Standing, day: date, folder: Path
) -> str:
    """The same on one line."""
    found = unwatched((s.name, s.state, s.why) for s in (*standings, browser))
    told = {
        "schema": 1,
        "version": __version__,
        "watches": [s.name for s in (*standings, browser) if s.state is State.RUNNING],
        "unwatched": [{"names": names.split(", "), "state": state, "why": why} for names, state, why in found],
        "notices": list(notices),
        "report": str(folder / f"{day}.html"),
    }
    return json.dumps(told, ensure_ascii=False)
