"""Kept Days: they fall away when facts of theirs come late, and only then."""

from datetime import date

import pytest

from unscroll.acts import Act, ActKind
from unscroll.clock import FakeClock
from unscroll.commands import Forget, LogTouchpoint
from unscroll.ledger import Batch, CachedDay, Writer, open_writer
from unscroll.ledger.day_cache import REACH_MS
from unscroll.places import Places
from unscroll.sighting import Session, SessionState, Stretch
from unscroll.span import Span

T = 1_780_000_000_000
HOUR_MS = 3_600_000
FIRST, SECOND = date(2026, 5, 28), date(2026, 5, 29)


def kept(day: date, start_ms: int, version: int = 1) -> CachedDay:
    return CachedDay(day, Span(start_ms, start_ms + 24 * HOUR_MS), "figures", "hash", version, {"feeds": 5})


def session(start_ms: int, end_ms: int) -> Stretch:
    return Stretch(start_ms, end_ms, Session(SessionState.WATCHING, "boot"), "daemon")


def days(writer: Writer, version: int = 1) -> list[date]:
    return sorted(writer.reader.cached_days(FIRST, SECOND, "figures", version))


@pytest.fixture
def cached(writer: Writer) -> Writer:
    """Two Days are kept, from T on; a stretch began before them and lasts."""
    writer.commit(Batch((session(T - HOUR_MS, T + 48 * HOUR_MS),)))
    writer.begin_caching()
    writer.cache_days([kept(FIRST, T), kept(SECOND, T + 24 * HOUR_MS)])
    return writer


def test_what_is_kept_comes_back_for_its_version_alone(cached: Writer) -> None:
    assert cached.reader.cached_days(FIRST, FIRST, "figures", 1) == {FIRST: kept(FIRST, T)}
    assert days(cached) == [FIRST, SECOND]
    assert days(cached, version=2) == []
    assert cached.reader.cached_days(FIRST, SECOND, "other", 1) == {}


def test_a_stretch_that_lasts_spoils_no_former_day(cached: Writer) -> None:
    for _ in range(2):
        cached.commit(Batch((session(T - HOUR_MS, T + 50 * HOUR_MS),)))
    assert days(cached) == [FIRST, SECOND]
    assert not cached.caches_fell


@pytest.mark.parametrize(
    ("start_ms", "end_ms", "left"),
    [
        (T + HOUR_MS, T + 2 * HOUR_MS, [SECOND]),
        (T + 26 * HOUR_MS, T + 27 * HOUR_MS, [FIRST]),
        (T + 23 * HOUR_MS, T + 24 * HOUR_MS - REACH_MS, [SECOND]),
        (T + 23 * HOUR_MS, T + 24 * HOUR_MS - REACH_MS + 1, []),
        (T + 48 * HOUR_MS, T + 49 * HOUR_MS, [FIRST, SECOND]),
        (T - 2 * HOUR_MS, T - HOUR_MS, [FIRST, SECOND]),
    ],
)
def test_late_facts_spoil_the_days_that_they_reach(
    cached: Writer, start_ms: int, end_ms: int, left: list[date]
) -> None:
    cached.commit(Batch((session(start_ms, end_ms),)))
    assert days(cached) == left
    assert cached.caches_fell is (len(left) < 2)


def test_acts_and_logged_contacts_spoil_their_day(cached: Writer, clock: FakeClock) -> None:
    cached.commit(Batch(acts=(Act(T + HOUR_MS, ActKind.SENT, "browser"),)))
    assert days(cached) == [SECOND]
    clock.sleep(31 * HOUR_MS)
    cached.commit(Batch(commands=(LogTouchpoint("Ana", "coffee", T + 30 * HOUR_MS, T + 31 * HOUR_MS),)))
    assert days(cached) == []


def test_another_process_knows_what_was_kept(cached: Writer, places: Places) -> None:
    cached.close()
    with open_writer(places, FakeClock.at(T)) as again:
        again.commit(Batch((session(T + HOUR_MS, T + 2 * HOUR_MS),)))
        assert days(again) == [SECOND]


def test_what_was_counted_before_late_facts_came_is_refused(writer: Writer) -> None:
    writer.begin_caching()
    writer.commit(Batch((session(T + HOUR_MS, T + 2 * HOUR_MS),)))
    writer.cache_days([kept(FIRST, T), kept(SECOND, T + 24 * HOUR_MS)])
    assert days(writer) == [SECOND]
    assert writer.caches_fell
    writer.begin_caching()
    writer.cache_days([kept(FIRST, T)])
    assert days(writer) == [FIRST, SECOND]
    assert not writer.caches_fell


def test_what_was_counted_before_a_forgetting_is_refused(writer: Writer) -> None:
    writer.commit(Batch((session(T + HOUR_MS, T + 2 * HOUR_MS),)))
    writer.begin_caching()
    writer.commit(Batch(commands=(Forget(T, T + 3 * HOUR_MS),)))
    writer.cache_days([kept(FIRST, T)])
    assert days(writer) == []
