"""The frames of the extension's options page, checked strictly (docs/extension-frames.md).

Only the settings named here may be asked for or changed through a browser's door; what they may say is for the reading
of config.toml to judge.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from unscroll.collectors.frame_fields import FAR, BadFrame, kept, text, whole
from unscroll.plain import is_whole

_STAMP = re.compile(r"[0-9a-f]{16}\Z")
_CIRCLE = re.compile(r"[a-z]{0,12}\Z")
_WORD, _ENTRY = 40, 253
_MOST = 500


@dataclass(frozen=True, slots=True)
class AskSettings:
    """The page was opened, or looked at again."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class SetSettings:
    """`changes` are settings by their dotted key; None takes one out of the file. `stamp` is that of the file that
    the page shows."""

    stamp: str
    changes: Mapping[str, Any]
    id: int = 0


@dataclass(frozen=True, slots=True)
class AskCircles:
    """Who is in which circle?"""

    id: int = 0


@dataclass(frozen=True, slots=True)
class PutInCircle:
    """Somebody goes into a circle; out of all where it is empty."""

    person_id: int
    circle: str
    id: int = 0


OptionsFrame = AskSettings | SetSettings | AskCircles | PutInCircle


def _word(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= _WORD and is_whole(value)


def _entries(value: Any) -> bool:
    return (
        isinstance(value, list)
        and len(value) <= _MOST
        and all(isinstance(entry, str) and 0 < len(entry) <= _ENTRY and is_whole(entry) for entry in value)
    )


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _table(value: Any) -> bool:
    return isinstance(value, dict) and len(value) <= _MOST and all(map(_word, [*value, *value.values()]))


OPTIONS: Mapping[str, Callable[[Any], bool]] = {
    "mode": _word,
    "cap": _word,
    "caps.weekday": _word,
    "caps.weekend": _word,
    "caps.platform": _table,
    "quiet_hours": _entries,
    "never": _entries,
    "work.profiles": _entries,
    "work.hours": _entries,
    "work.counts": _flag,
}
"""The settings of the page, each with what its value has to look like."""


def changes_of(body: Any) -> dict[str, Any]:
    """Settings by their dotted key; BadFrame where one is none of the page's, or of another shape."""
    if not isinstance(body, dict) or not body:
        raise BadFrame("changes is an object of settings")
    for key, value in body.items():
        fits = OPTIONS.get(key)
        if fits is None:
            raise BadFrame("changes names a setting that is none of the page's")
        if value is not None and not fits(value):
            raise BadFrame(f"{key} is of another shape")
    return dict(body)


def stamp_of(body: Mapping[str, Any]) -> str:
    """The stamp of the file that was shown; BadFrame where it is none."""
    return text(body, "stamp", 16, _STAMP)


def _settings(body: Mapping[str, Any]) -> AskSettings:
    return AskSettings(whole(body, "id", 0, FAR))


def _set(body: Mapping[str, Any]) -> SetSettings:
    return SetSettings(stamp_of(body), changes_of(body.get("changes")), whole(body, "id", 0, FAR))


def _circles(body: Mapping[str, Any]) -> AskCircles:
    return AskCircles(whole(body, "id", 0, FAR))


def _circle(body: Mapping[str, Any]) -> PutInCircle:
    circle = kept(body, "circle", 12)
    if not _CIRCLE.match(circle):
        raise BadFrame("circle is no word")
    return PutInCircle(whole(body, "person_id", 1, FAR), circle, whole(body, "id", 0, FAR))


OPTIONS_READERS: dict[str, Callable[[Mapping[str, Any]], OptionsFrame]] = {
    "settings": _settings,
    "set": _set,
    "circles": _circles,
    "circle": _circle,
}
