"""Explanation: what was counted in a span, and the sightings that it was counted from."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from unscroll.line import Facts, Line, Piece
from unscroll.reports.documents import instant
from unscroll.sighting import (
    Call,
    Composer,
    Entry,
    Focus,
    Input,
    Logged,
    Media,
    Page,
    Phone,
    Session,
    SessionState,
    Stretch,
)
from unscroll.span import Span

Row = dict[str, Any]


def explanation(line: Line, facts: Facts, span: Span) -> list[Row]:
    """The `explain --json` rows of CONTRACT.md 4, in order: a piece each, clipped to `span`."""
    rows = []
    for piece in _joined(line.pieces):
        part = Span(piece.start_ms, piece.end_ms).clip(span)
        if part is not None:
            rows.append(_row(piece, part, facts))
    return rows


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one verdict on one surface as one piece."""
    last: Piece | None = None
    for piece in pieces:
        if last is not None and _same(last, piece):
            last = replace(last, end_ms=piece.end_ms)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _same(last: Piece, piece: Piece) -> bool:
    touching = last.end_ms == piece.start_ms
    return touching and replace(last, start_ms=0, end_ms=0) == replace(piece, start_ms=0, end_ms=0)


def _row(piece: Piece, part: Span, facts: Facts) -> Row:
    return {
        "start": instant(part.start_ms),
        "end": instant(part.end_ms),
        "kind": str(piece.verdict.kind),
        "rule": piece.verdict.rule,
        "evidence": str(piece.evidence),
        "context": str(piece.context),
        "surface": f"{piece.surface.platform}/{piece.surface.view}",
        "sightings": [*_seen(facts, part), *_inputs(facts.input, part)],
    }


def _seen(facts: Facts, part: Span) -> Iterator[Row]:
    for track in (facts.focus, facts.page, facts.call, facts.media, facts.phone, facts.log, facts.session):
        for stretch in track:
            signals = _signals(stretch)
            if signals is not None and stretch.span.clip(part):
                yield _sighting(stretch.source, stretch.span, _surface(stretch), signals)


def _inputs(stretches: Iterable[Stretch], part: Span) -> Iterator[Row]:
    """The runs of one input as one row, counted; before them the last input before the piece, which may explain it."""
    before = [s for s in stretches if s.end_ms <= part.start_ms]
    inside = [s for s in stretches if s.span.clip(part) or part.holds(s.start_ms)]
    if before:
        last = max(before, key=lambda s: s.end_ms)
        yield _sighting(last.source, last.span, None, {**_input(last), "before": True})
    same = sorted(inside, key=lambda s: (s.source, str(s.fact)))
    for (source, _), group in groupby(same, key=lambda s: (s.source, str(s.fact))):
        runs = list(group)
        reach = Span(min(s.start_ms for s in runs), max(s.end_ms for s in runs))
        yield _sighting(source, reach, None, {**_input(runs[0]), "count": sum(s.count for s in runs)})


def _input(stretch: Stretch) -> Row:
    fact = stretch.fact
    assert isinstance(fact, Input)
    into = {} if fact.composer is Composer.NONE else {"composer": str(fact.composer)}
    return {"input": str(fact.kind), **into}


def _sighting(source: str, span: Span, surface: str | None, signals: Row) -> Row:
    reach = {"start": instant(span.start_ms), "end": instant(span.end_ms)}
    return {"source": source, "span": reach, "surface": surface, "signals": signals}


def _surface(stretch: Stretch) -> str | None:
    surface = getattr(stretch.fact, "surface", None)
    return f"{surface.platform}/{surface.view}" if surface else None


def _signals(stretch: Stretch) -> Row | None:
    """What else the source said; None for what is no sighting of a place."""
    match stretch.fact:
        case Focus() as f:
            return {"app": f.surface.app, **_true(full_screen=f.full_screen)}
        case Page() as f:
            flags = _true(
                visible=f.visible,
                focused=f.focused,
                audible=f.audible,
                playing=f.playing,
                full_screen=f.full_screen,
                deep=f.deep,
            )
            others = {} if f.participants is None else {"participants": f.participants}
            entry = {} if f.entry is Entry.UNKNOWN else {"entry": str(f.entry)}
            return {
                "rule": f.surface.rule,
                **flags,
                **others,
                **entry,
                **({"item": f.item} if f.item > 1 else {}),
                "px": stretch.px,
            }
        case Call() as f:
            return _true(microphone=f.microphone, camera=f.camera, remote_audio=f.remote_audio)
        case Media() as f:
            return {"app": f.app}
        case Phone() as f:
            return _true(app_level=f.app_level)
        case Logged() as f:
            return {"channel": f.channel}
        case Session() as f if f.state not in (SessionState.WATCHING, SessionState.BROWSER):
            return {"session": str(f.state)}
        case _:
            return None


def _true(**flags: bool) -> Row:
    return {name: True for name, value in flags.items() if value}
