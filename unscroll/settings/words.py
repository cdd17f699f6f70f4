"""Words of settings: how each kind of value is read from TOML, written back, described."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from unscroll.meaning import WorkHours
from unscroll.never import never_entry
from unscroll.people.regions import region_code
from unscroll.spoken import parse_clock, parse_duration, say_clock, say_duration

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_PLATFORM = re.compile(r"[a-z0-9_]{1,40}")
_PLACE = re.compile(r"[a-z0-9_]{1,40}(/[a-z0-9_]{1,40})?")


@dataclass(frozen=True, slots=True)
class Words:
    """`read` makes a value of what TOML gave (UnscrollError or ValueError where it does not fit), `write` is its
    inverse as TOML, `form` says for people what fits."""

    form: str
    read: Callable[[Any], Any]
    write: Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start_min` to `end_min` after local midnight; an end before the start is of the next day."""

    start_min: int
    end_min: int

    def hold(self, minute: int) -> bool:
        """Whether the minute of a day lies within."""
        if self.start_min <= self.end_min:
            return self.start_min <= minute < self.end_min
        return minute >= self.start_min or minute < self.end_min


def quoted(text: str) -> str:
    """A TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c >= " " and c != "\x7f" else f"\\u{ord(c):04x}" for c in escaped) + '"'


def _text(raw: Any) -> str:
    if not isinstance(raw, str):
        raise ValueError("a text in quotes is wanted")
    return raw


def _duration(raw: Any) -> int:
    if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0:
        return parse_duration(str(raw))
    return parse_duration(_text(raw))


LONGEST_TAIL_MS = 1_800_000
"""Facts are read 30 min back at most: a longer tail would be cut at the hour."""


def _tail(raw: Any) -> int:
    length_ms = _duration(raw)
    if length_ms > LONGEST_TAIL_MS:
        raise ValueError(f"{say_duration(LONGEST_TAIL_MS)} at most")
    return length_ms


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError("true or false is wanted")
    return raw


def _list(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    def of(raw: Any) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            raise ValueError("a list in [brackets] is wanted")
        return tuple(read(item) for item in raw)

    return of


def _listed(write: Callable[[Any], str]) -> Callable[[Any], str]:
    return lambda values: "[" + ", ".join(write(v) for v in values) + "]"


def _hours(raw: Any) -> Hours:
    first, dash, last = _text(raw).partition("-")
    if not dash:
        raise ValueError("hours are wanted, such as 22:00-08:00")
    return Hours(parse_clock(first), parse_clock(last))


def _write_hours(hours: Hours) -> str:
    return f'"{say_clock(hours.start_min)}-{say_clock(hours.end_min)}"'


def _work_hours(raw: Any) -> WorkHours:
    days, _, hours = _text(raw).strip().lower().rpartition(" ")
    weekdays: set[int] = set()
    for part in days.split(",") if days else ["mon-sun"]:
        first, _, last = part.strip().partition("-")
        if first not in _DAYS or (last or first) not in _DAYS:
            raise ValueError("days are wanted, such as mon-fri or mon,wed")
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        weekdays |= {d % 7 for d in range(start, end + 1 if end >= start else end + 8)}
    told = _hours(hours)
    if told.end_min <= told.start_min:
        raise ValueError("work hours end after they start; put a night into two")
    return WorkHours(frozenset(weekdays), told.start_min, told.end_min)


def _write_work_hours(hours: WorkHours) -> str:
    days = ",".join(_DAYS[d] for d in sorted(hours.weekdays))
    return f'"{days} {say_clock(hours.start_min)}-{say_clock(hours.end_min)}"'


def _per_platform(raw: Any) -> Mapping[str, int]:
    if not isinstance(raw, dict):
        raise ValueError("a table of platforms is wanted")
    for name in raw:
        if not _PLATFORM.fullmatch(name):
            raise ValueError(f"{name!r} is no platform: short lower-case words are")
    return {name: _duration(value) for name, value in raw.items()}


def _place(raw: Any) -> str:
    if not _PLACE.fullmatch(_text(raw)):
        raise ValueError("a platform or platform/surface is wanted, such as linkedin or linkedin/dm_thread")
    return str(raw)


def _never(raw: Any) -> str:
    return never_entry(_text(raw), _in_ascii)


def _in_ascii(host: str) -> str:
    """The host as a browser compares it (IDNA); "" where it is none."""
    import ada_url  # takes some ms, and few lists need it

    try:
        return str(ada_url.URL(f"https://{host}/").hostname)
    except ValueError:
        return ""


def _percent(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 1 <= raw <= 1000:
        raise ValueError("a percentage from 1 to 1000 is wanted")
    return raw


def _percents(raw: Any) -> tuple[int, ...]:
    told = tuple(sorted(set(_list(_percent)(raw))))
    if len(told) > 3:
        raise ValueError("three thresholds at most")
    return told


def _easing(raw: Any) -> int | None:
    return None if raw == "next day" else _duration(raw)


def _turn(raw: Any) -> int:
    minutes = parse_clock(_text(raw))
    if minutes > 720:
        raise ValueError("a Day turns between 00:00 and 12:00")
    return minutes


def _region(raw: Any) -> str:
    return region_code(_text(raw))


def optional(words: Words) -> Words:
    """The same, where leaving it out means something of its own."""
    return Words(words.form, words.read, lambda v: "" if v is None else words.write(v))


def choice(kind: type[StrEnum]) -> Words:
    """One of an enumeration's words."""

    def read(raw: Any) -> StrEnum:
        try:
            return kind(_text(raw))
        except ValueError:
            raise ValueError(f"one of {', '.join(kind)} is wanted") from None

    return Words(" | ".join(f'"{word}"' for word in kind), read, lambda v: f'"{v}"')


def or_flag(words: Words, on: StrEnum, off: StrEnum) -> Words:
    """The same, where true and false are words too: those of before said no more."""

    def read(raw: Any) -> Any:
        return words.read(raw) if not isinstance(raw, bool) else on if raw else off

    return Words(f"{words.form} | true | false", read, words.write)


DURATION = Words("duration", _duration, lambda ms: f'"{say_duration(ms)}"')
TAIL = Words("duration, 30m at most", _tail, lambda ms: f'"{say_duration(ms)}"')
EASING = Words('duration | "next day"', _easing, lambda ms: '"next day"' if ms is None else f'"{say_duration(ms)}"')
FLAG = Words("true | false", _flag, lambda v: "true" if v else "false")
TEXTS = Words("list of texts", _list(_text), _listed(quoted))
NEVER = Words("list of hosts and app ids", _list(_never), _listed(quoted))
PLACES = Words("list of platforms or platform/surface", _list(_place), _listed(quoted))
REGION = Words('country of two letters, such as "FR"', _region, quoted)
CLOCK = Words("time", _turn, lambda m: f'"{say_clock(m)}"')
NIGHT = Words("list of hours", _list(_hours), _listed(_write_hours))
WORK_HOURS = Words("list of days and hours", _list(_work_hours), _listed(_write_work_hours))
PER_PLATFORM = Words(
    "table: platform = duration",
    _per_platform,
    lambda caps: "{" + ", ".join(f'{name} = "{say_duration(ms)}"' for name, ms in sorted(caps.items())) + "}",
)
PERCENTS = Words("list of percentages, three at most", _percents, _listed(str))
