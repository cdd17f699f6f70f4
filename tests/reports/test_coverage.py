"""Coverage from session stretches (METRICS 2.3)."""

from dataclasses import replace

from support.synthetic_days import instant, line, piece, present

from unscroll.forgotten import Forgotten
from unscroll.kinds import Kind
from unscroll.line import Unseen
from unscroll.reports.coverage import coverage
from unscroll.sighting import SessionState
from unscroll.span import Span

MIN = 60_000


def minutes(session, the_line=None):
    c = coverage(session, the_line or line())
    return c.expected_ms // MIN, c.watched_ms // MIN


def test_a_daemon_off_gap_within_one_boot_is_missing():
    session = [present("08:00", "10:00"), present("13:00", "18:00")]
    assert minutes(session) == (600, 420)
    assert not coverage(session, line()).valid


def test_a_day_of_which_something_was_forgotten_is_in_no_trend():
    session = [present("08:00", "18:00")]
    assert coverage(session, line()).valid
    gone = Forgotten(Span(instant("09:00"), instant("09:01")), "09:00 to 09:01")
    assert not coverage(session, line(), (gone,)).valid


def test_power_off_between_two_boots_is_not_missing():
    session = [present("08:00", "10:00"), present("13:00", "18:00", "b2")]
    assert minutes(session) == (420, 420)
    assert coverage(session, line()).valid


def test_sleep_within_one_boot_is_not_missing():
    asleep = present("10:00", "13:00", state=SessionState.ASLEEP)
    assert minutes([present("08:00", "10:00"), asleep, present("13:00", "18:00")]) == (420, 420)


def test_paused_is_missing_and_a_guest_is_not():
    day = present("08:00", "18:00")
    assert minutes([day, present("09:00", "10:00", state=SessionState.PAUSED)]) == (600, 540)
    assert minutes([day, present("09:00", "10:00", state=SessionState.GUEST)]) == (540, 540)


def test_locked_time_without_a_presence_row_is_watched():
    locked = present("10:00", "13:00", state=SessionState.LOCKED)
    assert minutes([present("08:00", "10:00"), locked, present("13:00", "18:00")]) == (600, 600)


def test_presence_is_clipped_to_the_day():
    the_line = line()
    session = replace(present("08:00", "10:00"), start_ms=the_line.window.start_ms - 60 * MIN)
    assert minutes([session], the_line) == (360, 360)


def test_under_half_an_hour_is_never_valid():
    assert not coverage([present("08:00", "08:29")], line()).valid
    assert coverage([present("08:00", "08:30")], line()).valid


def test_browser_time_is_seen_or_not():
    seen = piece("09:00", "09:40", Kind.SCROLL, "reddit", "feed", tab="t")
    unseen = piece("10:00", "10:11", Kind.OTHER, "browser", "unseen")
    native = piece("11:00", "11:40", Kind.OTHER, "none", "window")
    gap = Unseen(unseen.start_ms, unseen.end_ms, "firefox")
    c = coverage([present("08:00", "18:00")], line(seen, unseen, native, unseen=(gap,)))
    assert (c.browser_ms, c.browser_seen_ms) == (51 * MIN, 40 * MIN)
    assert not c.valid
