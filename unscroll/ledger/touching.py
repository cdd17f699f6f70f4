"""Toucher: what commands about contacts write."""

import sqlite3

from unscroll.bounds import LONGEST_CONTACT_MS, YEARS, within
from unscroll.commands import AddPlan, LogTouchpoint, SettlePlan
from unscroll.errors import Exit, UnscrollError
from unscroll.kinds import Evidence
from unscroll.ledger.batch import CommandResult
from unscroll.ledger.people_doing import PeopleDoer
from unscroll.ledger.people_reading import PeopleReader
from unscroll.ledger.rows import RowWriter
from unscroll.ledger.undoing import SOURCE, Typed, note_typed
from unscroll.people.latest import last_contacts
from unscroll.people.nobody import refuse_no_name
from unscroll.people.touchpoint import FAVOURS, IN_PERSON, SPOKEN, Direction
from unscroll.plain import one_line
from unscroll.sighting import Logged, Stretch
from unscroll.span import DAY_MS

LONGEST_CHANNEL = 80
"""Characters."""
_VIA = "--via names another one, who introduced you"
LISTED = 5
"""So many people at the most stand in a refusal."""

_NAMED = """SELECT p.id FROM person p LEFT JOIN person_change c ON c.id = p.change
 WHERE c.undone_ms IS NULL AND p.id IN (SELECT id FROM person WHERE name = :name UNION
  SELECT f.person FROM person_fact f JOIN person_change d ON d.id = f.change
  WHERE f.trait = 'name' AND f.value = :name AND f.holds AND d.undone_ms IS NULL)
 ORDER BY p.id"""
_NAMED_ALIKE = """SELECT p.id FROM person p LEFT JOIN person_change c ON c.id = p.change
 WHERE c.undone_ms IS NULL AND casefold(p.name) = casefold(:name) ORDER BY p.id"""


class Toucher:
    """Works within the transaction that its caller began. UnscrollError where a command cannot be done."""

    def __init__(self, db: sqlite3.Connection, rows: RowWriter, people: PeopleDoer) -> None:
        db.create_function("casefold", 1, str.casefold, deterministic=True)  # SQLite's own knows ASCII alone
        self._db = db
        self._rows = rows
        self._people = people

    def log(self, command: LogTouchpoint, now_ms: int, plan: int = 0) -> CommandResult:
        """`plan` is the number of the one that it settles."""
        if command.end_ms < command.start_ms:
            raise UnscrollError("a contact cannot end before it starts", code=Exit.USAGE)
        _check_length(command.start_ms, command.end_ms)
        if command.start_ms > now_ms:
            raise UnscrollError("what lies ahead cannot be logged", "unscroll plan keeps it until then", Exit.USAGE)
        channel = _channel(command.channel)
        if not channel or not (command.person.strip() or command.person_id):
            raise UnscrollError(
                "a contact needs a channel and a person", "Such as: unscroll log coffee Zoë 45m", Exit.USAGE
            )
        direction = _direction(command.direction, channel)
        genuine = direction is Direction.BOTH or channel not in SPOKEN  # a call of one side did not connect (METRICS 3)
        (known,) = self._db.execute("SELECT coalesce(max(id), 0) FROM person").fetchone()
        person = self.person(command.person, command.person_id, "log", now_ms)
        via = self.person(command.via, command.via_id, "log", now_ms) if command.via.strip() or command.via_id else None
        if via == person:
            raise UnscrollError("nobody brings the two of you together by themselves", _VIA, Exit.USAGE)
        made = self._db.execute(
            "INSERT INTO touchpoint(start_ms, end_ms, person, channel, direction, evidence, note, ask, gave, got, via,"
            " genuine) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(command.start_ms, command.end_ms, person, channel, str(direction), str(Evidence.LOGGED)),
                *(command.note, one_line(command.ask), _favours(command.gave), _favours(command.got), via),
                int(genuine),
            ),
        )
        if genuine and command.end_ms > command.start_ms:
            self._rows.stretch(Stretch(command.start_ms, command.end_ms, Logged(person, channel), SOURCE))
        new = sorted({number for number in (person, via or 0) if number > known})
        note_typed(self._db, Typed(made.lastrowid or 0, now_ms, new, plan))
        data = {"touchpoint": made.lastrowid, "person_id": person}
        return CommandResult(True, f"logged {channel} with {self._name(person)}", data=data)

    def plan(self, command: AddPlan, now_ms: int) -> CommandResult:
        person = self._people.root(command.person_id)
        if command.start_ms <= now_ms:
            raise UnscrollError("that is over already", "unscroll log keeps what has been", Exit.USAGE)
        channel = _channel(command.channel)
        if command.end_ms < command.start_ms or not channel:
            raise UnscrollError("a plan needs a channel and a time", code=Exit.USAGE)
        _check_length(command.start_ms, command.end_ms)
        made = self._db.execute(
            "INSERT INTO plan(made_ms, person, channel, start_ms, end_ms, state) VALUES(?, ?, ?, ?, ?, 'open')",
            (now_ms, person, channel, command.start_ms, command.end_ms),
        )
        return CommandResult(True, "planned", data={"plan": made.lastrowid, "person_id": person})

    def settle(self, command: SettlePlan, now_ms: int) -> CommandResult:
        row = self._db.execute(
            "SELECT person, channel, start_ms, end_ms FROM plan WHERE id = ? AND state = 'open'", (command.plan_id,)
        ).fetchone()
        if row is None or command.state not in ("happened", "fell_through"):
            raise UnscrollError("there is no such open plan", "unscroll plan lists them", Exit.USAGE)
        person, channel, start_ms, end_ms = row
        happened = command.state == "happened"
        if happened and start_ms > now_ms:
            raise UnscrollError("that lies ahead", "It can be settled once it has begun", Exit.USAGE)
        self._db.execute("UPDATE plan SET state = ? WHERE id = ?", (command.state, command.plan_id))
        if not happened:
            return CommandResult(True, "it fell through", data={"person_id": person})
        return self.log(LogTouchpoint("", channel, start_ms, end_ms, person_id=person), now_ms, command.plan_id)

    def person(self, name: str, number: int, what: str, now_ms: int) -> int:
        """The person of a number, else of a name: made where nobody has it, which `what` (`log`, `label`) says in the
        history; case counts only where two differ by it. UnscrollError (2) where two bear it, as the lowest number
        would be a guess, and for what nobody is called."""
        if number:
            return self._people.root(number)
        told = " ".join(name.split())
        for query in (_NAMED, _NAMED_ALIKE):
            rows = self._db.execute(query, {"name": told}).fetchall()
            if found := sorted({self._people.root(row[0]) for row in rows}):
                return self._the_one(told, found, now_ms)
        refuse_no_name(told)
        return self._people.make(told, self._people.begin(what, what, now_ms))

    def _the_one(self, told: str, found: list[int], now_ms: int) -> int:
        """UnscrollError (2) with what tells them apart where several are meant."""
        if len(found) == 1:
            return found[0]
        from unscroll.people.whom import told_apart

        reader, whole = PeopleReader(self._db), [n for root in found for n in self._people.joiner.members(root)]
        known = reader.people_of(whole)
        last = last_contacts(reader.latest_touches(now_ms, whole), known.roots)
        apart = [person for root in found if (person := known.of(root)) is not None]
        marked = {p.id: told_apart(p, apart) for p in apart}
        alike = {number for number, name in marked.items() if list(marked.values()).count(name) > 1}
        ago = {number: f" ({_talked(last.get(number), now_ms)})" for number in alike}
        shown = ", ".join(f"#{p.id} {marked[p.id]}{ago.get(p.id, '')}" for p in apart[:LISTED])
        more = f", {len(found) - LISTED} more" if len(found) > LISTED else ""
        raise UnscrollError(f"{told[:60]!r} may be {len(found)} people: choose one, {shown}{more}", code=Exit.USAGE)

    def _name(self, person: int) -> str:
        row = self._db.execute("SELECT name FROM person WHERE id = ?", (person,)).fetchone()
        return str(row[0])


