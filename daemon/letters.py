"""Letters: which report is announced when; each Day's at first, then that of the week on Mondays."""

from dataclasses import dataclass
from datetime import date, timedelta

from unscroll.settings import Tells

DAILY_DAYS = 14
"""So long each Day is announced, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A report to announce: of the Day `last`, or of the week that ends with it."""

    last: date
    week: bool = False

    @property
    def name(self) -> str:
        """`2026-11-22`, `2026-W47`: as its page is called."""
        year, week, _ = self.last.isocalendar()
        return f"{year}-W{week:02d}" if self.week else self.last.isoformat()

    @property
    def words(self) -> str:
        if not self.week:
            return f"your report of {self.last:%A} is ready"
        return "your letter of last week is ready"


def letter_of(tells: Tells, first_day: date | None, today: date) -> Letter | None:
    """The report to announce on a Day, whether it was already or not; None where none is. A week's is that Monday's,
    and waits for whoever comes later in the week; it is none where its days were announced one by one."""
    day, monday = Letter(today - timedelta(days=1)), today - timedelta(days=today.weekday())
    week = Letter(monday - timedelta(days=1), week=True)
    match tells:
        case Tells.NEVER:
            return None
        case Tells.DAILY:
            return day
        case Tells.WEEKLY:
            return week if first_day is None or first_day <= week.last else None
        case Tells.GENTLY:
            if first_day is None or (today - first_day).days < DAILY_DAYS:
                return day
            return week if (monday - first_day).days >= DAILY_DAYS else None
