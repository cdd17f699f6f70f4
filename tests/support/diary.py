"""A day told as a diary, lived by the real daemon with a clock of the test's own.

    told = live('''
        09:00 reddit feed 20 min
        09:20 lid closed
        13:00 lid opened
        13:01 call with Ana 30 min
    ''')
    assert told.minutes == {"scroll": 20, "one_to_one": 30}

Times are true local times; where the machine's clock is set wrong by a line, they go on as if it were not. Lines:

    PLATFORM VIEW N min      the front window, with the wheel turned all the while (`x feed 5 min`)
    PLATFORM VIEW            the front window from now on, nobody touches anything
    typing N min             keys into the front window
    editor N min             another program, typing
    call with NAME N min     a live call with one other
    lid closed, lid opened   the machine sleeps, wakes
    locked, unlocked         the screen
    clock set back N min, clock set ahead N min
    killed, started          kill -9, and a new daemon; `stopped` is SIGTERM
    pause N min, guest N min, resume
    moved to ZONE            the machine's zone changes
    end                      nothing happens any more
"""

import asyncio
import re
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from support.served import Sources, environment_of

from unscroll.acts import Act, ActKind
from unscroll.clock import FakeClock
from unscroll.daemon.assembly import Hooks, assemble, disassemble
from unscroll.daemon.checkpoints import Checkpoints
from unscroll.daemon.children import Outcome
from unscroll.daemon.days import with_zone
from unscroll.daemon.figures import Given, read_day
from unscroll.daemon.recount import Recount
from unscroll.daemon.sd_notify import SystemdNotifier
from unscroll.kinds import Kind
from unscroll.ledger import open_reader
from unscroll.places import Places
from unscroll.reports.summary import DaySummary, summarise
from unscroll.settings import load
from unscroll.sighting import Call, Focus, InputKind, Session, SessionState, Track
from unscroll.span import Span, to_ms
from unscroll.surface import Surface

MINUTE_MS = 60_000
TOUCH_MS = 4_000
"""How often a busy hand turns the wheel."""

_LINE = re.compile(r"(?P<time>\d\d:\d\d)(?P<next>\+\d)?\s+(?P<what>.+)")
_FOR = re.compile(r"(?P<what>.+?) (?P<minutes>\d+(?:\.\d+)?) min")


def _scroll(platform: str) -> Kind:
    return Kind.SCROLL


@dataclass(frozen=True)
class Told:
    """What the ledger holds in the end, read without the daemon; `status` is the daemon's last word."""

    home: Path
    zone: str
    day: date
    now_ms: int
    status: dict = field(default_factory=dict)

    def summary(self, day: date | None = None) -> DaySummary:
        places = Places.of(environment_of(self.home))
        reader = open_reader(places)
        try:
            settings = load(places.config_file)
            zones = reader.zones(self.zone, settings.day_turns_at_min).with_turn(settings.day_turns_at_min, self.now_ms)
            return summarise(read_day(reader, day or self.day, Given(settings, zones, {}, _scroll), self.now_ms))
        finally:
            reader.close()

    @property
    def minutes(self) -> dict[str, float]:
        """Minutes by kind, to a tenth; kinds without any are left out."""
        return minutes_of(self.summary())

    @property
    def acts(self) -> list[Act]:
        reader = open_reader(Places.of(environment_of(self.home)))
        try:
            return [a for a in reader.acts(Span(0, 2**42)) if a.what not in (ActKind.ZONE, ActKind.TURN)]
        finally:
            reader.close()


async def _counts_nothing(take: object) -> Outcome:
    return Outcome(True)


def minutes_of(summary: DaySummary) -> dict[str, float]:
    kinds = {str(kind): round(ms / MINUTE_MS, 1) for kind, ms in summary.kinds.items()}
    return {kind: minutes for kind, minutes in kinds.items() if minutes}


def live(diary: str, zone: str = "UTC", day: str = "2026-11-23", home: Path | None = None, config: str = "") -> Told:
    """Lives the diary and tells what came of it."""
    folder = home or Path(tempfile.mkdtemp(prefix="unscroll-story-"))
    return asyncio.run(_Life(diary, zone, date.fromisoformat(day), folder, config).live())


