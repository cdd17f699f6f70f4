"""Roster: people opened for one command."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from unscroll.cli.asking import places
from unscroll.cli.turning import turn_min_of
from unscroll.clock import SystemClock
from unscroll.daemon.roster import Roster
from unscroll.day import Zones
from unscroll.ledger import NoLedger, open_people

if TYPE_CHECKING:
    from unscroll.cli.desk import Desk


@contextmanager
def open_roster(*traits: str) -> Iterator[Roster | None]:
    """Everybody as of now; None where nothing was recorded yet. With `traits` only those are known of each beside
    names: thousands of people are read in a fraction of the time."""
    from unscroll.daemon.zone import zone_name

    found = places()
    now_ms, turn_min = SystemClock().read().wall_ms, turn_min_of(found.config_file)
    try:
        opened = open_people(found)
    except NoLedger:
        yield None
        return
    with closing(opened) as reader:
        zones: Zones = reader.zones(zone_name(os.environ), turn_min).with_turn(turn_min, now_ms)
        yield Roster(reader, now_ms, zones, traits=traits)


def desk_of(roster: Roster) -> "Desk":
    """What words for time are relative to."""
    from unscroll.cli.desk import desk_in

    return desk_in(roster.zones, roster.now_ms)
