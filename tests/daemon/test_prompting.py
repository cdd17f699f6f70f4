"""The digest and the questions after plans, over simulated days."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from support.calm import CALM, DAY, FIRST, HOUR, UTC, Calm

from unscroll.commands import AddPlan, ChangePerson, LogTouchpoint, MergePeople, SettlePlan
from unscroll.daemon.plan_asking import words
from unscroll.daemon.prompting import SUMMARY
from unscroll.daemon.uses import note_reach
from unscroll.people.digest import SLOWED
from unscroll.places import Places
from unscroll.sighting import SessionState


@pytest.fixture
def calm(tmp_path):
    places = Places.of({"UNSCROLL_HOME": str(tmp_path)})
    places.make()
    made = Calm(places)
    yield made
    made.close()


def day(n):
    """The n-th Day since the first sighting, from 1."""
    return FIRST + timedelta(days=n - 1)


def somebody(calm, name, met_days_ago=40, circle="inner", **log):
    """Somebody of a circle; the contact with them was so long before now."""
    (made,) = calm.do(ChangePerson("circle", [{"trait": "circle", "value": circle, "holds": True}], name=name))
    at_ms = calm.now_ms - met_days_ago * DAY
    calm.do(LogTouchpoint("", "coffee", at_ms, at_ms + HOUR, person_id=made.data["person_id"], **log))
    return made.data["person_id"]


def play(calm, *looks):
    """Looks at (Day, hour) after one another; what was said at each."""

    async def all_of_them():
        said = []
        for n, hour in looks:
            calm.pass_to(day(n), hour)
            said.append(await calm.look())
        return said

    return asyncio.run(all_of_them())


def test_the_first_week_is_silent_the_eighth_day_is_not(calm):
    somebody(calm, "Zoë", ask="Lyon")
    said = play(calm, *((n, 9) for n in range(1, 8)), (8, 9))
    assert said[:7] == [[]] * 7
    assert said[7] == ["Zoë: 47 days, you chose every 7; ask about Lyon; a call may do more than a text"]
    assert calm.server.said[0][0] == SUMMARY


def test_once_a_day_across_a_restart(calm):
    somebody(calm, "Zoë")
    assert [len(said) for said in play(calm, (8, 9), (8, 9.1), (8, 15))] == [1, 0, 0]
    calm.restart()
    assert [len(said) for said in play(calm, (8, 18), (9, 4.5))] == [0, 1]
    assert [d.day for d in calm.writer.reader.digests()] == [day(8), day(9)]


def test_it_is_read_once_a_day_whether_anybody_is_named_or_not(calm):
    play(calm, (8, 9))
    before = calm.parts.reader.jobs
    assert play(calm, (8, 9.1), (8, 12)) == [[], []]
    assert calm.parts.reader.jobs == before
    assert calm.writer.reader.digests() == ()


@pytest.mark.parametrize(
    "barred",
    [
        {"moment": replace(CALM, quiet=True)},
        {"moment": replace(CALM, in_call=True)},
        {"moment": replace(CALM, full_screen=True)},
        {"moment": replace(CALM, locked=True)},
        {"resting": SessionState.PAUSED},
        {"resting": SessionState.GUEST},
        {"turn_due": True},
    ],
)
def test_it_waits_for_a_calm_moment(calm, barred):
    somebody(calm, "Zoë")
    for name, value in barred.items():
        setattr(calm, name, value)
    assert play(calm, (8, 7)) == [[]]
    calm.moment, calm.resting, calm.turn_due = CALM, None, False
    assert len(play(calm, (8, 8.5))[0]) == 1


def test_nobody_there_is_no_moment(calm):
    somebody(calm, "Zoë")
    calm.pass_to(day(8), 9)
    calm.clock.run(10 * 60_000)
    assert asyncio.run(calm.look(there=False)) == []


def test_do_not_disturb_and_a_missing_server_put_it_off(calm):
    somebody(calm, "Zoë")
    calm.server.inhibited = True
    assert play(calm, (8, 9)) == [[]]
    calm.server.inhibited, calm.server.gone = False, True
    assert play(calm, (8, 10)) == [[]]
    assert "notification server" in calm.parts.nudging.trouble
    assert calm.writer.reader.digests() == ()
    calm.server.gone = False
    assert len(play(calm, (8, 11))[0]) == 1
    assert calm.parts.nudging.trouble == ""


def test_a_day_that_turns_at_the_desk_is_no_morning(calm):
    somebody(calm, "Zoë")
    night = [(7, 4 + 20.5 + n / 4) for n in range(14)]
    through = [(8, 4 + n / 4) for n in range(9)]
    assert [said for said in play(calm, *night, *through) if said] == []
    assert len(play(calm, (8, 11))[0]) == 1


def test_the_setting_turns_it_off(calm):
    somebody(calm, "Zoë")
    calm.notify(people=False)
    assert play(calm, (8, 9)) == [[]]
    calm.notify(people=True)
    assert len(play(calm, (8, 12))[0]) == 1


def test_nobody_is_named_who_was_not_put_into_a_circle(calm):
    calm.do(LogTouchpoint("Ana", "coffee", calm.now_ms - 90 * DAY, calm.now_ms - 90 * DAY))
    assert play(calm, (8, 9)) == [[]]


def test_ignored_three_times_it_is_weekly_and_says_so_once_then_a_contact_brings_it_back(calm):
    zoe = somebody(calm, "Zoë")
    somebody(calm, "Ana")
    said = play(calm, *((n, 9) for n in range(8, 25)))
    came = [n for n, lines in zip(range(8, 25), said, strict=True) if lines]
    assert came == [8, 9, 10, 17, 24]
    slowed = [n for n, lines in zip(range(8, 25), said, strict=True) if lines and SLOWED in lines[0]]
    assert slowed == [17]
    assert said[17 - 8][0].endswith(f"\nThis comes {SLOWED}.")
    calm.do(LogTouchpoint("", "message", calm.now_ms, calm.now_ms, person_id=zoe))
    calm.pass_to(day(25), 8)
    assert len(play(calm, (25, 9), (26, 9), (27, 9))[0]) == 1


def test_a_snooze_is_a_use_of_it(calm):
    zoe = somebody(calm, "Zoë")
    somebody(calm, "Ana")
    play(calm, (8, 9), (9, 9), (10, 9))
    until = str(calm.now_ms + 60 * DAY)
    calm.do(ChangePerson("snooze", [{"trait": "snoozed", "value": until, "holds": True}], zoe))
    said = play(calm, (11, 9), (12, 9))
    assert [len(lines) for lines in said] == [1, 1]
    assert all("Zoë" not in lines[0] for lines in said)


def test_a_run_of_reach_is_a_use_of_it(calm):
    somebody(calm, "Zoë")
    play(calm, (8, 9), (9, 9), (10, 9))
    note_reach(calm.parts.places, calm.now_ms + HOUR)
    assert [len(said) for said in play(calm, (11, 9), (12, 9))] == [1, 1]


def test_a_digest_knows_who_was_merged_since(calm):
    zoe, other = somebody(calm, "Zoë"), somebody(calm, "Zoe M", circle="active", met_days_ago=10)
    somebody(calm, "Ana")
    play(calm, (8, 9), (9, 9), (10, 9))
    calm.do(MergePeople(other, zoe))
    calm.do(LogTouchpoint("", "message", calm.now_ms, calm.now_ms, person_id=other))
    assert len(play(calm, (11, 9))[0]) == 1


def test_a_hostile_name_is_one_short_line(calm):
    somebody(calm, "Zoë\u202e\nYou have won" + "!" * 300)
    ((text,),) = play(calm, (8, 9))
    assert "\n" not in text
    assert "\u202e" not in text
    assert text.startswith("Zoë You have won!!")
    assert len(text) <= 160


def test_a_ledger_that_does_not_read_is_looked_at_and_asked_once(calm):
    somebody(calm, "Zoë")
    calm.parts.reader.owned.close()
    assert play(calm, (8, 9)) == [[]]
    assert "ledger" in calm.parts.nudging.trouble
    jobs = calm.parts.reader.jobs
    play(calm, (8, 9.1))
    assert calm.parts.reader.jobs <= jobs + 1  # the plans alone


def planned(calm, name="Zoë", hours=3, minutes=60, channel="coffee"):
    who = somebody(calm, name, met_days_ago=1, circle="active")
    start = calm.now_ms + round(hours * HOUR)
    (made,) = calm.do(AddPlan(who, channel, start, start + minutes * 60_000))
    return made.data["plan"]


def test_a_plan_is_asked_about_once_a_quarter_of_an_hour_after_its_end(calm):
    calm.pass_to(day(9), 9)
    planned(calm)
    assert play(calm, (9, 13.2)) == [[]]
    assert play(calm, (9, 13.26), (9, 13.5)) == [["Did the coffee with Zoë happen?"], []]
    calm.restart()
    assert play(calm, (9, 14)) == [[]]


def test_a_plan_of_the_first_week_is_not_asked_about_in_it(calm):
    planned(calm)
    assert play(calm, (2, 9), (7, 9)) == [[], []]
    assert play(calm, (8, 9)) == [["Did the coffee with Zoë on 1 September happen?"]]


def test_several_plans_are_asked_about_one_at_a_time(calm):
    calm.pass_to(day(9), 9)
    planned(calm)
    planned(calm, "Ana", channel="phone", minutes=0)
    calm.moment = replace(CALM, quiet=True)
    assert play(calm, (9, 15)) == [[]]
    calm.moment = CALM
    asked = play(calm, (9, 16), (9, 16.1), (9, 16.2))
    assert asked == [["Did the coffee with Zoë happen?"], ["Did the call with Ana happen?"], []]


def test_a_stale_plan_and_one_that_is_settled_are_let_be(calm):
    calm.pass_to(day(9), 9)
    planned(calm)
    calm.pass_to(day(30), 8)
    assert play(calm, (30, 9)) == [[]]
    settled = planned(calm, "Ana")
    calm.pass_to(day(30), 13)
    calm.do(SettlePlan(settled, "fell_through"))
    assert play(calm, (30, 14)) == [[]]


@pytest.mark.parametrize(("key", "logged"), [("happened", 1), ("fell_through", 0), ("default", None)])
def test_the_answer_settles_it(calm, monkeypatch, key, logged):
    calm.pass_to(day(9), 9)
    number = planned(calm)
    play(calm, (9, 14))

    async def read(parts):
        calm.read()

    monkeypatch.setattr("unscroll.daemon.deciding.reread", read)
    ((_, _, answered),) = calm.server.asked
    answered(key)
    asyncio.run(calm.spawned.pop())
    assert [p.id for p in calm.writer.reader.plans()] == ([number] if logged is None else [])
    window = UTC.span_of(day(9))
    assert len(calm.writer.reader.touchpoints(window)) == (logged or 0)


def test_words_of_a_question():
    today = day(30)
    assert words("coffee", "Zoë", today, today) == "Did the coffee with Zoë happen?"
    assert words("video", "Zoë", today - timedelta(days=2), today) == "Did the video call with Zoë on Monday happen?"
    assert words("other", "Zoë", today - timedelta(days=9), today) == "Did the plan with Zoë on 21 September happen?"
