"""Whether the longest run was work too: asked where the Day knows work, by a link that asks again."""

from support.synthetic_days import ZONE, inputs, line, piece

from unscroll.day import Zones
from unscroll.kinds import Context, Kind
from unscroll.links import CorrectLink, parse_link
from unscroll.reports.minutes import day_minutes
from unscroll.reports.summary import summarise
from unscroll.reports.was_work import was_work


def feed(start, end, context=Context.PERSONAL):
    return piece(start, end, Kind.SCROLL, "reddit", "feed", context=context)


def asked(*pieces):
    summary = summarise(inputs(line(*pieces)))
    return was_work(summary, day_minutes(summary), Zones.only(ZONE))


WORK = feed("09:00", "09:30", Context.WORK)


def test_the_longest_personal_run_is_asked_about():
    (task,) = asked(WORK, feed("11:00:10", "11:10:00"), feed("11:10:20", "11:20:15"), feed("15:00", "15:12"))
    assert task.text == "Feeds from 11:00 to 11:21: was that work too?"
    assert task.command == 'unscroll correct "2026-11-22 11:00-11:21" work'
    ((words, address),) = task.links
    link = parse_link(address)
    assert (words, link.what) == ("It was work", Context.WORK)
    assert isinstance(link, CorrectLink)
    assert link.span.length_ms == 21 * 60_000


def test_a_day_without_work_is_asked_nothing_nor_about_a_short_run():
    assert asked(feed("11:00", "11:40")) == ()
    assert asked(WORK, feed("11:00", "11:14")) == ()
    assert asked(WORK) == ()
