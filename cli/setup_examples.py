"""SetupExamples: five rows as they would be stored, in the words of `what-you-know`."""

from unscroll.day import Zones
from unscroll.ledger import sentence
from unscroll.recognise import PagePlace, recognise_page, recognise_window
from unscroll.rulebook import load_rules
from unscroll.sighting import Entry, Focus, Input, InputKind, InputSource, Page, Session, SessionState, Stretch
from unscroll.surface import ThreadKey

_MINUTE_MS, _HOUR_MS = 60_000, 3_600_000
_BROWSER = "browser-example"


def example_rows(zones: Zones, now_ms: int) -> list[str]:
    """Made by what recognises pages at the door, told by what tells stored rows: none is written by hand. They are of
    the hour before `now_ms`."""
    rules, noon = load_rules(), now_ms // _MINUTE_MS * _MINUTE_MS - _HOUR_MS

    def page(path: str, entry: Entry) -> Page:
        surface = recognise_page(rules, PagePlace("https:", "www.instagram.com", path), _key)
        return Page(_BROWSER, 1, "tab", surface, entry=entry)

    def row(
        start: int, end: int, fact: Focus | Page | Input | Session, source: str, count: int = 0, px: int = 0
    ) -> str:
        stretch = Stretch(noon + start * _MINUTE_MS, noon + end * _MINUTE_MS, fact, source, count=count, px=px)
        return sentence(stretch, zones, {})

    return [
        row(0, 19, Focus(recognise_window(rules, "firefox", "", _key), 1), "x11"),
        row(0, 12, page("/", Entry.TYPED), "browser", px=48_200),
        row(0, 12, Input(InputKind.WHEEL, InputSource.PAGE), "browser", count=310),
        row(12, 19, page("/direct/t/17842/", Entry.LINK), "browser"),
        row(19, 41, Session(SessionState.LOCKED), "logind"),
    ]


def _key(platform: str, partner: str) -> ThreadKey:
    """A conversation is stored as a number that nobody can turn back; this one is of nobody."""
    return ThreadKey(bytes.fromhex("3f2a0c4d5e6b7a8990a1b2c3d4e5f607"))
