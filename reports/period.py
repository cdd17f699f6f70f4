"""Period: a week, a month or a year of Days, by what their own pages print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from statistics import median

from unscroll.kinds import Context, Evidence, Kind
from unscroll.minutes import to_minutes
from unscroll.reports.minutes import day_minutes, scroll_pieces, shared_out
from unscroll.reports.rounding import apportion, minutes_that_add_up
from unscroll.reports.sections import Row, people_rows
from unscroll.reports.summary import DaySummary

LEAST_DAYS = 3
"""Below so many valid days there is no typical day."""


class PeriodKind(StrEnum):
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """The Days from `first` to `last`, both included."""

    kind: PeriodKind
    first: date
    last: date

    @classmethod
    def around(cls, kind: PeriodKind, day: date) -> "Period":
        """The week from Monday, the month or the year that holds the day."""
        if kind is PeriodKind.WEEK:
            monday = day - timedelta(days=day.weekday())
            return cls(kind, monday, monday + timedelta(days=6))
        if kind is PeriodKind.YEAR:
            return cls(kind, date(day.year, 1, 1), date(day.year, 12, 31))
        first = day.replace(day=1)
        return cls(kind, first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))

    @property
    def dates(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=i) for i in range((self.last - self.first).days + 1))


@dataclass(frozen=True, slots=True)
class DayFigures:
    """A Day in whole minutes as its page prints them, light enough to keep a year of.

    `feeds_min` was measured, and `platforms` are what it went to. `phone_min` was typed in, and `phone` is on what
    (no name: the phone as a whole). `held_min` is what the ratchet holds beyond both. `people` are who it is,
    by `Row.key`, the name, and the minutes: None where no length is known, or only estimated; `evidence` has who it is
    (the name where there is no key), with each way in which that is known. `history_min` of what
    was counted, of any kind, a browser's history measured; `estimated_min` it guesses at, `estimated_feeds_min` of it
    on feeds: both are in no other figure.
    """

    date: date
    valid: bool
    at_least: bool
    cap_min: int
    feeds_min: int
    one_to_one_min: int
    unresolved_min: int
    platforms: tuple[tuple[str, int], ...] = ()
    people: tuple[tuple[str, str, int | None], ...] = ()
    phone_min: int = 0
    held_min: int = 0
    phone: tuple[tuple[str, int], ...] = ()
    phone_known: bool = True
    """Where not, `phone_min` is missing, not 0."""
    history_min: int = 0
    estimated_min: int = 0
    estimated_feeds_min: int = 0
    evidence: tuple[tuple[str, str], ...] = ()
    unresolved: tuple[tuple[str, str, int], ...] = ()
    """Threads of unknown size, by the name that is shown, with platform and minutes."""

    @property
    def spent_min(self) -> int:
        """What counted against the cap."""
        return self.feeds_min + self.phone_min + self.held_min

    @property
    def kept(self) -> bool | None:
        """Whether the cap was kept; None where the Day is partial, or its figures are a lower bound."""
        return None if self.at_least or not self.valid else self.spent_min <= self.cap_min


def day_figures(summary: DaySummary) -> DayFigures | None:
    """The figures of one Day for a period; None where there are no data."""
    if not summary.has_data:
        return None
    m = day_minutes(summary)
    contexts = [(Context.PERSONAL, m.personal), *([(Context.WORK, m.work)] if m.work_counts else [])]
    platforms: dict[str, int] = {}
    for context, total in contexts:
        pieces = scroll_pieces(summary, context)
        for name, (_, minutes) in shared_out(total, pieces, lambda p: p.surface.platform).items():
            platforms[name] = platforms.get(name, 0) + minutes
    phone = [u for u in summary.unplaced if u.kind is Kind.SCROLL]
    met = people_rows(summary, m)
    private = apportion(m.kinds[Kind.PRIVATE], [u.length_ms for u in summary.unresolved])
    typed = zip((u.platform for u in phone), minutes_that_add_up([u.shown_ms for u in phone]), strict=True)
    return DayFigures(
        summary.date,
        summary.coverage.valid,
        summary.at_least,
        m.cap,
        m.counted,
        m.kinds[Kind.ONE_TO_ONE],
        m.kinds[Kind.PRIVATE],
        tuple(platforms.items()),
        tuple((r.key, r.name, _told(r)) for r in met),
        m.phone,
        m.held,
        tuple(typed),
        summary.phone_known,
        to_minutes(summary.browsed.measured_ms),
        to_minutes(summary.browsed.estimated_ms),
        to_minutes(summary.browsed.estimated_scroll_ms),
        tuple(dict.fromkeys((r.key or r.name, part.look) for r in met for part in r.parts)),
        tuple(
            (str(u.thread), u.platform, minutes)
            for u, minutes in zip(summary.unresolved, private, strict=True)
            if u.thread is not None
        ),
    )


@dataclass(frozen=True, slots=True)
class PeriodSummary:
    """`days` are those with data, by date; a Day up to `until` without data is missing, not zero."""

    period: Period
    days: tuple[DayFigures, ...]
    until: date
    uncounted: int = 0
    """So many Days are being counted again; they are neither in `days` nor missing."""

    @property
    def valid(self) -> tuple[DayFigures, ...]:
        return tuple(d for d in self.days if d.valid)

    @property
    def missing(self) -> int:
        return len(self.dates) - len(self.days) - self.uncounted

    @property
    def dates(self) -> tuple[date, ...]:
        """The Days that have begun."""
        return tuple(d for d in self.period.dates if d <= self.until)

    @property
    def at_least(self) -> bool:
        return any(d.at_least for d in self.days)

    @property
    def typical_feeds_min(self) -> int | None:
        """The median of the valid Days; None below three of them."""
        return _typical([d.feeds_min for d in self.valid])

    @property
    def typical_one_to_one_min(self) -> int | None:
        return _typical([d.one_to_one_min for d in self.valid])

    @property
    def platforms(self) -> tuple[tuple[str, int], ...]:
        return _summed(pair for d in self.days for pair in d.platforms)

    @property
    def phone(self) -> tuple[tuple[str, int], ...]:
        return _summed(pair for d in self.days for pair in d.phone)

    @property
    def cap_known(self) -> tuple[DayFigures, ...]:
        """The Days of which it is known whether the cap was kept."""
        return tuple(d for d in self.days if d.kept is not None)

    @property
    def people(self) -> tuple[tuple[str, str, int | None], ...]:
        """Everybody met, the longest first, by the newest name; those nobody can tell apart are one of a name."""
        found: dict[str, tuple[str, str, int | None]] = {}
        for key, name, minutes in (row for d in self.days for row in d.people):
            who = key or name
            before = found[who][2] if who in found else None
            found[who] = (key, name, minutes if before is None else before + (minutes or 0))
        return tuple(sorted(found.values(), key=lambda row: -(row[2] or 0)))

    @property
    def evidence(self) -> dict[str, tuple[Evidence, ...]]:
        return evidence_of(self.days)

    @property
    def met(self) -> int:
        """How many people for sure: somebody in a call without a name may be one of the others."""
        return max(sum(1 for key, _, _ in self.people if key), min(len(self.people), 1))

    @property
    def met_more(self) -> bool:
        """Whether it may have been more."""
        return any(not key for key, _, _ in self.people)


def evidence_of(days: Iterable[DayFigures]) -> dict[str, tuple[Evidence, ...]]:
    """How it is known of whom, by the key or the name; what was measured first."""
    told = {pair for day in days for pair in day.evidence}
    return {who: tuple(e for e in Evidence if (who, str(e)) in told) for who, _ in told}


def summarise_period(
    period: Period, days: Iterable[DayFigures | None], today: date | None = None, uncounted: int = 0
) -> PeriodSummary:
    """The period's Days in order, `today` being the last that has begun; those outside are refused (ValueError)."""
    until = min(today or period.last, period.last)
    found = sorted((d for d in days if d is not None), key=lambda d: d.date)
    if any(not period.first <= d.date <= until for d in found):
        raise ValueError("a day outside of the period")
    return PeriodSummary(period, tuple(found), until, uncounted)


def _told(row: Row) -> int | None:
    sure = [part for part in row.parts if part.look != Evidence.ESTIMATED]
    return row.minutes if any(part.text for part in sure) else None


def _typical(minutes: list[int]) -> int | None:
    return round(median(minutes)) if len(minutes) >= LEAST_DAYS else None


def _summed(pairs: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    sums: dict[str, int] = {}
    for name, minutes in pairs:
        sums[name] = sums.get(name, 0) + minutes
    return tuple(sorted(sums.items(), key=lambda pair: -pair[1]))
