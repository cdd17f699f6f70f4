"""DayMinutes: a Day's lengths as whole minutes that add up, the same in every report (METRICS 2.1).

The status in words reads this too, so it imports neither the core nor dataclasses.
"""

from collections.abc import Mapping
from typing import NamedTuple

from unscroll.reports.rounding import apportion, minutes_that_add_up, to_minutes


class DayMinutes(NamedTuple):
    """`kinds` (by `Kind`) sum to `accounted`; `personal` + `work` to feeds; `counted` + `held` + `phone` to `spent`."""

    accounted: int
    kinds: Mapping[str, int]
    personal: int
    work: int
    held: int
    phone: int
    estimated: int
    cap: int
    reached: bool
    """Whether the cap is, by the state of the Day in milliseconds: rounded minutes may say otherwise."""
    work_counts: bool

    @property
    def counted(self) -> int:
        """What the headline says: feeds that were measured and count against the cap."""
        return self.personal + (self.work if self.work_counts else 0)

    @property
    def spent(self) -> int:
        return self.counted + self.held + self.phone

    @property
    def left(self) -> int:
        return 0 if self.reached else max(0, self.cap - self.spent)


def fitted(
    kinds_ms: Mapping[str, int],
    *,
    work_ms: int,
    held_ms: int,
    typed_ms: int,
    cap_ms: int,
    reached: bool,
    estimated_ms: int = 0,
    work_counts: bool = False,
) -> DayMinutes:
    """Each total is rounded once; its parts are then fitted to it. `work_ms` is scroll in context work."""
    kinds = dict(zip(kinds_ms, minutes_that_add_up(tuple(kinds_ms.values())), strict=True))
    personal, work = apportion(kinds["scroll"], (kinds_ms["scroll"] - work_ms, work_ms))
    return DayMinutes(
        accounted=sum(kinds.values()),
        kinds=kinds,
        personal=personal,
        work=work,
        held=to_minutes(held_ms),
        phone=to_minutes(typed_ms),
        estimated=to_minutes(estimated_ms),
        cap=to_minutes(cap_ms),
        reached=reached,
        work_counts=work_counts,
    )
