"""People in a small ledger, made with few words."""

import json
import random
import sqlite3
from contextlib import closing, contextmanager
from datetime import date

from support.home import TODAY, invoke

from unscroll.commands import AddCards, ChangePerson, LogTouchpoint
from unscroll.daemon.roster import Roster
from unscroll.day import Zones
from unscroll.ledger import Batch, open_people, open_writer
from unscroll.people.card import Card, card_to_json
from unscroll.people.handles import email
from unscroll.places import Places

DAY_MS = 86_400_000
UTC = Zones.only("UTC")


class At:
    """A clock that stands."""

    def __init__(self, wall_ms):
        self.wall_ms = wall_ms

    def read(self):
        return self


def do(places: Places, *commands, at_ms=TODAY - 400 * DAY_MS):
    """What came of commands that were given so long ago."""
    with open_writer(places, At(at_ms)) as writer:
        results = writer.commit(Batch(commands=commands))
    assert all(result.ok for result in results), results
    return results


def add(places, name, *, at_ms=TODAY - 400 * DAY_MS, **traits):
    """Somebody new, and their number: `add(places, "Zoë", circle="close")`."""
    facts = [{"trait": trait, "value": value} for trait, value in traits.items()]
    (result,) = do(places, ChangePerson("add", facts, name=name), at_ms=at_ms)
    return result.data["person_id"]


def met(places, number, days_ago, channel="coffee", minutes=30, **more):
    """A contact that was typed in."""
    start = TODAY - round(days_ago * DAY_MS)
    do(places, LogTouchpoint("", channel, start, start + minutes * 60_000, person_id=number, **more), at_ms=start)


@contextmanager
def roster_of(places, *traits, now_ms=TODAY):
    with closing(open_people(places)) as reader:
        yield Roster(reader, now_ms, UTC, reader.people(*traits) if traits else None)


def asked_json(*args):
    return json.loads(invoke(*args, "--json").stdout)


def crowd(places, seed, size=40):
    """So many people at random, in and out of circles, with contacts of all sorts."""
    rng = random.Random(seed)
    cards = []
    for n in range(size):
        met_on = date(2024, rng.randrange(1, 13), rng.randrange(1, 29)) if rng.random() < 0.5 else None
        cards.append(Card(f"k{n}", f"P{n}", (email(f"p{n}@example.org"),), met_on=met_on))
    do(places, AddCards("linkedin", [card_to_json(card) for card in cards]))
    for n in range(1, size + 1):
        facts = _facts(rng)
        if facts:
            at_ms = TODAY - rng.randrange(1, 300) * DAY_MS
            do(places, ChangePerson("edit", facts, person_id=n), at_ms=at_ms)
    with closing(sqlite3.connect(places.ledger)) as db:
        db.executemany(
            "INSERT INTO touchpoint(start_ms, end_ms, person, channel, direction, evidence, note, genuine, sent,"
            " received) VALUES(?, ?, ?, ?, ?, ?, '', ?, ?, ?)",
            [row for n in range(1, size + 1) for row in _rows(rng, n)],
        )
        db.commit()


def _facts(rng):
    chances = {
        "circle": (0.6, ["inner", "close", "friends", "active"]),
        "cadence": (0.15, ["0", "3", "40"]),
        "tag": (0.15, ["business", "school"]),
        "birthday": (0.3, ["--11-23", "--11-24", "--11-27", "--11-30", "1980-12-02"]),
        "muted": (0.05, ["yes"]),
        "never": (0.05, ["yes"]),
        "snoozed": (0.05, [str(TODAY + DAY_MS), str(TODAY - DAY_MS)]),
        "knows": (0.1, ["let_go", "know"]),
    }
    return [{"trait": t, "value": rng.choice(told)} for t, (p, told) in chances.items() if rng.random() < p]


def _rows(rng, person):
    """None; a rhythm that went on until lately or ended; or a few contacts of any kind."""
    kind = rng.random()
    if kind < 0.2:
        return []
    if kind < 0.6:
        step, last = rng.choice([0.5, 2, 5]), rng.choice([1, 5, 20, 60, 150])
        ago = [last + step * n for n in range(10)]
    else:
        ago = [rng.uniform(-2, 400) for _ in range(rng.randrange(1, 6))]
    found = []
    for days in ago:
        start, odd = TODAY - round(days * DAY_MS), kind >= 0.6
        channel = rng.choice(["message", "email", "phone", "coffee"]) if odd else "message"
        direction = rng.choice(["in", "out", "both"]) if odd else "both"
        evidence = rng.choice(["logged", "estimated", "measured"]) if odd else "measured"
        counts = (int(rng.random() > 0.1), rng.randrange(2), rng.randrange(2)) if odd else (1, 0, 0)
        found.append((start, start + rng.randrange(3_600_000), person, channel, direction, evidence, *counts))
    return found
