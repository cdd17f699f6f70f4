"""unscroll cap: what holds, what waits, what is said of it."""

import json

from support.home import invoke


def caps(*args):
    return json.loads(invoke("cap", *args, "--json").stdout)


def rows():
    pairs = (line.split("  ", 1) for line in invoke("cap").stdout.splitlines())
    return {name: told.strip() for name, told in pairs}


def test_a_platforms_cap_is_listed_as_long_as_it_holds(ledger):
    invoke("cap", "30m", "--platform", "instagram")
    invoke("cap", "none", "--platform", "instagram")
    assert rows()["Instagram"] == "now 30 min; none from Tue 24 Nov 04:00"
    told = caps()
    assert told["platforms"] == {"instagram": 1800}
    waits = {"platform": "instagram", "now_s": 1800, "then_s": None, "from": "2026-11-24T04:00:00Z"}
    assert told["waiting"] == [waits]


def test_an_easing_that_waits_is_shown_with_its_instant(ledger):
    assert caps()["waiting"] == []
    invoke("cap", "30h")
    assert rows() == {"today": "2 h", "cap": "now 2 h; 30 h from Tue 24 Nov 04:00"}
    told = caps()
    assert (told["today_s"], told["cap_s"]) == (7200, 108000)
    assert told["waiting"] == [{"scope": "cap", "now_s": 7200, "then_s": 108000, "from": "2026-11-24T04:00:00Z"}]


def test_a_scopes_cap_that_was_taken_back_holds_until_the_turn(ledger):
    invoke("cap", "1h", "--weekend")
    invoke("cap", "none", "--weekend")
    assert rows()["weekend"] == "now 1 h; 2 h from Tue 24 Nov 04:00"
    assert "weekday" not in rows()


def test_days_with_a_cap_of_their_own_are_said_to_keep_it(ledger):
    assert invoke("cap", "1h", "--weekday").stdout == "cap of weekdays: 1 h, at once\n"
    assert invoke("cap", "30m").stdout == "cap: 30 min, at once; weekdays keep their own 1 h\n"
    assert rows()["today"] == "1 h"
    invoke("cap", "10m", "--weekend")
    assert caps("20m")["keeps"] == {"weekday": 3600, "weekend": 600}
    assert "; weekdays keep their own 1 h, weekends keep their own 10 min" in invoke("cap", "15m").stdout


def test_a_platform_is_called_as_people_call_it(ledger):
    assert invoke("cap", "30m", "--platform", "linkedin").stdout == "cap of LinkedIn: 30 min, at once\n"


def test_less_than_what_waits_is_an_easing_of_what_holds(ledger):
    invoke("cap", "3h")
    told = caps("2h30")
    assert (told["easing"], told["holds"]) == (True, "from the next Day's start, Tue 24 Nov 04:00")
    assert caps("2h")["holds"] == "at once"


def test_both_scopes_are_set_each_by_itself(ledger):
    assert invoke("cap", "1h", "--weekday", "--weekend").stdout == (
        "cap of weekdays: 1 h, at once\ncap of weekends: 1 h, at once\n"
    )
    invoke("cap", "30m", "--weekend")
    told = caps("45m", "--weekday", "--weekend")
    assert {scope: one["easing"] for scope, one in told["scopes"].items()} == {"weekday": False, "weekend": True}
    assert told["easing"]
    assert (caps()["weekday_s"], caps()["weekend_s"]) == (2700, 2700)
