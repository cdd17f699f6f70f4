"""Kind: what a second of attention was, always with the rule that decided it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from unscroll.evidence import Evidence as Evidence
from unscroll.surface import Surface


class Kind(StrEnum):
    """METRICS.md 1."""

    SCROLL = "scroll"
    BROADCAST = "broadcast"
    ONE_TO_ONE = "one_to_one"
    GROUP = "group"
    PRIVATE = "private"
    """A private thread or call of unknown size: unresolved contact, never counted as one_to_one."""
    OTHER = "other"


class Context(StrEnum):
    PERSONAL = "personal"
    WORK = "work"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A kind and the rule that decided it, so that `unscroll explain` can answer."""

    kind: Kind
    rule: str


@dataclass(frozen=True, slots=True)
class UserRule:
    """A `[[rule]]` of config.toml on platform, view or app: a meaning, so it re-reads the past. Empty fits anything."""

    name: str
    kind: Kind
    platform: str = ""
    view: str = ""
    app: str = ""

    def fits(self, surface: Surface) -> bool:
        return (
            (not self.platform or self.platform == surface.platform)
            and (not self.view or self.view == surface.view)
            and (not self.app or self.app.lower() == surface.app.lower())
        )


@dataclass(frozen=True, slots=True)
class KindBook:
    """Shipped rule names (also retired ones) with their kinds; the user's rules come first, first match wins."""

    shipped: Mapping[str, Kind]
    user: tuple[UserRule, ...] = field(default=())

    def verdict(self, surface: Surface) -> Verdict:
        """The verdict on a surface alone, before what happened on it is looked at."""
        for rule in self.user:
            if rule.fits(surface):
                return Verdict(rule.kind, rule.name)
        return Verdict(self.shipped.get(surface.rule, Kind.OTHER), surface.rule)
