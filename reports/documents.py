"""Documents: the JSON of `day`, of `status`, as CONTRACT.md 4 fixes it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from unscroll.kinds import Evidence
from unscroll.line import OverlayKind, Piece
from unscroll.reports.contacts import Contact
from unscroll.reports.doubt import doubts
from unscroll.reports.phone import Unplaced
from unscroll.reports.summary import DaySummary
from unscroll.reports.values import instant, seconds, spread
from unscroll.reports.words import someone

SCHEMA = 1


@dataclass(frozen=True, slots=True)
class DaemonInfo:
    """`since_ms` is None where no daemon runs."""

    running: bool = False
    since_ms: int | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class CollectorInfo:
    """`state`: running, unavailable or failed; `why` a sentence."""

    name: str
    track: str
    state: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ReachNext:
    """Somebody to reach out to: `days` since the last contact, `overdue` = days / cadence, None without one."""

    person: str
    days: int | None
    overdue: float | None


def status_json(
    summary: DaySummary,
    daemon: DaemonInfo = DaemonInfo(),
    collectors: Iterable[CollectorInfo] = (),
    flags: Iterable[str] = (),
    reach_next: Iterable[ReachNext] = (),
) -> dict[str, Any]:
    """The `status --json` document."""
    return {
        **_headline(summary),
        "flags": sorted(set(flags)),
        "reach_next": [{"person": r.person, "days": r.days, "overdue": r.overdue} for r in reach_next],
        "daemon": {
            "running": daemon.running,
            "since": None if daemon.since_ms is None else instant(daemon.since_ms),
            "version": daemon.version,
        },
        "collectors": [{"name": c.name, "track": c.track, "state": c.state, "why": c.why} for c in collectors],
    }


def day_json(summary: DaySummary) -> dict[str, Any]:
    """The `day --json` document; `timeline` is ordered and its lengths sum to `accounted_s`."""
    s = summary
    return {
        **_headline(s),
        "span": {"start": instant(s.span.start_ms), "end": instant(s.span.end_ms)},
        "revised": s.revised,
        "doubts": list(doubts(s)),
        "accounted_s": seconds(s.accounted_ms),
        "attended_s": seconds(s.attended_ms),
        "overlays": {f"{kind}_s": seconds(s.overlays[kind]) for kind in OverlayKind},
        "surfaces": [
            {"platform": r.platform, "surface": r.view, "kind": str(r.kind), "seconds": seconds(r.length_ms)}
            for r in s.surfaces
        ],
        "people": [_contact(c) for c in s.contacts],
        "unresolved": [
            {
                "thread": str(u.thread) if u.thread else None,
                "platform": u.platform,
                "surface": u.view,
                "seconds": seconds(u.length_ms),
            }
            for u in s.unresolved
        ],
        **_counts(s),
        "timeline": timeline_json(s),
    }


def timeline_json(summary: DaySummary) -> list[dict[str, Any]]:
    """The line's pieces; neighbours that say the same are one row."""
    rows: list[dict[str, Any]] = []
    last: Piece | None = None
    for piece in summary.line.pieces:
        row = _piece(summary, piece)
        joins = last is not None and last.end_ms == piece.start_ms and last.clock_run == piece.clock_run
        if joins and {**rows[-1], "start": "", "end": ""} == {**row, "start": "", "end": ""}:
            rows[-1]["end"] = row["end"]
        else:
            rows.append(row)
        last = piece
    return rows


