"""PeopleReader: who there is, and what we had to do with each; it never writes."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from unscroll.day import TURN_MIN, Zones, minute_of
from unscroll.evidence import Evidence
from unscroll.ledger.contact_queries import CALLS, LATEST, SENT, SOME, TOGETHER
from unscroll.ledger.schema import DATED, ON_A_DAY, TICK
from unscroll.people.card import SECOND
from unscroll.people.everybody import People
from unscroll.people.latest import LatestTouch
from unscroll.people.person import YOU, PersonFact, Trait
from unscroll.people.touchpoint import Direction, Touchpoint
from unscroll.span import Span

if TYPE_CHECKING:
    from unscroll.ledger.finding import Finder
    from unscroll.ledger.people_records import PersonChange, Plan
    from unscroll.people.digest import Digest, Use
    from unscroll.people.touch import Touch
    from unscroll.united import Called

_NAMES = """SELECT p.id, p.name FROM person p LEFT JOIN person_change c ON c.id = p.change WHERE c.undone_ms IS NULL"""
_FACTS = """SELECT f.person, f.trait, f.value, f.holds, c.source, c.at_ms, f.id
 FROM person_fact f JOIN person_change c ON c.id = f.change WHERE c.undone_ms IS NULL ORDER BY f.id"""
_NOTED = """SELECT act.id, value FROM act JOIN act_what ON act.what = act_what.id JOIN origin ON origin.id = origin
 JOIN word ON word.id = act_what.kind WHERE word.text = ? ORDER BY {}"""
"""What the daemon noted of the desk: by instants, or as it came, where the clock went back."""
_COLUMNS = (
    "id, start_ms, end_ms, person, channel, direction, evidence, note, genuine, ask, gave, got, via, sent, received,"
    " source, key"
)
_DIRECTIONS, _EVIDENCE = {str(d): d for d in Direction}, {str(e): e for e in Evidence}
_SETTLES = (Trait.SNOOZED, Trait.MUTED, Trait.NEVER)
_USES = """SELECT c.at_ms, f.person FROM person_change c JOIN person_fact f ON f.change = c.id
 WHERE c.at_ms >= ? AND f.trait IN (?, ?, ?) AND f.holds AND c.source = ? ORDER BY c.at_ms, f.id"""


class PeopleReader:
    """Reads over one connection. Use it from one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def close(self) -> None:
        self._db.close()

    def zones(self, home: str = "UTC", turn_min: int = TURN_MIN) -> Zones:
        """The zones that the desk has been in, and when its Days turned; `home` and `turn_min` where none is recorded
        yet."""
        history: list[tuple[int, str]] = []
        for key, name in self._db.execute(_NOTED.format("act.id"), ("zone",)):
            if not history or history[-1][1] != name:
                history.append((key // TICK, name))
        zones, first = Zones(tuple(history) or ((0, home),), turn_min), True
        for key, clock in self._db.execute(_NOTED.format("origin.clock_run, act.id"), ("turn",)):
            minute = minute_of(clock)
            zones = replace(zones, turn_min=minute) if first else zones.with_turn(minute, key // TICK)
            first = False
        return zones

    def people(self, *traits: str) -> People:
        """Everybody whose making was not taken back, with all that is known of them; or by their names, who is one,
        and the traits that are named, at a fraction of the cost."""
        first = dict(self._db.execute(_NAMES).fetchall())
        wanted = (Trait.NAME, Trait.JOINED, *traits)
        some = f"AND f.trait IN ({','.join('?' * len(wanted))}) ORDER BY" if traits else "ORDER BY"
        facts = self._db.execute(_FACTS.replace("ORDER BY", some), wanted if traits else ())
        return People(first, map(PersonFact._make, facts))

    def handles(self, numbers: Collection[int] | None = None) -> Mapping[int, Collection[str]]:
        """By number, of all or of some, the handles (`str(handle)`) that `people` finds of it, in any order."""
        from unscroll.ledger.handles import handles_of

        return handles_of(self._db, numbers)

    def people_of(self, numbers: Collection[int]) -> People:
        """All that is known of the bearers of these numbers, as if there were nobody else."""
        wanted = (json.dumps(list(numbers)),)
        some = "IN (SELECT value FROM json_each(?))"
        first = dict(self._db.execute(f"SELECT id, name FROM person WHERE id {some}", wanted).fetchall())
        facts = self._db.execute(_FACTS.replace("ORDER BY", f"AND f.person {some} ORDER BY"), wanted)
        return People(first, map(PersonFact._make, facts))

    @cached_property
    def finder(self) -> "Finder":
        """Who somebody at the terminal may mean."""
        from unscroll.ledger.finding import Finder

        return Finder(self._db)

    def names(self) -> People:
        """Everybody, by nothing but names and who is one."""
        return self.people(Trait.NAME)

    def called(self) -> "Called":
        """What everybody is called, and who is one, without putting anybody together who was never renamed or joined:
        of thousands the service keeps little more than their names."""
        from unscroll.united import Called

        first = dict(self._db.execute(_NAMES).fetchall())
        told = _FACTS.replace("ORDER BY", "AND f.trait IN ('name', 'joined') ORDER BY")
        facts = [PersonFact._make(row) for row in self._db.execute(told)]
        others = {int(fact.value) for fact in facts if fact.trait == Trait.JOINED}
        known = others | {fact.person for fact in facts}
        people = People({number: first[number] for number in known if number in first}, facts)
        moved = {number: root for number, root in people.roots.items() if number != root}
        return Called(first | dict(people.names), moved)

    def card_keys(self, source: str) -> tuple[tuple[int, str], ...]:
        """Numbers with the keys of their cards of an export, UIDs or record ids; the first one of a number last. An id
        that is somebody else's too names the first of them alone."""
        wanted = "SELECT person, key FROM card WHERE source = ? AND instr(key, ?) = 0 ORDER BY key DESC"
        return tuple(self._db.execute(wanted, (source, SECOND)))

    def own_ids(self, people: People) -> Mapping[int, str]:
        """The UIDs that an export gives numbers."""
        from unscroll.ledger.own_ids import own_ids

        return own_ids(self._db, people)

    def touchpoints(self, window: Span, numbers: Collection[int] | None = None) -> tuple[Touchpoint, ...]:
        """Touchpoints that start or last within the window, ordered by start; `person_id` is as it was written. With
        `numbers` those of certain people alone."""
        if numbers is None:
            return self._within(window, "")
        return self._within(window, " AND person IN (SELECT value FROM json_each(?))", json.dumps(list(numbers)))

    def together(self, window: Span) -> Iterator[tuple[int, int, int]]:
        """Number, start and end of what both took part in within the window, where its length is known."""
        return iter(self._db.execute(TOGETHER, (window.start_ms, window.end_ms)))

    def _within(self, window: Span, more: str, *values: str) -> tuple[Touchpoint, ...]:
        longest = self._db.execute("SELECT max(end_ms - start_ms) FROM touchpoint").fetchone()[0] or 0
        where = f"start_ms < ? AND start_ms >= ? AND (start_ms >= ? OR end_ms > ?){more}"
        earliest = window.start_ms - longest
        return self._touchpoints(where, (window.end_ms, earliest, window.start_ms, window.start_ms, *values))

    def touchpoints_of(self, ids: Collection[int]) -> tuple[Touchpoint, ...]:
        """All touchpoints with the numbers of a person (`Person.ids`), ordered by start."""
        return self._touchpoints(f"person IN ({','.join('?' * len(ids))})", tuple(ids))

    def _touchpoints(self, where: str, values: tuple[int | str, ...]) -> tuple[Touchpoint, ...]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM touchpoint WHERE {DATED} AND {where} ORDER BY start_ms, id", values
        )
        return tuple(map(_touchpoint, rows))

    def touches_of(self, ids: Collection[int], now_ms: int) -> "list[Touch]":
        """Those of them that began by now in short, ordered by start, end and id."""
        from unscroll.ledger.touches import touches_of

        return touches_of(self._db, ids, now_ms)

    def touchpoints_with(self, keys: Collection[int]) -> tuple[Touchpoint, ...]:
        """Those of these ids, ordered by start."""
        return self._touchpoints("id IN (SELECT value FROM json_each(?))", (json.dumps(list(keys)),))

    def latest_touches(self, now_ms: int, numbers: Collection[int] | None = None) -> Iterator[LatestTouch]:
        """Of everybody, or of certain numbers, each by a few steps into an index; what begins after now is left out."""
        wanted = {"now": now_ms, "numbers": json.dumps(list(numbers or ()))}
        rows = self._db.execute(LATEST % ("" if numbers is None else SOME), wanted)
        return map(LatestTouch._make, rows)

    def labelled(self) -> Mapping[bytes, int]:
        """The threads that are one person's by the user's label, with the number of whom."""
        found: dict[bytes, int] = {}
        told = self._db.execute("SELECT body FROM change WHERE what = 'label' ORDER BY at_ms, id").fetchall()
        if told:
            from unscroll.surface import thread_of
        for (text,) in told:
            body = json.loads(text)
            if (key := thread_of(body["thread"])) is None:
                continue
            thread = key.digest
            found.pop(thread, None)
            if body["size"] == "one" and body.get("person_id"):
                found[thread] = body["person_id"]
        return found

    def thread_platforms(self) -> Mapping[bytes, str]:
        """Of every thread that was seen, the platform."""
        rows = "SELECT s.thread, p.text FROM surface s JOIN word p ON p.id = s.platform WHERE s.thread <> x''"
        return dict(self._db.execute(rows).fetchall())

    def sent(self) -> Iterator[tuple[bytes, int]]:
        """Thread and instant of every message that was seen leaving, in order."""
        return iter(self._db.execute(SENT))

    def calls(self) -> Iterator[tuple[bytes, int, int]]:
        """Thread, start and length in milliseconds of every live call that was seen in a thread, in order."""
        return iter(self._db.execute(CALLS))

    def plans(self) -> "tuple[Plan, ...]":
        """Dates that were neither confirmed nor given up, by start."""
        from unscroll.ledger.people_records import open_plans

        return open_plans(self._db)

    def people_history(self, most: int = 20) -> "tuple[PersonChange, ...]":
        """The latest changes of people, newest first, those taken back too."""
        from unscroll.ledger.people_records import changes

        return changes(self._db, most)

    def followers(self) -> Mapping[str, tuple[tuple[date, int], ...]]:
        """By platform, the counts that were typed in or imported, oldest first."""
        found: dict[str, list[tuple[date, int]]] = {}
        rows = self._db.execute(f"SELECT platform, day, count FROM followers WHERE {ON_A_DAY} ORDER BY platform, day")
        for platform, day, count in rows:
            found.setdefault(platform, []).append((date.fromisoformat(day), count))
        return {platform: tuple(counts) for platform, counts in found.items()}

    def digests(self) -> "tuple[Digest, ...]":
        """The digests that were shown, oldest first."""
        from unscroll.people.digest import Digest

        rows = self._db.execute("SELECT at_ms, day, people FROM digest ORDER BY at_ms")
        return tuple(Digest(date.fromisoformat(day), tuple(json.loads(ids)), at_ms) for at_ms, day, ids in rows)

    def uses(self, since_ms: int) -> "tuple[Use, ...]":
        """Whom the user snoozed or muted since then, oldest first; also what was taken back."""
        from unscroll.people.digest import Use

        return tuple(Use(*row) for row in self._db.execute(_USES, (since_ms, *_SETTLES, YOU)))


def _touchpoint(row: tuple[Any, ...]) -> Touchpoint:
    """Of a row of `_COLUMNS`."""
    direction, evidence, note, genuine, ask, gave, got = row[5:12]
    told = (_DIRECTIONS[direction], _EVIDENCE[evidence], note, bool(genuine), ask, _words(gave), _words(got))
    return Touchpoint(*(*row[:5], *told, *row[12:]))


def _words(told: str) -> tuple[str, ...]:
    return tuple(told.split(",")) if told else ()
