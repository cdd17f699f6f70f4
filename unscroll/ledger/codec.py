"""Codec: facts as rows of the ledger, both ways.

A fact is cut in two: what repeats (`what`, interned) and what changes from row to row (`row`). Words and surfaces stand
in both as themselves; `names` turns them into numbers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from unscroll.kinds import Evidence
from unscroll.ledger.schema import PAGE_AUDIBLE, TICK
from unscroll.sighting import (
    Call,
    Composer,
    Entry,
    Fact,
    Focus,
    Input,
    InputKind,
    InputSource,
    Logged,
    Media,
    Page,
    Phone,
    Session,
    SessionState,
    Track,
    Visited,
)
from unscroll.surface import Surface

Value = int | str | Surface | None
Values = tuple[Value, ...]

_ENTRIES = (Entry.UNKNOWN, Entry.TYPED, Entry.LINK, Entry.RESTORED)
"""The number of each in a page's flags: append only."""
_VISIBLE, _FOCUSED, _AUDIBLE, _PLAYING, _FULL_SCREEN, _DEEP, _ENTRY = 1, 2, PAGE_AUDIBLE, 8, 16, 32, 6


@dataclass(frozen=True, slots=True)
class Form:
    """How one track lies in its tables: column names of both halves, which of them name words and surfaces."""

    track: Track
    what: tuple[str, ...]
    row: tuple[str, ...]
    cut: Callable[[Any], tuple[Values, Values]]
    join: Callable[[Any, Any], Fact]

    @property
    def table(self) -> str:
        return str(self.track)


WORDS = frozenset(
    {"browser", "tab", "profile", "kind", "counted_by", "composer", "state", "subject", "app", "channel", "evidence"}
)
"""Columns that hold the number of a word; `surface` holds that of a surface, the others a plain integer."""


def _cut_page(f: Page) -> tuple[Values, Values]:
    flags = (
        (_VISIBLE if f.visible else 0)
        | (_FOCUSED if f.focused else 0)
        | (_AUDIBLE if f.audible else 0)
        | (_PLAYING if f.playing else 0)
        | (_FULL_SCREEN if f.full_screen else 0)
        | (_DEEP if f.deep else 0)
        | (_ENTRIES.index(f.entry) << _ENTRY)
    )
    return (f.browser, f.pid, f.tab, f.profile), (f.surface, flags, f.participants, f.item)


def _join_page(what: Any, row: Any) -> Fact:
    browser, pid, tab, profile = what
    surface, flags, participants, item = row
    return Page(
        browser=browser,
        pid=pid,
        tab=tab,
        surface=surface,
        visible=bool(flags & _VISIBLE),
        focused=bool(flags & _FOCUSED),
        audible=bool(flags & _AUDIBLE),
        playing=bool(flags & _PLAYING),
        full_screen=bool(flags & _FULL_SCREEN),
        participants=participants,
        entry=_ENTRIES[flags >> _ENTRY],
        item=item,
        deep=bool(flags & _DEEP),
        profile=profile,
    )


def _cut_call(f: Call) -> tuple[Values, Values]:
    flags = (1 if f.microphone else 0) | (2 if f.camera else 0) | (4 if f.remote_audio else 0)
    return (f.surface, f.pid), (f.others, flags)


def _join_call(what: Any, row: Any) -> Fact:
    (surface, pid), (others, flags) = what, row
    return Call(surface, others, bool(flags & 1), bool(flags & 2), bool(flags & 4), pid)


FORMS: dict[Track, Form] = {
    form.track: form
    for form in (
        Form(
            Track.FOCUS,
            ("surface", "pid", "full_screen"),
            (),
            lambda f: ((f.surface, f.pid, int(f.full_screen)), ()),
            lambda what, _: Focus(what[0], what[1], bool(what[2])),
        ),
        Form(
            Track.PAGE,
            ("browser", "pid", "tab", "profile"),
            ("surface", "flags", "participants", "item"),
            _cut_page,
            _join_page,
        ),
        Form(
            Track.INPUT,
            ("kind", "counted_by", "composer"),
            (),
            lambda f: ((str(f.kind), str(f.source), str(f.composer)), ()),
            lambda what, _: Input(InputKind(what[0]), InputSource(what[1]), Composer(what[2])),
        ),
        Form(
            Track.SESSION,
            ("state", "subject", "pid"),
            (),
            lambda f: ((str(f.state), f.subject, f.pid), ()),
            lambda what, _: Session(SessionState(what[0]), what[1], what[2]),
        ),
        Form(Track.CALL, ("surface", "pid"), ("others", "flags"), _cut_call, _join_call),
        Form(Track.MEDIA, ("app", "pid"), (), lambda f: ((f.app, f.pid), ()), lambda what, _: Media(what[0], what[1])),
        Form(
            Track.PHONE,
            ("surface", "app_level"),
            (),
            lambda f: ((f.surface, int(f.app_level)), ()),
            lambda what, _: Phone(what[0], bool(what[1])),
        ),
        Form(
            Track.LOG,
            ("person", "channel"),
            (),
            lambda f: ((f.person_id, f.channel), ()),
            lambda what, _: Logged(what[0], what[1]),
        ),
        Form(
            Track.HISTORY,
            ("surface", "evidence"),
            ("key", "typing_ms", "scrolling_ms", "most_ms"),
            lambda f: ((f.surface, str(f.evidence)), (f.key, f.typing_ms, f.scrolling_ms, f.most_ms)),
            lambda what, row: Visited(what[0], Evidence(what[1]), *row),
        ),
    )
}


def key_of(at_ms: int) -> int:
    """The first rowid of a fact that starts at `at_ms`."""
    return at_ms * TICK


def start_of(key: int) -> int:
    """The start, in milliseconds, of the fact with this rowid."""
    return key // TICK
