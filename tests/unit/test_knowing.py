"""Knowing: the ladder, followers beside people, a month (METRICS 4)."""

import pytest
from support.touching import NOW, OUT, somebody, touch

from unscroll.people.handles import email, platform_id, profile
from unscroll.people.knowing import Funnel, Ladder, funnel, is_on, ladder
from unscroll.people.month import Month, month_of
from unscroll.people.person import Knows
from unscroll.people.tie import tie_of
from unscroll.span import Span


def ties(**touchpoints):
    return {int(key[1:]): tie_of(told, NOW) for key, told in touchpoints.items()}


def test_nobody():
    assert ladder([], {}, NOW) == Ladder(0, 0, 0, 0, 0)
    assert funnel("x", None, [], {}, NOW) == Funnel("x", None, 0, 0, 0, 0)
    assert month_of([], (), (), Span(0, NOW)) == Month()


def test_the_ladder_counts_answers():
    persons = [
        somebody(1, knows=Knows.KNOW, known=True),
        somebody(2, knows=Knows.KNOW, known=False),
        somebody(3, knows=Knows.LET_GO),
        somebody(4),
        somebody(5),
    ]
    told = ties(p1=[touch(3)], p4=[touch(364)], p5=[touch(365)], p3=[touch(2, direction=OUT)])
    assert ladder(persons, told, NOW) == Ladder(5, 2, 1, 2, 2)


def test_followers_beside_people():
    persons = [somebody(n, sources=("linkedin",)) for n in range(1, 7)] + [somebody(7, sources=("x",))]
    told = ties(
        p1=[touch(5, "coffee")],
        p2=[touch(5)],
        p3=[touch(100)],
        p4=[touch(400)],
        p5=[touch(5, direction=OUT)],
        p7=[touch(5, "phone")],
    )
    assert funnel("linkedin", 843, persons, told, NOW) == Funnel("linkedin", 843, 4, 3, 2, 1)
    assert funnel("x", None, persons, told, NOW) == Funnel("x", None, 1, 1, 1, 1)
    told_by_a_file = [somebody(1, sources=("linkedin-connections",))]
    assert funnel("linkedin", None, told_by_a_file, told, NOW).genuine == 1


@pytest.mark.parametrize(
    ("handle", "platform", "there"),
    [
        (profile("https://uk.linkedin.com/in/zoe"), "linkedin", True),
        (profile("https://x.com/zoe"), "x", True),
        (profile("https://netflix.com/zoe"), "x", False),
        (profile("https://linkedin.example.org/zoe"), "linkedin", False),
        (platform_id("telegram", "4711"), "telegram", True),
        (profile("https://t.me/zoe"), "telegram", True),
        (email("zoe@linkedin.com"), "linkedin", False),
        (platform_id("telegram", "4711"), "tele", False),
    ],
)
def test_who_is_on_a_platform(handle, platform, there):
    assert is_on(somebody(handles=(handle,)), platform) is there


def test_a_month():
    told = [touch(3, gave=("help", "advice")), touch(20, got=("referral",)), touch(40, gave=("help",))]
    month = Span(NOW - 30 * 86_400_000, NOW)
    assert month_of(told, {2: 1}, {1: 5, 2: 9}, month) == Month(("help", "advice"), ("referral",), (1,))
    assert month_of([touch(30, got=("help",))], (), (), month).got == ("help",)
    assert month_of([touch(0, got=("help",))], (), (), month).got == ()
