"""Birthday: a day of the year, whose year may be unknown."""

import re
from dataclasses import dataclass
from datetime import date

_WHOLE = r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|(\d{2})(\d{2}))(?:[T ].*)?"
_YEARLESS = r"--(\d{2})-?(\d{2})(?:[T ].*)?"
_PLACEHOLDER_YEARS = frozenset({0, 1, 1604})
"""Years that address books write for an unknown one: Apple 1604, others 0001 or 0000."""
_LEAP = 2000


@dataclass(frozen=True, slots=True)
class Birthday:
    """`year` is None where it is not known. ValueError for a day that no year has."""

    month: int
    day: int
    year: int | None = None

    def __post_init__(self) -> None:
        date(self.year or _LEAP, self.month, self.day)

    def __str__(self) -> str:
        """`1990-02-28` or `--02-29`."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}" if self.year else f"--{self.month:02}-{self.day:02}"

    def in_year(self, year: int) -> date:
        """When it is kept: 29 February on the 28th where a year has none."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return date(year, self.month, self.day - 1)

    def next(self, today: date) -> date:
        """The next time, today included."""
        this = self.in_year(today.year)
        return this if this >= today else self.in_year(today.year + 1)


def read_birthday(text: str) -> Birthday | None:
    """The birthday of `1990-02-28`, `19900228`, `--02-29`, `--0229` or a date with a time; None where it is none."""
    told = text.strip()
    try:
        if found := re.fullmatch(_WHOLE, told, re.ASCII):
            year, month, day = (int(part) for part in found.groups() if part is not None)
            return Birthday(month, day, None if year in _PLACEHOLDER_YEARS else year)
        if found := re.fullmatch(_YEARLESS, told, re.ASCII):
            return Birthday(int(found[1]), int(found[2]))
    except ValueError:
        return None
    return None
