"""That something was forgotten stays with a Day that goes on, or that is left in part; never what it was."""

import pytest

from unscroll.clock import FakeClock
from unscroll.commands import Forget, LogTouchpoint, TypePhone
from unscroll.forgotten import forgotten_span
from unscroll.kinds import Evidence
from unscroll.ledger import Batch, Writer, check, open_writer
from unscroll.places import Places
from unscroll.sighting import Focus, Session, SessionState, Stretch, Visited
from unscroll.surface import Surface
from unscroll.visits import CHROMIUM, FIREFOX

T = 1_780_000_000_000
HOUR = 3_600_000
FOUR = T - T % (24 * HOUR) + 4 * HOUR
"""The start of the Day that it is at T, 20:26 in UTC."""
TODAY = "2026-05-28"
DAYS = 24 * HOUR
FEED = Surface("reddit", "feed", "reddit/default")
HIDDEN = Surface("secretplace", "feed", "secretplace/default")


def seen(from_h: float, to_h: float, surface: Surface = FEED) -> Stretch:
    return Stretch(FOUR + round(from_h * HOUR), FOUR + round(to_h * HOUR), Focus(surface), "x11")


def visited(from_h: float, source: str) -> Stretch:
    start = FOUR + round(from_h * HOUR)
    return Stretch(start, start + HOUR, Visited(FEED, Evidence.MEASURED, start), source, "history")


@pytest.fixture
def filled(writer: Writer) -> Writer:
    """An hour each morning, afternoon, and evening of three Days, the last one today's, with another place at noon."""
    days = (-48, -24, 0)
    writer.commit(
        Batch(
            tuple(seen(d + h, d + h + 1) for d in days for h in (3, 9, 14))
            + tuple(seen(d + 7, d + 8, HIDDEN) for d in days),
            commands=(LogTouchpoint("Ana", "coffee", FOUR - 20 * HOUR, FOUR - 19 * HOUR),),
        )
    )
    return writer


def forget(writer: Writer, from_h: float | None = None, to_h: float | None = None, **whose: str) -> int:
    start = -1 if from_h is None else FOUR + round(from_h * HOUR)
    end = -1 if to_h is None else FOUR + round(to_h * HOUR)
    (result,) = writer.commit(Batch(commands=(Forget(start, end, **whose),)))
    assert result.ok
    return int(result.data["rows"])


def residues(writer: Writer) -> list[tuple[float, float]]:
    """In hours from the start of today."""
    found = [span for change in writer.reader.changes() if (span := forgotten_span(change))]
    return [((s.start_ms - FOUR) / HOUR, (s.end_ms - FOUR) / HOUR) for s in sorted(found)]


NOW_H = (T - FOUR) / HOUR


@pytest.mark.parametrize(
    ("asked", "stays"),
    [
        pytest.param({"from_h": 2, "to_h": 13}, [(2, 13)], id="a part of today"),
        pytest.param({"from_h": 0, "to_h": 24}, [(0, NOW_H)], id="the whole of today"),
        pytest.param({"from_h": -22, "to_h": -11}, [(-22, -11)], id="a part of yesterday"),
        pytest.param({"from_h": -24, "to_h": 0}, [], id="the whole of yesterday"),
        pytest.param({"to_h": 0}, [], id="every Day before today"),
        pytest.param({"from_h": -36, "to_h": 5}, [(-36, -24), (0, 5)], id="the Days at both ends"),
        pytest.param({"to_h": 100}, [(0, NOW_H)], id="everything"),
        pytest.param({"platform": "secretplace"}, [(0, NOW_H)], id="a platform: today alone"),
        pytest.param({"to_h": 0, "platform": "secretplace"}, [], id="a platform before today"),
        pytest.param({"from_h": 6, "to_h": 9, "platform": "secretplace"}, [(6, 9)], id="a platform in a span"),
        pytest.param({"person": "Ana"}, [], id="a person who was not met today"),
        pytest.param({"platform": "nosuch"}, [], id="what was never there"),
        pytest.param({"from_h": 5, "to_h": 6}, [], id="a span that held nothing"),
    ],
)
def test_what_stays_of_a_forgetting(filled: Writer, places: Places, asked, stays) -> None:
    forget(filled, **asked)
    assert residues(filled) == stays
    told = [change.body for change in filled.reader.changes() if str(change.what) == "forgotten"]
    assert all(set(body) == {"start_ms", "end_ms"} for body in told)
    assert not check(places)


