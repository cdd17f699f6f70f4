"""DigestNote: what the digest of a Day says, from the ledger.

Imported when the first digest comes: most of what it needs, the running daemon does not.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from unscroll.daemon.reaching import TRAITS, reach
from unscroll.daemon.roster import Roster
from unscroll.daemon.shortening import short
from unscroll.day import Zones
from unscroll.ledger import PeopleReader
from unscroll.people.digest import IGNORED, MOST, SLOWED, Digest, Use, digest_due, pace
from unscroll.people.reach import Pick
from unscroll.people.touchpoint import Touchpoint

_LOOKED_AT = 2 * IGNORED
"""Digests that tell the pace; more ignored ones than that change nothing."""
_NAME, _LINE = 40, 160


@dataclass(frozen=True, slots=True)
class DigestNote:
    """`lines` are one for each person that is named, and one that says so when digests become weekly."""

    digest: Digest
    lines: tuple[str, ...]


def digest_note(
    reader: PeopleReader, first_day: date, reached_ms: int | None, now_ms: int, zones: Zones
) -> DigestNote | None:
    """The digest that is to come now; None where none is due, or there is nobody to name. `reached_ms` is when `reach`
    was run last."""
    today = zones.day_of(now_ms)
    roster = Roster(reader, now_ms, zones, reader.people(*TRAITS))
    past = _past(reader.digests(), roster.people.roots, today)
    uses, touchpoints = _since(past, roster)
    uses += [] if reached_ms is None else [Use(reached_ms)]
    if not digest_due(past, uses, touchpoints, first_day, now_ms, today):
        return None
    named = reach(roster, MOST)
    if not named:
        return None
    lines = [_line(pick) for pick in named]
    if pace(past, uses, touchpoints, now_ms, today).just_slowed:
        lines.append(f"This comes {SLOWED}.")
    return DigestNote(Digest(today, tuple(pick.person.id for pick in named), now_ms), tuple(lines))


def _past(digests: Iterable[Digest], roots: Mapping[int, int], today: date) -> tuple[Digest, ...]:
    """The latest up to today, with persons by the numbers of now."""
    sent = [digest for digest in digests if digest.day <= today][-_LOOKED_AT:]
    return tuple(replace(d, person_ids=tuple(roots[n] for n in d.person_ids if n in roots)) for d in sent)


def _since(past: tuple[Digest, ...], roster: Roster) -> tuple[list[Use], list[Touchpoint]]:
    """What there was with whom they named, and what the user made of them, since the first of these."""
    if not past:
        return [], []
    since_ms = min(digest.at_ms for digest in past)
    roots = roster.people.roots
    told = [(use.at_ms, use.person_id) for use in roster.reader.uses(since_ms)]
    uses = [Use(at_ms, None if who is None else roots[who]) for at_ms, who in told if who is None or who in roots]
    people = {n: person for d in past for n in d.person_ids if (person := roster.people.of(n)) is not None}
    touchpoints = [t for person in people.values() for t in roster.touchpoints(person) if t.start_ms >= since_ms]
    return uses, touchpoints


def _line(pick: Pick) -> str:
    """`Zoë: 31 days, usually 12; ask about Lyon`."""
    return short(f"{short(pick.person.name, _NAME)}: {pick.text}", _LINE)
