"""Phone: a Day's phone use as far as it is known (METRICS 2.4, *the phone*)."""

from dataclasses import dataclass

from unscroll.kinds import Evidence, Kind


@dataclass(frozen=True, slots=True)
class TypedPhone:
    """What was typed in for one platform; an empty `platform` is all of the phone's use, the named ones included."""

    platform: str
    length_ms: int
    kind: Kind = Kind.SCROLL
    """The platform's default kind; `scroll` where no platform is named."""


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Time without a span: never in the line, `seconds` or the ratio; what is scroll counts in `spent`."""

    source: str
    device: str
    platform: str
    kind: Kind
    evidence: Evidence
    low_ms: int
    shown_ms: int
    high_ms: int


@dataclass(frozen=True, slots=True)
class PhoneDay:
    """`owned` is false with `phone = "none"`; `imported` says that spans of the phone are on the line already."""

    owned: bool = True
    typed: tuple[TypedPhone, ...] = ()
    imported: bool = False

    @property
    def known(self) -> bool:
        return not self.owned or self.imported or bool(self.typed)

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """What was typed in, the platforms first and then the rest; nothing where imported spans replace it."""
        if self.imported:
            return ()
        named = [t for t in self.typed if t.platform]
        rest = sum(t.length_ms for t in self.typed if not t.platform) - sum(t.length_ms for t in named)
        rows = [_row(t.platform, t.kind, t.length_ms) for t in named]
        return tuple(r for r in [*rows, _row("", Kind.SCROLL, max(0, rest))] if r.shown_ms)


def _row(platform: str, kind: Kind, length_ms: int) -> Unplaced:
    return Unplaced("typed", "phone", platform, kind, Evidence.LOGGED, length_ms, length_ms, length_ms)
