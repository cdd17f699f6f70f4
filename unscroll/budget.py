"""Budget: the cap of a Day, how much of it is spent: a ratchet, derived from facts each time (METRICS 2.3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from unscroll.day import Zones
from unscroll.journal import Change, ChangeKind
from unscroll.kinds import Context, Kind
from unscroll.line import Line

THRESHOLDS = (50, 80, 100)
"""Percent of the cap at which the user is told; three a day at most (METRICS 5)."""
DEFAULT_CAP_MS = 7_200_000
UNCAPPED = 1 << 62
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class CapRules:
    """The caps as set: for every Day, else for weekdays and weekends, and of single platforms; milliseconds."""

    cap_ms: int = DEFAULT_CAP_MS
    weekday_ms: int | None = None
    weekend_ms: int | None = None
    platform_ms: Mapping[str, int] = field(default_factory=dict)
    easing_wait_ms: int | None = None
    """None: an easing holds from the next Day's start; else after this wait."""

    def of(self, day: date, platform: str = "") -> int:
        """The cap of a Day in milliseconds, or of one platform on it (`UNCAPPED` where it has none)."""
        if platform:
            return self.platform_ms.get(platform, UNCAPPED)
        special = self.weekend_ms if day.weekday() >= _SATURDAY else self.weekday_ms
        return special if special is not None else self.cap_ms

    def body(self) -> dict[str, Any]:
        """The `budget` part of a settings change, the inverse of `cap_rules`."""
        return {
            "cap_ms": self.cap_ms,
            "weekday_ms": self.weekday_ms,
            "weekend_ms": self.weekend_ms,
            "platform_ms": dict(self.platform_ms),
            "easing_wait_ms": self.easing_wait_ms,
        }


def cap_rules(body: Mapping[str, Any]) -> CapRules:
    """The caps of the `budget` part of a settings change."""
    return CapRules(
        body.get("cap_ms", DEFAULT_CAP_MS),
        body.get("weekday_ms"),
        body.get("weekend_ms"),
        dict(body.get("platform_ms", {})),
        body.get("easing_wait_ms"),
    )


@dataclass(frozen=True, slots=True)
class Bend:
    """A rule was eased, extended or switched off at `at_ms`; a plain line, no shaming (METRICS 2.3)."""

    at_ms: int
    what: str


@dataclass(frozen=True, slots=True)
class CapInForce:
    """The cap at an instant, and the easings decided since the Day began."""

    cap_ms: int
    bends: tuple[Bend, ...] = ()


def cap_in_force(changes: Iterable[Change], day: date, zones: Zones, at_ms: int, platform: str = "") -> CapInForce:
    """What the journal of settings gives at `at_ms` of a Day: tightening at once, easing from the next Day's start
    (or after the wait set before that Day: choosing a wait is itself an easing)."""
    start_ms = zones.start_ms(day)
    cap_ms: int | None = None
    waits: list[tuple[int, int]] = []
    bends: list[Bend] = []
    wait_ms: int | None = None
    wanted = UNCAPPED
    for change in changes:
        if change.what is not ChangeKind.SETTINGS or "budget" not in change.body or change.at_ms > at_ms:
            continue
        caps = cap_rules(change.body["budget"])
        if change.at_ms <= start_ms or cap_ms is None:
            cap_ms = wanted = caps.of(day, platform)
            wait_ms = caps.easing_wait_ms
            continue
        before, wanted = wanted, caps.of(day, platform)
        if wanted == before:
            continue
        current = _after_waits(cap_ms, waits, change.at_ms)
        if wanted > current:
            bends.append(Bend(change.at_ms, _eased(platform, current, wanted)))
            if wait_ms is not None:
                waits.append((change.at_ms + wait_ms, wanted))
        else:
            cap_ms, waits = wanted, []
    if cap_ms is None:
        return CapInForce(UNCAPPED if platform else DEFAULT_CAP_MS)
    return CapInForce(_after_waits(cap_ms, waits, at_ms), tuple(bends))


def _eased(platform: str, before_ms: int, after_ms: int) -> str:
    of = f" of {platform}" if platform else ""
    to = "none" if after_ms == UNCAPPED else minutes(after_ms)
    return f"cap{of} eased from {minutes(before_ms)} to {to}"


def _after_waits(cap_ms: int, waits: Iterable[tuple[int, int]], at_ms: int) -> int:
    for from_ms, wanted in waits:
        if from_ms <= at_ms:
            cap_ms = wanted
    return cap_ms


