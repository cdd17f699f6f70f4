"""Budget: the cap of a Day, how much of it is spent: a ratchet, derived from facts each time (METRICS 2.3)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from unscroll.day import Zones
from unscroll.journal import Change, ChangeKind
from unscroll.kinds import Context, Kind
from unscroll.line import Line
from unscroll.minutes import said
from unscroll.platforms import platform as called

THRESHOLDS = (50, 80, 100)
"""Percent of the cap at which the user is told; three a day at most (METRICS 5)."""
DEFAULT_CAP_MS = 7_200_000
UNCAPPED = 1 << 62
_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CapRules:
    """The caps as set: for every Day, else for weekdays and weekends, and of single platforms; milliseconds."""

    cap_ms: int = DEFAULT_CAP_MS
    weekday_ms: int | None = None
    weekend_ms: int | None = None
    platform_ms: Mapping[str, int] = field(default_factory=dict)
    easing_wait_ms: int | None = None
    """None: an easing holds from the next Day's start; else after this wait, also where the Day turns meanwhile."""

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
class Easing:
    """A cap that was eased and still waits: what it will be, from when."""

    from_ms: int
    cap_ms: int


@dataclass(frozen=True, slots=True)
class CapInForce:
    """The cap at an instant, the easings decided since the Day began, and the one that still waits."""

    cap_ms: int
    bends: tuple[Bend, ...] = ()
    waits: Easing | None = None


def cap_in_force(changes: Iterable[Change], day: date, zones: Zones, at_ms: int, platform: str = "") -> CapInForce:
    """What the journal of settings gives at `at_ms` of a Day."""
    found = held_cap(changes, lambda caps: caps.of(day, platform), zones, at_ms, platform)
    if found is None:
        return CapInForce(UNCAPPED if platform else DEFAULT_CAP_MS)
    start_ms = zones.start_ms(day)
    return replace(found, bends=tuple(bend for bend in found.bends if bend.at_ms > start_ms))


def held_cap(
    changes: Iterable[Change], cap_of: Callable[[CapRules], int], zones: Zones, at_ms: int, platform: str = ""
) -> CapInForce | None:
    """One of the caps at `at_ms`, with all its easings; None where no settings are known. Tightening holds at once;
    easing from the next Day's start, or, where a wait is set, after that wait and not before: the turn of the Day does
    not shorten it.

    A newer wish takes the place of an easing that still waits. A wait is a rule too: a longer one holds at once, a
    shorter one from the next Day's start on.
    """
    bends: list[Bend] = []
    told: list[tuple[int, int | None]] = []
    held_ms = wanted = 0
    waiting: Easing | None = None
    for change in changes:
        if change.what is not ChangeKind.SETTINGS or "budget" not in change.body or change.at_ms > at_ms:
            continue
        caps = cap_rules(change.body["budget"])
        before, wanted = wanted, cap_of(caps)
        told.append((change.at_ms, caps.easing_wait_ms))
        if len(told) == 1:
            held_ms = wanted
        if wanted == before or len(told) == 1:
            continue
        if waiting is not None and waiting.from_ms <= change.at_ms:
            held_ms = waiting.cap_ms
        waiting = None
        if wanted <= held_ms:
            held_ms = wanted
            continue
        waiting = Easing(_eased_from_ms(told, change.at_ms, zones), wanted)
        bends.append(Bend(change.at_ms, _eased(platform, held_ms, wanted)))
    if waiting is not None and waiting.from_ms <= at_ms:
        held_ms, waiting = waiting.cap_ms, None
    return CapInForce(held_ms, tuple(bends), waiting) if told else None


def _eased_from_ms(told: Sequence[tuple[int, int | None]], at_ms: int, zones: Zones) -> int:
    """`told` are the waits by when they were set: the one that the Day began with holds, longer ones at once."""
    today = zones.day_of(at_ms - 1)  # what is set as a Day begins still belongs to the one before
    start_ms, next_ms = zones.start_ms(today), zones.start_ms(today + _DAY)
    earlier = [wait_ms for since_ms, wait_ms in told if since_ms <= start_ms] or [w for _, w in told[:1]] or [None]
    waits = [earlier[-1], *(wait_ms for since_ms, wait_ms in told if since_ms > start_ms)]
    return max(next_ms if wait_ms is None else at_ms + wait_ms for wait_ms in waits)


def _eased(platform: str, before_ms: int, after_ms: int) -> str:
    of = f" of {called(platform, {})}" if platform else ""
    to = "none" if after_ms == UNCAPPED else said(after_ms)
    return f"cap{of} eased from {said(before_ms)} to {to}"


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


def budget(readings: Sequence[Reading], cap: CapInForce, unplaced_ms: int = 0) -> Budget:
    """The ratchet: the greatest sum under any meaning in force since the Day began, plus unplaced logged scroll.

    A change of meaning that lowers the sum frees nothing before the next Day, and is listed as a bend.
    """
    sums = [counted_ms(r.line, r.work_counts) for r in readings]
    bends = [
        Bend(later.from_ms, f"re-labelled: {said(before - after)} less of scroll")
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


def ever_capped(changes: Iterable[Change]) -> list[str]:
    """The platforms that the journal has ever had a cap of, by name: one that was dropped may still hold."""
    told = (c.body["budget"] for c in changes if c.what is ChangeKind.SETTINGS and "budget" in c.body)
    return sorted({name for body in told for name in body.get("platform_ms", {})})


def platform_caps(
    readings: Sequence[Reading], changes: Sequence[Change], day: date, zones: Zones, at_ms: int
) -> tuple[PlatformCap, ...]:
    """The platforms that have a cap of their own at `at_ms` of a Day, by name."""
    found = []
    for name in ever_capped(changes):
        held = cap_in_force(changes, day, zones, at_ms, name)
        spent_ms = max((counted_ms(r.line, r.work_counts, name) for r in readings), default=0)
        if held.cap_ms != UNCAPPED or held.bends:
            found.append(PlatformCap(name, held.cap_ms, spent_ms, held.bends))
    return tuple(found)
