"""Records: every row of the ledger as plain values, for `export` and `what-you-know`."""

from collections.abc import Iterator
from dataclasses import fields
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from unscroll.reports.documents import instant
from unscroll.sighting import Stretch, Track
from unscroll.span import Span
from unscroll.surface import Surface

if TYPE_CHECKING:
    from unscroll.ledger import Reader

COLUMNS = (
    "record", "start", "end", "source", "device", "clock_run", "count", "px",
    "platform", "view", "rule", "app", "host", "thread",
)  # fmt: skip
"""What most records share; the rest of a record is its own."""
_CHUNK_MS = 30 * 86_400_000
_PHONE_DAYS = 3_660


def records(reader: "Reader", span: Span, today: date) -> Iterator[dict[str, Any]]:
    """Everything that began within `span`: facts by track, acts, contacts, the journal, then typed minutes."""
    names = {p.id: p.name for p in reader.people()}
    for track in Track:
        for part in _chunks(reader, span):
            yield from (_stretch(s, names) for s in reader.stretches(track, part) if part.holds(s.start_ms))
    for act in reader.acts(span):
        yield {
            "record": "act",
            "start": instant(act.at_ms),
            "what": str(act.what),
            "value": act.value,
            "source": act.source,
            "device": act.device,
            "clock_run": act.clock_run,
            **({"person": names.get(act.person_id, "")} if act.person_id is not None else {}),
            **(_surface(act.surface) if act.surface else {}),
        }
    for t in reader.touchpoints(span):
        if span.holds(t.start_ms):
            own = {"person": names.get(t.person_id, ""), "channel": t.channel, "direction": t.direction}
            reach = {"start": instant(t.start_ms), "end": instant(t.end_ms)}
            yield {"record": "touchpoint", **reach, **own, "evidence": str(t.evidence), "note": t.note}
    for change in reader.changes():
        if span.holds(change.at_ms):
            yield {
                "record": "change",
                "start": instant(change.at_ms),
                "what": str(change.what),
                "body": dict(change.body),
            }
    yield from _phone(reader, span, today)


def people(reader: "Reader") -> Iterator[dict[str, Any]]:
    """Everybody in the ledger."""
    return ({"record": "person", "person": p.name} for p in reader.people())


def _phone(reader: "Reader", span: Span, today: date) -> Iterator[dict[str, Any]]:
    for back in range(_PHONE_DAYS, -2, -1):
        for typed in reader.phone(today - timedelta(days=back)):
            if span.holds(typed.at_ms):
                yield {
                    "record": "typed_phone",
                    "start": instant(typed.at_ms),
                    "day": typed.day.isoformat(),
                    "platform": typed.platform,
                    "length_ms": typed.length_ms,
                }


def _chunks(reader: "Reader", span: Span) -> Iterator[Span]:
    """The span in months: a year of one track is too much to hold at once."""
    last = reader.last_fact_ms()
    if last is None:
        return
    start, end = span.start_ms, min(span.end_ms, last + 1)
    while start < end:
        yield Span(start, min(start + _CHUNK_MS, end))
        start += _CHUNK_MS


def _stretch(stretch: Stretch, names: dict[int, str]) -> dict[str, Any]:
    own: dict[str, Any] = {}
    for field in fields(stretch.fact):
        value = getattr(stretch.fact, field.name)
        if isinstance(value, Surface):
            own |= _surface(value)
        elif field.name == "person_id":
            own["person"] = names.get(value, "")
        else:
            # An input's own source says who counted it; the stretch's says which collector told.
            own["counted_by" if field.name == "source" else field.name] = value
    return {
        "record": str(stretch.fact.track),
        "start": instant(stretch.start_ms),
        "end": instant(stretch.end_ms),
        "source": stretch.source,
        "device": stretch.device,
        "clock_run": stretch.clock_run,
        "count": stretch.count,
        "px": stretch.px,
        **own,
    }


def _surface(surface: Surface) -> dict[str, Any]:
    return {
        "platform": surface.platform,
        "view": surface.view,
        "rule": surface.rule,
        "app": surface.app,
        "host": surface.host,
        "thread": surface.thread.digest.hex() if surface.thread else "",
    }
