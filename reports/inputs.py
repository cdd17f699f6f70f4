"""Inputs: the values that a Day's figures come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from unscroll.line import Line
from unscroll.reports.contacts import Beside
from unscroll.reports.phone import PhoneDay
from unscroll.sighting import Stretch


@dataclass(frozen=True, slots=True)
class BudgetFigures:
    """`spent_ms` is the ratchet of the line's personal scroll; what was typed in is added by the summary."""

    cap_ms: int = 7_200_000
    spent_ms: int = 0
    warn_at: tuple[int, ...] = (50, 80, 100)
    """Thresholds in percent of the cap."""
    work_counts: bool = False
    """Whether scroll in context work counts against the cap too."""


@dataclass(frozen=True, slots=True)
class Runs:
    """`first_ms` and `last_ms` are the starts of the first and the last scroll sitting."""

    longest_ms: int = 0
    first_ms: int | None = None
    last_ms: int | None = None
    sittings: int = 0
    launches: int = 0


@dataclass(frozen=True, slots=True)
class Drift:
    """`length_ms`: scroll after the aim, in the `drifted` of the `aimed` sittings."""

    aimed: int = 0
    drifted: int = 0
    length_ms: int = 0


@dataclass(frozen=True, slots=True)
class ReachOuts:
    """`answered` is None until 72 h have passed."""

    started: int = 0
    replied: int = 0
    answered: int | None = None


@dataclass(frozen=True, slots=True)
class Bend:
    """A rule eased at `at_ms`."""

    at_ms: int
    what: str


@dataclass(frozen=True, slots=True)
class DayInputs:
    """All that a Day's figures come from. `as_of_ms` is now, or the Day's end where that is earlier.

    `names` are people by id; `scroll_m` is None where no page was seen.
    """

    date: date
    line: Line
    as_of_ms: int
    budget: BudgetFigures = BudgetFigures()
    phone: PhoneDay = field(default_factory=PhoneDay)
    session: tuple[Stretch, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()
    runs: Runs = Runs()
    drift: Drift = Drift()
    reach_outs: ReachOuts = ReachOuts()
    people_reached: int = 0
    scroll_m: float | None = None
    over_stay_ms: int | None = None
    bends: tuple[Bend, ...] = ()
