"""Telling: every row of the ledger, for other programs or in plain words."""

import csv
import heapq
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from unscroll.acts import Act
from unscroll.day import Zones
from unscroll.errors import Exit, UnscrollError
from unscroll.forgotten import forgotten_span
from unscroll.ledger.reader import Reader, Row
from unscroll.people.touchpoint import Touchpoint
from unscroll.sighting import Call, Fact, Focus, Input, Logged, Media, Page, Phone, Session, Stretch, Visited
from unscroll.span import Span, from_ms
from unscroll.surface import Surface, ThreadKey

FORMATS = ("jsonl", "csv")
_COLUMNS = ("row", "start", "end", "seconds", "source", "device", "platform", "view", "rule", "app", "host", "thread")


def export(reader: Reader, format: str, span: Span) -> Iterator[str]:
    """The rows of a span as lines, each with its line end: `jsonl` (an object a line, `row` says what it is) or `csv`
    (common columns, the rest as JSON in `more`). People, typed minutes, journal come last. Never the key of threads.

    UnscrollError (2) for another format.
    """
    if format not in FORMATS:
        raise UnscrollError(f"no format {format}", f"one of {', '.join(FORMATS)}", Exit.USAGE)
    objects = _objects(reader, span)
    return _jsonl(objects) if format == "jsonl" else _csv(objects)


def _jsonl(objects: Iterator[dict[str, Any]]) -> Iterator[str]:
    for told in objects:
        yield json.dumps({"schema": 1, **told}, ensure_ascii=False) + "\n"


def _csv(objects: Iterator[dict[str, Any]]) -> Iterator[str]:
    yield ",".join((*_COLUMNS, "more")) + "\r\n"
    for told in objects:
        line = io.StringIO()
        more = {k: v for k, v in told.items() if k not in _COLUMNS}
        cells = [_harmless(told.get(c, "")) for c in _COLUMNS]
        csv.writer(line).writerow([*cells, json.dumps(more, ensure_ascii=False) if more else ""])
        yield line.getvalue()


def _harmless(cell: Any) -> Any:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _objects(reader: Reader, span: Span) -> Iterator[dict[str, Any]]:
    for row in reader.rows(span):
        yield _object(row)
    yield from _people(reader)
    for typed in reader.typed_phone():
        day = {"row": "typed_phone", "day": typed.day.isoformat(), "platform": typed.platform}
        yield {**day, "seconds": typed.length_ms / 1000, "at": instant(typed.at_ms)}
    for change in reader.changes():
        yield {"row": "change", "at": instant(change.at_ms), "what": str(change.what), "body": change.body}


def _people(reader: Reader) -> Iterator[dict[str, Any]]:
    for person in reader.people().everybody:
        told = {field.name: getattr(person, field.name) for field in fields(person)}
        told |= {"handles": [str(handle) for handle in person.handles], "cadence_days": person.cadence_days}
        told["birthday"] = str(person.birthday) if person.birthday else ""
        yield {"row": "person", **{name: value for name, value in told.items() if value not in ("", (), [], None)}}
    for plan in reader.plans():
        told = {"row": "plan", **_span(plan.start_ms, plan.end_ms), "person_id": plan.person_id}
        yield told | {"channel": plan.channel, "state": plan.state}
    for platform, counts in reader.followers().items():
        for day, count in counts:
            yield {"row": "followers", "platform": platform, "day": day.isoformat(), "count": count}


def _object(row: Row) -> dict[str, Any]:
    if isinstance(row, Stretch):
        told = {"row": str(row.fact.track), **_span(row.start_ms, row.end_ms), "source": row.source}
        told |= {"device": row.device, "count": row.count, "px": row.px, "clock_run": row.clock_run}
        return told | _flat(row.fact, taken=told)
    if isinstance(row, Act):
        told = {"row": "act", "start": instant(row.at_ms), "source": row.source, "device": row.device}
        told |= {"what": str(row.what), "value": row.value, "person_id": row.person_id, "clock_run": row.clock_run}
        return told | (_flat(row.surface, taken=told) if row.surface else {})
    told = {"row": "touchpoint", **_span(row.start_ms, row.end_ms), "person_id": row.person_id, "channel": row.channel}
    told |= {"direction": str(row.direction), "evidence": str(row.evidence), "note": row.note, "id": row.id}
    more = {"ask": row.ask, "gave": row.gave, "got": row.got, "via_id": row.via_id, "key": row.key}
    more |= {"sent": row.sent, "received": row.received, "imported_from": row.source}
    return told | {"genuine": row.genuine} | {name: value for name, value in more.items() if value}


