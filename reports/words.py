"""Words: how reports name things, in one place (METRICS 6)."""

from collections.abc import Mapping
from datetime import date, datetime

from unscroll.platform_name import platform_name

KINDS = {
    "scroll": "feeds",
    "one_to_one": "one-to-one",
    "private": "unresolved",
    "group": "groups",
    "broadcast": "posting to many",
    "other": "everything else",
}
"""By `Kind`, which is a text: `status` reads this without importing the core."""
EVIDENCE = {"measured": "measured", "logged": "logged by you", "estimated": "estimated from timestamps"}
_VIEWS = {
    "chat_app": "chat window",
    "community": "community pages",
    "dm_compose": "new message",
    "dm_list": "inbox",
    "dm_thread": "messages",
    "explore": "explore",
    "feed": "feed",
    "group_chat": "group chat",
    "live": "live streams",
    "notifications": "notifications",
    "page": "pages",
    "post": "single posts",
    "profile": "profiles",
    "search": "search results",
    "shorts": "short videos",
    "stories": "stories",
    "unseen": "not seen",
    "video": "videos",
    "window": "windows",
}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def duration(minutes: int, some: bool = False) -> str:
    """`1 h 05 min`, `38 min`; "under 1 min" where there is `some`thing that rounds to none."""
    if minutes == 0 and some:
        return "under 1 min"
    hours, rest = divmod(minutes, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02d} min" if rest else f"{hours} h"


def platform(name: str, names: Mapping[str, str]) -> str:
    """A platform's display name; the rules' own names come first."""
    return names.get(name) or platform_name(name)


def view(name: str) -> str:
    return _VIEWS.get(name, name.replace("_", " "))


def long_date(day: date) -> str:
    """`Sunday, 22 November 2026`."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """`Sun 22 Nov`."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {_MONTHS[day.month - 1][:3]}"


def month(day: date) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}"


def clock(when: datetime) -> str:
    """`18:04`."""
    return f"{when.hour:02d}:{when.minute:02d}"


def count(number: int, one: str, many: str = "") -> str:
    """`1 person`, `3 people`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
