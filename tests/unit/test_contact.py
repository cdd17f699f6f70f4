"""People reached, reach-outs, intercepts; rows 19, 31, 32, 52-55 of the truth table."""

from support.desk import FEED, T0, THREAD, Desk, known, surface

from unscroll.acts import ActKind
from unscroll.intercepts import Intercepts, intercepts
from unscroll.kinds import Evidence, Kind
from unscroll.meaning import Label, Size
from unscroll.people.touchpoint import Direction, Touchpoint
from unscroll.reached import ReachOuts, reach_outs, reached

ONE = known("dm_thread", Kind.ONE_TO_ONE, thread="ana")
HOUR = 3_600_000


def logged(start_min=0, minutes=0, person=1, channel="coffee", direction="both"):
    start = T0 + start_min * 60_000
    return Touchpoint(1, start, start + minutes * 60_000, person, channel, Direction(direction), Evidence.LOGGED)


def test_a_message_in_a_thread_of_one_reaches_somebody():
    desk = Desk().page(0, 60, ONE).hands_on(0, 60).act(30, ActKind.SENT, ONE).act(40, ActKind.SENT, ONE)
    assert reached(desk.line()) == {ONE.thread}


def test_a_labelled_thread_is_that_person():
    desk = Desk().page(0, 60, THREAD).hands_on(0, 60).act(30, ActKind.SENT, THREAD)
    assert reached(desk.line()) == frozenset()  # of unknown size: nobody is guessed
    desk.labels[THREAD.thread] = Label(Size.ONE, 9)
    assert reached(desk.line()) == {9}


def test_row_19_reading_reaches_nobody():
    assert reached(Desk().page(0, 60, ONE).hands_on(0, 60).line()) == frozenset()


def test_groups_add_nobody():
    place = surface("group_chat", thread="club")
    assert reached(Desk().page(0, 60, place).hands_on(0, 60).act(30, ActKind.SENT, place).line()) == frozenset()


def test_calls_of_a_minute():
    assert len(reached(Desk().call(0, 60, others=1, microphone=True).line())) == 1
    assert reached(Desk().call(0, 59, others=1, microphone=True).line()) == frozenset()


def test_logged_meetings_of_ten_minutes():
    line = Desk().line()
    assert reached(line, [logged(minutes=10)]) == {1}
    assert reached(line, [logged(minutes=9)]) == frozenset()
    assert reached(line, [logged()]) == {1}  # a length that is not known is not short


def test_row_31_a_public_reply_reaches_nobody():
    desk = Desk().page(0, 60, surface("post")).hands_on(0, 60).act(30, ActKind.COMMENT, surface("post"))
    assert reached(desk.line()) == frozenset()


def test_row_32_a_like_changes_no_second():
    desk = Desk().page(0, 60).hands_on(0, 60)
    assert desk.seconds() == desk.act(30, ActKind.CLICK, FEED).seconds() == {"scroll": 60}


def test_reach_outs():
    line = Desk().line()
    old = Touchpoint(0, T0 - 13 * HOUR, T0 - 13 * HOUR, 1, "message", Direction("in"), Evidence.MEASURED)
    recent = Touchpoint(0, T0 - HOUR, T0 - HOUR, 1, "message", Direction("in"), Evidence.MEASURED)
    out = logged(channel="message", direction="out")
    assert reach_outs(line, [out], [old]) == ReachOuts(1, 0)
    assert reach_outs(line, [out], [recent]) == ReachOuts(0, 1)
    assert reach_outs(line, [out, logged(5, channel="message", direction="out")]) == ReachOuts(1, 0)


def test_row_52_an_open_intercept_costs_nothing():
    desk = Desk().page(0, 180, surface("intercept", "unscroll")).hands_on(0, 180)
    assert desk.seconds() == {"other": 180}


def test_row_53_back_in_twenty_seconds_is_went_on():
    desk = Desk().act(0, ActKind.SHOWN).act(5, ActKind.LEFT).page(25, 100).hands_on(25, 100)
    assert intercepts(desk.line()) == Intercepts(shown=1, went_on=1)
    gone = Desk().act(0, ActKind.SHOWN).act(5, ActKind.LEFT).page(65, 100).hands_on(65, 100)
    assert intercepts(gone.line()) == Intercepts(shown=1, left=1)


def test_row_54_a_message_to_anybody_within_ten_minutes_is_a_swap():
    def swapped(at, place=ONE):
        return intercepts(
            Desk()
            .act(0, ActKind.SHOWN)
            .page(at, at + 9, place)
            .hands_on(at, at + 9)
            .act(at, ActKind.SENT, place)
            .line()
        )

    assert swapped(480).swapped == 1
    assert swapped(601).swapped == 0
    assert swapped(480, surface("group_chat", thread="club")).swapped == 0  # a group is not a person


def test_row_55_opening_a_link_is_no_swap():
    assert intercepts(Desk().act(0, ActKind.SHOWN).act(30, ActKind.LINK_OPENED).line()).swapped == 0


def test_a_message_during_a_call_reaches_its_person():
    desk = Desk().page(0, 300, THREAD).hands_on(0, 300).call(0, 300, others=4, microphone=True)
    desk.act(100, ActKind.SENT, THREAD)
    desk.labels[THREAD.thread] = Label(Size.ONE, 7)
    assert reached(desk.line()) == {7}


def test_a_call_after_an_intercept_is_a_swap():
    called = Desk().act(0, ActKind.SHOWN).act(1, ActKind.LEFT).call(60, 360, others=1, microphone=True)
    assert intercepts(called.line()).swapped == 1
    met = Desk().act(0, ActKind.SHOWN).met(60, 3660)
    assert intercepts(met.line()).swapped == 1


def test_what_was_sent_is_read_by_the_meaning_of_today():
    def whats(place, composer):
        return [a.what for a in Desk().act(5, ActKind.SENT, place, composer).line().acts]

    assert whats(surface("post"), "public") == [ActKind.COMMENT]
    assert whats(surface("compose"), "public") == [ActKind.POST]
    assert whats(THREAD, "dm") == [ActKind.SENT]
    assert whats(FEED, "dm") == [ActKind.SENT]
    assert whats(surface("settings"), "public") == []


def mail(start_min, direction="out", person=1, genuine=True, channel="email", minutes=0):
    start = T0 + start_min * 60_000
    return Touchpoint(
        1, start, start + minutes * 60_000, person, channel, Direction(direction), Evidence.ESTIMATED, genuine=genuine
    )


def test_a_mail_that_an_export_tells_of_reaches_somebody():
    line = Desk().line()
    assert reached(line, [mail(0)]) == {1}
    assert reached(line, [mail(0, "in")]) == reached(line, [mail(0, genuine=False)]) == frozenset()
    planned = mail(0, "both", channel="meeting", minutes=60)
    assert reached(line, [planned]) == frozenset(), "nobody confirmed it"


def test_a_blast_is_no_first_word_and_no_answer():
    line = Desk().line()
    assert reach_outs(line, [mail(1)]) == ReachOuts(started=1)
    assert reach_outs(line, [mail(1, genuine=False)]) == ReachOuts()
    assert reach_outs(line, [mail(2)], [mail(-30, genuine=False)]) == ReachOuts(started=1), "nothing was said before"
    assert reach_outs(line, [mail(2)], [mail(-30, "both", channel="meeting")]) == ReachOuts(started=1)