def minutes(length_ms: int) -> str:
    """A length as people say it: `2 h`, `1 h 30 min`, `45 min`."""
    hours, rest = divmod(round(length_ms / 60_000), 60)
    return " ".join(
        part for part in (f"{hours} h" if hours else "", f"{rest} min" if rest or not hours else "") if part
    )


def counted_ms(line: Line, work_counts: bool = False, platform: str = "") -> int:
    """What a line spends of the budget, or of one platform's: scroll, personal unless work counts too; milliseconds."""
    return sum(
        p.end_ms - p.start_ms
        for p in line.pieces
        if p.verdict.kind is Kind.SCROLL
        and (work_counts or p.context is Context.PERSONAL)
        and (not platform or p.surface.platform == platform)
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A Day's line under one of the meanings in force since it began, from `from_ms` on."""

    from_ms: int
    line: Line
    work_counts: bool = False


@dataclass(frozen=True, slots=True)
class Budget:
    """The budget of a Day. `spent_ms` may pass `cap_ms`; `bends` are what was eased, re-labelled or corrected."""

    cap_ms: int
    spent_ms: int
    bends: tuple[Bend, ...] = ()

    @property
    def left_ms(self) -> int:
        return max(0, self.cap_ms - self.spent_ms)

    @property
    def percent(self) -> int:
        """Whole percent of the cap, rounded down; a cap of nothing is spent by anything."""
        if self.cap_ms <= 0:
            return 100 if self.spent_ms else 0
        return self.spent_ms * 100 // self.cap_ms

    @property
    def crossed(self) -> tuple[int, ...]:
        return tuple(t for t in THRESHOLDS if self.percent >= t)

    @property
    def state(self) -> str:
        """`ok`, `warned` from the first threshold on, `over` from the cap on."""
        return "over" if self.percent >= THRESHOLDS[-1] else "warned" if self.crossed else "ok"


def budget(readings: Sequence[Reading], cap: CapInForce, unplaced_ms: int = 0) -> Budget:
    """The ratchet: the greatest sum under any meaning in force since the Day began, plus unplaced logged scroll.

    A change of meaning that lowers the sum frees nothing before the next Day, and is listed as a bend.
    """
    sums = [counted_ms(r.line, r.work_counts) for r in readings]
    bends = [
        Bend(later.from_ms, f"re-labelled: {minutes(before - after)} less of scroll")
        for before, after, later in zip(sums, sums[1:], readings[1:], strict=False)
        if after < before
    ]
    all_bends = tuple(sorted((*cap.bends, *bends), key=lambda b: b.at_ms))
    return Budget(cap.cap_ms, max(sums, default=0) + unplaced_ms, all_bends)


@dataclass(frozen=True, slots=True)
class PlatformCap:
    """The cap of one platform within the Day's, and what was spent of it: a ratchet likewise."""

    platform: str
    cap_ms: int
    spent_ms: int
    bends: tuple[Bend, ...] = ()


def platform_caps(
    readings: Sequence[Reading], changes: Sequence[Change], day: date, zones: Zones, at_ms: int
) -> tuple[PlatformCap, ...]:
    """The platforms that have a cap of their own at `at_ms` of a Day, by name."""
    told = [c.body["budget"] for c in changes if c.what is ChangeKind.SETTINGS and "budget" in c.body]
    names = sorted({name for body in told for name in body.get("platform_ms", {})})
    found = []
    for name in names:
        held = cap_in_force(changes, day, zones, at_ms, name)
        spent_ms = max((counted_ms(r.line, r.work_counts, name) for r in readings), default=0)
        if held.cap_ms != UNCAPPED or held.bends:
            found.append(PlatformCap(name, held.cap_ms, spent_ms, held.bends))
    return tuple(found)


def crossings(line: Line, cap_ms: int, unplaced_ms: int = 0, work_counts: bool = False) -> dict[int, int]:
    """The instant at which each threshold of the cap was crossed, by percent; those not crossed are absent."""
    found: dict[int, int] = {}
    spent = unplaced_ms
    for p in line.pieces:
        if p.verdict.kind is not Kind.SCROLL or (p.context is not Context.PERSONAL and not work_counts):
            continue
        for threshold in THRESHOLDS:
            need_ms = -(-cap_ms * threshold // 100) - spent
            if threshold not in found and need_ms <= p.length_ms:
                found[threshold] = p.start_ms + max(need_ms, 0)
        spent += p.length_ms
    return found