def _flat(value: Any, taken: dict[str, Any]) -> dict[str, Any]:
    """The fields of a fact; a surface's own stand beside them, and what has a name that is taken gets `fact_`."""
    told: dict[str, Any] = {}
    for field in fields(value):
        inner = getattr(value, field.name)
        if isinstance(inner, ThreadKey):
            inner = inner.digest.hex()
        if is_dataclass(inner):
            told |= _flat(inner, taken)
        elif inner is not None:
            told[f"fact_{field.name}" if field.name in taken else field.name] = inner
    return told


def _span(start_ms: int, end_ms: int) -> dict[str, Any]:
    return {"start": instant(start_ms), "end": instant(end_ms), "seconds": (end_ms - start_ms) / 1000}


def instant(at_ms: int) -> str:
    """UTC with milliseconds, as in `2026-11-22T18:04:11.250Z`."""
    return from_ms(at_ms).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def what_you_know(reader: Reader, span: Span, zones: Zones) -> Iterator[str]:
    """Every row of a span as a sentence in local time, ordered by start."""
    names = reader.called().names
    rows = (
        (row.at_ms if isinstance(row, Act) else row.start_ms, sentence(row, zones, names)) for row in reader.rows(span)
    )
    for _, words in heapq.merge(_forgotten(reader, span, zones), rows, key=lambda told: told[0]):
        yield words


def _forgotten(reader: Reader, span: Span, zones: Zones) -> list[tuple[int, str]]:
    """What the journal says was forgotten of the span, or within it."""
    found = []
    for change in reader.changes():
        gone = forgotten_span(change)
        if gone is not None and (gone.clip(span) or span.holds(change.at_ms)):
            when = f"{_clock(gone.start_ms, zones)} to {zones.local(gone.end_ms):%H:%M:%S}"
            found.append(
                (gone.start_ms, f"{when}  forgotten, at {_clock(change.at_ms, zones)}; nothing else is kept of it")
            )
    return sorted(found)


def sentence(row: Row, zones: Zones, names: Mapping[int, str]) -> str:
    """One row in plain words; `names` by the numbers of people."""
    if isinstance(row, Act):
        where = f" on {_place(row.surface)}" if row.surface else ""
        value = f" ({row.value})" if row.value else ""
        return f"{_clock(row.at_ms, zones)}  {row.what}{where}{value}; by {row.source}"
    since, until = zones.offsets(Span(row.start_ms, max(row.start_ms, row.end_ms)))
    when = f"{_clock(row.start_ms, zones)}{since} to {zones.local(row.end_ms):%H:%M:%S}{until}"
    if isinstance(row, Touchpoint):
        note = f": {row.note}" if row.note else ""
        return f"{when}  {row.channel} with {names.get(row.person_id, 'somebody')} ({row.evidence}){note}"
    counted = f", {row.count} times" if row.count else ""
    px = f", {row.px} px scrolled" if row.px else ""
    device = f" on {row.device}" if row.device else ""
    return f"{when}  {_fact(row.fact, names)}{counted}{px}; by {row.source}{device}"


def _clock(at_ms: int, zones: Zones) -> str:
    return f"{zones.local(at_ms):%Y-%m-%d %H:%M:%S}"


def _place(surface: Surface) -> str:
    parts = [f"{surface.platform}/{surface.view}"]
    parts += [f"program {surface.app}"] if surface.app else []
    parts += [f"host {surface.host}"] if surface.host else []
    parts += [f"thread {surface.thread}"] if surface.thread else []
    return ", ".join(parts)


def _fact(fact: Fact, names: Mapping[int, str]) -> str:
    match fact:
        case Focus():
            return f"in front: {_place(fact.surface)}" + (" (full screen)" if fact.full_screen else "")
        case Page():
            return f"page: {_place(fact.surface)} ({', '.join(_flags(fact))})"
        case Input():
            into = f" into a {fact.composer} composer" if fact.composer else ""
            return f"input: {fact.kind}{into}, counted by the {fact.source}"
        case Session():
            return f"session: {fact.state}"
        case Call():
            others = "others not shown" if fact.others is None else f"{fact.others} others"
            return f"call: {_place(fact.surface)}, {others}"
        case Media():
            return f"playing: {fact.app}"
        case Phone():
            return f"phone: {_place(fact.surface)}"
        case Visited():
            return f"a browser's history: {_place(fact.surface)} ({fact.evidence})"
        case Logged():
            return f"logged: {fact.channel} with {names.get(fact.person_id, 'somebody')}"


def _flags(page: Page) -> list[str]:
    told = ("visible", "focused", "audible", "playing", "full_screen", "deep")
    flags = [name.replace("_", " ") for name in told if getattr(page, name)]
    flags += [f"item {page.item}"] if page.item > 1 else []
    flags += [f"{page.participants} others"] if page.participants is not None else []
    return [*flags, f"reached by: {page.entry}"]
