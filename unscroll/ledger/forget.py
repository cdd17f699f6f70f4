"""Forgetting: deletes facts, what was derived from them, and the names that nothing bears any more."""

import json
import sqlite3
from datetime import date

from unscroll.commands import Forget
from unscroll.day import Zones
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger.codec import FORMS, key_of
from unscroll.ledger.people_reading import PeopleReader
from unscroll.ledger.residue import Stands
from unscroll.ledger.strays import drop_strays
from unscroll.people.told_touchpoint import TELLING
from unscroll.sighting import Track
from unscroll.surface import thread_of
from unscroll.visits import HISTORIES

_OPEN = -1


def forget_facts(db: sqlite3.Connection, command: Forget, zones: Zones, now_ms: int) -> int:
    """Deletes what fits every filter given; returns how many rows went.

    A source takes what its histories, mail or calendars told, and nothing else. A span takes whole stretches, contacts,
    plans that overlap it, and what hangs on Days (typed minutes, follower counts, crossings, digests) and corrections
    that lie in it.
    What no reading takes any more (`strays`) goes whatever is asked. That it was forgotten may stay (`residue`).
    UnscrollError where no filter is given at all, or nobody has the person's name.
    """
    if command.start_ms == _OPEN and command.end_ms == _OPEN and not command.picks:
        raise UnscrollError("forget what?", "name a span, a person, a platform or a source", Exit.USAGE)
    sources = TELLING if command.source in TELLING and not command.platform else HISTORIES
    if command.source and (command.person or command.source not in sources):
        raise UnscrollError(
            "nothing is forgotten by that source", f"one of {', '.join((*HISTORIES, *TELLING))}", Exit.USAGE
        )
    gone = drop_strays(db)
    stands = Stands.of(db, command, zones, now_ms)
    if command.source in TELLING:
        gone += _forget_touchpoints(db, command, "source = ?", (command.source,))
    elif command.source:
        gone += _forget_visits(db, command)
    elif command.person:
        gone += _forget_person(db, command)
    else:
        gone += _forget_seen(db, command) + _forget_days(db, command, zones)
    gone += stands.settle(db, command)
    drop_orphans(db)
    return gone


def _span(command: Forget) -> tuple[str, tuple[int, ...]]:
    """A condition on `id` and `dur_ms` for facts that overlap the span."""
    told: list[str] = []
    values: list[int] = []
    if command.end_ms != _OPEN:
        told.append("id < ?")
        values.append(key_of(command.end_ms))
    if command.start_ms != _OPEN:
        told.append("(id >= ? OR id + dur_ms * 4096 > ?)")
        values += [key_of(command.start_ms), key_of(command.start_ms) + 4095]
    return " AND ".join(told) or "1", tuple(values)


def _forget_seen(db: sqlite3.Connection, command: Forget) -> int:
    """By span, platform or both."""
    when, values = _span(command)
    gone = 0
    of = "SELECT surface.id FROM surface JOIN word ON word.id = surface.platform WHERE word.text = ?"
    for form in FORMS.values():
        table = form.table
        if not command.platform:
            gone += db.execute(f"DELETE FROM {table} WHERE {when}", values).rowcount
        elif "surface" in form.row:
            gone += db.execute(
                f"DELETE FROM {table} WHERE {when} AND surface IN ({of})", (*values, command.platform)
            ).rowcount
        elif "surface" in form.what:
            what = f"SELECT id FROM {table}_what WHERE surface IN ({of})"
            gone += db.execute(
                f"DELETE FROM {table} WHERE {when} AND what IN ({what})", (*values, command.platform)
            ).rowcount
    act_when, act_values = when.replace("id + dur_ms * 4096", "id"), values
    if command.platform:
        what = f"SELECT id FROM act_what WHERE surface IN ({of})"
        gone += db.execute(
            f"DELETE FROM act WHERE {act_when} AND what IN ({what})", (*act_values, command.platform)
        ).rowcount
    else:
        keep = "SELECT act_what.id FROM act_what JOIN word ON word.id = kind WHERE word.text IN ('zone', 'turn')"
        gone += db.execute(f"DELETE FROM act WHERE {act_when} AND what NOT IN ({keep})", act_values).rowcount
        gone += _forget_contacts(db, command, "1", ())
    return gone


