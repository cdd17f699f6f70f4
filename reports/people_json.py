"""People as JSON (CONTRACT.md 4)."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from unscroll.evidence import Evidence
from unscroll.people.due import Due
from unscroll.people.person import Person
from unscroll.people.tie import Tie
from unscroll.people.touchpoint import Direction, Touchpoint
from unscroll.reports.values import instant, seconds, spread

if TYPE_CHECKING:
    from unscroll.kinds import Kind

SCHEMA = 1
MINUTE_MS = 60_000
PAUSE_MS = 120_000
"""A gap between two messages counts so long at the most (METRICS 3)."""


def person_json(person: Person, last_contact_ms: int | None, due: Due | None, two_way_90d_ms: int) -> dict[str, Any]:
    """One of `people --json`."""
    return {
        "person": person.name,
        "id": person.id,
        "handles": [handle.value for handle in person.handles if handle.strong],
        "names": list(person.names[1:]),
        "tags": list(person.tags),
        "circle": str(person.circle) if person.circle else None,
        "cadence_days": person.cadence_days,
        "last_contact": moment(last_contact_ms),
        "due": instant(due.due_ms) if due else None,
        "overdue": round(due.ratio, 2) if due else None,
        "band": str(due.band) if due else None,
        "two_way_90d_s": seconds(two_way_90d_ms),
    }


def show_json(
    person: Person,
    tie: Tie,
    due: Due | None,
    parts: Iterable[tuple[int, str]],
    touchpoints: Iterable[Touchpoint],
    names: Mapping[int, str],
) -> dict[str, Any]:
    """`people show --json`; `parts` are the numbers that were joined in them, with the names those bear; `names` are
    everybody's."""
    return {
        "schema": SCHEMA,
        **person_json(person, tie.last_contact_ms, due, tie.two_way_90d_ms),
        "company": person.company,
        "birthday": str(person.birthday) if person.birthday else None,
        "note": person.note,
        "muted": person.muted,
        "never": person.never,
        "snoozed_until": moment(person.snoozed_until_ms or None),
        "connected": person.met_on or None,
        "i_know": str(person.knows) if person.knows else None,
        "they_know": person.known,
        "sources": list(person.sources),
        **_tie_json(tie),
        "parts": [{"id": number, "name": name} for number, name in parts],
        "touchpoints": [touchpoint_json(t, names) for t in touchpoints],
    }


def _tie_json(tie: Tie) -> dict[str, Any]:
    starts = tie.starts
    return {
        "first_contact": moment(tie.first_contact_ms),
        "last_two_way": moment(tie.last_two_way_ms),
        "last_call": moment(tie.last_call_ms),
        "last_in_person": moment(tie.last_in_person_ms),
        "estimated_90d_s": seconds(tie.estimated_90d_ms),
        "days_in_year": tie.days_in_year,
        "rhythm_days": tie.rhythm_days,
        "drifted": tie.drifted,
        "starts": {"mine": starts.mine, "theirs": starts.theirs, "answered": starts.answered, "share": starts.my_share},
        "depth": {
            "first_message": moment(tie.first_message_ms),
            "first_call": moment(tie.first_call_ms),
            "first_meeting": moment(tie.first_meeting_ms),
        },
        "ask": tie.ask,
        "gave": list(tie.gave),
        "got": list(tie.got),
    }


def touchpoint_json(t: Touchpoint, names: Mapping[int, str]) -> dict[str, Any]:
    return {
        "start": instant(t.start_ms),
        "end": instant(t.end_ms),
        "channel": t.channel,
        "direction": str(t.direction),
        "kind": str(_kind(t)),
        "evidence": str(t.evidence),
        "seconds": _length(t),
        "messages": dict(zip(("in", "out"), t.messages, strict=True)),
        "genuine": t.genuine,
        "source": t.source or "you",
        "note": t.note,
        "ask": t.ask,
        "gave": list(t.gave),
        "got": list(t.got),
        "via": names.get(t.via_id or 0),
    }


def moment(at_ms: int | None) -> str | None:
    return None if at_ms is None else instant(at_ms)


def _kind(t: Touchpoint) -> "Kind":
    """What is not genuine was written to many, or by a machine, or reached nobody (METRICS 3)."""
    from unscroll.kinds import Kind  # the list has no touchpoints

    if t.genuine:
        return Kind.ONE_TO_ONE
    return Kind.BROADCAST if t.written and t.direction is Direction.OUT else Kind.OTHER


def _length(t: Touchpoint) -> dict[str, Any]:
    """Of an exchange known by its timestamps the bounds (METRICS 3); nulls where no length was told."""
    length_ms = t.end_ms - t.start_ms
    if not t.genuine:
        return spread(0, 0, 0)
    if t.written and t.evidence is Evidence.ESTIMATED:
        gaps = max(0, t.sent + t.received - 1)
        return spread(0, min(length_ms, gaps * PAUSE_MS), length_ms + MINUTE_MS)
    return spread(length_ms, length_ms, length_ms) if length_ms else dict.fromkeys(("low", "shown", "high"))
