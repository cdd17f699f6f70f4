"""Assembly: makes the daemon's parts from its places and the ledger."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from unscroll.clock import Clock
from unscroll.collectors.contract import Means, Seen
from unscroll.daemon.beside import crossings_into, day_turn, recount_into
from unscroll.daemon.days import News, begin_day, zones_of
from unscroll.daemon.door import Door
from unscroll.daemon.intake import Intake
from unscroll.daemon.letters import Letter, letter_of
from unscroll.daemon.locks import Locks
from unscroll.daemon.meanings import MeaningKeeper
from unscroll.daemon.notifications import Notifications
from unscroll.daemon.nudging import Nudging
from unscroll.daemon.pace import Pace
from unscroll.daemon.parts import Parts
from unscroll.daemon.pending import Pending
from unscroll.daemon.recorder import CLOCK_RUN, Recorder
from unscroll.daemon.rests import Rests
from unscroll.daemon.supervise import Source, Supervisor
from unscroll.daemon.timekeeper import Timekeeper
from unscroll.daemon.today import Today
from unscroll.daemon.view import summary_of
from unscroll.daemon.watch_settings import SettingsWatch
from unscroll.daemon.writer_thread import OwnerThread
from unscroll.daemon.zone import zone_name
from unscroll.day import Zones
from unscroll.journal import Change
from unscroll.ledger import Reader, Writer, ensure_key, open_reader, open_writer
from unscroll.places import Places
from unscroll.settings import Settings, load
from unscroll.timeline import timeline


@dataclass(frozen=True, slots=True)
class Hooks:
    """What the parts call back: a checkpoint due at once, a sooner one, changed settings, a changed standing."""

    stir: Callable[[], None]
    hasten: Callable[[], None]
    settings: Callable[[Settings], None]
    standing: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Held:
    """What the ledger says at the start."""

    journal: tuple[Change, ...]
    recorded_end_ms: int
    clock_run: int
    zones: Zones
    news: tuple[News, ...]
    first_ms: int | None
    notices: tuple[str, ...]
    acks: Mapping[str, int]


async def assemble(
    places: Places, environment: Mapping[str, str], clock: Clock, sources: Sequence[Source], hooks: Hooks
) -> Parts:
    """Opens the ledger and makes everything that hangs on it. UnscrollError as `open_writer` and `load` raise it."""
    _ = places.socket  # a path that is too long is told before anything is made
    places.make()
    settings = load(places.config_file)
    writer, reader = await _threads(places, clock)
    home, turn_min, now_ms = zone_name(environment), settings.day_turns_at_min, clock.read().wall_ms
    held = await writer.do(lambda w: _held(w, home, turn_min, now_ms))
    door = Door(settings, ensure_key(places.thread_key))
    recorder = _recorder(clock, held, door, Rests(places.state / "rests.json"), writer, hooks)

    async def has_data(day: date) -> bool:
        return (await summary_of(parts, day)).has_data

    def letter(today: date) -> Letter | None:
        first_day = None if parts.first_ms is None else parts.zones.day_of(parts.first_ms)
        return letter_of(parts.settings.notify.report, first_day, today)

    parts = Parts(
        places=places,
        environment=environment,
        clock=clock,
        watch=SettingsWatch(places.config_file, settings, hooks.settings),
        door=door,
        meaning=MeaningKeeper(held.journal, door.rules.kinds),
        writer=writer,
        reader=reader,
        recorder=recorder,
        supervisor=_supervisor(sources, clock, door, recorder, hooks),
        rests=recorder.rests,
        nudging=_nudging(environment, writer, recorder.time),
        turn=day_turn(places, environment, recorder, has_data, letter),
        recount=recount_into(environment, writer),
        zones=held.zones,
        since_ms=recorder.time.label_ms(),
        first_ms=held.first_ms,
        notices=held.notices,
        acks=held.acks,
    )
    await _begin(parts, settings, held.news)
    return parts


async def _threads(places: Places, clock: Clock) -> tuple[OwnerThread[Writer], OwnerThread[Reader]]:
    """The ledger's two: the writer first, which makes the ledger where there is none."""
    writer: OwnerThread[Writer] = OwnerThread("writer")
    await writer.open(lambda: open_writer(places, clock))
    reader: OwnerThread[Reader] = OwnerThread("reader")
    await reader.open(lambda: open_reader(places))
    return writer, reader


async def _begin(parts: Parts, settings: Settings, news: Sequence[News]) -> None:
    """Tells the ledger what changed since the last run, then loads the Day."""
    parts.recorder.pending.add(changes=parts.meaning.missing(settings, parts.now_ms()))
    await begin_day(parts)
    for what, value in news:
        parts.recorder.note(what, value)


async def disassemble(parts: Parts) -> None:
    """Writes what was seen until now, then closes everything."""
    await parts.recorder.look()
    await parts.recorder.write(always=True)
    await parts.supervisor.close()
    parts.nudging.notifications.close()
    parts.watch.close()
    await parts.reader.close()
    await parts.writer.close()


def _held(writer: Writer, home: str, turn_min: int, now_ms: int) -> _Held:
    reader = writer.reader
    zones, news = zones_of(reader, home, turn_min, now_ms)
    return _Held(
        reader.changes(),
        reader.last_fact_ms() or 0,
        int(reader.mark(CLOCK_RUN) or 0),
        zones,
        news,
        reader.first_sighting_ms(),
        writer.notices,
        reader.acks(),
    )


def _recorder(
    clock: Clock, held: _Held, door: Door, rests: Rests, writer: OwnerThread[Writer], hooks: Hooks
) -> Recorder:
    time = Timekeeper(clock, held.recorded_end_ms, held.clock_run)
    return Recorder(
        time=time,
        intake=Intake(time, door.barred),
        pending=Pending(),
        today=Today(timeline),
        locks=Locks(),
        rests=rests,
        pace=Pace(clock.read().mono_ms),
        writer=writer,
        boot_id=_boot_id(),
        prove=_nothing,
        stir=hooks.stir,
        hasten=hooks.hasten,
        present_since_ms=time.now_ms(),
        clock_run=held.clock_run,
    )


def _supervisor(sources: Sequence[Source], clock: Clock, door: Door, recorder: Recorder, hooks: Hooks) -> Supervisor:
    means = Means(
        clock,
        recorder.time.now_ms,
        door.window,
        locked=recorder.locks,
        before_sleep=lambda: _flush(recorder),
    )

    def take(seen: Seen) -> None:
        recorder.take(seen, clock.read().mono_ms)

    supervisor = Supervisor(sources, means, take, hooks.standing)
    recorder.prove = supervisor.prove
    return supervisor


def _nudging(environment: Mapping[str, str], writer: OwnerThread[Writer], time: Timekeeper) -> Nudging:
    notifications = Notifications(environment.get("DBUS_SESSION_BUS_ADDRESS", ""))
    return Nudging(notifications, crossings_into(writer, time))


def _boot_id() -> str:
    """The kernel's name for this boot."""
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


async def _nothing() -> None:
    """Nobody to ask yet."""


async def _flush(recorder: Recorder) -> None:
    """The machine is about to sleep."""
    await recorder.look()
    await recorder.write(always=True)
