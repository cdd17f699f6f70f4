"""MeaningKeeper: the journal in memory, completed when the daemon takes over."""

from collections.abc import Mapping
from datetime import date

from unscroll.day import Zones
from unscroll.journal import Change, ChangeKind, InForce, meanings
from unscroll.kinds import Kind
from unscroll.meaning import MEANING_VERSION
from unscroll.settings import Settings


class MeaningKeeper:
    """`shipped` are the rule names of this release with their kinds."""

    def __init__(self, journal: tuple[Change, ...], shipped: Mapping[str, Kind]) -> None:
        self.journal = journal
        self.shipped = shipped

    def missing(self, settings: Settings, now_ms: int) -> tuple[Change, ...]:
        """What this release and these settings mean that the journal does not say yet; it is added to it."""
        wanted = (
            Change(now_ms, ChangeKind.KINDS, {name: str(kind) for name, kind in sorted(self.shipped.items())}),
            Change(now_ms, ChangeKind.VERSION, {"version": MEANING_VERSION}),
            settings.change(now_ms),
        )
        fresh = tuple(change for change in wanted if self._latest(change.what) != change.body)
        self.journal = (*self.journal, *fresh)
        return fresh

    def since(self, day: date, zones: Zones) -> tuple[InForce, ...]:
        """Every meaning in force since the Day began, the present one last."""
        return meanings(self.journal, zones.start_ms(day), self.shipped)

    def _latest(self, what: ChangeKind) -> Mapping[str, object] | None:
        return next((change.body for change in reversed(self.journal) if change.what is what), None)
