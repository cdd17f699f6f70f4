"""Parts: what the pieces of the running daemon share."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from unscroll.clock import Clock
from unscroll.daemon.door import Door
from unscroll.daemon.figures import DayNotes, Given
from unscroll.daemon.meanings import MeaningKeeper
from unscroll.daemon.next_to_reach import NextToReach
from unscroll.daemon.nudging import Nudging
from unscroll.daemon.recorder import Recorder
from unscroll.daemon.recount import Recount
from unscroll.daemon.rests import Rests
from unscroll.daemon.supervise import Standing, Supervisor
from unscroll.daemon.turn import DayTurn
from unscroll.daemon.watch_settings import SettingsWatch
from unscroll.daemon.writer_thread import OwnerThread
from unscroll.day import Zones
from unscroll.ledger import Reader, Writer
from unscroll.line import Piece
from unscroll.places import Places
from unscroll.recognise import usual_kind
from unscroll.settings import Settings


@dataclass(slots=True)
class Parts:
    """Made once by the service. `since_ms` is when it started, `first_ms` when anything was first seen."""

    places: Places
    environment: Mapping[str, str]
    clock: Clock
    watch: SettingsWatch
    door: Door
    meaning: MeaningKeeper
    writer: OwnerThread[Writer]
    reader: OwnerThread[Reader]
    recorder: Recorder
    supervisor: Supervisor
    rests: Rests
    nudging: Nudging
    turn: DayTurn
    recount: Recount
    zones: Zones
    since_ms: int
    first_ms: int | None = None
    acks: Mapping[str, int] = field(default_factory=dict)
    """The newest delta in the ledger of each browser run, as of the start."""
    others: Callable[[], list[Standing]] = list
    """Standings of what is no collector of the registry."""
    display: Callable[[], str] = str
    """What is wrong with the display that was named; empty where nothing is."""
    notes: DayNotes = field(default_factory=DayNotes)
    next_to_reach: NextToReach = field(default_factory=NextToReach)
    lead: tuple[Piece, ...] = ()
    notices: tuple[str, ...] = ()
    """What was mended when the ledger was opened."""
    troubles: dict[str, str] = field(default_factory=dict)
    """What else does not work, by who says so."""

    @property
    def settings(self) -> Settings:
        return self.watch.settings

    @property
    def given(self) -> Given:
        rules = self.door.rules
        return Given(self.settings, self.zones, rules.kinds, partial(usual_kind, rules))

    def now_ms(self) -> int:
        """Ledger time as of the last look."""
        return self.recorder.time.label_ms()

    def mono_ms(self) -> int:
        return self.clock.read().mono_ms