def _forget_visits(db: sqlite3.Connection, command: Forget) -> int:
    """What a browser's history told, and nothing else."""
    when, values = _span(command)
    what = """SELECT w.id FROM history_what w JOIN origin o ON o.id = w.origin JOIN word s ON s.id = o.source
 JOIN surface f ON f.id = w.surface JOIN word p ON p.id = f.platform WHERE s.text = ? AND ? IN ('', p.text)"""
    fits = f"DELETE FROM history WHERE {when} AND what IN ({what})"
    return db.execute(fits, (*values, command.source, command.platform)).rowcount


def _forget_days(db: sqlite3.Connection, command: Forget, zones: Zones) -> int:
    """What hangs on Days, and corrections, that lie wholly within the span; of a platform, its own alone."""
    gone = 0
    for table, column in (
        ("typed_phone", "platform"),
        ("followers", "platform"),
        ("crossing", "cap"),
        ("digest", "''"),
    ):
        for day, named in db.execute(f"SELECT DISTINCT day, {column} FROM {table}").fetchall():
            span = zones.span_of(date.fromisoformat(day))
            if _inside(command, span.start_ms, span.end_ms) and command.platform in ("", named):
                gone += db.execute(f"DELETE FROM {table} WHERE day=? AND {column}=?", (day, named)).rowcount
    if not command.platform:
        of = "SELECT id, json_extract(body, '$.start_ms'), json_extract(body, '$.end_ms') FROM change WHERE what=?"
        for number, start_ms, end_ms in db.execute(of, ("correction",)).fetchall():
            if _inside(command, start_ms, end_ms):
                gone += db.execute("DELETE FROM change WHERE id=?", (number,)).rowcount
    return gone


def _inside(command: Forget, start_ms: int, end_ms: int) -> bool:
    return command.start_ms <= start_ms and (command.end_ms == _OPEN or end_ms <= command.end_ms)


def _forget_contacts(db: sqlite3.Connection, command: Forget, where: str, values: tuple[int, ...]) -> int:
    """Those there were, those planned."""
    tables = ("touchpoint", "plan")
    return sum(_forget_touchpoints(db, command, where, values, table) for table in tables)


def _forget_touchpoints(
    db: sqlite3.Connection, command: Forget, where: str, values: tuple[int | str, ...], table: str = "touchpoint"
) -> int:
    start = command.start_ms if command.start_ms != _OPEN else -(1 << 62)
    end = command.end_ms if command.end_ms != _OPEN else 1 << 62
    fits = f"{where} AND start_ms < ? AND (start_ms >= ? OR end_ms > ?)"
    of = (*values, end, start, start)
    return db.execute(f"DELETE FROM {table} WHERE {fits}", of).rowcount


def _forget_person(db: sqlite3.Connection, command: Forget) -> int:
    """Contacts, acts and labelled threads of a person; without a span the person too, whoever was merged into them."""
    everybody = PeopleReader(db).names().everybody
    found = [person for person in everybody if command.person in (person.name, f"#{person.id}")]
    found = found or [p for p in everybody if p.name.casefold() == command.person.casefold()]
    if len(found) != 1:
        told = f"{len(found)} people are called {command.person}" if found else f"nobody is called {command.person}"
        hint = f"Say which: {', '.join(f'#{p.id}' for p in found)}" if found else "unscroll people list shows the names"
        raise UnscrollError(told, hint)
    return sum(_forget_number(db, command, number) for number in found[0].ids)