class _Life:
    def __init__(self, diary: str, zone: str, day: date, home: Path, config: str) -> None:
        self.zone, self.day, self.home = zone, day, home
        lines = [line.strip() for line in diary.strip().splitlines() if line.strip()]
        self.lines = [self._parse(line) for line in lines]
        self.clock = FakeClock.at(self.lines[0][0] - MINUTE_MS)
        self.began_boot_ms = self.clock.read().boot_ms
        self.began_ms = self.lines[0][0] - MINUTE_MS
        self.environment = environment_of(home) | {"TZ": zone}
        places = Places.of(self.environment)
        places.make()
        places.config_file.write_text(config, encoding="utf-8")
        self.sources = Sources(windows=Track.FOCUS, locker=Track.SESSION, calls=Track.CALL)
        self.parts = None
        self.touch: InputKind | None = None
        self.call_ends_ms = 0
        self.touch_ends_ms = 0
        self.held = {}

    def _parse(self, line: str) -> tuple[int, str]:
        found = _LINE.fullmatch(line)
        assert found, f"no line of a diary: {line}"
        hour, minute = map(int, found["time"].split(":"))
        days = int(found["next"] or 0)
        at = datetime(self.day.year, self.day.month, self.day.day, hour, minute, tzinfo=ZoneInfo(self.zone))
        at = datetime.combine(at.date() + timedelta(days=days), at.time(), ZoneInfo(self.zone))
        return to_ms(at), found["what"]

    @property
    def true_ms(self) -> int:
        return self.began_ms + self.clock.read().boot_ms - self.began_boot_ms

    async def live(self) -> Told:
        await self.start()
        for (at_ms, what), following in zip(self.lines, [*self.lines[1:], None], strict=True):
            await self.go_on(at_ms)
            await self.happen(what, following[0] if following else at_ms)
        status = {}
        if self.parts is not None:
            await self.parts.recorder.look()
            from unscroll.daemon import view

            status = view.status(self.parts)
            await self.stop()
        return Told(self.home, self.zone, self.day, self.clock.read().wall_ms, status)

    async def start(self) -> None:
        hooks = Hooks(
            stir=lambda: self.checkpoints.stir(), hasten=lambda: None, settings=lambda _: None, standing=lambda: None
        )
        places = Places.of(self.environment)
        self.parts = await assemble(places, self.environment, self.clock, self.sources.entries, hooks)
        self.parts.turn.done = self.parts.recorder.today.day  # a story renders no reports
        self.parts.recount = Recount(self.parts.writer, _counts_nothing)  # a child would ask the machine's clock
        self.checkpoints = Checkpoints(self.parts, SystemdNotifier({}, 1), lambda summary: None)
        from unscroll.collectors.contract import DesktopSession

        await self.parts.supervisor.follow(DesktopSession("x11", ":1"))
        for name, fact in self.held.items():
            self.sources[name].becomes(fact)
        await self.check()

    async def stop(self) -> None:
        await self.checkpoints.finish()
        parts, self.parts = self.parts, None
        await disassemble(parts)

    async def kill(self) -> None:
        """As kill -9: what was not committed is gone."""
        await self.checkpoints.settled()
        parts, self.parts = self.parts, None
        await parts.supervisor.close()
        await parts.reader.close()
        await parts.writer.close()

    async def check(self) -> None:
        await self.checkpoints.check()
        await self.checkpoints.settled()
        self.parts.turn.done = self.parts.recorder.today.day

    def becomes(self, name: str, fact) -> None:
        self.held[name] = fact
        if self.parts is not None:
            self.sources[name].becomes(fact)

    async def go_on(self, until_ms: int) -> None:
        """Time passes; hands and checkpoints go on."""
        while (left_ms := until_ms - self.true_ms) > 0:
            step_ms = min([left_ms, *self._next_ms()])
            self.clock.run(step_ms)
            now_ms = self.true_ms
            if self.touch and now_ms <= self.touch_ends_ms and self.parts is not None:
                self.sources["windows"].instant(self.touch)
            if self.call_ends_ms and now_ms >= self.call_ends_ms:
                self.call_ends_ms = 0
                self.becomes("calls", None)
            if now_ms >= self.touch_ends_ms:
                self.touch = None
            for _ in range(3):
                await asyncio.sleep(0)
            if self.parts is not None and self.checkpoints.due_ms() <= 0:
                await self.check()

    def _next_ms(self) -> list[int]:
        """When something happens next, from now."""
        found = [MINUTE_MS]
        if self.touch:
            found += [TOUCH_MS, max(1, self.touch_ends_ms - self.true_ms)]
        if self.call_ends_ms:
            found.append(max(1, self.call_ends_ms - self.true_ms))
        if self.parts is not None:
            found.append(max(1, self.checkpoints.due_ms()))
        return found

    async def happen(self, what: str, next_ms: int) -> None:
        lasting = _FOR.fullmatch(what)
        words, ms = (lasting["what"], int(float(lasting["minutes"]) * MINUTE_MS)) if lasting else (what, 0)
        match words.split():
            case ["end"]:
                pass
            case ["lid", "closed"]:
                self.clock.sleep(next_ms - self.true_ms)
            case ["lid", "opened"]:
                pass
            case ["locked"]:
                self.becomes("locker", Session(SessionState.LOCKED))
            case ["unlocked"]:
                self.becomes("locker", None)
            case ["clock", "set", way]:
                self.clock.step(ms if way == "ahead" else -ms)
            case ["killed"]:
                await self.kill()
            case ["stopped"]:
                await self.stop()
            case ["started"]:
                await self.start()
            case ["pause" | "guest" as rest]:
                await self.parts.recorder.look()
                now_ms = self.parts.now_ms()
                self.parts.rests.set(rest, now_ms + ms, now_ms)
            case ["resume"]:
                await self.parts.recorder.look()
                self.parts.rests.end()
            case ["moved", "to", zone]:
                self.parts.zones = with_zone(self.parts.zones, zone, self.parts.now_ms())
                self.parts.recorder.note(ActKind.ZONE, zone)
            case ["call", "with", _]:
                self.becomes("calls", Call(self._surface("meeting", "call"), others=1, microphone=True))
                self.call_ends_ms = self.true_ms + ms
            case ["typing"]:
                self._touch(InputKind.KEY, ms)
            case ["editor"]:
                self.becomes("windows", Focus(Surface("none", "window", "none", app="Emacs")))
                self._touch(InputKind.KEY, ms)
            case [platform, view]:
                self.becomes("windows", Focus(self._surface(platform, view)))
                if ms:
                    self._touch(InputKind.WHEEL, ms)
            case _:
                raise AssertionError(f"no line of a diary: {what}")

    def _touch(self, kind: InputKind, ms: int) -> None:
        self.touch, self.touch_ends_ms = kind, self.true_ms + ms
        if self.parts is not None:
            self.sources["windows"].instant(kind)

    def _surface(self, platform: str, view: str) -> Surface:
        """A surface with a shipped rule of that platform and view."""
        names = [n for n in self.parts.door.rules.kinds if n.startswith(f"{platform}/{view}/")] if self.parts else []
        return Surface(platform, view, names[0] if names else f"{platform}/default")
