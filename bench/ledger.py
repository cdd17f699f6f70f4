"""Makes synthetic ledgers, seeded: a heavy user's year, or the demo of 30 days.

python -m bench.ledger --demo HOME        (then: UNSCROLL_HOME=HOME unscroll report)
python -m bench.ledger --year HOME
"""

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from bench.acquaintances import MORE, PEOPLE, known_people
from bench.desk import HOUR, MINUTE, SECOND, Desk, place, website
from unscroll.acts import Act, ActKind
from unscroll.clock import FakeClock
from unscroll.commands import Command, Correct, LabelThread, LogTouchpoint, TypePhone
from unscroll.day import Zones
from unscroll.ledger import Batch, Writer, ensure_key, open_writer
from unscroll.places import Places
from unscroll.settings import Settings
from unscroll.sighting import Composer, Entry
from unscroll.surface import Surface

ZONE = "Europe/Berlin"
LAST_DAY = date(2026, 11, 22)
FEEDS = (
    ("reddit", "feed"), ("reddit", "post"), ("instagram", "feed"), ("youtube", "shorts"), ("x", "feed"),
    ("linkedin", "feed"),
)  # fmt: skip
DM_PLATFORMS = ("instagram", "whatsapp", "linkedin", "x", "telegram")


@dataclass(frozen=True, slots=True)
class Made:
    """What a generator wrote."""

    days: int
    stretches: int
    acts: int
    commands: int

    def plus(self, desk: Desk, commands: int) -> "Made":
        """With another Day."""
        return Made(
            self.days + 1, self.stretches + len(desk.stretches), self.acts + len(desk.acts), self.commands + commands
        )


def make_year(writer: Writer, *, seed: int = 1, days: int = 365, last: date = LAST_DAY, a_day: int = 3_000) -> Made:
    """A heavy user: about `a_day` stretches on each of `days` Days that end with `last`."""
    zones = Zones.only(ZONE)
    rng = random.Random(seed)
    _begin(writer, zones.start_ms(last - timedelta(days=days - 1)))
    total = Made(0, 0, 0, 0)
    for n in range(days):
        day = last - timedelta(days=days - 1 - n)
        desk = _desk(rng, zones, day, cycle_ms=16 * SECOND)
        _long_day(desk, a_day)
        writer.commit(Batch(tuple(desk.stretches), tuple(desk.acts)))
        total = total.plus(desk, 0)
    return total


def demo_ledger(places: Places, *, seed: int = 1, last: date = LAST_DAY, now_ms: int = 0) -> Made:
    """Writes the demo into a home without a ledger: 20 people, put into circles two months ago, then 30 Days."""
    zones = Zones.only(ZONE)
    with open_writer(places, FakeClock.at(zones.start_ms(last - timedelta(days=60)))) as writer:
        people = tuple(known_people())
        writer.commit(Batch(commands=people))
    with open_writer(places, FakeClock.at(now_ms or zones.span_of(last).end_ms)) as writer:
        made = make_demo(writer, seed=seed, last=last)
    return replace(made, commands=made.commands + len(people))


def make_demo(writer: Writer, *, seed: int = 1, last: date = LAST_DAY) -> Made:
    """30 Days of one person with 20 others: feeds, threads labelled or not, calls, coffees, a phone, a Day over the
    cap (the 9th from the end), a Day that was not watched for long (the 5th from the end)."""
    zones = Zones.only(ZONE)
    rng = random.Random(seed)
    _begin(writer, zones.start_ms(last - timedelta(days=29)))
    total = Made(0, 0, 0, 0)
    for n in range(30):
        day = last - timedelta(days=29 - n)
        desk = _desk(rng, zones, day, cycle_ms=24 * SECOND)
        _demo_day(desk, day, over_cap=n == 21, unwatched=n == 25)
        commands = tuple(_typed_in(rng, zones, day, desk))
        writer.commit(Batch(tuple(desk.stretches), tuple(desk.acts), commands=commands))
        total = total.plus(desk, len(commands))
    labels = tuple(_labels())
    writer.commit(Batch(commands=labels))
    return replace(total, commands=total.commands + len(labels))


def _begin(writer: Writer, at_ms: int) -> None:
    settings = Settings().change(at_ms - HOUR)
    writer.commit(Batch(acts=(Act(at_ms - HOUR, ActKind.ZONE, "daemon", value=ZONE),), changes=(settings,)))


def _desk(rng: random.Random, zones: Zones, day: date, cycle_ms: int) -> Desk:
    boot = hashlib.sha256(day.isoformat().encode()).hexdigest()[:32]
    morning = zones.start_ms(day) + 3 * HOUR + rng.randrange(0, 90) * MINUTE
    desk = Desk(rng, morning, boot, cycle_ms)
    desk.sit_down()
    return desk


def _long_day(desk: Desk, a_day: int) -> None:
    rng = desk.rng
    until = desk.at_ms + 18 * HOUR
    while len(desk.stretches) < a_day and desk.at_ms < until:
        draw = rng.random()
        if draw < 0.40:
            desk.window("code", rng.randrange(3, 12) * MINUTE)
        elif draw < 0.80:
            _feed(desk, rng.randrange(1, 9) * MINUTE)
        elif draw < 0.92:
            who = rng.randrange(120)
            desk.write(place(DM_PLATFORMS[who % 3], "dm_thread", f"p{who}"), rng.randrange(30, 240) * SECOND, 2)
        else:
            desk.browse(website(), rng.randrange(20, 200) * SECOND)
    desk.get_up(lock=False)


