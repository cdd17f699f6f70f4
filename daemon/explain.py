"""Explain: what was counted in a span, by which rule, from which sightings (CONTRACT 4)."""

from collections.abc import Iterable
from dataclasses import fields
from enum import Enum
from typing import Any

from unscroll.line import Facts, Line
from unscroll.reports.values import instant
from unscroll.sighting import Fact, Session, SessionState, Stretch
from unscroll.span import Span
from unscroll.surface import Surface

_NOT_SHOWN = {"surface", "pid", "browser", "tab", "profile", "person_id"}


def explain_json(line: Line, facts: Facts, span: Span) -> list[dict[str, Any]]:
    """The pieces of the line within `span`, each with what was seen during it."""
    stretches = [s for f in fields(facts) if f.name != "acts" for s in getattr(facts, f.name)]
    rows = []
    for piece in line.pieces:
        part = Span(piece.start_ms, piece.end_ms).clip(span)
        if part is not None:
            rows.append(
                {
                    "start": instant(part.start_ms),
                    "end": instant(part.end_ms),
                    "kind": str(piece.verdict.kind),
                    "rule": piece.verdict.rule,
                    "evidence": str(piece.evidence),
                    "context": str(piece.context),
                    "surface": _place(piece.surface),
                    "sightings": _sightings(stretches, part),
                }
            )
    return rows


def _sightings(stretches: Iterable[Stretch], part: Span) -> list[dict[str, Any]]:
    return [
        {
            "source": s.source,
            "span": {"start": instant(s.start_ms), "end": instant(s.end_ms)},
            "surface": _place(s.fact.surface) if hasattr(s.fact, "surface") else None,
            "app": s.fact.surface.app if hasattr(s.fact, "surface") else "",
            "signals": _signals(s.fact),
        }
        for s in stretches
        if (s.span.clip(part) or part.holds(s.start_ms)) and not _presence(s.fact)
    ]


def _presence(fact: Fact) -> bool:
    return isinstance(fact, Session) and fact.state in {SessionState.WATCHING, SessionState.BROWSER}


def _signals(fact: Fact) -> dict[str, Any]:
    """What else the source said: each field that differs from its default."""
    found = {}
    for f in fields(fact):
        value = getattr(fact, f.name)
        if f.name not in _NOT_SHOWN and value != f.default:
            found[f.name] = str(value) if isinstance(value, Enum) else value
    return found


def _place(surface: Surface) -> str:
    return f"{surface.platform}/{surface.view}"
