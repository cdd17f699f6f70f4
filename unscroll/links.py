"""Links: `unscroll:` addresses of a report as values. They name a thread or a span, never a person.

unscroll:label/x-3f2a/group
unscroll:correct/2026-11-22T14:00Z/2026-11-22T14:30Z/work
"""

import re
from dataclasses import dataclass
from datetime import datetime

from unscroll.bounds import LONGEST_CONTACT_MS, within
from unscroll.errors import Exit, UnscrollError
from unscroll.kinds import Context, Kind
from unscroll.meaning import Size
from unscroll.span import Span, from_ms, to_ms

SCHEME = "unscroll"
_LABEL = re.compile(r"unscroll:label/(x-[0-9a-f]{4,32})/(one|group|nobody)\Z")
_INSTANT = r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}Z)"
_CORRECT = re.compile(rf"unscroll:correct/{_INSTANT}/{_INSTANT}/([a-z_]{{4,12}})\Z")
_MOST = 100


@dataclass(frozen=True, slots=True)
class LabelLink:
    """Who the thread by this name is with, without saying whom."""

    thread: str
    size: Size

    def __str__(self) -> str:
        return f"{SCHEME}:label/{self.thread}/{self.size}"


@dataclass(frozen=True, slots=True)
class CorrectLink:
    """What a span really was: a kind, or work or personal."""

    span: Span
    what: Kind | Context

    def __str__(self) -> str:
        start, end = (f"{from_ms(at_ms):%Y-%m-%dT%H:%MZ}" for at_ms in (self.span.start_ms, self.span.end_ms))
        return f"{SCHEME}:correct/{start}/{end}/{self.what}"


Link = LabelLink | CorrectLink


def parse_link(uri: str) -> Link:
    """The value of a link; UnscrollError (2) for anything else. Anybody can put an address before you: it is read
    strictly, and nothing of it is repeated."""
    told = uri if len(uri) <= _MOST else ""
    if named := _LABEL.match(told):
        return LabelLink(named[1], Size(named[2]))
    if named := _CORRECT.match(told):
        return CorrectLink(_span(named[1], named[2]), _what(named[3]))
    raise _refused()


def _span(start: str, end: str) -> Span:
    try:
        first, last = (to_ms(datetime.fromisoformat(told)) for told in (start, end))
    except ValueError as wrong:
        raise _refused() from wrong
    if not (first < last <= first + LONGEST_CONTACT_MS and within(first, last)):
        raise _refused()  # no report has more than its Day; a yes by mistake must not re-label years
    return Span(first, last)


def _what(word: str) -> Kind | Context:
    if word in set(Context):
        return Context(word)
    if word in set(Kind):
        return Kind(word)
    raise _refused()


def _refused() -> UnscrollError:
    hint = "The links of a report are unscroll:label/THREAD/SIZE and unscroll:correct/START/END/WHAT"
    return UnscrollError("this is no link of a report", hint, Exit.USAGE)
