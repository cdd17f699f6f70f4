"""When Days turn, as the ledger tells it in the order in which it was noted."""

from unscroll.acts import Act, ActKind
from unscroll.ledger import Batch, Writer

T = 1_780_000_000_000
DAY = 86_400_000


def test_a_turn_noted_by_a_clock_ahead_stays_the_first_and_stops_nothing(writer: Writer) -> None:
    noted = [(T + 3 * DAY, "04:00", 0), (T, "05:00", 1), (T + DAY, "06:00", 1)]
    writer.commit(Batch(acts=tuple(Act(at, ActKind.TURN, "daemon", value=v, clock_run=run) for at, v, run in noted)))
    zones = writer.reader.zones()
    assert (zones.turn_min, zones.turned) == (240, ((T, 300), (T + DAY, 360)))
    assert zones.with_turn(240, T).chosen_min == 240
