"""The frames of the extension's popup as values, checked strictly (docs/extension-frames.md)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from unscroll.collectors.frame_fields import FAR, TAB, kept, one_of, place_of, text, whole
from unscroll.meaning import Size
from unscroll.recognise import PagePlace

_THREAD = re.compile(r"[0-9a-f]{32}\Z")
_NAME, _CHANNEL = 200, 40
_MINUTES = 1440


@dataclass(frozen=True, slots=True)
class Ask:
    """The popup was opened at `tab`. `place` is what that shows now, where it is a conversation by the extension's
    rules; `id` is given back with the answer."""

    tab: str
    place: PagePlace | None = None
    id: int = 0


@dataclass(frozen=True, slots=True)
class LabelTab:
    """The popup's word on a conversation. `thread` is the key that it was shown under, in hex; empty from an extension
    that does not say which one it means. `person_id` is whom the user picked among the names that it was given, 0 where
    they typed one."""

    tab: str
    size: Size
    person: str
    thread: str = ""
    person_id: int = 0
    id: int = 0


@dataclass(frozen=True, slots=True)
class AskPeople:
    """The popup asks for names to complete what is typed."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class LogContact:
    """A contact that has just ended; `minutes` is 0 where its length was not told. `person_id` as in `LabelTab`."""

    channel: str
    person: str
    person_id: int = 0
    minutes: int = 0
    id: int = 0


PopupFrame = Ask | LabelTab | AskPeople | LogContact


def _ask(body: Mapping[str, Any]) -> Ask:
    place = place_of(body["place"]) if "place" in body else None
    return Ask(text(body, "tab", 12, TAB), place, _number(body, "id"))


def _label(body: Mapping[str, Any]) -> LabelTab:
    return LabelTab(
        tab=text(body, "tab", 12, TAB),
        size=Size(one_of(body, "size", Size)),
        person=kept(body, "person", _NAME).strip(),
        thread=text(body, "thread", 32, _THREAD) if "thread" in body else "",
        person_id=_number(body, "person_id"),
        id=_number(body, "id"),
    )


def _people(body: Mapping[str, Any]) -> AskPeople:
    return AskPeople(_number(body, "id"))


def _log(body: Mapping[str, Any]) -> LogContact:
    return LogContact(
        channel=kept(body, "channel", _CHANNEL).strip(),
        person=kept(body, "person", _NAME).strip(),
        person_id=_number(body, "person_id"),
        minutes=_number(body, "minutes", _MINUTES),
        id=_number(body, "id"),
    )


def _number(body: Mapping[str, Any], name: str, most: int = FAR) -> int:
    """0 where it is not told."""
    return whole(body, name, 0, most) if name in body else 0


POPUP_READERS: dict[str, Callable[[Mapping[str, Any]], PopupFrame]] = {
    "ask": _ask,
    "label": _label,
    "people": _people,
    "log": _log,
}
