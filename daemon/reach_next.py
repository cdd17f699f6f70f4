"""ReachNext of `status`: whom to reach out to first."""

from unscroll.day import Zones
from unscroll.ledger import PeopleReader
from unscroll.reports.documents import ReachNext

MOST = 3


def reach_next(reader: PeopleReader, now_ms: int, zones: Zones) -> tuple[ReachNext, ...]:
    """The first of `unscroll reach`. What it needs is imported when somebody asks."""
    from unscroll.daemon.reaching import TRAITS, reach
    from unscroll.daemon.roster import Roster

    found = reach(Roster(reader, now_ms, zones, reader.people(*TRAITS)), MOST)
    return tuple(
        ReachNext(pick.person.name, pick.days, None if pick.ratio is None else round(pick.ratio, 2)) for pick in found
    )
