"""ToldTouchpoint: what an export says of a message or a meeting with one person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from unscroll.people.handles import Handle, told_handle
from unscroll.people.touchpoint import Direction
from unscroll.plain import LONGEST_NAME, one_line

MAIL, CALENDAR = "mail", "calendar"
TELLING = (MAIL, CALENDAR)
"""The sources of such touchpoints."""
_LONGEST_KEY = 64


@dataclass(frozen=True, slots=True)
class ToldTouchpoint:
    """With whoever bears `handle`, called `name` there. `key` stands for the record, the same in each copy of it.

    `[start_ms, end_ms)` is as in a Touchpoint, and so is `genuine`. Somebody whom nobody knows becomes a person by it
    where it `makes` one; else it is left out. What it says is *estimated*: a timestamp, and nobody watched (METRICS 3).
    """

    key: str
    handle: Handle
    name: str
    start_ms: int
    end_ms: int
    channel: str
    direction: Direction
    genuine: bool = True
    makes: bool = False


def touchpoint_to_json(told: ToldTouchpoint) -> dict[str, Any]:
    """The touchpoint as it travels to the ledger."""
    return {
        "key": told.key,
        "handle": str(told.handle),
        "name": told.name,
        "start_ms": told.start_ms,
        "end_ms": told.end_ms,
        "channel": told.channel,
        "direction": str(told.direction),
        "genuine": told.genuine,
        "makes": told.makes,
    }


def touchpoint_from_json(told: Mapping[str, Any]) -> ToldTouchpoint:
    """The inverse of `touchpoint_to_json`; KeyError, TypeError or ValueError for anything else."""
    if not isinstance(told, Mapping):
        raise TypeError("a touchpoint is an object")
    start_ms, end_ms, key, channel = told["start_ms"], told["end_ms"], told["key"], told["channel"]
    if type(start_ms) is not int or type(end_ms) is not int or end_ms < start_ms:
        raise ValueError("a touchpoint has a start and an end")
    if not isinstance(key, str) or not 0 < len(key) <= _LONGEST_KEY or not isinstance(channel, str) or not channel:
        raise ValueError("a touchpoint has a key and a channel")
    handle = told_handle(str(told["handle"]))
    if not handle.strong:
        raise ValueError("a name is no key")
    return ToldTouchpoint(
        key,
        handle,
        one_line(str(told.get("name", "")))[:LONGEST_NAME],
        start_ms,
        end_ms,
        channel[:LONGEST_NAME],
        Direction(told["direction"]),
        told.get("genuine", True) is True,
        told.get("makes", False) is True,
    )