def _feed(desk: Desk, length_ms: int) -> None:
    platform, view = desk.rng.choice(FEEDS)
    entry = desk.rng.choice((Entry.TYPED, Entry.TYPED, Entry.LINK, Entry.RESTORED))
    desk.browse(place(platform, view), length_ms, entry)


def _demo_day(desk: Desk, day: date, *, over_cap: bool, unwatched: bool) -> None:
    rng = desk.rng
    weekend = day.weekday() >= 5
    _feed(desk, rng.randrange(4, 14) * MINUTE)
    if not weekend:
        desk.window("code", rng.randrange(60, 110) * MINUTE)
        desk.call(place("zoom", "call"), rng.randrange(15, 35) * MINUTE, rng.choice((1, 3, 5)))
        desk.window("libreoffice", rng.randrange(30, 70) * MINUTE)
        _threads(desk, day, 2)
    desk.get_up(watched=not unwatched)
    desk.come_back(desk.at_ms + rng.randrange(40, 70) * MINUTE)
    for _ in range(rng.randrange(1, 3) + 4 * over_cap):
        _feed(desk, rng.randrange(10, 25) * MINUTE)
        _threads(desk, day, 1)
    if not weekend:
        desk.window("code", rng.randrange(80, 140) * MINUTE)
    desk.browse(website(), rng.randrange(5, 15) * MINUTE)
    if rng.random() < 0.3:
        desk.write(place("linkedin", "compose"), rng.randrange(4, 12) * MINUTE, 1, Composer.PUBLIC)
    desk.get_up(watched=not unwatched)
    desk.come_back(desk.at_ms + rng.randrange(60, 120) * MINUTE)
    _feed(desk, rng.randrange(15, 40) * MINUTE)
    _threads(desk, day, 3)
    desk.browse(place("youtube", "video"), rng.randrange(10, 40) * MINUTE, playing=True)
    desk.get_up(watched=True)


def _threads(desk: Desk, day: date, most: int) -> None:
    """Some threads of the people; each person writes on one platform."""
    for _ in range(desk.rng.randrange(0, most + 1)):
        who = min(int(desk.rng.expovariate(0.25)), len(PEOPLE) - 1)
        desk.write(_thread(who), desk.rng.randrange(2, 12) * MINUTE, desk.rng.randrange(0, 6))


def _thread(who: int) -> Surface:
    return place(DM_PLATFORMS[who % len(DM_PLATFORMS)], "dm_thread", PEOPLE[who])


def _labels() -> Iterator[Command]:
    """Two thirds of the threads are settled; the rest stay unresolved."""
    for who, name in enumerate(PEOPLE):
        thread = _thread(who).thread
        if who % 3 != 2 and thread is not None:
            size = "group" if who == 13 else "one"
            yield LabelThread(thread.digest.hex(), size, name if size == "one" else "")


def _typed_in(rng: random.Random, zones: Zones, day: date, desk: Desk) -> Iterator[Command]:
    evening = zones.start_ms(day) + 14 * HOUR
    if day.weekday() in (2, 6):
        number = rng.randrange(6)
        channel, length_ms = rng.choice(("coffee", "walk", "dinner")), rng.randrange(30, 120) * MINUTE
        more = MORE.get(number, {}) if day.weekday() == 2 else {}
        yield LogTouchpoint(PEOPLE[number], channel, evening, evening + length_ms, **more)
    if day.weekday() == 5:
        yield LogTouchpoint("Mum", "phone", evening - 2 * HOUR, evening - 2 * HOUR + rng.randrange(10, 40) * MINUTE)
    if day.day % 11 == 0:
        yield LogTouchpoint(PEOPLE[rng.randrange(10, 20)], "letter", evening, evening, "answered at last")
    if rng.random() < 0.6:
        yield TypePhone(day.isoformat(), "", rng.randrange(10, 80) * MINUTE)
    if day.day == 15:
        start = desk.stretches[0].start_ms
        yield Correct(start, start + 5 * MINUTE, context="work")


def main(arguments: list[str]) -> int:
    """The command line of this generator."""
    parser = argparse.ArgumentParser(prog="python -m bench.ledger", description=__doc__)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--year", action="store_true")
    what.add_argument("--demo", action="store_true")
    parser.add_argument("home", type=Path, help="becomes UNSCROLL_HOME; must hold no ledger yet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--days", type=int, default=365, help="of --year")
    parser.add_argument("--last", type=date.fromisoformat, default=LAST_DAY, help="the last Day (ISO)")
    told = parser.parse_args(arguments)
    places = Places.of({"UNSCROLL_HOME": str(told.home)})
    if places.ledger.exists():
        parser.error(f"{places.ledger} exists")
    places.make()
    ensure_key(places.thread_key)
    began = time.perf_counter()
    clock = FakeClock.at(Zones.only(ZONE).span_of(told.last).end_ms)
    if told.year:
        with open_writer(places, clock) as writer:
            made = make_year(writer, seed=told.seed, days=told.days, last=told.last)
    else:
        made = demo_ledger(places, seed=told.seed, last=told.last)
    took = time.perf_counter() - began
    size = places.ledger.stat().st_size
    print(f"{made} seed={told.seed}: {took:.1f} s, {size / 1e6:.1f} MB, {size / made.stretches:.1f} bytes a stretch")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
