"""Reading: the ledger, the settings, the rules, opened for one command."""

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from unscroll.cli.asking import places
from unscroll.cli.assembly import day_summary, meaning_now, with_now
from unscroll.cli.desk import Desk, home_zone
from unscroll.clock import SystemClock
from unscroll.daemon.figures import Given
from unscroll.day import Zones
from unscroll.journal import Change
from unscroll.ledger import NoLedger, Reader, open_reader, told
from unscroll.ledger.forgets import FORGETS
from unscroll.line import Facts
from unscroll.meaning import Meaning
from unscroll.places import Places
from unscroll.recognise import usual_kind
from unscroll.reports.documents import day_json, status_json
from unscroll.reports.summary import DaySummary
from unscroll.rulebook import load_rules
from unscroll.rules import Rules
from unscroll.settings import load, strays
from unscroll.span import Span
from unscroll.timeline import timeline


@contextmanager
def open_ledger() -> Iterator[Reader]:
    """A reader of the ledger; UnscrollError (74) where there is none or it cannot be read."""
    found = places()
    with closing(open_reader(found)) as reader:
        try:
            yield reader
        except sqlite3.Error as error:
            raise told(error, found.ledger) from error


@contextmanager
def maybe_ledger() -> Iterator[Reader | None]:
    """A reader of the ledger; None where nothing was recorded yet."""
    with ExitStack() as open_:
        try:
            reader = open_.enter_context(open_ledger())
        except NoLedger:
            reader = None
        yield reader


def zones_of(found: Places) -> Zones:
    """The zones the desk has been in, by the ledger; the machine's own where there is none."""
    turn_min = load(found.config_file).day_turns_at_min
    with maybe_ledger() as reader:
        return _zones(reader, turn_min, SystemClock().read().wall_ms)


def _zones(reader: Reader | None, turn_min: int, now_ms: int) -> Zones:
    """A turn that the settings say and the ledger has not heard of is as good as chosen now."""
    home = home_zone()
    return Zones.only(home, turn_min) if reader is None else reader.zones(home, turn_min).with_turn(turn_min, now_ms)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one command reads from; `reader` is None where nothing was recorded yet."""

    reader: Reader | None
    given: Given
    changes: tuple[Change, ...]
    """The journal, completed by what the settings and rules of now say."""
    rules: Rules
    now_ms: int
    forgets: str | None = None
    """The mark of what was forgotten, as it stood before anything was read."""

    @property
    def desk(self) -> Desk:
        return Desk(self.now_ms, self.given.zones)

    def day(self, day: date) -> DaySummary:
        """The figures of a Day."""
        return day_summary(self.reader, day, self.given, self.changes, self.now_ms)

    @property
    def meaning(self) -> Meaning:
        return meaning_now(self.changes, self.given.shipped)

    def facts(self, window: Span) -> Facts:
        return self.reader.facts(window) if self.reader else Facts()


@contextmanager
def open_reading() -> Iterator[Reading]:
    """Ledger, settings and rules as they are now. UnscrollError 74 or 78 where one of them cannot be read."""
    settings = load(places().config_file)
    rules = load_rules(settings.rules)
    now_ms = SystemClock().read().wall_ms
    with maybe_ledger() as reader:
        forgets = reader.mark(FORGETS) if reader else None
        changes = with_now(reader.changes() if reader else (), settings.change(_changed_ms(now_ms)), rules.kinds)
        zones = _zones(reader, settings.day_turns_at_min, now_ms)
        given = Given(settings, zones, rules.kinds, partial(usual_kind, rules))
        yield Reading(reader, given, changes, rules, now_ms, forgets)


def _changed_ms(now_ms: int) -> int:
    """When config.toml was changed last; 0, for ever, where there is none."""
    file = places().config_file
    return min(now_ms, file.stat().st_mtime_ns // 1_000_000) if file.exists() else 0


def read_status() -> dict[str, Any]:
    """The `status --json` document without a daemon, with the daemon's `troubles` as far as they are known here."""
    from unscroll.daemon.reach_next import reach_next

    with open_reading() as reading:
        troubles = [*reading.given.zones.lacking, *strays(reading.given.settings, reading.rules)]
        named = reach_next(reading.reader, reading.now_ms, reading.given.zones) if reading.reader else ()
        return {**status_json(reading.day(reading.desk.today), reach_next=named), "troubles": troubles}


def read_day(day: date) -> dict[str, Any]:
    """The `day --json` document."""
    with open_reading() as reading:
        return day_json(reading.day(day))


def read_explanation(span: Span) -> list[dict[str, Any]]:
    """The `explain --json` document."""
    from unscroll.daemon.explain import explain_json

    with open_reading() as reading:
        facts = reading.facts(span)
        return explain_json(timeline(facts, reading.meaning, span, reading.given.zones), facts, span)
