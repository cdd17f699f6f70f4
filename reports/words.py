"""Words: how reports name things, in one place (METRICS 6)."""

from collections.abc import Mapping
from datetime import date, datetime

from unscroll.minutes import duration as duration
from unscroll.platforms import platform as platform

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


def someone(name: str, names: Mapping[str, str]) -> str:
    """Whoever is met on a platform without a name."""
    return f"Someone on {platform(name, names)}"


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
