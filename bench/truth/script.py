"""Script: the seeded list of what is done at the desk, with its length."""

import random
from dataclasses import dataclass
from enum import StrEnum

from bench.truth.fronts import (
    ARTICLE,
    CHANNEL,
    COMPOSE,
    FEED,
    FILM,
    FRIEND,
    IN_PAGE,
    POPUP,
    POST,
    REELS,
    TERMINAL,
    THREAD,
    Front,
)

IDLE_S = 78.0
"""Longer than the 60 s that count without input."""


class Doing(StrEnum):
    """What the hands do for the length of a step."""

    WHEEL = "turns the wheel"
    WRITE = "writes, then reads"
    READ = "reads"
    IDLE = "is away"


class Way(StrEnum):
    """How a step gets to its front."""

    ADDRESS = "by its address"
    WINDOW = "by its window"
    IN_PAGE = "within the page"
    BEHIND = "in a tab that keeps sounding"


@dataclass(frozen=True, slots=True)
class Step:
    front: Front
    doing: Doing
    length_s: float
    way: Way = Way.ADDRESS

    def __str__(self) -> str:
        return f"{self.front.name}, {self.way}: {self.doing} for {self.length_s:.0f} s"


_LONG: tuple[tuple[Step, ...], ...] = (
    (Step(FEED, Doing.WHEEL, 24),),
    (Step(REELS, Doing.WHEEL, 18), Step(IN_PAGE, Doing.WRITE, 14, Way.IN_PAGE)),
    (Step(THREAD, Doing.WRITE, 18),),
    (Step(FRIEND, Doing.WRITE, 20),),
    (Step(CHANNEL, Doing.READ, 12),),
    (Step(COMPOSE, Doing.WRITE, 18),),
    (Step(POST, Doing.WRITE, 28),),
    (Step(POPUP, Doing.WRITE, 26),),
    (Step(ARTICLE, Doing.READ, 10), Step(TERMINAL, Doing.WRITE, 16, Way.WINDOW)),
    (Step(FILM, Doing.READ, 8, Way.BEHIND), Step(FEED, Doing.WHEEL, 22)),
)
"""Steps that belong together; the seed shuffles the groups and stretches each step."""


def script(seed: int, length_s: float = 300) -> tuple[Step, ...]:
    """About `length_s` seconds of steps. From four minutes on somebody goes away once for longer than counts; below
    two minutes some groups are left out."""
    rng = random.Random(seed)
    groups = list(_LONG)
    rng.shuffle(groups)
    away = IDLE_S if length_s >= 240 else 0.0
    while sum(step.length_s for group in groups for step in group) + away > 1.3 * length_s:
        groups.pop()
    steps = [step for group in groups for step in group]
    scale = (length_s - away) / sum(step.length_s for step in steps)
    found = [
        Step(step.front, step.doing, round(step.length_s * scale * rng.uniform(0.85, 1.15), 1), step.way)
        for step in steps
    ]
    if away:
        at = rng.choice([i for i, step in enumerate(found) if step.doing is Doing.WHEEL])
        found.insert(at + 1, Step(found[at].front, Doing.IDLE, away, Way.IN_PAGE))
    return tuple(found)
