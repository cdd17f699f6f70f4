"""Inputs: the values that a Day's figures come from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from unscroll.budget import THRESHOLDS, PlatformCap
from unscroll.budget import Bend as Bend
from unscroll.forgotten import Forgotten as Forgotten
from unscroll.line import Line
from unscroll.reached import ReachOuts as ReachOuts
from unscroll.reports.browsed import Browsed
from unscroll.reports.contacts import Beside
from unscroll.reports.phone import PhoneDay
from unscroll.sighting import Stretch
from unscroll.sittings import Drift as Drift
from unscroll.sittings import Runs as Runs
from unscroll.span import Span


@dataclass(frozen=True, slots=True)
class BudgetFigures:
    """`spent_ms` is the ratchet of the line's personal scroll; what was typed in is added by the summary."""

    cap_ms: int = 7_200_000
    spent_ms: int = 0
    warn_at: tuple[int, ...] = THRESHOLDS
    """Thresholds in percent of the cap."""
    platforms: tuple[PlatformCap, ...] = ()
    work_counts: bool = False
    """Whether scroll in context work counts against the cap too."""


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
    runs: Runs = field(default_factory=Runs)
    drift: Drift = field(default_factory=Drift)
    reach_outs: ReachOuts = field(default_factory=ReachOuts)
    people_reached: int = 0
    scroll_m: float | None = None
    over_stay_ms: int | None = None
    bends: tuple[Bend, ...] = ()
    browsed: Browsed = field(default_factory=Browsed)
    span: Span | None = None
    """The whole Day, where the line's window ends with now; None: the window is the Day."""
    forgotten: tuple[Forgotten, ...] = ()
    revised: bool = False
    """Whether a past Day's figures differ from those that its budget held (METRICS 2.3, *budget spent*)."""
