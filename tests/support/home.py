"""A small ledger of one morning, and commands run on it."""

from datetime import UTC, datetime

from click.testing import CliRunner, Result

from unscroll.recognise import PagePlace, recognise_page
from unscroll.rulebook import load_rules
from unscroll.sighting import Focus, Input, InputKind, InputSource, Page, Session, SessionState, Stretch
from unscroll.span import to_ms
from unscroll.surface import BROWSER, Surface, ThreadKey

DAY = "2026-11-20"
NINE = to_ms(datetime(2026, 11, 20, 9, tzinfo=UTC))
TODAY = to_ms(datetime(2026, 11, 23, 12, tzinfo=UTC))
"""When commands of a test run, whatever day the suite runs on."""
MINUTE = 60_000
THREAD = ThreadKey(bytes(range(16)))


def page(start_min: int, end_min: int, surface: Surface) -> tuple[Stretch, ...]:
    """A page in front, scrolled all the time."""
    start, end = NINE + start_min * MINUTE, NINE + end_min * MINUTE
    front = Focus(Surface(BROWSER, "window", "browser/window", "firefox"), pid=7)
    return (
        Stretch(start, end, front, "x11"),
        Stretch(start, end, Page("run", 7, "tab", surface), "browser", px=9_000),
        Stretch(start, end, Input(InputKind.WHEEL, InputSource.PAGE), "browser", count=300),
    )


def seen(address: str) -> Surface:
    """The surface of a page, as the door recognises it; every thread is THREAD."""
    host, _, path = address.partition("/")
    return recognise_page(load_rules(), PagePlace("https:", host, f"/{path}"), lambda platform, partner: THREAD)


FEED = seen("www.reddit.com/")
DM = seen("www.instagram.com/direct/t/17842/")


def stretches() -> tuple[Stretch, ...]:
    """09:00 a feed for 20 min, 09:20 a private thread for 10 min."""
    there = Stretch(NINE, NINE + 40 * MINUTE, Session(SessionState.WATCHING, "boot"), "daemon")
    browser = Stretch(NINE, NINE + 40 * MINUTE, Session(SessionState.BROWSER, "run", 7), "browser")
    return (there, browser, *page(0, 20, FEED), *page(20, 30, DM))


def invoke(*args: str, text: str = "") -> Result:
    """One command in this process; its errors are raised as they are."""
    from unscroll.cli.group import main

    return CliRunner().invoke(main, args, input=text, catch_exceptions=False, standalone_mode=False)