@pytest.mark.parametrize(
    ("asked", "stays"),
    [
        pytest.param({"source": FIREFOX}, [(0, NOW_H)], id="a history: today alone"),
        pytest.param({"source": CHROMIUM}, [], id="a history of no visit today"),
        pytest.param({"source": FIREFOX, "to_h": 0}, [], id="a history before today"),
        pytest.param({"source": FIREFOX, "from_h": -48, "to_h": -12}, [(-24, -12)], id="a history in a span"),
    ],
)
def test_what_stays_of_a_forgotten_history(filled: Writer, asked, stays) -> None:
    filled.commit(Batch((visited(-23, FIREFOX), visited(2, FIREFOX), visited(-30, CHROMIUM))))
    forget(filled, **asked)
    assert residues(filled) == stays


def test_a_day_keeps_its_residue_while_only_a_history_of_it_goes(filled: Writer) -> None:
    filled.commit(Batch((visited(-2, FIREFOX),)))
    forget(filled, -22, -11)
    assert forget(filled, -24, 0, source=FIREFOX) == 1
    assert residues(filled) == [(-22, -11)]


def test_forgetting_again_does_not_take_it_away_while_the_day_goes_on(filled: Writer) -> None:
    forget(filled, 2, 13)
    assert forget(filled, 2, 13) == 0
    assert residues(filled) == [(2, 13)]
    forget(filled, 12, 16)
    assert residues(filled) == [(2, 16)]
    forget(filled, 0, 24)
    assert residues(filled) == [(2, 16)]


def test_a_day_that_is_over_loses_it_with_its_last_fact(filled: Writer) -> None:
    forget(filled, -22, -15)
    forget(filled, -16, -14)
    assert residues(filled) == [(-22, -14)]
    assert forget(filled, -24, 0) == 2
    assert residues(filled) == []
    forget(filled, -22, -15, platform="reddit")
    assert residues(filled) == []


def test_a_day_that_is_over_loses_it_however_its_last_fact_went(filled: Writer) -> None:
    forget(filled, -24, -12)
    assert residues(filled) == [(-24, -12)]
    assert forget(filled, -12, -4) == 1 + 1
    assert residues(filled) == []
    assert forget(filled, -48 + 1, -24 - 1) == 4
    assert residues(filled) == []


def test_todays_goes_once_the_day_is_over(filled: Writer, places: Places) -> None:
    forget(filled, 0, 24)
    filled.close()
    with open_writer(places, FakeClock.at(T + DAYS)) as later:
        assert forget(later, to_h=24) == 8 + 2 + 1
        assert residues(later) == []


def test_a_stretch_that_reaches_into_today_is_of_today(writer: Writer) -> None:
    writer.commit(Batch((seen(-1, 1),)))
    forget(writer, -24, 0)
    assert residues(writer) == [(0, NOW_H)]


def test_a_computer_that_ran_over_night_says_nothing_of_today(writer: Writer) -> None:
    present = Stretch(FOUR - 8 * HOUR, FOUR + 8 * HOUR, Session(SessionState.WATCHING, "boot"), "daemon")
    writer.commit(Batch((present, seen(-3, -2))))
    forget(writer, -24, 0)
    assert residues(writer) == []


def test_phone_minutes_that_were_typed_in_for_today_count_too(writer: Writer) -> None:
    writer.commit(Batch(commands=(TypePhone(TODAY, "reddit", HOUR), TypePhone("2026-05-01", "tiktok", HOUR))))
    forget(writer, platform="tiktok")
    assert residues(writer) == []
    forget(writer, platform="reddit")
    assert residues(writer) == [(0, NOW_H)]


def test_a_residue_outside_the_years_is_a_stray(writer: Writer, places: Places) -> None:
    writer._db.execute("INSERT INTO change(at_ms, what, body) VALUES(1, 'forgotten', '{\"start_ms\":1,\"end_ms\":2}')")
    assert [finding.what for finding in check(places)] == ["1 rows of change say nothing"]
    assert forgotten_span(writer.reader.changes()[0]) is None
    assert forget(writer, to_h=-48) == 1
    assert not check(places)
