"""Fields of a frame, each checked strictly."""

import re
from collections.abc import Mapping
from typing import Any

from unscroll.plain import is_whole
from unscroll.recognise import PagePlace

TAB = re.compile(r"[0-9]{1,12}\Z")
FAR = 1 << 53
_PLACE_LIMITS = {"scheme": 8, "host": 253, "path": 2048, "query": 2048, "fragment": 2048, "title": 2048, "hint": 40}


class BadFrame(ValueError):
    """What is wrong with a frame, in words fit for a log: never a part of its content."""


def text(body: Mapping[str, Any], name: str, limit: int, shape: re.Pattern[str] | None = None) -> str:
    value = body.get(name)
    if not isinstance(value, str) or len(value) > limit or (shape and not shape.match(value)):
        raise BadFrame(f"{name} is not a text of the right shape")
    return value


def kept(body: Mapping[str, Any], name: str, limit: int) -> str:
    """A text that is kept. What is only recognised (a title cut within an emoji) may be of any kind."""
    if not is_whole(value := text(body, name, limit)):
        raise BadFrame(f"{name} holds half a character")
    return value


def whole(body: Mapping[str, Any], name: str, low: int, high: int) -> int:
    value = body.get(name)
    if type(value) is not int or not low <= value <= high:
        raise BadFrame(f"{name} is not a whole number of {low} to {high}")
    return value


def flag(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name)
    if not isinstance(value, bool):
        raise BadFrame(f"{name} is neither true nor false")
    return value


def one_of(body: Mapping[str, Any], name: str, allowed: Any) -> str:
    value = body.get(name)
    if not isinstance(value, str) or value not in {str(word) for word in allowed}:
        raise BadFrame(f"{name} is not one of its words")
    return value


def rows(body: Mapping[str, Any], name: str, limit: int, width: int) -> list[list[Any]]:
    found = body.get(name)
    if not isinstance(found, list) or len(found) > limit:
        raise BadFrame(f"{name} is not a list of at most {limit}")
    if any(not isinstance(row, list) or len(row) != width for row in found):
        raise BadFrame(f"{name} has a row without {width} values")
    return found


def place_of(body: Any) -> PagePlace | None:
    """None for a page of whose address nothing is told."""
    if not isinstance(body, dict) or not set(body) <= set(_PLACE_LIMITS):
        raise BadFrame("place has an unknown part")
    parts = {name: text(body, name, _PLACE_LIMITS[name]) for name in body}
    if not parts:
        return None
    if not {"scheme", "host"} <= set(parts):
        raise BadFrame("place has neither a scheme nor a host")
    try:
        return PagePlace(**{"path": "/", **parts})
    except ValueError as wrong:
        raise BadFrame(str(wrong)) from wrong
