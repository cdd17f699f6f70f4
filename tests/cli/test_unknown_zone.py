"""A ledger that names a time zone which this machine's tz database lacks."""

import asyncio
import json
import sqlite3
from contextlib import closing

import pytest
from support.home import DAY, NINE, invoke
from support.served import Sources, served

from unscroll.acts import Act, ActKind
from unscroll.cli.checks import checks
from unscroll.clock import FakeClock
from unscroll.day import Zones, zone_of
from unscroll.ledger import Batch, open_writer
from unscroll.span import Span

SAID = "no time zone 'Mars/Base' is known here, UTC stands in for it"


@pytest.fixture
def mars(ledger):
    """A desk that has been in Berlin, by a name that is none."""
    with open_writer(ledger, FakeClock.at(NINE)) as writer:
        writer.commit(Batch(acts=(Act(NINE, ActKind.ZONE, "daemon", value="Europe/Berlin"),)))
    with closing(sqlite3.connect(ledger.ledger)) as db, db:
        assert db.execute("UPDATE act SET value = 'Mars/Base' WHERE value = 'Europe/Berlin'").rowcount
    return ledger


@pytest.mark.parametrize("name", ["Mars/Base", "", "/etc/passwd", "../x", "Europe", "a\0b", "x" * 5_000])
def test_utc_stands_in_for_a_zone_that_is_not_known(name):
    zones = Zones.only(name)
    assert zone_of(name).key == "UTC"
    assert zones.span_of(zones.day_of(NINE)).holds(NINE)
    assert [zone.key for _, zone in zones.stays(Span(NINE, NINE + 1))] == ["UTC"]
    assert len(zones.lacking) == 1
    assert Zones.only("Europe/Berlin").lacking == ()


@pytest.mark.parametrize("args", [["day", DAY], ["explain", DAY], ["what-you-know"], ["people", "list"]])
def test_commands_go_on(mars, args):
    assert invoke(*args).exit_code == 0


def test_what_goes_by_the_clock_says_so(mars):
    assert SAID in json.loads(invoke("status", "--json").stdout)["troubles"]
    done = invoke("log", "coffee", "Zoë", "5m", "--at", "09:00")
    assert SAID in done.stderr
    assert "09:00" in done.stdout


def test_check_tells_of_it(mars):
    done = invoke("check")
    assert (done.return_value, done.stdout) == (1, f"{SAID}. Install tzdata, or a newer one\n")
    assert SAID in [check.said for check in checks({})]


def test_the_service_goes_on_and_says_so(mars):
    async def play():
        async with served(mars.data.parent, Sources()) as it:
            assert SAID in (await it.wire.ask("status"))["troubles"]

    asyncio.run(play())
