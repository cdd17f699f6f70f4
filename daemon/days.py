"""Days: takes the daemon from one Day, or one meaning, to the next."""

from datetime import date

from unscroll.daemon.figures import LEAD_MS, DayNotes
from unscroll.daemon.parts import Parts
from unscroll.day import Zones
from unscroll.ledger import Reader, Writer
from unscroll.line import Facts
from unscroll.span import Span
from unscroll.timeline import timeline


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


def zones_of(reader: Reader, home: str, turn_min: int, now_ms: int) -> tuple[Zones, bool]:
    """The desk's zones with `home` the present one, and whether that is news to the ledger."""
    known = reader.zones("", turn_min)
    if known.history[-1][1] == home:
        return known, False
    return with_zone(known if known.history[0][1] else None, home, turn_min, now_ms), True


def with_zone(known: Zones | None, name: str, turn_min: int, now_ms: int) -> Zones:
    """`known` with one more zone from now on; the first zone holds for ever back."""
    if known is None:
        return Zones(((0, name),), turn_min)
    kept = tuple(h for h in known.history if h[0] < now_ms)
    return Zones((*(kept or known.history[:1]), (max(now_ms, kept[-1][0] + 1 if kept else now_ms), name)), turn_min)


def day_now(parts: Parts) -> date:
    return parts.zones.day_of(parts.now_ms())
