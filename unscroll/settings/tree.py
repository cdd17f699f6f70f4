"""The tree of settings: every setting, its default, how it is written, what it does."""

# ruff: noqa: RUF009 - `setting` and `table` are `dataclasses.field` with a shape

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from unscroll.journal import Change, ChangeKind, meaning_body
from unscroll.kinds import UserRule
from unscroll.meaning import ContextRules, Limits, WorkHours
from unscroll.rules import DoorRule
from unscroll.settings.choices import Mode, PhoneSetting, Sites, Tells
from unscroll.settings.words import (
    CLOCK,
    DURATION,
    EASING,
    FLAG,
    NEVER,
    NIGHT,
    PER_PLATFORM,
    PERCENTS,
    PLACES,
    REGION,
    TAIL,
    TEXTS,
    WORK_HOURS,
    Hours,
    Words,
    choice,
    optional,
    or_flag,
)

HOUR_MS = 3_600_000
OBSERVED_MS = 7 * 24 * HOUR_MS
"""How long an unset mode means `observe` after the first sighting (METRICS 5)."""


def setting(key: str, words: Words, does: str, default: Any, example: str = "") -> Any:
    """A field written under `key`; `example` is TOML, shown where the default says too little."""
    return field(
        default_factory=lambda: default, metadata={"key": key, "words": words, "does": does, "example": example}
    )


def table(key: str, kind: type, does: str) -> Any:
    """A field that is a TOML table of its own."""
    return field(default_factory=kind, metadata={"key": key, "table": kind, "does": does})


@dataclass(frozen=True, slots=True)
class Caps:
    weekday_ms: int | None = setting(
        "weekday", optional(DURATION), "The cap of Mondays to Fridays, where it differs.", None, '"1h30m"'
    )
    weekend_ms: int | None = setting(
        "weekend", optional(DURATION), "The cap of Saturdays and Sundays, where it differs.", None, '"2h30m"'
    )
    platform_ms: Mapping[str, int] = setting(
        "platform", PER_PLATFORM, "Caps of single platforms, within the cap of the Day.", {}, '{reddit = "30m"}'
    )


@dataclass(frozen=True, slots=True)
class Record:
    sites: Sites = setting(
        "sites",
        choice(Sites),
        'Whose host names are kept: those of the rules, or of every page. "all" counts from now on.',
        Sites.SOCIAL,
    )
    private_windows: bool = setting(
        "private_windows",
        FLAG,
        "Whether pages in private windows count too, once the browser lets the extension into them; from now on.",
        False,
    )


@dataclass(frozen=True, slots=True)
class TailLimits:
    input_ms: int = setting("input", TAIL, "A silent tail counts so long after the last input.", 60_000)
    playing_ms: int = setting("playing", TAIL, "The same, while visible media plays.", 180_000)
    full_screen_ms: int = setting("full_screen", TAIL, "The same, for full-screen media.", 1_800_000)


@dataclass(frozen=True, slots=True)
class Work:
    profiles: tuple[str, ...] = setting("profiles", TEXTS, "Browser profiles whose time is work.", (), '["Work"]')
    hours: tuple[WorkHours, ...] = setting("hours", WORK_HOURS, "Hours that are work.", (), '["mon-fri 09:00-17:00"]')
    places: tuple[str, ...] = setting(
        "places", PLACES, "Platforms or single surfaces that are work.", (), '["linkedin", "reddit/mod"]'
    )
    counts: bool = setting("counts", FLAG, "Whether scroll at work counts against the cap all the same.", False)


@dataclass(frozen=True, slots=True)
class Notify:
    at: tuple[int, ...] = setting("at", PERCENTS, "Shares of the cap at which to say so, in percent.", (50, 80, 100))
    report: Tells = setting(
        "report",
        or_flag(choice(Tells), Tells.GENTLY, Tells.NEVER),
        'When to say that the report is ready. "gently", or true: each Day for two weeks, then on Mondays that of the '
        'week; "never", or false: not at all.',
        Tells.GENTLY,
    )
    people: bool = setting(
        "people", FLAG, "Whether to say once a Day whom to reach out to, and to ask whether a plan happened.", True
    )


