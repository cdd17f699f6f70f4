"""Completing: whom the user may mean in the popup, the likeliest first.

Imported when a popup first asks: the running daemon does without most of it.
"""

from unscroll.daemon.roster import Roster
from unscroll.day import Zones
from unscroll.ledger import PeopleReader
from unscroll.people.circles import Circle
from unscroll.people.everybody import People
from unscroll.people.folding import fold
from unscroll.people.person import Person, Trait
from unscroll.people.whom import told_apart
from unscroll.plain import shown_name
from unscroll.reports.people_words import silence_words
from unscroll.span import DAY_MS

MOST = 500
_NEARNESS = {circle: n for n, circle in enumerate(Circle)}


def names(reader: PeopleReader, now_ms: int, zones: Zones) -> list[tuple[int, str]]:
    """Up to 500 people with the name that tells them apart: those of a circle and those met last, then anybody; in
    the order in which they were met, the latest first."""
    roster = Roster(reader, now_ms, zones, reader.people(Trait.CIRCLE, Trait.COMPANY))
    people, last = roster.people, roster.last_contact
    near = {p.id: _NEARNESS[p.circle] for p in people.holding(Trait.CIRCLE) if p.circle is not None}
    called = {root: people.names[root].casefold() for root in set(people.roots.values())}
    chosen = sorted(called, key=lambda n: (n not in near, -last.get(n, 0), called[n], n))[:MOST]
    chosen.sort(key=lambda n: (-last.get(n, 0), near.get(n, len(_NEARNESS)), called[n], n))
    apart = _told_apart(roster, chosen)
    return [(number, apart.get(number) or people.names[number]) for number in chosen]


def last_time(reader: PeopleReader, people: People, number: int, now_ms: int, zones: Zones) -> tuple[str, int | None]:
    """What to come back to with a person, and the days (24 h) since the last contact; None where there was none."""
    person = people.of(number)
    if person is None:
        return "", None
    tie = Roster(reader, now_ms, zones, people).tie(person)
    return tie.ask, None if tie.last_contact_ms is None else max(0, now_ms - tie.last_contact_ms) // DAY_MS


def _told_apart(roster: Roster, chosen: list[int]) -> dict[int, str]:
    """Of those who share a name, the name with a mark: a company, an address, when both last talked; their number where
    nothing of it is of one alone."""
    namesakes: dict[str, list[Person]] = {}
    for number in chosen:
        if (person := roster.people.of(number)) is not None:
            namesakes.setdefault(fold(person.name), []).append(person)
    sharing = [group for group in namesakes.values() if len(group) > 1]
    if not sharing:
        return {}
    known = roster.reader.people_of([number for group in sharing for p in group for number in p.ids])
    found: dict[int, str] = {}
    for group in sharing:
        people = [person for p in group if (person := known.of(p.id)) is not None]
        talked = {p.id: _talked(roster.last_contact.get(p.id), roster.now_ms) for p in people}
        for p in people:
            marked = told_apart(p, people)
            alone = list(talked.values()).count(talked[p.id]) == 1
            mark = talked[p.id] if alone else f"#{p.id}"
            found[p.id] = marked if marked != shown_name(p.name) else f"{marked} ({mark})"
    return found


def _talked(last_ms: int | None, now_ms: int) -> str:
    if last_ms is None:
        return "no contact yet"
    return f"last talked {silence_words(last_ms, now_ms)} ago"