def _forget_number(db: sqlite3.Connection, command: Forget, number: int) -> int:
    when, values = _span(command)
    log = "SELECT id FROM log_what WHERE person = ?"
    gone = db.execute(f"DELETE FROM log WHERE {when} AND what IN ({log})", (*values, number)).rowcount
    act_when = when.replace("id + dur_ms * 4096", "id")
    gone += db.execute(f"DELETE FROM act WHERE {act_when} AND person = ?", (*values, number)).rowcount
    gone += _forget_contacts(db, command, "person = ?", (number,))
    labels = "what = 'label' AND json_extract(body, '$.person_id') = ?"
    threads = db.execute(
        f"SELECT DISTINCT json_extract(body, '$.thread') FROM change WHERE {labels}", (number,)
    ).fetchall()
    for (told,) in threads:
        if (thread := thread_of(told)) is not None:
            gone += _forget_thread(db, thread.digest, when, values)
    if command.start_ms == _OPEN and command.end_ms == _OPEN:
        gone += db.execute(f"DELETE FROM change WHERE {labels}", (number,)).rowcount
        gone += _forget_what_is_known(db, number)
    return gone


def _forget_what_is_known(db: sqlite3.Connection, number: int) -> int:
    """All facts about a person, the changes that brought nothing else, and that others were them."""
    db.execute("UPDATE touchpoint SET via = NULL WHERE via = ?", (number,))
    gone = 0
    for table in ("card", "plan", "person_fact"):
        gone += db.execute(f"DELETE FROM {table} WHERE person = ?", (number,)).rowcount
    gone += db.execute(
        "DELETE FROM person_fact WHERE trait IN ('joined', 'apart') AND value = ?1"
        " OR trait = 'declined' AND substr(value, 1, length(?1) + 1) = ?1 || ' '",
        (str(number),),
    ).rowcount
    for at_ms, ids in db.execute("SELECT at_ms, people FROM digest").fetchall():
        kept = [named for named in json.loads(ids) if named != number]
        db.execute("UPDATE digest SET people = ? WHERE at_ms = ?", (json.dumps(kept), at_ms))
    gone += db.execute("DELETE FROM person WHERE id = ?", (number,)).rowcount
    db.execute(
        "DELETE FROM person_change WHERE id NOT IN (SELECT change FROM person_fact)"
        " AND id NOT IN (SELECT change FROM person WHERE change IS NOT NULL)"
    )
    return gone


def _forget_thread(db: sqlite3.Connection, thread: bytes, when: str, values: tuple[int, ...]) -> int:
    of = "SELECT id FROM surface WHERE thread = ?"
    gone = 0
    for form in FORMS.values():
        if "surface" in form.row:
            fits = f"surface IN ({of})"
        elif "surface" in form.what:
            fits = f"what IN (SELECT id FROM {form.table}_what WHERE surface IN ({of}))"
        else:
            continue
        gone += db.execute(f"DELETE FROM {form.table} WHERE {when} AND {fits}", (*values, thread)).rowcount
    fits = f"what IN (SELECT id FROM act_what WHERE surface IN ({of}))"
    act_when = when.replace("id + dur_ms * 4096", "id")
    return gone + db.execute(f"DELETE FROM act WHERE {act_when} AND {fits}", (*values, thread)).rowcount


_BEARERS = {
    "surface": (
        "focus_what.surface",
        "page.surface",
        "call_what.surface",
        "phone_what.surface",
        "act_what.surface",
        "history_what.surface",
    ),
    "origin": (*(f"{t}_what.origin" for t in Track), "act_what.origin"),
    "word": (
        *(f"surface.{c}" for c in ("platform", "view", "rule", "app", "host")),
        *("origin.source", "origin.device", "page_what.browser", "page_what.tab", "page_what.profile"),
        *("input_what.kind", "input_what.counted_by", "input_what.composer", "session_what.state"),
        *("session_what.subject", "media_what.app", "log_what.channel", "act_what.kind", "history_what.evidence"),
    ),
}
"""Which columns bear the numbers of each table of names; a test compares it with the schema."""


def drop_orphans(db: sqlite3.Connection) -> None:
    """Deletes names that no fact bears: hosts, app ids and threads must not outlive what was seen of them."""
    for table in (*(str(t) for t in Track), "act"):
        db.execute(f"DELETE FROM {table}_what WHERE id NOT IN (SELECT what FROM {table})")
    for table, columns in _BEARERS.items():
        used = " UNION ".join(f"SELECT {c.split('.')[1]} FROM {c.split('.')[0]}" for c in columns)
        db.execute(f"DELETE FROM {table} WHERE id NOT IN ({used})")
