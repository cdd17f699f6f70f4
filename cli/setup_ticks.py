"""SetupTicks: what the service sees by now, a tick each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unscroll.cli.asking import ask, status
from unscroll.clock import SystemClock
from unscroll.errors import UnscrollError

_LOOKED_BACK_MS = 10 * 60_000
SEEN, READY, ABSENT = "seen", "ready", "absent"


@dataclass(frozen=True, slots=True)
class Tick:
    """`state`: it has told something (`seen`), could (`ready`), cannot (`absent`: `said` is why)."""

    name: str
    state: str
    said: str


_WAITS = {
    "focus": ("which program is in front", "focus"),
    "idle": ("whether somebody is there", "input"),
    "lock": ("whether the screen is locked", "session"),
    "scrolling": ("that something is scrolled, never what", "input"),
    "browser": ("which kind of page is open", "page"),
}
"""By tick: what it sees, and the track that tells it."""


def ticks() -> list[Tick]:
    """All of them; each absent with the reason where no service answers."""
    try:
        standings = status()["collectors"]
        now_ms = SystemClock().read().wall_ms
        rows = ask("explain", start_ms=now_ms - _LOOKED_BACK_MS, end_ms=now_ms + 1)
    except UnscrollError as silence:
        return [Tick(name, ABSENT, silence.message) for name in _WAITS]
    return told_ticks(standings, rows)


def told_ticks(standings: Sequence[Mapping[str, str]], rows: Sequence[Mapping[str, Any]]) -> list[Tick]:
    """Of the collectors, as `status` tells them, and what was counted lately, as `explain` does."""
    sightings = [sighting for row in rows for sighting in row["sightings"]]
    return [_tick(name, says, track, standings, sightings) for name, (says, track) in _WAITS.items()]


def _tick(
    name: str,
    says: str,
    track: str,
    standings: Sequence[Mapping[str, str]],
    sightings: Sequence[Mapping[str, Any]],
) -> Tick:
    of_track = [s for s in standings if s["track"] == track]
    running = [s["name"] for s in of_track if s["state"] == "running"]
    if not running:
        why = next((s["why"] for s in of_track if s["why"]), f"nothing here sees {track}")
        return Tick(name, ABSENT, why.partition(". ")[0])
    heard = [s for s in sightings if s["source"] in running]
    if name == "scrolling":
        heard = [s for s in sightings if s["signals"].get("kind") == "wheel"]
    return Tick(name, SEEN if heard else READY, says)
