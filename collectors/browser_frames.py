"""The frames of the browser extension as values, checked strictly (docs/extension-frames.md)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from unscroll.meaning import Size
from unscroll.recognise import PagePlace
from unscroll.sighting import Composer, Entry, InputKind

SCHEMA = 1
_RUN = re.compile(r"[0-9a-f]{8,32}\Z")
_THREAD = re.compile(r"[0-9a-f]{32}\Z")
_TAB = re.compile(r"[0-9]{1,12}\Z")
_HALF = re.compile("[\ud800-\udfff]")
_PLACE_LIMITS = {"scheme": 8, "host": 253, "path": 2048, "query": 2048, "fragment": 2048, "title": 2048, "hint": 40}
_INPUT_RUNS, _ACTS = 600, 200
_FAR = 1 << 53


class BadFrame(ValueError):
    """What is wrong with a frame, in words fit for a log: never a part of its content."""


@dataclass(frozen=True, slots=True)
class Hello:
    """The extension's word on itself. `lost` counts the frames that did not fit while nobody acknowledged."""

    version: str
    browser: str
    lost: int = 0
    profile: str = ""


@dataclass(frozen=True, slots=True)
class InputRun:
    kind: InputKind
    composer: Composer
    start_ms: int
    end_ms: int
    count: int


@dataclass(frozen=True, slots=True)
class PageAct:
    """`what` is `sent` or `click`."""

    what: str
    composer: Composer
    at_ms: int


