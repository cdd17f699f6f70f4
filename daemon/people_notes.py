"""What pages say of people beside the line, read from the ledger."""

from collections.abc import Iterable
from dataclasses import replace

from unscroll.daemon.roster import Roster
from unscroll.day import Zones
from unscroll.ledger import PeopleReader
from unscroll.people.month import month_of
from unscroll.people.person import Trait
from unscroll.people.reach import Pick
from unscroll.reports.people_notes import PeopleNotes
from unscroll.span import Span
from unscroll.united import united_touchpoints


def notes_of_period(reader: PeopleReader, span: Span, zones: Zones) -> PeopleNotes:
    """What a period brought: favours, and whom there was contact with for the first time."""
    people = reader.people(Trait.NAME)
    before, after = (Roster(reader, at_ms, zones, people).last_contact for at_ms in (span.start_ms, span.end_ms))
    touchpoints = tuple(united_touchpoints(reader.touchpoints(span), people.roots))
    found = month_of(touchpoints, before, after, span)
    vias = {t.person_id: via for t in reversed(touchpoints) if (via := people.names.get(t.via_id or 0))}
    new = sorted((people.names[number].casefold(), people.names[number], vias.get(number, "")) for number in found.new)
    return PeopleNotes(gave=found.gave, got=found.got, new=tuple((name, via) for _, name, via in new))


def with_next(notes: PeopleNotes, picks: Iterable[Pick]) -> PeopleNotes:
    """The same, with whom to reach out to."""
    return replace(notes, next=tuple((pick.person.name, pick.text) for pick in picks))
