"""`people --json` is, to the letter, what putting everybody together gives."""

import json
import sqlite3
from contextlib import closing

import pytest
from support.crowd import crowd, roster_of
from support.home import TODAY, invoke
from support.people import add, brought, told

from unscroll.ledger import touches
from unscroll.people.circles import Circle
from unscroll.people.tie import tie_of
from unscroll.reports.people_json import person_json
from unscroll.reports.people_list import Wanted, listed
from unscroll.reports.people_rows import rows


def put_together(roster, wanted=Wanted()):  # noqa: B008 - frozen
    found, _ = listed(roster, wanted, None)
    each = {p.id: roster.tie(p).two_way_90d_ms for p in roster.people.everybody}
    told = [person_json(row.person, row.last_ms, row.due, each[row.person.id]) for row in found]
    return [json.dumps(row, ensure_ascii=False) for row in told]


def demo():
    """Merged, renamed, with other names, with what was taken back, with names that JSON has to quote."""
    one, other = add("Zoë Müller", "--email", "zoe@example.org"), add("Zoe M.", "--phone", "+33 6 12 34 56 78")
    told("merge", f"#{one}", f"#{other}")
    add("Ana", "--alias", "Anna", "--alias", "Ana", "--profile", "linkedin.com/in/ana", "--email", "ana@example.org")
    add('A "quoted" \\ name \u2028', "--id", "telegram:4711", "--alias", "🦄")
    told("edit", f"#{add('Ben')}", "--name", "Benjamin")
    cards = ({"name": name, "handles": [f"email:{name}@example.org", "phone:+33612345679"]} for name in ("eve", "eva"))
    brought(*cards)
    told("edit", "eve", "--no-email", "eve@example.org")
    brought({"name": "eve", "key": "0 eve", "handles": ["email:eve@example.org", "name:Evelyn"]})
    told("tag", f"#{add('Cleo')}", "lyon")
    told("tag", "Cleo", "lyon", "--remove")
    invoke("log", "coffee", "Ana", "45m", "--at", "2026-11-20 10:00")
    invoke("log", "letter", "Zoe M.", "--out")


@pytest.mark.parametrize("seed", range(3))
def test_a_row_is_that_of_the_whole_person(places, seed):
    crowd(places, seed, size=60)
    demo()
    with roster_of(places) as whole:
        expected = put_together(whole)
        inner = put_together(whole, Wanted(Circle.INNER))
    assert len(expected) > 60
    assert len(inner) > 0
    with roster_of(places, "circle", "cadence", "tag", "muted", "never", "snoozed") as light:
        assert len(light.people.bare) > 5, "the quick way is taken"
        assert list(rows(light, Wanted())) == expected
        assert list(rows(light, Wanted(Circle.INNER))) == inner


@pytest.mark.parametrize("many", [0, 20_000])
@pytest.mark.parametrize("seed", range(4))
def test_a_tie_in_short_is_the_tie(places, monkeypatch, seed, many):
    monkeypatch.setattr(touches, "_MANY", many)
    crowd(places, seed, size=60)
    with closing(sqlite3.connect(places.ledger)) as db:
        db.execute("UPDATE touchpoint SET ask = 'Lyon', gave = 'help,advice' WHERE id % 7 = 0")
        db.execute("UPDATE touchpoint SET genuine = 0 WHERE id % 5 = 0")
        db.commit()
    with roster_of(places) as roster:
        for person in roster.people.everybody:
            every = [t for t in roster.touchpoints(person) if t.start_ms <= roster.now_ms]
            tie, kept = roster.tie_and_latest(person, 3)
            assert tie == tie_of(every, roster.now_ms, roster.zones)
            assert kept[-3:] == tuple(every[-3:])


def test_handles_are_those_of_the_people(places):
    demo()
    with roster_of(places) as roster:
        found, some = roster.handles(), roster.reader.handles([1, 3])
        for person in roster.people.everybody:
            held = {text for number in person.ids for text in found.get(number, ())}
            own = {str(h) for h in person.handles if h.strong}
            assert {text for text in held if not text.startswith("name:")} == own
    assert some == {number: found[number] for number in (1, 3)}
    assert roster.now_ms == TODAY
