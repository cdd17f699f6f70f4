"""People beside platforms: followers, whom one would lose by leaving."""

import click
import pytest
from support.crowd import add, asked_json, crowd, do, met, roster_of
from support.home import DM, NINE, THREAD, TODAY, invoke, page

from unscroll.clock import FakeClock
from unscroll.commands import AddCards, LabelThread
from unscroll.daemon.following import funnels
from unscroll.errors import Exit, UnscrollError
from unscroll.ledger import Batch, open_writer
from unscroll.people.card import Card, card_to_json
from unscroll.people.handles import email, phone, profile
from unscroll.people.knowing import funnel

IN = "https://linkedin.com/in/"


def connections(places, *names, **more):
    """People whom an export of LinkedIn brought."""
    cards = [Card(name, name, (profile(IN + name.lower()), *more.get(name, ()))) for name in names]
    do(places, AddCards("linkedin-connections", [card_to_json(card) for card in cards]))


def test_followers_beside_people(places):
    connections(places, "Ana", "Bo", "Cem", "Dot", "Eve")
    for number, days, channel in ((1, 3, "coffee"), (2, 40, "message"), (3, 200, "message"), (4, 500, "message")):
        met(places, number, days, channel)
    met(places, 5, 3, "message", direction="out")
    assert invoke("followers", "linkedin", "843").stdout == "LinkedIn on Mon 23 Nov: 843\n"
    invoke("followers", "linkedin", "800", "--day", "2026-11-01")
    lines = invoke("followers").stdout.splitlines()
    assert lines[0].split("  ")[-1] == "spoke or met"
    assert lines[1].split() == ["LinkedIn", "843", "4", "3", "2", "1"]
    assert "150" in lines[3]
    told = asked_json("followers")
    row = {"platform": "linkedin", "followers": 843, "ever": 4, "two_way_365d": 3, "two_way_90d": 2, "live_90d": 1}
    assert told["platforms"] == [row]
    assert told["layers"] == {"inner": 5, "close": 15, "friends": 50, "active": 150}


def test_a_platform_is_named_whose_count_is_not_known(places):
    connections(places, "Ana")
    add(places, "Bo", handle="email:bo@example.org")
    assert [(row["platform"], row["followers"]) for row in asked_json("followers")["platforms"]] == [("linkedin", None)]


@pytest.mark.parametrize("seed", range(6))
def test_the_funnel_is_what_all_touchpoints_would_give(places, seed):
    crowd(places, seed)
    with roster_of(places) as roster:
        people = roster.people.everybody
        whole = {person.id: roster.tie(person) for person in people}
        assert funnels(roster, {"linkedin"}) == (funnel("linkedin", None, people, whole, TODAY),)


@pytest.mark.parametrize(
    "args",
    [["linkedinn", "5"], ["x", "-1"], ["x", "many"], ["x"], ["x", "5", "--day", "2999-01-01"]],
)
def test_what_is_no_count(places, args):
    with pytest.raises((UnscrollError, click.UsageError)) as refused:
        invoke("followers", *args)
    assert getattr(refused.value, "code", Exit.USAGE) in (Exit.USAGE, 2)
    assert not places.ledger.exists()


def test_nothing_is_known_yet(places):
    assert "followers linkedin 843" in invoke("followers").stdout
    assert invoke("leave", "x").stdout == "nobody is known on X\n"
    with pytest.raises(UnscrollError, match="no platform is called"):
        invoke("leave", "linkedinn")


def test_whom_one_would_lose(places):
    more = {"Bo": (email("bo@example.org"),), "Cem": (phone("+33612345678"),), "Dot": (profile("https://x.com/dot"),)}
    connections(places, "Ana", "Bo", "Cem", "Dot", "Eve", "Fay", **more)
    for number, days in ((1, 40), (2, 3), (5, 3), (6, 700)):
        met(places, number, days)
    met(places, add(places, "Gus"), 1)
    assert invoke("leave", "linkedin").stdout.splitlines() == [
        "without LinkedIn you would have no address of:",
        "  Eve  2 days ago",
        "  Ana  39 days ago",
        "  Fay  699 days ago",
        "3 people there can be reached elsewhere too",
    ]
    told = asked_json("leave", "linkedin")
    assert ([row["person"] for row in told["lose"]], told["others"]) == (["Eve", "Ana", "Fay"], 3)
    assert asked_json("leave", "x")["others"] == 1


def test_those_never_talked_to_are_counted(places):
    connections(places, "Ana", "Bo")
    met(places, 1, 5, "message", direction="out")
    out = invoke("leave", "linkedin").stdout
    assert "2 people there you have not talked with" in out
    assert "Ana" not in out
    assert "another address" not in out
    told = asked_json("leave", "linkedin")
    assert (told["lose"], told["never"], told["others"]) == ([], 2, 0)


def test_nothing_is_said_of_those_talked_with_where_there_are_none(places):
    connections(places, "Ana", "Bo", Bo=(email("bo@example.org"),))
    assert "with whom you have talked" not in invoke("leave", "linkedin").stdout
    met(places, 2, 5)
    assert "everybody on LinkedIn with whom you have talked has another" in invoke("leave", "linkedin").stdout


def test_a_labelled_thread_is_an_address(places):
    with open_writer(places, FakeClock.at(NINE + 60 * 60_000)) as writer:
        writer.commit(Batch(page(0, 10, DM), commands=(LabelThread(THREAD.digest.hex(), "one", "Ana"),)))
    assert asked_json("leave", "instagram")["never"] == 1
    met(places, 1, 5)
    assert [row["person"] for row in asked_json("leave", "instagram")["lose"]] == ["Ana"]
    connections(places, "Bo")
    do(places, LabelThread(THREAD.digest.hex(), "one", "Bo"), at_ms=TODAY)
    assert asked_json("leave", "instagram")["lose"] == []
    assert asked_json("leave", "linkedin")["lose"] == []
    assert asked_json("leave", "linkedin")["others"] == 1
