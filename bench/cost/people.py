"""How soon people are told: 5,000 of them with 200,000 touchpoints over five years, seeded."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from bench.cost.table import Figure
from unscroll.clock import SystemClock
from unscroll.commands import AddCards, ChangePerson
from unscroll.ledger import Batch, open_people, open_writer
from unscroll.people.alike import suggestions
from unscroll.people.card import Card, card_to_json
from unscroll.people.circles import Circle
from unscroll.people.handles import Handle, HandleKind
from unscroll.places import Places

PEOPLE, TOUCHPOINTS, IN_CIRCLES = 5_000, 200_000, 150
YEARS_MS = 5 * 365 * 86_400_000
RUNS = 15
FIRST = ("Zoë", "Ana", "Jonas", "Priya", "Tomasz", "Leila", "Ben", "Sofia", "Yuki", "Marta", "Diego", "Hannah", "Owen")
LAST = ("Müller", "Duarte", "Weber", "Raman", "Nowak", "Haddad", "Okafor", "Rossi", "Tanaka", "Klein", "Price", "Kim")
CHANNELS = ("message",) * 8 + ("phone", "coffee", "email")


def figures(home: Path) -> Iterator[Figure]:
    """Each as a whole process with no daemon, but the suggestions, which are one call."""
    places = Places.of({"UNSCROLL_HOME": str(home)})
    make(places, seed=1)
    env = {**os.environ, "UNSCROLL_HOME": str(home)}
    note = f"{PEOPLE} people, {TOUCHPOINTS} touchpoints, whole process"
    yield Figure("`reach`", _runs(env, "reach"), "ms", 150, "", note)
    yield Figure("`people list`", _runs(env, "people", "list"), "ms", 150, "", note)
    yield Figure(
        "`people list --json`", _runs(env, "people", "list", "--json"), "ms", 150, "", f"{note}, a row of each"
    )
    yield Figure("`people show`", _runs(env, "people", "show", "#7"), "ms", 100, "", note)
    by_address = _runs(env, "people", "show", "person7@example.org")
    yield Figure("`people show` by an e-mail address", by_address, "ms", 100, "", note)
    name = _name_of(places, 7)
    yield Figure("`people show` by a part of a name", _runs(env, "people", "show", name), "ms", 100, "", note)
    yield Figure("`people show` by a number", _runs(env, "people", "show", "+33610000007"), "ms", 100, "", note)
    yield Figure("merge suggestions", [_suggesting(places)], "s", 3, "", f"{PEOPLE} people, one call")


def make(places: Places, seed: int) -> None:
    """Writes the ledger: cards as an import brings them, circles, then touchpoints as exports will."""
    rng, clock = random.Random(seed), SystemClock()
    now_ms = clock.read().wall_ms
    with open_writer(places, clock) as writer:
        cards = [card_to_json(_card(rng, number)) for number in range(1, PEOPLE + 1)]
        writer.commit(Batch(commands=(AddCards("vcard", cards),)))
        for number in rng.sample(range(1, PEOPLE + 1), IN_CIRCLES):
            fact = {"trait": "circle", "value": str(rng.choice(list(Circle))), "holds": True}
            writer.commit(Batch(commands=(ChangePerson("circle", [fact], number),)))
    with sqlite3.connect(places.ledger) as db:
        db.executemany(
            "INSERT INTO touchpoint(start_ms, end_ms, person, channel, direction, evidence, note, sent, received,"
            " source, key) VALUES(?, ?, ?, ?, ?, ?, '', ?, ?, 'bench', ?)",
            (_touchpoint(rng, now_ms, number) for number in range(TOUCHPOINTS)),
        )
    db.close()


def _card(rng: random.Random, number: int) -> Card:
    handles = (
        Handle(HandleKind.EMAIL, f"person{number}@example.org"),
        Handle(HandleKind.PHONE, f"+3361{number:07}"),
    )
    name = f"{rng.choice(FIRST)} {rng.choice(LAST)} {number}"
    return Card(f"c{number}", name, handles, company=f"Firm {number % 300}", note="met at a fair")


def _touchpoint(rng: random.Random, now_ms: int, number: int) -> tuple[object, ...]:
    person = min(PEOPLE, 1 + int(rng.expovariate(3 / PEOPLE)))
    start_ms = now_ms - rng.randrange(YEARS_MS)
    channel = rng.choice(CHANNELS)
    evidence = "logged" if channel == "coffee" else "estimated"
    direction, sent, received = rng.choice(("in", "out", "both")), rng.randrange(4), rng.randrange(4)
    end_ms = start_ms + rng.randrange(3_600_000)
    return (start_ms, min(end_ms, now_ms), person, channel, direction, evidence, sent, received, str(number))


def _runs(env: dict[str, str], *command: str) -> list[float]:
    script = str(Path(sys.executable).with_name("unscroll"))
    found = []
    for _ in range(RUNS):
        start = time.perf_counter()
        subprocess.run([script, *command], env=env, stdout=subprocess.DEVNULL, check=True)
        found.append(1000 * (time.perf_counter() - start))
    return found


def _name_of(places: Places, number: int) -> str:
    """All but the first word of somebody's name, in small letters."""
    reader = open_people(places)
    try:
        return reader.names().names[number].partition(" ")[2].lower()
    finally:
        reader.close()


def _suggesting(places: Places) -> float:
    reader = open_people(places)
    try:
        people = reader.people()
        start = time.perf_counter()
        suggestions(people)
        return time.perf_counter() - start
    finally:
        reader.close()
