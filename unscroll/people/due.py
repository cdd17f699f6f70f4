"""Due: when contact with somebody is next asked for (METRICS 4)."""

from dataclasses import dataclass
from enum import StrEnum

from unscroll.people.lot import lot
from unscroll.people.person import Person
from unscroll.span import DAY_MS

SPREAD = 0.2
"""First dues lie up to 20 % of the cadence to either side (METRICS 4)."""


class Band(StrEnum):
    """By the ratio (METRICS 4; the last after Navarro et al. 2017)."""

    ON_TRACK = "on track"
    DUE = "due"
    """From 1."""
    LATE = "late"
    """From 1.5 to 8, both included."""
    DRIFTED = "drifted"
    """Above 8."""


@dataclass(frozen=True, slots=True)
class Due:
    """`due_ms` (UTC): asked for from then on. `ratio`: days since the last contact / cadence, whenever somebody was
    put in; where there was no contact, days since they were put in. `band` is the ratio's; without any
    contact it is on track before `due_ms`, due from then on."""

    due_ms: int
    ratio: float
    band: Band


def due_of(person: Person, last_contact_ms: int | None, now_ms: int) -> Due | None:
    """None for whom nothing is ever asked (no circle, no cadence, never), or nothing now (muted, snoozed).

    Due is last contact + cadence. Where there was no contact since the person was put into a circle, the first due is
    moved, or a mass import would bring everybody on one day, and those silent for long at once:

    * from the last contact it is cadence * (0.8 to 1.2), at most a cadence after they were put in;
    * but never sooner than 0 to 40 % of the cadence (the same width) after they were put in, nor than a day.

    Where in that range somebody lies is drawn by their number, once for ever. Counting 80 to 120 % from when they were
    put in, for those alone whose due had passed, would ask for somebody seen lately before somebody not seen for years,
    and a longer cadence could be due sooner. This way neither happens, and who was silent for two years is not left for
    another half. The ratio and its band stay what they are: only the asking waits.
    """
    cadence_days = person.cadence_days
    if cadence_days is None or person.never or person.muted or now_ms < person.snoozed_until_ms:
        return None
    cadence_ms = cadence_days * DAY_MS
    since_ms = person.put_ms if last_contact_ms is None else last_contact_ms
    ratio = max(0, now_ms - since_ms) / cadence_ms
    due_ms = _due_ms(person, last_contact_ms, cadence_ms)
    if last_contact_ms is None:  # nothing that could be late: a first contact is asked for, or not yet
        return Due(due_ms, ratio, Band.ON_TRACK if now_ms < due_ms else Band.DUE)
    return Due(due_ms, ratio, band_of(ratio))


def _due_ms(person: Person, last_ms: int | None, cadence_ms: int) -> int:
    put_ms = person.put_ms
    if last_ms is not None and last_ms >= put_ms:
        return last_ms + cadence_ms
    moved_ms = int(2 * SPREAD * cadence_ms * lot("due", person.id))
    soonest_ms = put_ms + max(DAY_MS, moved_ms)
    if last_ms is None:
        return soonest_ms
    usual_ms = last_ms + cadence_ms - int(SPREAD * cadence_ms) + moved_ms
    return max(soonest_ms, min(usual_ms, put_ms + cadence_ms))


def band_of(ratio: float) -> Band:
    """The band of an overdue ratio."""
    if ratio < 1:
        return Band.ON_TRACK
    if ratio < 1.5:
        return Band.DUE
    return Band.LATE if ratio <= 8 else Band.DRIFTED
