"""Days that read like a diary (METRICS 2.1, 2.5, 2.6)."""

from datetime import date

import pytest
from support.diary import live, minutes_of

from unscroll.acts import ActKind


def about(**minutes):
    """Within the second or two that a suspend or a kill may cost, and the minute that a silent tail counts."""
    return {kind: pytest.approx(value, abs=0.2) for kind, value in minutes.items()}


def test_a_feed_a_closed_lid_and_a_call():
    told = live("""
        09:00 reddit feed 20 min
        09:20 lid closed
        13:00 lid opened
        13:01 call with Ana 30 min
        13:40 end
    """)
    assert told.minutes["scroll"] == pytest.approx(20, abs=0.6)
    assert told.minutes["one_to_one"] == pytest.approx(30, abs=0.6)
    assert told.status["seconds"]["scroll"] == pytest.approx(told.summary().kinds["scroll"] / 1000, abs=0.01)


def test_a_silent_tail_counts_a_minute_and_no_more():
    told = live("""
        09:00 reddit feed 10 min
        11:00 end
    """)
    assert told.minutes == about(scroll=11)
    assert told.summary().coverage.expected_ms == pytest.approx(121 * 60_000, abs=1_000)


def test_the_night_the_clocks_go_back_is_an_hour_longer():
    told = live(
        """
        23:30 reddit feed 60 min
        05:30+1 end
        """,
        zone="Europe/Berlin",
        day="2026-10-24",
    )
    summary = told.summary()
    assert summary.span.length_ms == 25 * 3_600_000
    assert told.minutes == about(scroll=61)
    assert minutes_of(told.summary(date(2026, 10, 25))) == {}


def test_four_in_the_morning_parts_a_sitting():
    told = live("""
        03:50+1 reddit feed 20 min
        04:30+1 end
    """)
    assert told.minutes == about(scroll=10)
    assert minutes_of(told.summary(date(2026, 11, 24))) == about(scroll=11)


@pytest.mark.parametrize("set_by", ["back 60 min", "ahead 60 min", "back 3 min"])
def test_a_clock_that_is_set_changes_no_length(set_by):
    told = live(f"""
        12:00 reddit feed 30 min
        12:10 clock set {set_by}
        13:00 end
    """)
    assert told.minutes["scroll"] == pytest.approx(31, abs=1.1)
    assert [a.what for a in told.acts] == [ActKind.CLOCK_STEP]


def test_a_clock_in_1970_counts_nothing_until_it_is_set():
    told = live("""
        09:00 reddit feed 30 min
        09:10 clock set back 29900000 min
        09:20 clock set ahead 29900000 min
        10:00 end
    """)
    assert told.minutes["scroll"] == pytest.approx(21, abs=1.1)


def test_kill_9_costs_at_most_half_a_minute():
    told = live("""
        09:00 reddit feed 20 min
        09:10 killed
        09:12 started
        10:00 end
    """)
    # 9 min 30 s to 10 min before it, 8 min after it, and the tail
    assert 18.4 <= told.minutes["scroll"] <= 19.3


@pytest.mark.parametrize("end", ["killed", "stopped"])
def test_a_rest_of_hours_in_front_of_a_feed_costs_nothing_however_it_ends(end):
    told = live(f"""
        09:00 reddit feed 20 min
        09:20 reddit feed
        11:20 {end}
        11:22 started
        11:30 editor 5 min
        11:35 end
    """)
    rested = live("""
        09:00 reddit feed 20 min
        09:20 reddit feed
        11:30 editor 5 min
        11:35 end
    """)
    assert told.minutes == rested.minutes
    watched = [told.summary().coverage.watched_ms, rested.summary().coverage.watched_ms]
    assert 0 <= watched[1] - watched[0] <= 4 * 60_000  # two minutes off, and two of presence that a kill costs


def test_a_stop_costs_nothing():
    told = live("""
        09:00 reddit feed 20 min
        09:10 stopped
        09:12 started
        10:00 end
    """)
    assert told.minutes["scroll"] == pytest.approx(19, abs=0.2)


def test_nothing_counts_while_the_screen_is_locked():
    told = live("""
        09:00 reddit feed 30 min
        09:10 locked
        09:20 unlocked
        10:00 end
    """)
    assert told.minutes["scroll"] == pytest.approx(21, abs=0.6)
    assert told.summary().coverage.valid


def test_a_pause_shows_in_the_coverage_and_a_guest_does_not():
    told = live("""
        09:00 reddit feed 60 min
        09:20 pause 20 min
        11:00 end
    """)
    coverage = told.summary().coverage
    assert told.minutes["scroll"] == pytest.approx(41, abs=0.6)
    assert coverage.expected_ms - coverage.watched_ms == pytest.approx(20 * 60_000, abs=2_000)
    told = live("""
        09:00 reddit feed 60 min
        09:20 guest 20 min
        11:00 end
    """)
    coverage = told.summary().coverage
    assert told.minutes["scroll"] == pytest.approx(41, abs=0.6)
    assert coverage.expected_ms == coverage.watched_ms


def test_a_call_with_a_feed_in_front_is_scroll_while_the_wheel_turns():
    told = live("""
        09:00 call with Ana 30 min
        09:10 reddit feed 5 min
        09:40 end
    """)
    assert told.minutes["scroll"] == pytest.approx(5.2, abs=0.3)
    assert told.minutes["one_to_one"] == pytest.approx(24.8, abs=0.4)


def test_everything_at_once():
    told = live(
        """
        22:00 editor 30 min
        22:30 reddit feed 40 min
        22:50 lid closed
        23:50 lid opened
        23:55 reddit feed 20 min
        00:05+1 clock set back 30 min
        00:20+1 killed
        00:21+1 started
        00:30+1 call with Ana 10 min
        03:30+1 reddit feed 20 min
        05:00+1 end
        """,
        zone="Europe/Berlin",
        day="2026-03-28",
    )
    minutes = told.minutes
    assert minutes["scroll"] == pytest.approx(20 + 20 + 20, abs=2.5)
    assert minutes["one_to_one"] == pytest.approx(10, abs=0.6)
    assert told.summary().accounted_ms == sum(told.summary().kinds.values())
