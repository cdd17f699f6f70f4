"""Signal words: what a source said of a moment, in words (the `signals` of `explain --json`)."""

from collections.abc import Mapping
from typing import Any

from unscroll.reports.words import count

_YES = {
    "app_level": "only the app is known",
    "audible": "with sound",
    "camera": "camera on",
    "deep": "8 screen heights scrolled through",
    "full_screen": "full screen",
    "microphone": "microphone on",
    "playing": "playing",
    "remote_audio": "others heard",
}
_NO = {"focused": "not in focus", "visible": "not visible"}
_VALUES = {
    ("composer", "dm"): "into a message",
    ("composer", "live_chat"): "into a live chat",
    ("composer", "public"): "into a post or comment",
    ("entry", "link"): "from a link",
    ("entry", "restored"): "restored by the browser",
    ("entry", "typed"): "address typed",
    ("kind", "click"): "clicking",
    ("kind", "key"): "typing",
    ("kind", "motion"): "moving the pointer",
    ("kind", "wheel"): "scrolling",
    ("source", "machine"): "seen by the desktop",
    ("source", "page"): "seen by the page",
    ("state", "asleep"): "asleep",
    ("state", "guest"): "a guest at the desk",
    ("state", "locked"): "locked",
    ("state", "paused"): "paused",
    ("state", "screen_off"): "screen off",
}
_OWN = {"app", "channel"}
"""Their value is their word."""
_SILENT = {"subject"}
"""Run ids: they say nothing to a person."""


def signal_words(signals: Mapping[str, Any]) -> str:
    """`scrolling, seen by the page`."""
    return ", ".join(_word(name, value) for name, value in signals.items() if name not in _SILENT)


def _word(name: str, value: Any) -> str:
    if value is True and name in _YES:
        return _YES[name]
    if value is False and name in _NO:
        return _NO[name]
    if name == "item":
        return f"number {value} in a row"
    if name in ("others", "participants"):
        return count(value, "other person", "other people")
    if name in _OWN:
        return str(value)
    return _VALUES.get((name, value)) or f"{name} {value}".replace("_", " ")
