"""Trial: one seed on a stage of its own, from the first step to the Day's figures."""

import json
import time
from collections.abc import Callable
from pathlib import Path

from bench.desk_stage import Desk, desk
from bench.truth.compare import Row, compared, faults
from bench.truth.fronts import FEED, Record
from bench.truth.play import Player
from bench.truth.script import script

_SETTLE_S = 30.0


def trial(home: Path, seed: int, length_s: float, told: Callable[[str], None]) -> tuple[list[Row], list[str]]:
    """The rows of one seed, and what is wrong with the line in itself; `home` holds the ledger afterwards."""
    with desk(home, FEED.url) as made:
        return perform(made, seed, length_s, told)


def perform(made: Desk, seed: int, length_s: float, told: Callable[[str], None]) -> tuple[list[Row], list[str]]:
    """Plays the script of a seed at a desk and compares."""
    record = Player(made, seed, told).play(script(seed, length_s))
    told("the script is over; what the browser still holds is waited for")
    day = _settled(made, record)
    (made.service.home / "record.json").write_text(_as_json(record))
    (made.service.home / "day.json").write_text(day)
    body = json.loads(day)
    return compared(record, body), faults(body)


def _settled(made: Desk, record: Record) -> str:
    """The Day once its line up to the script's end stays the same for three seconds."""
    deadline, same_since, before = time.monotonic() + _SETTLE_S, time.monotonic(), None
    while True:
        text = made.service.say("day", "--json")
        now = [(row.name, row.measured_ms) for row in compared(record, json.loads(text))[:-1]]
        if now != before:
            same_since, before = time.monotonic(), now
        if time.monotonic() - same_since > 3 or time.monotonic() > deadline:
            return text
        time.sleep(0.5)


def _as_json(record: Record) -> str:
    return json.dumps(
        {
            "start_ms": record.start_ms,
            "end_ms": record.end_ms,
            "fronts": [(at, front.name) for at, front in record.fronts],
            "inputs": record.inputs,
            "typed": record.typed,
            "sounds": record.sounds,
        }
    )