def _talked(last_ms: int | None, now_ms: int) -> str:
    if last_ms is None:
        return "no contact yet"
    days = max(0, now_ms - last_ms) // DAY_MS
    return f"last talked {f'{days} day' + 's' * (days > 1) if days else 'under a day'} ago"


def _check_length(start_ms: int, end_ms: int) -> None:
    """UnscrollError (2) for what no contact is; a plan from before may be one."""
    if not within(start_ms, end_ms):
        raise UnscrollError("that is too far away", YEARS, Exit.USAGE)
    if end_ms - start_ms > LONGEST_CONTACT_MS:
        raise UnscrollError("a contact lasts a day at most", "type in each day by itself", Exit.USAGE)


def _channel(told: str) -> str:
    """Any word or two of the user's, in small letters. UnscrollError (2) for a sentence."""
    channel = one_line(told).lower()
    if len(channel) > LONGEST_CHANNEL:
        raise UnscrollError(f"{channel[:40]!r}... is no channel", "a word or two, such as video call", Exit.USAGE)
    return channel


def _direction(told: str, channel: str) -> Direction:
    try:
        direction = Direction(told)
    except ValueError as unknown:
        raise UnscrollError(f"no such direction: {told}", "out, in or both", Exit.USAGE) from unknown
    if direction is not Direction.BOTH and channel in IN_PERSON:
        raise UnscrollError(f"{channel}: both were there", "Leave --out or --in away", Exit.USAGE)
    return direction


def _favours(told: str) -> str:
    """The favours, each once; UnscrollError (2) for another word."""
    words = [word.strip().lower() for word in told.split(",") if word.strip()]
    for word in words:
        if word not in FAVOURS:
            raise UnscrollError(f"{word[:40]!r} is no favour", f"one of {', '.join(FAVOURS)}", Exit.USAGE)
    return ",".join(dict.fromkeys(words))
