"""PeopleReader: who there is, and what we had to do with each; it never writes."""

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from unscroll.kinds import Evidence
from unscroll.ledger.schema import DATED, ON_A_DAY, PAGE_AUDIBLE
from unscroll.people.digest import Digest
from unscroll.people.everybody import People
from unscroll.people.latest import LatestTouch
from unscroll.people.person import PersonFact
from unscroll.people.touchpoint import Direction, Touchpoint
from unscroll.span import Span
from unscroll.surface import thread_of

_FACTS = """SELECT f.person, f.trait, f.value, f.holds, c.source, c.at_ms, f.id
 FROM person_fact f JOIN person_change c ON c.id = f.change WHERE c.undone_ms IS NULL ORDER BY f.id"""
_COLUMNS = (
    "id, start_ms, end_ms, person, channel, direction, evidence, note, genuine, ask, gave, got, via, sent, received,"
    " source, key"
)
_LATEST = f"""SELECT person, direction, channel, evidence, max(min(end_ms, :now)), count(*), max(sent), max(received)
 FROM touchpoint WHERE genuine = 1 AND start_ms <= :now AND {DATED} GROUP BY person, direction, channel, evidence"""
_SENT = """SELECT s.thread, a.id / 4096 FROM act a JOIN act_what w ON w.id = a.what JOIN word k ON k.id = w.kind
 JOIN surface s ON s.id = w.surface WHERE k.text = 'sent' AND s.thread <> x'' ORDER BY a.id"""
_CALLS = f"""SELECT s.thread, c.id / 4096, c.dur_ms FROM call c JOIN call_what w ON w.id = c.what
 JOIN surface s ON s.id = w.surface WHERE s.thread <> x'' AND coalesce(c.others, 1) > 0
 UNION ALL SELECT s.thread, p.id / 4096, p.dur_ms FROM surface s JOIN word v ON v.id = s.view
 JOIN page p ON p.surface = s.id WHERE v.text = 'call' AND s.thread <> x'' AND p.flags & {PAGE_AUDIBLE}
 AND p.participants > 0 ORDER BY 2"""
"""What `calls.live_calls` takes for live, in threads."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A date with somebody; `state` is open, happened or fell_through."""

    id: int
    made_ms: int
    person_id: int
    channel: str
    start_ms: int
    end_ms: int
    state: str


@dataclass(frozen=True, slots=True)
class PersonChange:
    """An entry of the history of people: `person_ids` are whom it is about."""

    id: int
    at_ms: int
    what: str
    source: str
    undone_ms: int | None
    person_ids: tuple[int, ...]