def _headline(s: DaySummary) -> dict[str, Any]:
    ratio = s.contact_ratio
    return {
        "schema": SCHEMA,
        "day": s.date.isoformat(),
        "as_of": instant(s.as_of_ms),
        "no_data": not s.has_data,
        "cap_s": seconds(s.budget.cap_ms),
        "spent_s": seconds(s.spent_ms),
        "left_s": seconds(s.left_ms),
        "state": str(s.state),
        "held_s": seconds(s.held_ms),
        "typed_in_s": seconds(s.unplaced_scroll_ms),
        "work_scroll_s": seconds(s.work_scroll_ms),
        "work_counts": s.budget.work_counts,
        "platform_caps": [
            {"platform": c.platform, "cap_s": seconds(c.cap_ms), "spent_s": seconds(c.spent_ms)}
            for c in s.budget.platforms
        ],
        "at_least": s.at_least,
        "history": {
            "measured_s": seconds(s.browsed.measured_ms),
            "typing_s": seconds(s.browsed.typing_ms),
            "scrolling_s": seconds(s.browsed.scrolling_ms),
            "estimated_s": seconds(s.browsed.estimated_ms),
            "estimated_scroll_s": seconds(s.browsed.estimated_scroll_ms),
        },
        "unseen_s": seconds(s.unseen_ms),
        "phone_known": s.phone_known,
        "forgotten": [
            {"start": instant(f.span.start_ms), "end": instant(f.span.end_ms), "what": f.what}
            for f in s.coverage.forgotten
        ],
        "seconds": {str(kind): seconds(length) for kind, length in s.kinds.items()},
        "contact_ratio": None if ratio is None else {"low": round(ratio.low, 2), "high": round(ratio.high, 2)},
        "people_reached": s.people_reached,
    }


def _counts(s: DaySummary) -> dict[str, Any]:
    runs, i, c = s.runs, s.intercepts, s.coverage
    return {
        "runs": {
            "longest_s": seconds(runs.longest_ms),
            "first": None if runs.first_ms is None else instant(runs.first_ms),
            "last": None if runs.last_ms is None else instant(runs.last_ms),
            "sittings": runs.sittings,
            "launches": runs.launches,
        },
        "unplaced": [_unplaced(u) for u in (*s.unplaced, *s.browsed.estimated)],
        "drift": {"aimed": s.drift.aimed, "drifted": s.drift.drifted, "seconds": seconds(s.drift.length_ms)},
        "scroll_m": s.scroll_m,
        "acts": {k: getattr(s.acts, k) for k in ("sent", "posts", "comments", "clicks")},
        "intercepts": {
            **{k: getattr(i, k) for k in ("shown", "left", "went_on", "timed_out", "swapped")},
            "over_stay_s": None if s.over_stay_ms is None else seconds(s.over_stay_ms),
        },
        "bends": [{"at": instant(b.at_ms), "what": b.what} for b in s.bends],
        "reach_outs": {k: getattr(s.reach_outs, k) for k in ("started", "replied", "answered")},
        "coverage": {
            "expected_s": seconds(c.expected_ms),
            "watched_s": seconds(c.watched_ms),
            "browser_s": seconds(c.browser_ms),
            "browser_seen_s": seconds(c.browser_seen_ms),
            "valid": c.valid,
        },
    }


def _piece(s: DaySummary, p: Piece) -> dict[str, Any]:
    row = {
        "start": instant(p.start_ms),
        "end": instant(p.end_ms),
        "kind": str(p.verdict.kind),
        "platform": p.surface.platform,
        "surface": p.surface.view,
        "rule": p.verdict.rule,
        "evidence": str(p.evidence),
        "context": str(p.context),
        "device": p.device,
    }
    name = s.names.get(p.person_id, "") if p.person_id is not None else ""
    return {**row, "person": name} if name else row


def _contact(c: Contact) -> dict[str, Any]:
    return {
        "person": c.person or someone(c.platform),
        "thread": c.thread or None,
        "channel": c.channel,
        "platform": c.platform,
        "kind": str(c.kind),
        "evidence": str(c.evidence),
        "seconds": spread(c.low_ms, c.shown_ms, c.high_ms) if c.has_length else dict.fromkeys(("low", "shown", "high")),
    }


def _unplaced(u: Unplaced) -> dict[str, Any]:
    return {
        "source": u.source,
        "device": u.device,
        "platform": u.platform,
        "kind": str(u.kind),
        "evidence": str(Evidence(u.evidence)),
        "seconds": spread(u.low_ms, u.shown_ms, u.high_ms),
    }
