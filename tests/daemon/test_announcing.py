"""That a report waits is said at the first unlock, at a calm moment, once."""

import asyncio
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from support.calm import CALM, FIRST, Calm

from unscroll.daemon.checkpoints import Checkpoints
from unscroll.daemon.letters import Letter
from unscroll.daemon.turn import DayTurn
from unscroll.places import Places
from unscroll.sighting import SessionState

SUNDAY = Letter(date(2026, 11, 22))


@pytest.fixture
def calm(tmp_path):
    places = Places.of({"UNSCROLL_HOME": str(tmp_path)})
    places.make()
    made = Calm(places)
    made.parts.turn = DayTurn(None, None, None, None, places.state / "announced", None, waiting=SUNDAY)
    made.pass_to(FIRST, 9)
    yield made
    made.close()


def said(calm, moment=CALM, there=True):
    """What is said at a checkpoint."""
    before = len(calm.server.said)
    calm.parts.recorder.pace = SimpleNamespace(attended=lambda mono_ms: there)
    asyncio.run(Checkpoints(calm.parts, None, None)._announce(moment))
    return [summary for summary, _ in calm.server.said[before:]]


def test_it_is_said_once(calm):
    assert said(calm) == ["your report of Sunday is ready"]
    assert said(calm) == []


@pytest.mark.parametrize("barred", ["locked", "quiet", "in_call", "full_screen"])
def test_it_waits_for_the_unlock_and_a_calm_moment(calm, barred):
    assert said(calm, replace(CALM, **{barred: True})) == []
    assert said(calm, there=False) == []
    assert said(calm) == ["your report of Sunday is ready"]


@pytest.mark.parametrize("rest", [SessionState.GUEST, SessionState.PAUSED])
def test_nothing_is_said_to_a_guest_nor_while_watching_rests(calm, rest):
    calm.resting = rest
    assert said(calm) == []
    calm.resting = None
    assert said(calm) == ["your report of Sunday is ready"]


def test_do_not_disturb_and_a_missing_server_put_it_off(calm):
    calm.server.inhibited = True
    assert said(calm) == []
    calm.server.inhibited, calm.server.gone = False, True
    assert said(calm) == []
    assert "notification server" in calm.parts.nudging.trouble
    calm.server.gone = False
    assert said(calm) == ["your report of Sunday is ready"]
