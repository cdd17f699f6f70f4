"""Assembly: a Day's figures read from the ledger, where no daemon holds them in memory."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from unscroll.budget import Reading
from unscroll.daemon.figures import DayLines, DayNotes, Given, day_inputs, read_day
from unscroll.journal import Change, ChangeKind, meanings
from unscroll.kinds import Kind
from unscroll.ledger import Reader
from unscroll.line import Facts, Line
from unscroll.meaning import MEANING_VERSION, Meaning
from unscroll.reports.summary import DaySummary, summarise


def meaning_now(changes: Sequence[Change], shipped: Mapping[str, Kind]) -> Meaning:
    """The meaning in force now."""
    last = max((c.at_ms for c in changes), default=0)
    return meanings(changes, last, shipped)[-1].meaning


def with_now(changes: Iterable[Change], settings: Change, shipped: Mapping[str, Kind]) -> tuple[Change, ...]:
    """The journal, completed by what holds now where the daemon has not written that down yet. `settings` stands at
    the instant that config.toml was changed, yet not before what is journalled of it."""
    told = tuple(changes)
    latest = {change.what: change for change in told}
    last_ms = max((change.at_ms for change in told), default=0)
    known = latest.get(ChangeKind.SETTINGS)
    now = (
        replace(settings, at_ms=max(settings.at_ms, known.at_ms + 1 if known else 0)),
        Change(last_ms, ChangeKind.KINDS, {name: str(kind) for name, kind in sorted(shipped.items())}),
        Change(last_ms, ChangeKind.VERSION, {"version": MEANING_VERSION}),
    )
    new = (c for c in now if c.what not in latest or latest[c.what].body != c.body)
    return tuple(sorted((*told, *new), key=lambda change: change.at_ms))


def day_summary(reader: Reader | None, day: date, given: Given, changes: Sequence[Change], now_ms: int) -> DaySummary:
    """The figures of a Day as of `now_ms`, or of its end where that is earlier; "no data" without a ledger."""
    if reader is not None:
        return summarise(read_day(reader, day, given, now_ms, changes))
    nothing = Reading(0, Line(given.zones.span_of(day)))
    notes = DayNotes(journal=tuple(changes))
    return summarise(day_inputs(day, DayLines((nothing,)), Facts(), notes, given, now_ms))
