"""The frames of the browser extension as values, checked strictly (docs/extension-frames.md)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from unscroll.collectors.doing_frames import DOING_READERS, DoingFrame
from unscroll.collectors.frame_fields import FAR, TAB, BadFrame, flag, kept, one_of, place_of, rows, text, whole
from unscroll.collectors.options_frames import OPTIONS_READERS, OptionsFrame
from unscroll.collectors.popup_frames import POPUP_READERS, PopupFrame
from unscroll.recognise import PagePlace
from unscroll.sighting import Composer, Entry, InputKind

SCHEMA = 1
_RUN = re.compile(r"[0-9a-f]{8,32}\Z")
_INPUT_RUNS, _ACTS = 600, 200


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
    unseen: bool = False
    """A page in front in which no script of the extension runs."""
    input: tuple[InputRun, ...] = field(default=())
    acts: tuple[PageAct, ...] = field(default=())


Frame = Hello | Delta | PopupFrame | DoingFrame | OptionsFrame


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
    return text(delta, "run", 32, _RUN), whole(delta, "seq", 1, FAR)


def _hello(body: Mapping[str, Any]) -> Hello:
    return Hello(
        version=kept(body, "version", 20),
        browser=text(body, "browser", 32, _RUN),
        lost=whole(body, "lost", 0, FAR) if "lost" in body else 0,
        profile=kept(body, "profile", 80) if "profile" in body else "",
    )


def _delta(body: Mapping[str, Any]) -> Delta:
    if whole(body, "v", 0, FAR) != SCHEMA:
        raise BadFrame("a frame of another version of the extension")
    start_ms = whole(body, "start", 0, FAR)
    end_ms = whole(body, "end", 0, FAR)
    if end_ms < start_ms:
        raise BadFrame("a piece ends before it starts")
    state = body.get("state")
    if not isinstance(state, dict):
        raise BadFrame("state must be an object")
    participants = state.get("participants")
    return Delta(
        run=text(body, "run", 32, _RUN),
        seq=whole(body, "seq", 1, FAR),
        tab=text(body, "tab", 12, TAB),
        start_ms=start_ms,
        end_ms=end_ms,
        place=place_of(body.get("place")),
        visible=flag(state, "visible"),
        focused=flag(state, "focused"),
        audible=flag(state, "audible"),
        playing=flag(state, "playing"),
        full_screen=flag(state, "full_screen"),
        item=whole(state, "item", 1, 1_000_000),
        deep=flag(state, "deep"),
        entry=Entry(one_of(state, "entry", Entry)),
        participants=None if participants is None else whole(state, "participants", 0, 100_000),
        px=whole(body, "px", 0, 10_000_000),
        unseen=flag(state, "unseen") if "unseen" in state else False,
        input=tuple(_run(row) for row in rows(body, "input", _INPUT_RUNS, 5)),
        acts=tuple(_act(row) for row in rows(body, "acts", _ACTS, 3)),
    )


def _run(row: list[Any]) -> InputRun:
    cells = dict(zip(("kind", "composer", "start", "end", "count"), row, strict=True))
    start_ms, end_ms = whole(cells, "start", 0, FAR), whole(cells, "end", 0, FAR)
    if end_ms < start_ms:
        raise BadFrame("an input run ends before it starts")
    kind = InputKind(one_of(cells, "kind", InputKind))
    composer = Composer(one_of(cells, "composer", Composer))
    return InputRun(kind, composer, start_ms, end_ms, whole(cells, "count", 1, 1_000_000))


def _act(row: list[Any]) -> PageAct:
    cells = dict(zip(("what", "composer", "at"), row, strict=True))
    what = text(cells, "what", 8)
    if what not in ("sent", "click"):
        raise BadFrame("an act of an unknown kind")
    return PageAct(what, Composer(one_of(cells, "composer", Composer)), whole(cells, "at", 0, FAR))


_READERS: dict[str, Callable[[Mapping[str, Any]], Frame]] = {
    "hello": _hello,
    "delta": _delta,
    **POPUP_READERS,
    **DOING_READERS,
    **OPTIONS_READERS,
}
ASKS = tuple(sorted({*POPUP_READERS, *DOING_READERS, *OPTIONS_READERS}))
"""The frames that ask or say something of the user's; an extension is told them, so that it offers no others."""