class PeopleReader:
    """Reads over one connection. Use it from one thread at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def close(self) -> None:
        self._db.close()

    def people(self) -> People:
        """Everybody whose making was not taken back, with all that is known of them."""
        return self._people(_FACTS)

    def names(self) -> People:
        """Everybody, by nothing but names and who is one: a fraction of the cost."""
        return self._people(_FACTS.replace("WHERE", "WHERE f.trait IN ('name', 'joined') AND"))

    def _people(self, facts: str) -> People:
        first = dict(
            self._db.execute(
                "SELECT p.id, p.name FROM person p LEFT JOIN person_change c ON c.id = p.change"
                " WHERE c.undone_ms IS NULL"
            ).fetchall()
        )
        return People(first, map(PersonFact._make, self._db.execute(facts)))

    def touchpoints(self, window: Span) -> tuple[Touchpoint, ...]:
        """Touchpoints that start or last within the window, ordered by start; `person_id` is as it was written."""
        longest = self._db.execute("SELECT max(end_ms - start_ms) FROM touchpoint").fetchone()[0] or 0
        where = "start_ms < ? AND start_ms >= ? AND (start_ms >= ? OR end_ms > ?)"
        earliest = window.start_ms - longest
        return self._touchpoints(where, (window.end_ms, earliest, window.start_ms, window.start_ms))

    def touchpoints_of(self, ids: Collection[int]) -> tuple[Touchpoint, ...]:
        """All touchpoints with the numbers of a person (`Person.ids`), ordered by start."""
        return self._touchpoints(f"person IN ({','.join('?' * len(ids))})", tuple(ids))

    def _touchpoints(self, where: str, values: tuple[int, ...]) -> tuple[Touchpoint, ...]:
        rows = self._db.execute(
            f"SELECT {_COLUMNS} FROM touchpoint WHERE {DATED} AND {where} ORDER BY start_ms, id", values
        )
        return tuple(
            Touchpoint(
                *(number, start, end, person, channel, Direction(direction), Evidence(evidence), note, bool(genuine)),
                *(ask, _words(gave), _words(got), *rest),
            )
            for number, start, end, person, channel, direction, evidence, note, genuine, ask, gave, got, *rest in rows
        )

    def latest_touches(self, now_ms: int) -> Iterator[LatestTouch]:
        """Of everybody, in one pass over an index; what begins after now is left out."""
        return map(LatestTouch._make, self._db.execute(_LATEST, {"now": now_ms}))

    def labelled(self) -> Mapping[bytes, int]:
        """The threads that are one person's by the user's label, with the number of whom."""
        found: dict[bytes, int] = {}
        for (text,) in self._db.execute("SELECT body FROM change WHERE what = 'label' ORDER BY at_ms, id"):
            body = json.loads(text)
            if (key := thread_of(body["thread"])) is None:
                continue
            thread = key.digest
            found.pop(thread, None)
            if body["size"] == "one" and body.get("person_id"):
                found[thread] = body["person_id"]
        return found

    def sent(self) -> Iterator[tuple[bytes, int]]:
        """Thread and instant of every message that was seen leaving, in order."""
        return iter(self._db.execute(_SENT))

    def calls(self) -> Iterator[tuple[bytes, int, int]]:
        """Thread, start and length in milliseconds of every live call that was seen in a thread, in order."""
        return iter(self._db.execute(_CALLS))

    def plans(self) -> tuple[Plan, ...]:
        """Dates that were neither confirmed nor given up, by start."""
        rows = self._db.execute(
            "SELECT id, made_ms, person, channel, start_ms, end_ms, state FROM plan WHERE state = 'open'"
            f" AND {DATED} ORDER BY start_ms, id"
        )
        return tuple(Plan(*row) for row in rows)

    def people_history(self, most: int = 20) -> tuple[PersonChange, ...]:
        """The latest changes of people, newest first, those taken back too."""
        found = []
        rows = self._db.execute(
            "SELECT id, at_ms, what, source, undone_ms FROM person_change ORDER BY id DESC LIMIT ?", (most,)
        )
        for number, at_ms, what, source, undone_ms in rows.fetchall():
            ids = self._db.execute(
                "SELECT DISTINCT person FROM person_fact WHERE change = ? UNION SELECT id FROM person WHERE change = ?",
                (number, number),
            )
            who = tuple(person for (person,) in ids.fetchall())
            found.append(PersonChange(number, at_ms, what, source, undone_ms, who))
        return tuple(found)

    def followers(self) -> Mapping[str, tuple[tuple[date, int], ...]]:
        """By platform, the counts that were typed in or imported, oldest first."""
        found: dict[str, list[tuple[date, int]]] = {}
        for platform, day, count in self._db.execute(
            f"SELECT platform, day, count FROM followers WHERE {ON_A_DAY} ORDER BY platform, day"
        ):
            found.setdefault(platform, []).append((date.fromisoformat(day), count))
        return {platform: tuple(counts) for platform, counts in found.items()}

    def digests(self) -> tuple[Digest, ...]:
        """The digests that were shown, oldest first."""
        rows = self._db.execute("SELECT at_ms, day, people FROM digest ORDER BY at_ms")
        return tuple(Digest(date.fromisoformat(day), tuple(json.loads(ids)), at_ms) for at_ms, day, ids in rows)


def _words(told: str) -> tuple[str, ...]:
    return tuple(told.split(",")) if told else ()