@dataclass(frozen=True, slots=True)
class People:
    region: str = setting("region", REGION, "Where a telephone number is from that tells no country.", "", '"FR"')
    me: tuple[str, ...] = setting(
        "me",
        TEXTS,
        "Your own names, addresses and numbers, so that you never become a person of yours.",
        (),
        '["Ana Roth", "ana@example.org"]',
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that may be set. Durations are milliseconds; where config.toml is silent the defaults hold."""

    mode: Mode | None = setting(
        "mode",
        optional(choice(Mode)),
        "What happens at the cap. Unset: observe for seven days, then nudge.",
        None,
        '"nudge"',
    )
    cap_ms: int = setting("cap", DURATION, "Scroll time that a Day may hold.", 2 * HOUR_MS)
    day_turns_at_min: int = setting(
        "day_turns_at",
        CLOCK,
        "The local time at which a Day turns. A change holds from the end of the Day it is made in.",
        240,
    )
    quiet_hours: tuple[Hours, ...] = setting(
        "quiet_hours", NIGHT, "Hours without notifications.", (), '["22:00-08:00"]'
    )
    easing_wait_ms: int | None = setting(
        "easing_wait",
        EASING,
        "How long an easing of a rule waits, also where the Day turns meanwhile. Tightening is at once.",
        None,
        '"10m"',
    )
    never: tuple[str, ...] = setting(
        "never",
        NEVER,
        "Hosts (with all below them) and app ids that are never watched, besides the shipped list.",
        (),
        '["bank.example", "org.keepassxc.KeePassXC"]',
    )
    phone: PhoneSetting = setting(
        "phone",
        choice(PhoneSetting),
        'Whether there is a phone whose use is missing until it is known. "none" ends "at least".',
        PhoneSetting.ASK,
    )
    caps: Caps = table("caps", Caps, "Caps of certain Days and platforms.")
    record: Record = table("record", Record, "What is kept.")
    tails: TailLimits = table("limits", TailLimits, "How long a silent tail counts as attended (METRICS 2.2).")
    work: Work = table("work", Work, "What is work.")
    notify: Notify = table("notify", Notify, "What is said, and when.")
    people: People = table("people", People, "Who is who.")
    rules: tuple[UserRule | DoorRule, ...] = field(
        default=(),
        metadata={
            "key": "rule",
            "rules": True,
            "does": "Rules of your own; the first that fits wins, before the shipped ones. One on platform, view or "
            "app re-reads the past; one with a host, path or title counts from now on, without a host on the pages of "
            "known platforms alone.",
        },
    )

    def cap_of(self, day: date) -> int:
        """The cap of a Day, in milliseconds."""
        own = self.caps.weekend_ms if day.weekday() >= 5 else self.caps.weekday_ms
        return self.cap_ms if own is None else own

    def mode_at(self, now_ms: int, first_sighting_ms: int | None) -> Mode:
        """The mode in force: an unset one observes for seven days after the first sighting, then nudges."""
        if self.mode is not None:
            return self.mode
        if first_sighting_ms is None or now_ms - first_sighting_ms < OBSERVED_MS:
            return Mode.OBSERVE
        return Mode.NUDGE

    def quiet_at(self, minute: int) -> bool:
        """Whether the minute after local midnight lies in the quiet hours."""
        return any(hours.hold(minute) for hours in self.quiet_hours)

    @property
    def limits(self) -> Limits:
        return Limits(self.tails.input_ms, self.tails.playing_ms, self.tails.full_screen_ms)

    @property
    def contexts(self) -> ContextRules:
        work = self.work
        return ContextRules(frozenset(work.profiles), work.hours, frozenset(work.places), work.counts)

    @property
    def meanings(self) -> tuple[UserRule, ...]:
        """The rules that re-read the past; the others are asked at the door (`rulebook.load_rules(settings.rules)`)."""
        return tuple(rule for rule in self.rules if isinstance(rule, UserRule))

    def change_body(self) -> dict[str, Any]:
        """The body of a settings change: `meaning` (journal.meaning_body) and `budget`."""
        return {"meaning": meaning_body(self.meanings, self.contexts, self.limits), "budget": self.budget_body()}

    def budget_body(self) -> dict[str, Any]:
        """What of the settings bounds a Day: milliseconds; null where a cap of its own or a wait is unset."""
        return {
            "cap_ms": self.cap_ms,
            "weekday_ms": self.caps.weekday_ms,
            "weekend_ms": self.caps.weekend_ms,
            "platform_ms": dict(sorted(self.caps.platform_ms.items())),
            "easing_wait_ms": self.easing_wait_ms,
            "mode": None if self.mode is None else str(self.mode),
            "work_counts": self.work.counts,
        }

    def change(self, at_ms: int) -> Change:
        """The journal's entry for these settings."""
        return Change(at_ms, ChangeKind.SETTINGS, self.change_body())
