"""Reaching: whom to reach out to, of everybody that the ledger knows."""

from unscroll.daemon.roster import Roster
from unscroll.people.person import Trait
from unscroll.people.reach import Pick, newly, picks

TRAITS = (Trait.CIRCLE, Trait.CADENCE, Trait.TAG, Trait.MUTED, Trait.NEVER, Trait.SNOOZED, Trait.BIRTHDAY)
"""What must be known of everybody for `reach`, beside names; `reach_new` does with names."""


def reach(roster: Roster, most: int) -> tuple[Pick, ...]:
    """As `picks` of everybody: nothing is asked of others. Ties are worked out for a few alone."""
    today = roster.zones.day_of(roster.now_ms)
    return picks(roster.candidates(roster.people.asked), roster.now_ms, today, most)


def reach_new(roster: Roster, most: int) -> tuple[Pick, ...]:
    """As `newly` of everybody: of those in contact nothing but the names is read."""
    talked = roster.last_contact
    others = [number for number, root in roster.people.roots.items() if root not in talked]
    return newly(roster.candidates(roster.reader.people_of(others).everybody), roster.now_ms, most)