@dataclass(frozen=True, slots=True)
class Delta:
    """A piece of a page's time. `run` is the page document, `place` the parts of its address that a rule needs.

    None stands for a page outside the rules: the extension tells nothing of its address.
    """

    run: str
    seq: int
    tab: str
    start_ms: int
    end_ms: int
    place: PagePlace | None
    visible: bool
    focused: bool
    audible: bool
    playing: bool
    full_screen: bool
    item: int
    deep: bool
    entry: Entry
    participants: int | None
    px: int
    input: tuple[InputRun, ...] = field(default=())
    acts: tuple[PageAct, ...] = field(default=())


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
    that does not say which one it means."""

    tab: str
    size: Size
    person: str
    thread: str = ""
    id: int = 0


Frame = Hello | Delta | Ask | LabelTab


def parse(frame: Any) -> Frame:
    """The value of a frame; BadFrame where it is none."""
    if not isinstance(frame, dict) or len(frame) != 1:
        raise BadFrame("a frame is an object with one key")
    (name, body), *_ = frame.items()
    reader = _READERS.get(name)
    if reader is None or not isinstance(body, dict):
        raise BadFrame("a frame of an unknown kind")
    return reader(body)


def number_of(frame: Any) -> tuple[str, int]:
    """Run and sequence of a frame that may be bad otherwise; BadFrame where it has none."""
    delta = frame.get("delta") if isinstance(frame, dict) else None
    if not isinstance(delta, dict):
        raise BadFrame("no delta")
    return _text(delta, "run", 32, _RUN), _whole(delta, "seq", 1, _FAR)


def _hello(body: Mapping[str, Any]) -> Hello:
    return Hello(
        version=_text(body, "version", 20),
        browser=_text(body, "browser", 32, _RUN),
        lost=_whole(body, "lost", 0, _FAR) if "lost" in body else 0,
        profile=_words(body, "profile", 80) if "profile" in body else "",
    )


def _delta(body: Mapping[str, Any]) -> Delta:
    if _whole(body, "v", 0, _FAR) != SCHEMA:
        raise BadFrame("a frame of another version of the extension")
    start_ms = _whole(body, "start", 0, _FAR)
    end_ms = _whole(body, "end", 0, _FAR)
    if end_ms < start_ms:
        raise BadFrame("a piece ends before it starts")
    state = body.get("state")
    if not isinstance(state, dict):
        raise BadFrame("state must be an object")
    participants = state.get("participants")
    return Delta(
        run=_text(body, "run", 32, _RUN),
        seq=_whole(body, "seq", 1, _FAR),
        tab=_text(body, "tab", 12, _TAB),
        start_ms=start_ms,
        end_ms=end_ms,
        place=_place(body.get("place")),
        visible=_flag(state, "visible"),
        focused=_flag(state, "focused"),
        audible=_flag(state, "audible"),
        playing=_flag(state, "playing"),
        full_screen=_flag(state, "full_screen"),
        item=_whole(state, "item", 1, 1_000_000),
        deep=_flag(state, "deep"),
        entry=Entry(_one_of(state, "entry", Entry)),
        participants=None if participants is None else _whole(state, "participants", 0, 100_000),
        px=_whole(body, "px", 0, 10_000_000),
        input=tuple(_run(row) for row in _rows(body, "input", _INPUT_RUNS, 5)),
        acts=tuple(_act(row) for row in _rows(body, "acts", _ACTS, 3)),
    )


def _place(body: Any) -> PagePlace | None:
    if not isinstance(body, dict) or not set(body) <= set(_PLACE_LIMITS):
        raise BadFrame("place has an unknown part")
    parts = {name: _text(body, name, _PLACE_LIMITS[name]) for name in body}
    if not parts:
        return None
    if not {"scheme", "host"} <= set(parts):
        raise BadFrame("place has neither a scheme nor a host")
    try:
        return PagePlace(**{"path": "/", **parts})
    except ValueError as wrong:
        raise BadFrame(str(wrong)) from wrong


def _run(row: list[Any]) -> InputRun:
    cells = dict(zip(("kind", "composer", "start", "end", "count"), row, strict=True))
    start_ms, end_ms = _whole(cells, "start", 0, _FAR), _whole(cells, "end", 0, _FAR)
    if end_ms < start_ms:
        raise BadFrame("an input run ends before it starts")
    kind = InputKind(_one_of(cells, "kind", InputKind))
    composer = Composer(_one_of(cells, "composer", Composer))
    return InputRun(kind, composer, start_ms, end_ms, _whole(cells, "count", 1, 1_000_000))


def _act(row: list[Any]) -> PageAct:
    cells = dict(zip(("what", "composer", "at"), row, strict=True))
    what = _text(cells, "what", 8)
    if what not in ("sent", "click"):
        raise BadFrame("an act of an unknown kind")
    return PageAct(what, Composer(_one_of(cells, "composer", Composer)), _whole(cells, "at", 0, _FAR))


def _ask(body: Mapping[str, Any]) -> Ask:
    place = _place(body["place"]) if "place" in body else None
    return Ask(_text(body, "tab", 12, _TAB), place, _id(body))


def _label(body: Mapping[str, Any]) -> LabelTab:
    size = Size(_one_of(body, "size", Size))
    thread = _text(body, "thread", 32, _THREAD) if "thread" in body else ""
    return LabelTab(_text(body, "tab", 12, _TAB), size, _words(body, "person", 200).strip(), thread, _id(body))


def _id(body: Mapping[str, Any]) -> int:
    return _whole(body, "id", 0, _FAR) if "id" in body else 0


_READERS: dict[str, Callable[[Mapping[str, Any]], Frame]] = {
    "hello": _hello,
    "delta": _delta,
    "ask": _ask,
    "label": _label,
}


def _text(body: Mapping[str, Any], name: str, limit: int, shape: re.Pattern[str] | None = None) -> str:
    value = body.get(name)
    if not isinstance(value, str) or len(value) > limit or (shape and not shape.match(value)):
        raise BadFrame(f"{name} is not a text of the right shape")
    return value


def _words(body: Mapping[str, Any], name: str, limit: int) -> str:
    """A text that the ledger keeps."""
    value = _text(body, name, limit)
    if _HALF.search(value):
        raise BadFrame(f"{name} has half a character in it")
    return value


def _whole(body: Mapping[str, Any], name: str, low: int, high: int) -> int:
    value = body.get(name)
    if type(value) is not int or not low <= value <= high:
        raise BadFrame(f"{name} is not a whole number of {low} to {high}")
    return value


def _flag(body: Mapping[str, Any], name: str) -> bool:
    value = body.get(name)
    if not isinstance(value, bool):
        raise BadFrame(f"{name} is neither true nor false")
    return value


def _one_of(body: Mapping[str, Any], name: str, words: Any) -> str:
    value = body.get(name)
    if not isinstance(value, str) or value not in {str(word) for word in words}:
        raise BadFrame(f"{name} is not one of its words")
    return value


def _rows(body: Mapping[str, Any], name: str, limit: int, width: int) -> list[list[Any]]:
    rows = body.get(name)
    if not isinstance(rows, list) or len(rows) > limit:
        raise BadFrame(f"{name} is not a list of at most {limit}")
    if any(not isinstance(row, list) or len(row) != width for row in rows):
        raise BadFrame(f"{name} has a row without {width} values")
    return rows
