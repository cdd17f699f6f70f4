"""Assembly: makes the daemon's parts from its places and the ledger."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from unscroll.acts import ActKind
from unscroll.clock import Clock
from unscroll.collectors.contract import Means, Seen
from unscroll.daemon.children import Outcome, unscroll_child, unscroll_lines
from unscroll.daemon.days import begin_day, zones_of
from unscroll.daemon.door import Door
from unscroll.daemon.intake import Intake
from unscroll.daemon.locks import Locks
from unscroll.daemon.meanings import MeaningKeeper
from unscroll.daemon.notifications import Notifications
from unscroll.daemon.nudging import Nudging
from unscroll.daemon.pace import Pace
from unscroll.daemon.parts import Parts
from unscroll.daemon.pending import Pending
from unscroll.daemon.recorder import CLOCK_RUN, Recorder
from unscroll.daemon.recount import Recount
from unscroll.daemon.rests import Rests
from unscroll.daemon.sd_notify import clean_environment
from unscroll.daemon.supervise import Source, Supervisor
from unscroll.daemon.timekeeper import Timekeeper
from unscroll.daemon.today import Today
from unscroll.daemon.turn import DayTurn
from unscroll.daemon.watch_settings import SettingsWatch
from unscroll.daemon.writer_thread import OwnerThread
from unscroll.daemon.zone import zone_name
from unscroll.day import Zones
from unscroll.errors import UnscrollError
from unscroll.journal import Change
from unscroll.ledger import Crossing, LedgerDamaged, Reader, Writer, ensure_key, open_reader, open_writer
from unscroll.places import Places
from unscroll.settings import Settings, load
from unscroll.span import Span
from unscroll.timeline import timeline

_RENDER_S = 120.0
_RECOUNT_S = 1_800.0
"""A year takes 20 s where nothing else runs; at the lowest priority it may wait long."""


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
    new_zone: bool
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
    writer: OwnerThread[Writer] = OwnerThread("writer")
    await writer.open(lambda: open_writer(places, clock))
    reader: OwnerThread[Reader] = OwnerThread("reader")
    await reader.open(lambda: open_reader(places))
    home, turn_min, now_ms = zone_name(environment), settings.day_turns_at_min, clock.read().wall_ms
    held = await writer.do(lambda w: _held(w, home, turn_min, now_ms))
    door = Door(settings, ensure_key(places.thread_key))
    rests = Rests(places.state / "rests.json")
    recorder = _recorder(clock, held, door, rests, writer, hooks)
    means = Means(
        clock,
        recorder.time.now_ms,
        door.window,
        locked=recorder.locks,
        before_sleep=lambda: _flush(recorder),
    )

    def take(seen: Seen) -> None:
        attended = recorder.pace.attended(clock.read().mono_ms)
        recorder.take(seen, clock.read().mono_ms)
        if not attended and recorder.pace.attended(clock.read().mono_ms):
            hooks.hasten()

    supervisor = Supervisor(sources, means, take, hooks.standing)
    recorder.prove = supervisor.prove
    notifications = Notifications(environment.get("DBUS_SESSION_BUS_ADDRESS", ""))
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
        supervisor=supervisor,
        rests=rests,
        nudging=Nudging(notifications, _crossings(writer, recorder.time)),
        turn=_turn(places, environment, reader, recorder),
        recount=_recount(environment, writer),
        zones=held.zones,
        since_ms=recorder.time.label_ms(),
        first_ms=held.first_ms,
        notices=held.notices,
        acks=held.acks,
    )
    recorder.pending.add(changes=parts.meaning.missing(settings, parts.now_ms()))
    await begin_day(parts)
    if held.new_zone:
        recorder.note(ActKind.ZONE, home)
    return parts


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
    zones, new_zone = zones_of(reader, home, turn_min, now_ms)
    return _Held(
        reader.changes(),
        reader.last_fact_ms() or 0,
        int(reader.mark(CLOCK_RUN) or 0),
        zones,
        new_zone,
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
        present_since_ms=time.now_ms(),
        clock_run=held.clock_run,
    )


def _boot_id() -> str:
    """The kernel's name for this boot."""
    return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()


async def _nothing() -> None:
    """Nobody to ask yet."""


async def _flush(recorder: Recorder) -> None:
    """The machine is about to sleep."""
    await recorder.look()
    await recorder.write(always=True)


def _crossings(
    writer: OwnerThread[Writer], time: Timekeeper
) -> Callable[[date, tuple[int, ...], str], Awaitable[None]]:
    async def record(day: date, percents: tuple[int, ...], platform: str) -> None:
        at_ms = time.label_ms()
        for percent in percents:
            crossing = Crossing(percent, platform, at_ms)
            await writer.do(lambda w, c=crossing: w.record_crossing(day, c))  # type: ignore[misc]

    return record


def _turn(places: Places, environment: Mapping[str, str], reader: OwnerThread[Reader], recorder: Recorder) -> DayTurn:
    children = clean_environment(environment)

    async def render(day: date) -> Outcome:
        outcome = await unscroll_child(("report", day.isoformat()), children, _RENDER_S)
        if outcome.ok:  # counts what changed of the year, newest Day first, so that its report is there at once
            await unscroll_child(("report", day.isoformat(), "--year"), children, _RENDER_S)
        return outcome

    async def snapshot() -> Outcome:
        try:
            await recorder.writer.do(lambda w: w.snapshot())
        except UnscrollError as refused:
            # A copy that is not whole may come from a ledger that is not: it is looked at before the next write.
            recorder.suspect = recorder.suspect or isinstance(refused, LedgerDamaged)
            return Outcome(False, str(refused))
        return Outcome(True)

    async def has_facts(zones: Zones, day: date) -> bool:
        span = zones.span_of(day)
        return await reader.do(lambda r: _seen_in(r, span))

    return DayTurn(
        report_of=lambda day: places.reports / f"{day.isoformat()}.html",
        has_facts=has_facts,
        render=render,
        snapshot=snapshot,
        announced=places.state / "announced",
    )


def _recount(environment: Mapping[str, str], writer: OwnerThread[Writer]) -> Recount:
    children = clean_environment(environment)

    async def lines(take: Callable[[list[bytes]], Awaitable[None]]) -> Outcome:
        return await unscroll_lines("unscroll.cli.recount", children, _RECOUNT_S, take)

    return Recount(writer, lines)


def _seen_in(reader: Reader, span: Span) -> bool:
    facts = reader.facts(span)
    return any(s.end_ms > span.start_ms for track in (facts.focus, facts.page, facts.session, facts.log) for s in track)
