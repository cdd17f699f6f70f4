"""Kept figures: those of Days that are over, so that a year's report need not count them again."""

import hashlib
import json
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import asdict
from datetime import date
from typing import Any

from unscroll import __version__
from unscroll.cli.asking import ask, places
from unscroll.cli.client import NoDaemon
from unscroll.cli.reading import Reading
from unscroll.clock import SystemClock
from unscroll.errors import UnscrollError
from unscroll.ledger import KeptDay, Reader, open_writer
from unscroll.meaning import MEANING_VERSION
from unscroll.reports.period import DayFigures, day_figures

KEY = "period"
"""Under which the ledger keeps them."""
_WORTH_KEEPING = 3
"""Fewer fresh Days are counted again the next time rather than written: a week's report only reads."""


def figures(reading: Reading, days: Iterable[date]) -> list[DayFigures | None]:
    """The figures of each Day in order. Those over and unchanged since come from what was kept; fresh ones are kept."""
    if reading.reader is None:
        return [None for _ in days]
    given = _given_hash(reading)
    found: dict[date, DayFigures | None] = {}
    fresh: list[KeptDay] = []
    for day in sorted(days, reverse=True):
        mark = _mark(reading, reading.reader, day, given)
        kept = reading.reader.cached_day(day, KEY, mark, MEANING_VERSION) if mark else None
        found[day] = _from_json(day, kept) if kept is not None else day_figures(reading.day(day))
        if mark and kept is None:
            fresh.append((day, mark, _to_json(found[day])))
    if len(fresh) >= _WORTH_KEEPING:
        _keep(fresh)
    return [found[day] for day in sorted(found)]


def _given_hash(reading: Reading) -> str:
    """All that turns facts into figures and is the same for each Day."""
    given = reading.given
    people = [(p.id, p.name) for p in reading.reader.people()] if reading.reader else []
    told: list[Any] = [__version__, [(c.at_ms, c.what, c.body) for c in reading.changes], people]
    told += [given.zones.history, given.zones.turn_min, str(given.settings.phone)]
    return _hash(told)


def _mark(reading: Reading, reader: Reader, day: date, given: str) -> str:
    """Changes whenever a figure of the Day may; empty for a Day that is not over."""
    span = reading.given.zones.span_of(day)
    if span.end_ms > reading.now_ms:
        return ""
    typed = [(t.platform, t.length_ms) for t in reader.phone(day)]
    logged = [(t.id, t.start_ms, t.end_ms, t.person_id, t.channel) for t in reader.touchpoints(span)]
    return _hash([given, reader.fingerprint(span), typed, logged])


def _hash(told: Any) -> str:
    return hashlib.sha256(json.dumps(told, sort_keys=True, default=str).encode()).hexdigest()[:32]


def _to_json(figures: DayFigures | None) -> dict[str, Any]:
    """A Day without data is kept as an empty object."""
    return {} if figures is None else {k: v for k, v in asdict(figures).items() if k != "date"}


def _from_json(day: date, body: dict[str, Any]) -> DayFigures | None:
    if not body:
        return None
    pairs = {name: tuple((what, minutes) for what, minutes in body[name]) for name in ("platforms", "people")}
    return DayFigures(**{**body, **pairs, "date": day})


def _keep(fresh: list[KeptDay]) -> None:
    """Lets the daemon write them, or writes where none runs; a ledger that takes nothing is no reason to fail."""
    days = [[day.isoformat(), mark, body] for day, mark, body in fresh]
    with suppress(UnscrollError):
        try:
            ask("keep", key=KEY, version=MEANING_VERSION, days=days)
        except NoDaemon:
            with closing(open_writer(places(), SystemClock())) as writer:
                writer.cache_days(KEY, MEANING_VERSION, fresh)
