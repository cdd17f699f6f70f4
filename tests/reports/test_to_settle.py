"""The threads that would settle most of a period."""

from datetime import timedelta

from support.synthetic_days import DAY, ZONE, all_unresolved

from unscroll.cli.period_text import as_json, as_markdown
from unscroll.day import Zones
from unscroll.reports.pages import Reader, render_period
from unscroll.reports.people_notes import PeopleNotes
from unscroll.reports.period import DayFigures, Period, PeriodKind, day_figures, summarise_period
from unscroll.reports.summary import summarise
from unscroll.reports.to_settle import to_settle

WEEK = Period.around(PeriodKind.WEEK, DAY)
THREADS = tuple((f"x-{n:04x}", "instagram", n) for n in range(1, 8))


def week(one, *days):
    told = enumerate(days)
    return summarise_period(
        WEEK,
        [
            DayFigures(WEEK.first + timedelta(n), True, False, 120, 0, one, sum(t[2] for t in d), unresolved=d)
            for n, d in told
        ],
    )


def test_the_five_longest_by_the_sum_of_their_days():
    tasks = to_settle(week(0, THREADS, (("x-0001", "instagram", 30),)))
    assert [task.command.split()[2] for task in tasks] == ["x-0001", "x-0007", "x-0006", "x-0005", "x-0004"]
    assert tasks[0].text == "Instagram thread x-0001, 31 min: one person, or a group?"
    assert tasks[0].links[1] == ("A group", "unscroll:label/x-0001/group")


def test_up_to_a_fifth_unresolved_nothing_is_asked():
    assert to_settle(week(4 * 28, THREADS)) == ()
    assert len(to_settle(week(4 * 28 - 1, THREADS))) == 5
    assert to_settle(week(0, ())) == ()


def test_page_and_text_have_them_and_the_days_of_the_json_do_not():
    s = week(0, THREADS)
    assert "- Instagram thread x-0007, 7 min: one person, or a group? `unscroll label x-0007 one NAME`" in as_markdown(
        s, PeopleNotes()
    )
    page = render_period(s, Reader(Zones.only(ZONE), 1_795_370_651_000))
    assert 'href="unscroll:label/x-0007/nobody"' in page
    assert "x-0007" not in as_json(s, PeopleNotes())


def test_a_day_tells_its_threads_in_minutes_that_add_up():
    figures = day_figures(summarise(all_unresolved()))
    assert sum(minutes for _, _, minutes in figures.unresolved) <= figures.unresolved_min
    assert figures.unresolved
