"""What waits for the disk."""

import pytest

from unscroll.acts import Act, ActKind
from unscroll.daemon.pending import HELD, KEPT_MS, Pending
from unscroll.sighting import Call, Focus, Input, InputKind, InputSource, Session, SessionState, Stretch
from unscroll.surface import Surface

FEED = Focus(Surface("reddit", "feed", "reddit/default"))
T0 = 1_795_424_400_000


def stretch(fact=FEED, start=0, end=10):
    return Stretch(T0 + start * 1000, T0 + end * 1000, fact, "x11")


def test_a_stretch_that_grew_is_one_row():
    pending = Pending()
    pending.add([stretch(end=10)])
    pending.add([stretch(end=40)])
    assert pending.batch().stretches == (stretch(end=40),)


def test_what_grew_while_it_was_written_is_written_again():
    pending = Pending()
    pending.add([stretch(end=10), stretch(start=100, end=110)], [Act(T0, ActKind.SENT, "b")], acks={"r": 1})
    batch = pending.batch()
    pending.add([stretch(end=40)], [Act(T0 + 1, ActKind.SENT, "b")], acks={"r": 2})
    pending.written(batch)
    left = pending.batch()
    assert left.stretches == (stretch(end=40),)
    assert [a.at_ms for a in left.acts] == [T0 + 1]
    assert left.acks == {"r": 2}
    pending.written(left)
    assert not pending.anything


def test_in_a_lock_presence_waits_and_so_does_all_that_lasts_but_a_call():
    pending = Pending()
    assert not pending.worth_writing(locked=False)
    pending.add([stretch(Session(SessionState.WATCHING, "boot"))])
    assert pending.worth_writing(locked=False)
    pending.add([stretch()])
    assert not pending.worth_writing(locked=True)
    pending.add([stretch(Call(FEED.surface, others=1, microphone=True))])
    assert pending.worth_writing(locked=True)


def test_in_a_long_rest_presence_is_written_and_what_stays_in_front_waits():
    pending, presence = Pending(), stretch(Session(SessionState.WATCHING, "boot"))
    pending.add([stretch(), presence])
    batch = pending.presence()
    assert batch.stretches == (presence,)
    pending.written(batch)
    assert pending.batch().stretches == (stretch(),)


@pytest.mark.parametrize(
    "news",
    [
        {"acts": [Act(T0, ActKind.SENT, "b")]},
        {"acks": {"r": 1}},
        {"stretches": [stretch(Call(FEED.surface, others=1, microphone=True))]},
        {"stretches": [stretch(Input(InputKind.WHEEL, InputSource.MACHINE))]},
        {"stretches": [stretch(start=second) for second in range(1, HELD + 1)]},
    ],
)
def test_in_a_long_rest_all_is_written_with_the_first_news(news):
    pending = Pending()
    pending.add([stretch(), stretch(Session(SessionState.WATCHING, "boot"))])
    pending.add(**news)
    assert pending.presence() == pending.batch()
    assert stretch() in pending.presence().stretches


def test_a_day_is_kept_while_nothing_can_be_written():
    pending = Pending()
    pending.add([stretch(start=0, end=1), stretch(start=100, end=200)], [Act(T0, ActKind.SENT, "b")])
    pending.bound(T0 + 150_000 + KEPT_MS)
    assert pending.batch().stretches == (stretch(start=100, end=200),)
    assert pending.batch().acts == ()
    assert pending.lost == 2
