"""The frames by which the popup does something, checked strictly (docs/extension-frames.md).

What a browser may ask for is what has a reader here, in `popup_frames` or in `browser_frames`: nothing else passes its
door, and no frame names a span, a file or a command.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from unscroll.collectors.frame_fields import FAR, one_of, text, whole

_SURE = re.compile(r"[0-9a-f]{16}\Z")
_LONGEST_MIN = 1440


class Since(StrEnum):
    """What was work: the last hour, or the sitting that goes on now."""

    HOUR = "hour"
    SITTING = "sitting"


@dataclass(frozen=True, slots=True)
class WasWork:
    since: Since
    id: int = 0


@dataclass(frozen=True, slots=True)
class PauseFor:
    """The watching rests for `minutes`; 0: it goes on."""

    minutes: int
    id: int = 0


@dataclass(frozen=True, slots=True)
class ForgetHour:
    """The last hour is to go. `sure` is what the question was answered with; empty: it is not asked yet."""

    sure: str = ""
    id: int = 0


DoingFrame = WasWork | PauseFor | ForgetHour


def _work(body: Mapping[str, Any]) -> WasWork:
    return WasWork(Since(one_of(body, "since", Since)), whole(body, "id", 0, FAR))


def _pause(body: Mapping[str, Any]) -> PauseFor:
    return PauseFor(whole(body, "minutes", 1, _LONGEST_MIN), whole(body, "id", 0, FAR))


def _resume(body: Mapping[str, Any]) -> PauseFor:
    return PauseFor(0, whole(body, "id", 0, FAR))


def _forget(body: Mapping[str, Any]) -> ForgetHour:
    sure = text(body, "sure", 16, _SURE) if "sure" in body else ""
    return ForgetHour(sure, whole(body, "id", 0, FAR))


DOING_READERS: dict[str, Callable[[Mapping[str, Any]], DoingFrame]] = {
    "work": _work,
    "pause": _pause,
    "resume": _resume,
    "forget": _forget,
}
