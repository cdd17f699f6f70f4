"""Days: takes the daemon from one Day, or one meaning, to the next."""

from dataclasses import replace
from datetime import date

from unscroll.acts import ActKind
from unscroll.daemon.figures import LEAD_MS, DayNotes
from unscroll.daemon.parts import Parts
from unscroll.day import Zones
from unscroll.ledger import Reader, Writer
from unscroll.line import Facts
from unscroll.span import Span
from unscroll.spoken import say_clock
from unscroll.timeline import timeline

News = tuple[ActKind, str]
"""What is to be noted, with its value."""
_NO_TURN = -1


async def begin_day(parts: Parts) -> None:
    """Loads the Day that it is now: its facts, what else the ledger holds of it, the thresholds it crossed already."""
    day = parts.zones.day_of(parts.now_ms())
    span = parts.zones.span_of(day)
    before = Span(max(0, span.start_ms - LEAD_MS), max(0, span.start_ms))

    def load(writer: Writer) -> tuple[Facts, Facts, DayNotes, set[tuple[str, int]]]:
        reader = writer.reader
        crossed = {(c.cap, c.percent) for c in reader.crossings(day)}
        return reader.facts(span), reader.facts(before), DayNotes.read(reader, day, span), crossed

    facts, facts_before, parts.notes, crossed = await parts.writer.do(load)
    held = parts.meaning.since(day, parts.zones)
    today = parts.recorder.today
    today.begin(day, parts.zones, facts, held)
    waiting = parts.recorder.pending.batch()
    today.add(waiting.stretches, waiting.acts)
    parts.lead = timeline(facts_before, held[-1].meaning, before, parts.zones).pieces
    parts.nudging.begin(day, crossed)
    if parts.first_ms is None:
        parts.first_ms = await parts.writer.do(lambda writer: writer.reader.first_sighting_ms())


async def reread(parts: Parts) -> None:
    """The user decided something: the journal, the notes and the Day's facts are read again."""
    parts.meaning.journal = await parts.writer.do(lambda writer: writer.reader.changes())
    parts.recount.want()
    await begin_day(parts)


def zones_of(reader: Reader, home: str, turn_min: int, now_ms: int) -> tuple[Zones, tuple[News, ...]]:
    """The desk's zones with `home` and `turn_min` the present ones, and what of these is news to the ledger."""
    known, news = reader.zones("", _NO_TURN), []
    if known.history[-1][1] != home:
        known = with_zone(known, home, now_ms) if known.history[0][1] else replace(known, history=((0, home),))
        news.append((ActKind.ZONE, home))
    if known.chosen_min != turn_min:
        first = known.turn_min == _NO_TURN
        known = replace(known, turn_min=turn_min) if first else known.with_turn(turn_min, now_ms)
        news.append((ActKind.TURN, say_clock(turn_min)))
    return known, tuple(news)


def with_zone(known: Zones, name: str, now_ms: int) -> Zones:
    """`known` with one more zone from now on; the first zone holds for ever back."""
    kept = tuple(h for h in known.history if h[0] < now_ms)
    since_ms = max(now_ms, kept[-1][0] + 1 if kept else now_ms)
    return replace(known, history=(*(kept or known.history[:1]), (since_ms, name)))


def day_now(parts: Parts) -> date:
    return parts.zones.day_of(parts.now_ms())
